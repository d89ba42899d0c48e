import type {Platform} from '../model/platform.ts';

/** Windows through OpenSSH Server and PowerShell, or through its SNMP service: MIB-II, HOST-RESOURCES-MIB. */
export const windows: Platform = {
  id: 'windows',
  title: {en: 'Windows', ja: 'Windows'},
  family: 'windows',
  shell: 'powershell',
  via: ['ssh', 'snmp', 'kit'],
  kinds: ['server', 'terminal', 'control-pc'],
  secrets: [
    {
      kind: 'community',
      pattern: /(?<before>^")(?<secret>[^"]{1,256})(?="=)/gm,
      within: {from: /\\(?:Valid|Trap)Communities|\\TrapConfiguration/i, to: /^\[/},
    },
    {kind: 'password', pattern: /(?<before>[/-](?:p|pw|pass|password|pwd)[:=])(?<secret>[^\s"]{1,256})/gi},
  ],
  signs: {objectIds: ['1.3.6.1.4.1.311.1.1.3']},
};
