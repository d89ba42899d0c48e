import {command} from '../../model/ask.ts';

/**
 * The clock, seconds since boot, the machine's architecture: one process each for two of them, none for the third.
 * busybox may know no `%N`: it prints it as it is, or prints nothing at all.
 */
export const clockAsk = command(
  'clock',
  't=$(date \'+%s.%N %z\'); case $t in [0-9]*) echo "$t" ;; *) date \'+%s. %z\' ;; esac; read -r u i </proc/uptime && echo "$u"; uname -m',
  {limit: 1024},
);
