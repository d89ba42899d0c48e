import type {SecretPattern} from '../../model/platform.ts';

/** No word of a mark that stands in the place of a secret. */
const outside = String.raw`(?<!kind=[a-z0-9-]{1,32})`;

/**
 * Patterns for the value that stands after what `before` matches, bare or in double quotes; the quotes stay. `before` matches no line end
 * and no two unbounded repetitions; the white space in front of the value is added.
 */
export function valueAfter(kind: string, before: string): SecretPattern[] {
  return [
    {kind, pattern: new RegExp(String.raw`(?<before>${before}${outside}\s{1,8}")(?<secret>[^"<\n]{1,512})(?=")`, 'gi')},
    {kind, pattern: new RegExp(String.raw`(?<before>${before}${outside}\s{1,8})(?<secret>[^\s"]\S{0,1023})`, 'gi')},
  ];
}

/** Passwords as Cisco-like command lines write them: a digit says how one is stored, 0 and none mean that it can be read. */
export function typedAfter(kind: string, before: string): SecretPattern[] {
  return [
    ...valueAfter('reversible', String.raw`${before}\s{1,8}7`),
    ...valueAfter('hash', String.raw`${before}\s{1,8}(?:[1-689]|1[0-5])`),
    ...valueAfter(kind, String.raw`${before}\s{1,8}0`),
    ...valueAfter(kind, String.raw`${before}(?!\s{1,8}(?:[0-9]|1[0-5])\s)`),
  ];
}

/** Keys between routers, as zebra and what descends from it write them. */
export const routingSecrets: readonly SecretPattern[] = [
  ...typedAfter('password', String.raw`^\s{0,8}neighbor \S{1,128} password`),
  ...typedAfter('key', String.raw`(?<!ntp )authentication-key`),
  ...typedAfter('key', String.raw`\bmessage-digest-key \d{1,3} md5`),
  ...typedAfter('key', String.raw`\bauthentication (?:string|text|simple)`),
  ...typedAfter('key', String.raw`^\s{0,8}key-string`),
  ...typedAfter('key', String.raw`\b(?:isis|area|domain)[ -]password (?:clear|md5)`),
];

/** Communities, SNMPv3 passwords, and the keys of RADIUS, TACACS+ and NTP, as Cisco-like command lines write them. */
export const serviceSecrets: readonly SecretPattern[] = [
  ...valueAfter('community', String.raw`^\s{0,8}snmp-server community`),
  ...valueAfter(
    'community',
    String.raw`^\s{0,8}snmp-server host (?![^\n]{0,200} version v?3)\S{1,128}(?: (?:traps?|informs?))?(?: vrf \S{1,64})?(?! (?:traps?|informs?|version|vrf|community)\b)`,
  ),
  ...valueAfter(
    'community',
    String.raw`^\s{0,8}snmp-server host (?![^\n]{0,200} version v?3)\S{1,128}(?: (?:traps?|informs?))?(?: vrf \S{1,64})? version v?(?:1|2c)(?: community)?(?! community\b)`,
  ),
  ...valueAfter(
    'password',
    String.raw`\b(?:auth|priv|encrypted) (?:md5|sha(?:-?\d{3})?|3?des|aes(?:[ -]?\d{3})?)(?: \d(?= ))?`,
  ),
  // Where there is but one cipher, its name is left out.
  ...valueAfter(
    'password',
    String.raw`^\s{0,8}snmp-server user [^\n]{0,200}\bpriv(?! (?:3?des|aes(?:-?\d{3})?|none)(?:\s|$))`,
  ),
  ...typedAfter('key', String.raw`^\s{0,8}(?:radius|tacacs)-server [^\n]{0,200}\bkey`),
  ...typedAfter('key', String.raw`^\s{0,8}(?:radius|tacacs)-server key`),
  ...typedAfter('key', String.raw`^\s{0,8}ntp authentication-key \d{1,10} (?:md5|sha\S{0,5}|aes\S{0,8})`),
];

/** Passwords of accounts and of privileged mode. */
export const loginSecrets: readonly SecretPattern[] = [
  ...typedAfter(
    'password',
    String.raw`^\s{0,8}username \S{1,64}(?: (?:privilege|level|role) \S{1,32})? (?:password|secret)`,
  ),
  ...typedAfter('password', String.raw`^\s{0,8}enable (?:password|secret)(?: level \d{1,2})?`),
  ...typedAfter('psk', String.raw`\bcrypto isakmp key`),
];

/** Words between the name of a secret and the secret: how it is written, whose it is. */
const manner = String.raw`\d{1,5}|encrypted|cipher|ciphertext|simple|plain|plaintext|ascii|hex|text|char|binary|secret|hash|md5|sha-?\d{0,3}|hmac-\S{1,12}|authentication|accounting|role \S{1,64}|level \d{1,2}`;

/** What stands behind such names as well and is no secret. */
const plainWords = [
  ...[
    'admin set',
    'user set',
    String.raw`\S{1,32} set`,
    'assign',
    'id',
    'chain',
    'generate',
    'pubkey-chain',
    'destroy',
    'exchange',
  ],
  ...['complexity', 'configuration', 'control', 'encryption', 'format', 'history', 'lifetime', 'recovery', 'required'],
  ...['minimum-(?:length|categories)', 'min-lifetime-enforce', 'reject-expired-pwd', 'warning', 'forced-change'],
  ...['manager', 'operator', 'port-access', 'all', 'none', 'non-aging', 'len=', 'kind='],
].join('|');

/** No mark stands here, nor behind one more word, nor what the device itself hides; no number alone, no word of the lists above. */
const secretHere = String.raw`(?!\S{0,64}<secret |\S{1,64}\s<secret |\*{1,8}(?:\s|$)|(?:${manner})(?:\s{1,4}\S|$)|(?:${plainWords})(?:\s|$|(?<==)))`;

/** The blob of a public key of SSH begins with the length of its type and is no secret. */
function stray(kind: string, names: string): SecretPattern[] {
  const before = String.raw`(?<![\w<=-])(?:${names})(?:\s{1,4}(?:${manner})){0,3}\s{1,4}`;
  return [
    {kind, pattern: new RegExp(String.raw`(?<before>${before}")(?<secret>(?!<secret )[^"\n]{1,512})(?=")`, 'gi')},
    {
      kind,
      pattern: new RegExp(
        String.raw`(?<before>${before})${secretHere}(?<secret>(?!AAAA[BCE][A-Za-z0-9])[^\s"]\S{0,1023})`,
        'gi',
      ),
    },
  ];
}

const passwordNames = String.raw`(?:[\w-]{1,24}-)?(?:password|passwd|passphrase|pass-phrase|secret|shared-key|psk|key-string|secure-key|secret-key|security-key|local-key|remote-key|pre-?shared-key|authentication-key)|(?:encrypted-)?cak`;

/** What is called a password or a key in lines that no other pattern knows. They stand behind all others, which keep more of a line. */
export const straySecrets: readonly SecretPattern[] = [
  ...stray('password', passwordNames),
  ...stray('key', 'key'),
  ...stray(
    'key',
    String.raw`(?:vrrp|virtual-ip) [^\n]{0,60}\bauth(?:entication)?(?: (?:text|simple|md5))?|authentication text`,
  ),
];
