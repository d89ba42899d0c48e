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
 * Which of the programs that our probes ask about are installed (paths), and the names of all processes.
 * Shell builtins only. `hidden`: processes of other users cannot be seen here.
 */
export const programs = command(
  'programs',
  `for c in ${names.join(' ')}; do command -v $c; done; echo; ` +
    '{ [ -r /proc/1/comm ] || echo hidden:; for p in /proc/[0-9]*/comm; do read -r n <$p && case $n in kworker*) ;; *) echo "$n" ;; esac; done; } 2>/dev/null; :',
);

export const programNames: readonly string[] = names;
