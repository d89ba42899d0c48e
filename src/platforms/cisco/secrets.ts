import type {SecretPattern} from '../../model/platform.ts';

/** Hashes without salt that every device has from the factory hide nothing, and tell that nobody set a password. */
const noFactoryHash = String.raw`(?!(?:8Ry2YjIyt7RRXU24|2KFQnbNIdI\.2KYOU)\s+encrypted\b)`;

/** A secret to the end of the line, or a word, with quotes or without. What ASA itself has hidden (`*****`) is none. */
const line = String.raw`(?<secret>(?!\*+(?:\s|$))\S.*)$`;
const word = String.raw`(?<secret>(?!\*+(?:\s|$))(?:"[^"]{1,256}"|\S+))`;

/** The number of a type, and the scheme that a hash begins with. */
const readableType = String.raw`(?:[0-367]\s+)?`;
const hashType = String.raw`(?:[4589]|sha512)\s+(?:\$[a-z0-9-]{1,12}\$(?:\d{1,9}\$)?)?`;

/** What follows is a hash, and no readable secret. */
const noHash = String.raw`(?!(?:[4589]|sha512)\s)${noFactoryHash}`;

function pattern(kind: string, before: string, secret: string): SecretPattern {
  return {kind, pattern: new RegExp(`(?<before>${before})${secret}`, 'gi')};
}

/** Passwords of accounts and of the privileged mode. Accounts of IOS end with the password; it may hold spaces. */
const accounts: readonly SecretPattern[] = [
  pattern('hash', String.raw`^\s+secret\s+[4589]\s+(?:\$[a-z0-9-]{1,12}\$(?:\d{1,9}\$)?)?`, word),
  pattern('hash', String.raw`^\s*username\s.{0,300}?\s(?:password|secret)\s+${hashType}(?!!\s)`, word),
  pattern('hash', String.raw`^\s*enable\s+(?:password|secret)\s+(?:level\s+\d+\s+)?${hashType}`, word),
  pattern(
    'password',
    String.raw`^\s*enable\s+(?:password|secret)\s+(?:level\s+\d+\s+)?${readableType}${noHash}(?!level\s)`,
    line,
  ),
];

/** Commands that an applet of the Embedded Event Manager types. */
const applets = pattern(
  'password',
  String.raw`^\s*action\s+\S+\s+cli\s+command\s+"(?:[^"]{0,200}\s)?(?:password|secret|community|key)\s+${readableType}`,
  String.raw`(?<secret>[^"\s]{1,256})`,
);

const snmp: readonly SecretPattern[] = [
  pattern('community', String.raw`^\s*snmp-server\s+community\s+(?:[078]\s+)?`, word),
  pattern(
    'community',
    String.raw`^\s*snmp-server\s+host\s+\S+\s+(?:vrf\s+\S+\s+)?(?:(?:traps?|informs?)\s+)?(?:version\s+(?:1|2c|3\s+(?:auth|noauth|priv))\s+)?(?!(?:vrf|use-vrf|filter-vrf|source-interface|version|traps?|informs?|community|poll)\s|[\d.]+\s)`,
    word,
  ),
  pattern('community', String.raw`^\s*snmp-server\s+host\s.{0,200}?\scommunity\s+(?:[08]\s+)?`, word),
  pattern(
    'password',
    String.raw`^\s*snmp-server\s+user\s.{0,300}?\sauth\s+(?:md5|sha(?:-?\d{3}|(?:-2)?\s(?:224|256|384|512)(?=\s\S))?)\s+`,
    word,
  ),
  pattern(
    'password',
    String.raw`^\s*snmp-server\s+user\s.{0,600}?\spriv\s+(?:(?:des56|des|3des|aes(?:-?\d{3}|\s(?:128|192|256)(?=\s\S))?)\s+)?`,
    word,
  ),
  pattern('community', String.raw`^\s*snmp(?:-server)?\s+mib\s+community-map\s+`, word),
];

const servers: readonly SecretPattern[] = [
  pattern(
    'key',
    String.raw`^\s*(?:radius-server|tacacs-server|server-private|radius|tacacs|aaa-server|client)\s(?:.{0,300}?\s)?(?:server-)?key\s+${readableType}`,
    String.raw`(?<secret>(?!\*+(?:\s|$))(?:"[^"]{1,256}"|[^"\s].*$))`,
  ),
  pattern('key', String.raw`^\s*aaa-server\s+\S+(?:\s+\(\S+\))?\s+host\s+\S+\s+(?!(?:timeout|key)\s)`, word),
  pattern('key', String.raw`^\s+(?:pac\s+)?key\s+${readableType}(?!chain\s)`, line),
  pattern('key', String.raw`^\s*(?:\d+\s+)?server-key\s+${readableType}`, line),
  pattern('key', String.raw`^\s*failover\s+key\s+(?:hex\s+)?${readableType}`, word),
  pattern('password', String.raw`\bldap-login-password\s+`, word),
  pattern('key', String.raw`^\s*ntp\s+authentication-key\s+\d+\s+\S+\s+(?:[078]\s+(?=\S))?`, word),
];

const routing: readonly SecretPattern[] = [
  pattern('key', String.raw`^\s*key-(?:string|hexstring|octet-string)\s+${readableType}`, line),
  pattern('key', String.raw`^(?!\s*ntp\s).{0,200}?\bauthentication-key\s+${readableType}`, word),
  pattern('key', String.raw`\bmessage-digest-key\s+\d+\s+md5\s+(?:encrypted\s+)?${readableType}`, word),
  pattern('key', String.raw`\bauthentication\s+(?:md5\s+)?key-string\s+${readableType}`, word),
  pattern('key', String.raw`\bauthentication\s+key\s+(?:eigrp\s+\d+\s+)?${readableType}`, word),
  pattern('key', String.raw`\bauthentication\s+mode\s+hmac-sha-256\s+${readableType}`, word),
  pattern(
    'password',
    String.raw`^\s*(?:standby|vrrp|glbp)\s.{0,60}?authentication\s+(?:text\s+)?(?!md5\s|text\s)`,
    word,
  ),
  pattern('password', String.raw`^\s*authentication\s+text\s+`, word),
  pattern('password', String.raw`^\s*ip(?:v6)?\s+nhrp\s+authentication\s+`, word),
  pattern('password', String.raw`^\s*(?:isis|area-|domain-|lsp-)\s?password\s+${readableType}`, word),
  pattern('key', String.raw`\bipsec\s+spi\s+\d+\s+(?:md5|sha1)\s+${readableType}`, word),
  pattern('key', String.raw`\bspi\s+\d+\s+esp\s.{0,40}?\s${readableType}(?=[0-9a-f]{16})`, line),
];

const elsewhere: readonly SecretPattern[] = [
  pattern(
    'key',
    String.raw`^\s*mpls\s+ldp\s+password\s+option\s+\d+\s+for\s+\S+\s+${readableType}(?!key-chain\s)`,
    word,
  ),
  pattern('key', String.raw`^\s*(?:ipv[46]\s+)?etr\s+map-server\s+\S+\s+key\s+${readableType}`, word),
  pattern('key', String.raw`^\s*(?:cts\s+(?:manual\s+)?)?sap\s+pmk\s+`, word),
  pattern('key', String.raw`^\s*cluster\s+key\s+${readableType}`, word),
  pattern('key', String.raw`^\s*key\s+config-key\s+\S+\s+`, line),
  pattern(
    'password',
    String.raw`^\s*event\s+manager\s+environment\s+\S{0,64}(?:pass|pw|secret|key|token)\S{0,64}\s+`,
    line,
  ),
  pattern('password', String.raw`^\s*pin\s+`, word),
];

const vpn: readonly SecretPattern[] = [
  pattern('psk', String.raw`\bisakmp\s+key\s+${readableType}`, word),
  pattern(
    'psk',
    String.raw`\bpre-shared-key\s+(?:(?:local|remote)\s+)?(?:(?:address|hostname)\s+\S+\s+(?:[\d.]+\s+)?key\s+)?(?:[0-9]\s+|hex\s+)?(?!address\s|hostname\s|key-chain\s)`,
    line,
  ),
  pattern('key', String.raw`^\s*set\s+session-key\s+\S+\s+\S+\s+\d+\s+`, line),
];

const wireless: readonly SecretPattern[] = [
  pattern('psk', String.raw`\bwpa-psk\s+(?:ascii\s+|hex\s+)?${readableType}`, word),
  pattern('psk', String.raw`\bset-key\s+(?:ascii|hex)\s+(?:[0-9]\s+)?`, word),
  pattern('key', String.raw`^\s*encryption\s.{0,40}?\bkey\s+\d\s+size\s+\S+\s+${readableType}`, word),
];

/** Words that make of `password …` a setting. */
const setting = String.raw`(?!(?:strength-check|encryption|secure-mode|prompt|required|option|fallback|rotation|policy|min-length|max-length|level|lifetime)\b)`;

/** What is left of passwords that stand after their name: PPP, BGP, VTP, FTP, LDAP, L2TP, lines. */
const others: readonly SecretPattern[] = [
  pattern(
    'password',
    String.raw`(?:^|\s|-)(?:password|passphrase|passwd|secret)\s+(?:(?:[0-367]|hex|ascii|clear-text|encrypted|unencrypted)\s+(?=\S))?${noHash}${setting}`,
    word,
  ),
];

/** Passwords of IOS end the line. */
const lineEnd: SecretPattern = pattern(
  'password',
  String.raw`^\s*(?:username\s.{0,300}?\s|neighbor\s\S{1,64}\s|ppp\s.{0,120}?\s|)(?:password|secret)\s+${readableType}${noHash}${setting}`,
  line,
);

const common: readonly SecretPattern[] = [
  ...[...snmp, ...servers, ...routing, ...elsewhere, ...vpn, ...wireless, ...others],
];

export const iosSecrets: readonly SecretPattern[] = [...accounts, lineEnd, applets, ...common];

export const nxosSecrets: readonly SecretPattern[] = [...accounts, applets, ...common];

/** ASA writes the kind of a hash behind it: `encrypted`, `pbkdf2`, `nt-encrypted`. */
const asaHash = String.raw`${noFactoryHash}(?<secret>[^\s<$*]\S*)(?=\s+(?:encrypted|pbkdf2|nt-encrypted|mschap)\b)`;

export const asaSecrets: readonly SecretPattern[] = [
  pattern(
    'hash',
    String.raw`^\s*(?:username\s.{0,100}?\spassword|enable\s+password|passwd)\s+(?:\$[a-z0-9-]{1,12}\$(?:\d{1,9}\$)?)?`,
    asaHash,
  ),
  pattern('password', String.raw`^\s*enable\s+password\s+(?!\$)${noFactoryHash}`, word),
  ...common,
];
