import {command} from '../../model/ask.ts';

/**
 * ss(8) of iproute2 since 2017 knows -H; busybox and older ones fall back to the kernel's own tables, which name no process.
 * Where the kernel would have to load modules to answer, ss reads those tables too (PROC_ROOT): it names processes, but no units.
 * Only root is shown the owners of other users' sockets.
 */
export const listenersAsk = command(
  'listeners',
  'if [ -d /sys/module/tcp_diag ] && [ -d /sys/module/udp_diag ]; then ss -Htulpne 2>/dev/null; else PROC_ROOT=/proc ss -Htulpne 2>/dev/null; fi && echo "= ss" || { cd /proc/net && for f in tcp tcp6 udp udp6; do [ ! -e $f ] || cat $f; done; }',
  {privilege: 'prefer-root'},
);
