import {command} from '../../model/ask.ts';

/** What a path is for: tells which permissions befit it. */
export const areas = {
  accounts: ['/etc/passwd', '/etc/passwd-', '/etc/group', '/etc/group-'],
  shadow: ['/etc/shadow', '/etc/shadow-', '/etc/gshadow', '/etc/gshadow-', '/etc/security/opasswd'],
  sudoers: [
    ...['/etc/sudoers', '/etc/sudoers.d', '/etc/sudoers.d/*', '/etc/doas.conf', '/etc/doas.d', '/etc/doas.d/*'],
    ...['/usr/etc/sudoers', '/usr/etc/sudoers.d', '/usr/etc/sudoers.d/*'],
  ],
  sshd: [
    ...['/etc/ssh/sshd_config', '/etc/ssh/sshd_config.d', '/etc/ssh/sshd_config.d/*'],
    ...['/usr/etc/ssh/sshd_config', '/usr/etc/ssh/sshd_config.d', '/usr/etc/ssh/sshd_config.d/*'],
  ],
  hostKey: ['/etc/ssh/ssh_host_*_key'],
  pam: [
    ...['/etc/pam.d', '/etc/pam.d/*', '/etc/security', '/etc/login.defs'],
    ...[
      '/usr/etc/pam.d',
      '/usr/etc/pam.d/*',
      '/usr/lib/pam.d',
      '/usr/lib/pam.d/*',
      '/usr/etc/security',
      '/usr/etc/login.defs',
    ],
  ],
  cron: [
    ...['/etc/crontab', '/etc/cron.d', '/etc/cron.hourly', '/etc/cron.daily', '/etc/cron.weekly', '/etc/cron.monthly'],
    ...['/etc/crontabs', '/etc/cron.allow', '/etc/at.allow'],
  ],
  boot: [
    ...['/boot/grub/grub.cfg', '/boot/grub2/grub.cfg', '/boot/grub2/user.cfg', '/boot/grub2/grubenv'],
    ...['/boot/grub/user.cfg', '/boot/efi/EFI/*/grub.cfg', '/boot/extlinux.conf'],
  ],
  tlsKey: ['/etc/ssl/private', '/etc/ssl/private/*', '/etc/pki/tls/private', '/etc/pki/tls/private/*'],
  log: ['/var/log', '/var/log/wtmp', '/var/log/btmp', '/var/log/lastlog', '/var/log/journal'],
  syslog: ['/var/log/syslog', '/var/log/messages', '/var/log/auth.log', '/var/log/secure'],
  audit: ['/var/log/audit', '/var/log/audit/audit.log', '/etc/audit/auditd.conf', '/etc/audit/rules.d'],
  temporary: ['/tmp', '/var/tmp', '/dev/shm'],
  rootHome: ['/root'],
  home: ['/home/*'],
  console: ['/etc/systemd/system/ctrl-alt-del.target'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** `drwxr-xr-x 755 0 0 PATH` (numbers: names could be asked of a directory) of everything that exists; a line of complaint for everything that does not; then `.`. */
export const filePermissionsAsk = command(
  'file-permissions',
  `stat -L -c '%A %a %u %g %n' ${Object.values(areas).flat().join(' ')} 2>&1; echo .`,
  {privilege: 'prefer-root'},
);
