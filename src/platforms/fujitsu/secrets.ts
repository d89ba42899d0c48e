import type {SecretPattern} from '../../model/platform.ts';
import {straySecrets} from '../config/secrets.ts';

/** A value that goes on to `encrypted`, where that is said, or to the end of the line. */
const value = String.raw`(?<secret>(?!(?:text |hex )?<secret )\S.*?)(?=(?: encrypted)?\s*$)`;

function after(kind: string, before: string): SecretPattern {
  return {kind, pattern: new RegExp(String.raw`(?<before>^\s*${before} )${value}`)};
}

const word = String.raw`(?<secret>(?!<secret )\S+)`;

export const secrets: readonly SecretPattern[] = [
  after('password', 'password (?:admin|user) set'),
  after('password', String.raw`password \S+ set`),
  after('password', String.raw`aaa \d+ user \d+ (?:password|supplicant password)`),
  after('key', String.raw`aaa \d+ (?:radius|tacacsp?) (?:client |server )?(?:\S+ ){0,4}?(?:secret|key)`),
  after('key', String.raw`radius .{0,80}?(?:secret|key)`),
  {
    kind: 'password',
    pattern: new RegExp(
      String.raw`(?<before>^\s*(?:remote|wan|wwan|mobile|template|lan) \d+ (?:.{0,80}?\b)?auth (?:send|receive) \S+ )${value}`,
    ),
  },
  {
    kind: 'psk',
    pattern: new RegExp(
      String.raw`(?<before>^\s*(?:remote|template|lan) \d+ .{0,80}?\bike shared key (?:text|hex) )${value}`,
    ),
  },
  {
    kind: 'key',
    pattern: new RegExp(
      String.raw`(?<before>^\s*(?:remote|template) \d+ .{0,80}?\bipsec manual (?:send |receive )?(?:encrypt|auth) \S+ (?:key )?(?:text |hex )?)${value}`,
    ),
  },
  {kind: 'community', pattern: new RegExp(String.raw`(?<before>^\s*snmp manager \d+ \S+ )${word}`)},
  after('password', String.raw`snmp user \d+ (?:auth|priv) (?:password|md5|sha\S{0,4}|des|aes\S{0,4})`),
  {
    kind: 'key',
    pattern: new RegExp(
      String.raw`(?<before>^\s*(?:lan|remote|ospf) .{0,80}?\b(?:ospf )?(?:auth (?:text|simple)key|authkey|auth md5 key \d+|auth key)(?: text| hex)? )${value}`,
    ),
  },
  {
    kind: 'key',
    pattern: new RegExp(
      String.raw`(?<before>^\s*(?:lan|remote|ospf) .{0,80}?\bauth (?:md5key \d+|textkey|md5 \d+)(?: text| hex)? )${value}`,
    ),
  },
  {
    kind: 'key',
    pattern: new RegExp(
      String.raw`(?<before>^\s*lan \d+ ip rip use \S+ \S+ \d+ (?:(?:on|off) )?)(?<secret>(?!<secret |off\b|on\b)\S+)`,
    ),
  },
  after('key', String.raw`bgp neighbor \d+ (?:auth|authkey|password)(?: md5)?`),
  {
    kind: 'key',
    pattern: new RegExp(String.raw`(?<before>^\s*lan \d+ vrrp (?:group \d+ )?auth(?: text| simple)? )${value}`),
  },
  {
    kind: 'psk',
    pattern: new RegExp(
      String.raw`(?<before>^\s*wlan \d+ .{0,60}?\b(?:psk|wpa key|wep key(?: \d)?)(?: text| hex)? )${value}`,
    ),
  },
  after('password', String.raw`(?:ssh|sftp|ftp|mail|ddns|wwan|modem) .{0,80}?password`),
  after('password', String.raw`(?:serverinfo|consoleinfo|telnetinfo) .{0,60}?password`),
  ...straySecrets,
];
