import {command, files, rootFiles} from '../../model/ask.ts';
import {searchPath} from './search-path.ts';
import {releaseAsks} from '../parse/release.ts';
import {sshdOptionFiles} from '../parse/sshd-options.ts';

/**
 * `+sshd` or `-sshd`, the same for dropbear, then sshd's effective configuration. `-T` wants root and the host keys; `-G`
 * (OpenSSH 9.3) wants neither. Ends with `.`.
 */
export const sshdEffectiveAsk = command(
  'sshd-effective',
  `${searchPath} for p in sshd dropbear; do if command -v $p >/dev/null; then echo +$p; else echo -$p; fi; done; ` +
    'if command -v sshd >/dev/null; then sshd -T 2>/dev/null || sshd -G 2>/dev/null; fi; echo .',
  {privilege: 'prefer-root'},
);

export const sshdConfigPaths = ['/etc/ssh/sshd_config', '/usr/etc/ssh/sshd_config'] as const;
export const sshdConfigPatterns = ['/etc/ssh/sshd_config.d/*.conf', '/usr/etc/ssh/sshd_config.d/*.conf'] as const;
export const dropbearPaths = ['/etc/default/dropbear', '/etc/conf.d/dropbear'] as const;

export const hostKeyPattern = '/etc/ssh/ssh_host_*_key.pub';

export const sshdAsks = [
  sshdEffectiveAsk,
  ...files(hostKeyPattern),
  ...releaseAsks,
  ...rootFiles(...sshdConfigPaths, ...sshdConfigPatterns, ...sshdOptionFiles, ...dropbearPaths),
];
