import {command} from '../../model/ask.ts';

const names = [
  ...[
    'logrotate',
    'rsyslogd',
    'syslog-ng',
    'syslogd',
    'auditd',
    'auditctl',
    'journalctl',
    'cron',
    'crond',
    'systemctl',
  ],
  ...['chronyd', 'ntpd', 'ntpctl', 'ntpsec-ntpd', 'vmtoolsd', 'hv_kvp_daemon', 'VBoxService', 'qemu-ga'],
  ...['nft', 'iptables', 'ufw', 'firewall-cmd', 'named', 'unbound', 'dnsmasq', 'snmpd', 'smbd', 'exportfs'],
  ...['postfix', 'exim4', 'exim', 'sendmail', 'dovecot', 'nginx', 'apache2', 'httpd', 'lighttpd'],
  ...['mysqld', 'mariadbd', 'redis-server', 'mongod', 'pg_lsclusters', 'pg_dump', 'mysqldump', 'mariadb-dump'],
  ...['bacula-fd', 'bareos-fd', 'amdump', 'restic', 'borg', 'borgmatic', 'rsnapshot', 'duplicity', 'rdiff-backup'],
  ...['kopia', 'rear', 'timeshift', 'proxmox-backup-client', 'veeamconfig', 'dsmc', 'rsync'],
];

/**
 * Below `= programs` the paths of those programs that our probes ask about and that are installed. Below `= processes` name,
 * process id and user id of every process; kernel threads have no VmSize. Arguments stay out: they can hold secrets. Ends with `.`.
 */
export const processesAsk = command(
  'processes',
  `echo = programs; for c in ${names.join(' ')}; do command -v $c; done; echo = processes; ` +
    "grep -hE '^(Name|Pid|Uid|VmSize):' /proc/[0-9]*/status 2>/dev/null; echo .",
  {limit: 524_288},
);

export const programNames: readonly string[] = names;
