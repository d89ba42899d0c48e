import type {Platform} from '../model/platform.ts';
import {lanManager} from './windows/lan-manager.ts';

/** Keys of the SNMP service in which its communities stand. */
const communities = {from: /\\(?:Valid|Trap)Communities|\\TrapConfiguration/i, to: /^(?:\[|HKEY_)/};

/** Windows through OpenSSH Server and PowerShell, or through its SNMP service: MIB-II, HOST-RESOURCES-MIB. */
export const windows: Platform = {
  id: 'windows',
  title: {en: 'Windows', ja: 'Windows'},
  family: 'windows',
  shell: 'powershell',
  via: ['ssh', 'snmp', 'kit'],
  kinds: ['server', 'terminal', 'control-pc'],
  secrets: [
    // Names of values, and by policy values; as PowerShell and as reg.exe tell them.
    {kind: 'community', pattern: /(?<before>^")(?<secret>(?:[^"\\]|\\.){1,512})(?="=)/g, within: communities},
    {kind: 'community', pattern: /(?<before>^ {2,8})(?<secret>\S.{0,255}?)(?=(?:\t| {2,8})REG_)/g, within: communities},
    {kind: 'community', pattern: /(?<before>"=")(?<secret>(?:[^"\\]|\\.){1,512})(?="$)/g, within: communities},
    {kind: 'community', pattern: /(?<before>REG_SZ(?:\t| {2,8}))(?<secret>\S.{0,255})/g, within: communities},
    // Arguments of services. What begins as an argument itself is no password: `svchost.exe -k LocalService -p -s EventLog`.
    {
      kind: 'password',
      pattern:
        /(?<before>(?:^|[\s"'])(?:\/|--?)(?:p|pw|pwd|pass|passwd|password|passphrase|secret|token|apikey)(?:[:=]|\s{1,8}))(?<secret>[^\s"'\\/-][^\s"'\\]{0,255})/gi,
    },
  ],
  readings: lanManager,
  signs: {objectIds: ['1.3.6.1.4.1.311.1.1.3']},
};
