import {command, files, rootFiles} from '../../model/ask.ts';
import {listenersAsk} from './listeners.ts';
import {searchPath} from './search-path.ts';
import {releaseAsks} from '../parse/release.ts';
import {sshdOptionFiles} from '../parse/sshd-options.ts';

/**
 * `+sshd` or `-sshd`, the same for dropbear; below `= running` the processes of sshd that wait for connections, those of
 * containers left out as far as root can tell; below `= sockets` the units by which systemd listens in its place, `!` where it did
 * not tell, asked only where no sshd was seen or such a socket is enabled; below `= settings` sshd's effective configuration. `-T`
 * wants root and the host keys; `-G` (OpenSSH 9.3) wants neither. Nothing that a process is called becomes a part of a command.
 * Ends with `.`.
 */
export const sshdEffectiveAsk = command(
  'sshd-effective',
  `${searchPath} for p in sshd dropbear; do if command -v $p >/dev/null; then echo +$p; else echo -$p; fi; done; ` +
    'if command -v sshd >/dev/null; then echo "= running"; r=; for f in $(grep -slx sshd /proc/[0-9]*/comm); do d=${f%/comm}; ' +
    '{ read -r l <$d/cmdline; } 2>/dev/null; case $l in "sshd: "*" [listener]"* | "sshd: /"*) ;; sshd:* | "") continue ;; esac; ' +
    "[ ! -r $d/root ] || [ $d/root -ef / ] || continue; r=1; printf '%s\\t' ${d#/proc/}; tr -s '\\000\\n' '\\t ' <$d/cmdline; echo; done; " +
    'echo "= sockets"; for f in /etc/systemd/system/*.wants/ssh*.socket; do [ -L "$f" ] && r=; done; if [ -z "$r" ] && [ -d /run/systemd/system ]; then ' +
    'systemctl show -p Id,ActiveState,Accept,Listen,ExecStart,Environment,EnvironmentFiles ssh.socket sshd.socket ' +
    'ssh.service sshd.service ssh@0.service sshd@0.service 2>/dev/null || echo !; fi; ' +
    'echo "= settings"; sshd -T 2>/dev/null || sshd -G 2>/dev/null; fi; echo .',
  {privilege: 'prefer-root'},
);

export const sshdConfigPaths = ['/etc/ssh/sshd_config', '/usr/etc/ssh/sshd_config'] as const;
export const sshdConfigPatterns = ['/etc/ssh/sshd_config.d/*.conf', '/usr/etc/ssh/sshd_config.d/*.conf'] as const;
export const dropbearPaths = ['/etc/default/dropbear', '/etc/conf.d/dropbear'] as const;

export const hostKeyPattern = '/etc/ssh/ssh_host_*_key.pub';

export const sshdAsks = [
  sshdEffectiveAsk,
  listenersAsk,
  ...files(hostKeyPattern),
  ...releaseAsks,
  ...rootFiles(...sshdConfigPaths, ...sshdConfigPatterns, ...sshdOptionFiles, ...dropbearPaths),
];
