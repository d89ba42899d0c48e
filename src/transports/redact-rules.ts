import {redactAssignments} from './redact-assignments.ts';
import {redactFields} from './redact-fields.ts';
import type {SecretPattern} from '../model/platform.ts';
import {replaceSecrets, together, type LineRule} from './redact-pattern.ts';
import {directives} from './redact-directives.ts';
import {serverPatterns, servers} from './redact-servers.ts';
import {commands} from './redact-tools.ts';
import {after, hideAfter, type Anchor} from './redact-value.ts';

/** Secrets that show by their own form. The part that tells the scheme is kept. */
const patterns: readonly SecretPattern[] = [
  // crypt(5): `$6$rounds=5000$salt$hash`, `$y$j9T$salt$hash`, `$2b$10$salthash`, `$apr1$salt$hash`
  {
    kind: 'hash',
    pattern:
      /(?<before>\$(?:[1-7]|2[abxy]|gy|y|md5|sha1|apr1|argon2(?:id|i|d)|pbkdf2[a-z0-9-]{0,12}|scrypt)\$)(?<secret>(?:[./A-Za-z0-9=,+_-]{0,64}\$){0,4}[./A-Za-z0-9+=_-]{16,256})/g,
  },
  {kind: 'hash', pattern: /(?<before>grub\.pbkdf2\.sha512\.\d{1,9}\.)(?<secret>[0-9A-Fa-f.]{16,600})/g},
  // RFC 2307 and OpenLDAP: `{SSHA}…`
  {
    kind: 'hash',
    pattern:
      /(?<before>\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|PBKDF2(?:-SHA\d{1,3})?|ARGON2|CLEARTEXT)\})(?<secret>[A-Za-z0-9+/=$.,_-]{4,600})/gi,
  },
  {kind: 'hash', pattern: /(?<before>SCRAM-SHA-256\$\d{1,9}:)(?<secret>[A-Za-z0-9+/=$:]{16,300})/g},
  {kind: 'hash', pattern: /(?<before>(?<![0-9A-Za-z])md5)(?<secret>[0-9a-f]{32})(?![0-9A-Za-z])/g},
  {kind: 'hash', pattern: /(?<before>(?<![0-9A-Za-z*])\*)(?<secret>[0-9A-F]{40})(?![0-9A-Za-z])/g},
  {kind: 'password', pattern: /(?<before>:\/\/[^\s/:@?#"'<>]{0,256}:)(?<secret>[^\s/"'<>]{1,256})(?=@)/g},
  {kind: 'password', pattern: /(?<before>(?:sshfs|curlftpfs|davfs)#[^\s:@]{1,64}:)(?<secret>[^\s@<>]{1,256})(?=@)/g},
  {kind: 'token', pattern: /(?<before>:\/\/)(?<secret>[A-Za-z0-9_-]{20,256})(?=@)/g},
  {
    kind: 'token',
    pattern:
      /(?<before>(?:hooks\.slack\.com\/(?:services|workflows|triggers)|webhook\.office\.com\/webhookb2|discord(?:app)?\.com\/api\/webhooks)\/)(?<secret>[\w@/.-]{8,512})/g,
  },
  {kind: 'token', pattern: /(?<before>api\.telegram\.org\/bot)(?<secret>[\w:-]{8,128})/g},
  {
    kind: 'token',
    pattern: /(?<![A-Za-z0-9_-])(?<secret>eyJ[A-Za-z0-9_-]{8,8192}\.[A-Za-z0-9_-]{2,8192}\.[A-Za-z0-9_-]{0,8192})/g,
  },
  {
    kind: 'token',
    pattern:
      /(?<![A-Za-z0-9])(?<secret>(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,255}|xox[abprs]-[A-Za-z0-9-]{10,250}|glpat-[\w-]{20,64}|AIza[\w-]{35})(?![A-Za-z0-9])/g,
  },
];

/** snmpd.conf(5), snmptrapd.conf(5), snmp.conf(5), and the arguments of the tools. */
const snmp: readonly Anchor[] = [
  after('community', /^\s*(?:ro|rw)community6?\s+/gi),
  after('community', /^\s*smuxpeer\s+[.\d]{1,128}\s+/gi),
  after('community', /^\s*(?:trap|def)community\s+/gi),
  after('community', /^\s*authcommunity\s+\S{1,64}\s+/gi),
  after('community', /^\s*(?:trap2?sink|informsink)\s+\S{1,256}\s+/gi),
  after('community', /^\s*com2sec(?:6|unix)?\s+(?:-Cn\s+\S{1,64}\s+)?\S{1,64}\s+\S{1,64}\s+/gi),
  after('password', /\s(?:MD5|SHA(?:-?\d{1,3})?|DES|AES(?:-?\d{1,3})?)\s+(?:-[lm]\s+)?/gi, /^\s*createUser\s/i),
  after('key', /\s(?=0x[0-9a-f]{16})/gi, /^\s*usmUser\s/i),
  after('password', /^\s*def(?:Auth|Priv)?(?:Passphrase|MasterKey|LocalizedKey)\s+/gi),
  after('community', /\s-c\s*/g, /\bsnmp[a-z]{2,12}\s|^\s*(?:trapsess|proxy)\s/),
  after('password', /\s-[AX]\s*/g, /\bsnmp[a-z]{2,12}\s|^\s*(?:trapsess|proxy)\s/),
];

/** HTTP headers, XML and JSON. */
const documents: readonly Anchor[] = [
  after(
    'token',
    /(?<![A-Za-z0-9])authorization["']?\s{0,4}(?:=>|[:=])\s{0,4}["']?(?:(?:basic|bearer|digest|token|negotiate)\\?\s+)?(?!\$\d)(?=\S)/gi,
    null,
    'header',
  ),
  after(
    'token',
    /(?<![A-Za-z0-9])authorization["']?\s{1,4}["']?(?:basic|bearer|digest|token|negotiate)\\?\s+(?=\S)/gi,
    null,
    'header',
  ),
  after('token', /\bbearer\s+(?=[\w.~+/-]{16})/gi),
  after(
    'password',
    /<(?!secret kind=)[\w.:-]{0,64}(?:password|passwd|passphrase|secret|token|psk|community|(?:master|api|private|shared)-?key)(?:\s[^<>]{0,200})?>(?=[^<\s])/gi,
    null,
    'element',
  ),
  after(
    'password',
    /\bname\s{0,2}=\s{0,2}["'][\w.-]{0,64}(?:password|passwd|secret|token)["']\s{1,8}value\s{0,2}=\s{0,2}(?=["'])/gi,
  ),
  after('token', /"auth"\s{0,4}:\s{0,4}(?="[A-Za-z0-9+/=]{8})/g),
];

const shown = together(
  [...patterns, ...serverPatterns].map((pattern) => ({rule: replaceSecrets(pattern), needs: pattern.pattern})),
);

function anchored(anchors: readonly Anchor[]): LineRule {
  const needy = anchors.map((anchor) => {
    const rule: LineRule = (line, hide) => hideAfter(anchor, line, hide);
    return {rule, needs: anchor.when ?? anchor.anchor};
  });
  return together(needy);
}

/** Rules of auditctl(8) and iptables-save(8) name programs, too, and have one-letter options of their own. */
const kernelRule = /^\s*-[aAdDwWNIP]\s/;
const anyCommand = anchored(commands);
const ofCommands: LineRule = (line, hide) => (kernelRule.test(line) ? line : anyCommand(line, hide));

/** Every rule for one line, in the order in which they are applied: what shows its scheme comes first. */
export const lineRules: readonly LineRule[] = [
  shown,
  redactFields,
  anchored(documents),
  anchored(servers),
  anchored(snmp),
  anchored(directives),
  redactAssignments,
  ofCommands,
];
