import {command} from '../../model/ask.ts';

/**
 * ss(8) of iproute2 since 2017 knows -H; busybox and older ones fall back to the kernel's own tables, which name no process.
 * Only root is shown the owners of other users' sockets.
 */
export const listenersAsk = command(
  'listeners',
  'ss -Htulpne 2>/dev/null && echo "= ss" || { cd /proc/net && for f in tcp tcp6 udp udp6; do [ ! -e $f ] || cat $f; done; }',
  {privilege: 'prefer-root'},
);
