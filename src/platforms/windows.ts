import type {Platform, SecretPattern} from '../model/platform.ts';
import {lanManager} from './windows/lan-manager.ts';

/** Keys of the SNMP service in which its communities stand. */
const communities = {from: /\\(?:Valid|Trap)Communities|\\TrapConfiguration/i, to: /^(?:\[|HKEY_)/};

/** A line about a proxy alone. */
const proxies = {from: /prox|プロキシ/i, to: /^/};

const option = (names: string): string => String.raw`(?<before>(?:^|[\s"'])(?:\/|--?)(?:${names})(?:[:=]|\s{1,8})`;
const passwordNames = 'p|pw|pwd|pass|passwd|password|passphrase|secret|token|apikey';

/**
 * Arguments of services. What begins as an argument itself is no password (`svchost.exe -k LocalService -p -s EventLog`), nor is a path;
 * a number after `-p` is a port as a rule. In the registry's own form a quote has a backslash before it.
 */
const ofArguments: readonly SecretPattern[] = [
  {kind: 'argument', pattern: new RegExp(String.raw`${option('p')})(?<secret>\d{1,5})(?![^\s"'\\])`, 'gi')},
  {
    kind: 'password',
    pattern: new RegExp(
      String.raw`${option(passwordNames)}\\?")(?<secret>(?:[^"\\<]|\\(?!"))(?:[^"\\]|\\(?!")){0,255})`,
      'gi',
    ),
  },
  {kind: 'password', pattern: new RegExp(`${option(passwordNames)}')(?<secret>[^'<][^']{0,255})`, 'gi')},
  {
    kind: 'password',
    pattern: new RegExp(
      String.raw`${option(passwordNames)})(?<secret>(?![A-Za-z]:\\)[^\s"'\\\/<-](?:[^\s"'\\]|\\(?!")){0,255})`,
      'gi',
    ),
  },
];

/** Logins before the name of a proxy: `user:secret@proxy:8080`; in WinHttpSettings byte by byte, `3a` to `40`. */
const ofProxies: readonly SecretPattern[] = [
  {
    kind: 'password',
    pattern: /(?<before>(?:^|[\s"=;/])[^\s:@"=;/\\]{1,64}:)(?<secret>[^\s@"\\;|/<][^\s@"\\;|]{0,255})(?=@[\w.[-])/g,
    within: proxies,
  },
  {
    kind: 'password',
    pattern:
      /(?<before>"WinHttpSettings"=hex:(?:[0-9a-f]{2},){0,2048}?3a,)(?<secret>(?:[0-9a-f]{2},){1,256}?)(?=40,)/gi,
  },
  {
    kind: 'password',
    pattern:
      /(?<before>WinHttpSettings\s{1,8}REG_BINARY\s{1,8}(?:[0-9a-f]{2}){0,2048}?3a)(?<secret>(?:[0-9a-f]{2}){1,256}?)(?=40)/gi,
  },
];

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
    ...ofArguments,
    ...ofProxies,
  ],
  readings: lanManager,
  signs: {objectIds: ['1.3.6.1.4.1.311.1.1.3']},
};
