import {homedir} from 'node:os';

/** What programs of this machine get to see of ours: nothing, as there may be secrets in it. */
export function cleanEnvironment(): Record<string, string> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: homedir(),
    SHELL: '/bin/sh',
    LANG: 'C',
  };
}
