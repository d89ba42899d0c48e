import {command} from '../../model/ask.ts';

const paths = [
  ...['auth.log', 'secure', 'messages', 'syslog', 'kern.log', 'cron', 'cron.log', 'daemon.log', 'sudo.log'],
  ...['wtmp', 'btmp', 'lastlog', 'faillog', 'journal', 'audit', 'audit/audit.log'],
].map((name) => `/var/log/${name}`);

/** Mode, owner and group of well-known logs: `640 0 4 /var/log/syslog`. A folder closed to us is named after `hidden`. Ends with `.`. */
export const logFilesState = command(
  'log-files',
  `set --; for f in ${paths.join(' ')}; do [ -e $f ] && set -- "$@" $f; done; ` +
    'for d in /var/log /var/log/audit; do [ ! -d $d ] || [ -x $d ] || echo "hidden $d"; done; [ $# -eq 0 ] || stat -L -c "%a %u %g %n" "$@"; echo .',
  {privilege: 'prefer-root'},
);
