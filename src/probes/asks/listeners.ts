import {command} from '../../model/ask.ts';

/**
 * ss(8) of iproute2 since 2017 knows -H; busybox and older ones fall back to the kernel's own tables, which name no process.
 * Only root is shown the owners of other users' sockets.
 */
export const listenersAsk = command(
  'listeners',
  'ss -Htulpne 2>/dev/null && echo "= ss" || cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 2>/dev/null',
  {privilege: 'prefer-root'},
);
