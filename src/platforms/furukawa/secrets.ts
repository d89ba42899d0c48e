import type {SecretPattern} from '../../model/platform.ts';
import {straySecrets} from '../config/secrets.ts';

const word = String.raw`(?<secret>(?!<secret )\S+)`;

/** How what follows is written. Alone, or in front of other words of the statement, such a word is the secret itself. */
const manner = String.raw`(?:(?:secret|encrypted|plain|ascii|hex|\d) (?=\S)(?!(?:address|host|hostname|policy|ro|rw|view|acl)\b)){0,2}`;

function after(kind: string, before: string): SecretPattern {
  return {kind, pattern: new RegExp(String.raw`(?<before>^\s*${before} ${manner})${word}`)};
}

/** The sign of a hash of crypt(3) stays: it tells how strong the hash is. */
const crypt = String.raw`(?<before>^\s*%words% \d (?:\$[0-9a-z]{1,8}\$)?)${word}`;

function stored(words: string): SecretPattern[] {
  const plain = new RegExp(String.raw`(?<before>^\s*${words} )(?<secret>(?!<secret |\d (?=\S))\S+)`);
  return [
    {kind: 'hash', pattern: new RegExp(crypt.replace('%words%', words))},
    {kind: 'password', pattern: plain},
  ];
}

export const secrets: readonly SecretPattern[] = [
  ...stored(String.raw`username \S+(?: privilege \d{1,2})? password`),
  ...stored('(?:enable (?:password|secret)|password enable|password login)'),
  after('psk', '(?:local-key|remote-key|pre-shared-key)(?: (?:ascii|hex|text))?'),
  after('psk', 'key (?:ascii|hex|text|binary)'),
  after('psk', String.raw`crypto isakmp key(?: (?:ascii|hex))?`),
  after('password', String.raw`account \S+`),
  after('password', String.raw`(?:pppoe|ppp) account \S+`),
  after('password', String.raw`ppp (?:chap|pap) .{0,80}?password`),
  after('community', 'snmp-server community'),
  after(
    'community',
    String.raw`snmp-server host \S+(?: (?:traps?|informs?))?(?: version (?:1|2c))?(?: community)?(?! (?:traps?|informs?|version|community)\b)`,
  ),
  after('password', String.raw`snmp-server user .{0,80}?auth (?:md5|sha\S{0,6})`),
  after('password', String.raw`snmp-server user .{0,200}?priv (?:des|3des|aes\S{0,6}(?: \d{3})?)`),
  after('key', String.raw`(?:radius|tacacs)(?:-server)? (?:.{0,80}? )?key`),
  after('key', String.raw`neighbor \S+ password(?: \d)?`),
  after('key', String.raw`(?:ip |ipv6 )?ospf authentication-key(?: \d)?`),
  after('key', String.raw`(?:ip |ipv6 )?ospf message-digest-key \d{1,3} md5(?: \d)?`),
  after('key', String.raw`(?:area-password|domain-password|isis password)(?: \d)?`),
  after('key', String.raw`key-string(?: \d)?`),
  after('key', String.raw`vrrp (?:\d{1,3} )?authentication(?: text)?`),
  after('password', 'mobile pin(?:-code)?'),
  after('key', String.raw`set session-key \S+ (?:ah|esp) \S+(?: cipher)?`),
  {kind: 'key', pattern: new RegExp(String.raw`(?<before>^\s*set session-key .{0,200}? authenticator )${word}`)},
  ...straySecrets,
];
