import {anyWord} from './any-word.ts';

/** A pattern, and words of which one stands in every text that fits it. */
interface Shape {
  readonly pattern: RegExp;
  readonly words: readonly string[];
}

/** Words in lines that hold secrets, or point to one. */
const words: readonly string[] = [
  ...['pass', 'pwd', 'secret', 'token', 'key', 'psk', 'communit', 'auth', 'bearer', 'identified', 'credential'],
  ...['com2sec', 'createuser', 'usmuser', 'sink', 'trapsess', 'snmp', 'smux', 'login', 'stats', 'quote', 'static:'],
  ...['echo', 'printf', 'curl', 'wget', 'ldap', 'redis', 'ipmitool', 'mysql', 'maria', 'percona', 'ompgsql'],
  ...['expdp', 'impdp', 'sqlplus', 'sqlldr', 'smbclient', 'hooks.slack', 'webhook', 'telegram', 'scram', 'grub'],
  ...['-u', '<<<', '://', '{s', '{m', '{c', '{p', '{a', 'eyj', 'akia', 'asia', 'xox', 'glpat', 'aiza'],
  ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'fs#', '_servers', 'client_send', 'rename-command'],
  ...['basic', 'cookie', 'httpheadervalue', 'secure_link', 'crypto', 'monitor', 'mosquitto', 'ipmi', 'bmc-', 'bot-id'],
  ...['inline:', 'texthash:', '@41058', '@41123', 'packagecloud', 'check_', 'seed', 'ups', 'sendemail'],
];

/** Written in ipsec.secrets behind a colon. */
const ipsec = ['psk', 'eap', 'xauth', 'ntlm', 'pin', 'rsa', 'ecdsa', 'ed25519', 'pkcs', 'p12'];

const shapes: readonly Shape[] = [
  {pattern: /pw\b/, words: ['pw']},
  {pattern: /user(?:name)?=|user\s+\S+\s+\S/, words: ['user']},
  {pattern: /\s-[pkn]/, words: ['-p', '-k', '-n']},
  {pattern: /\s\/p:/, words: ['/p:']},
  {pattern: /\bsend\s/, words: ['send']},
  {pattern: /\bproxy\s+-/, words: ['proxy']},
  {pattern: /\bconn/, words: ['conn']},
  {pattern: /\brman\s/, words: ['rman']},
  {pattern: /\bnet\s+use/, words: ['net']},
  {pattern: /\bsig\b/, words: ['sig']},
  {pattern: /\$[0-9a-z]/, words: ['$']},
  {pattern: new RegExp(`: ?(?:${ipsec.join('|')})\\s`), words: ipsec.flatMap((word) => [`:${word}`, `: ${word}`])},
  {pattern: /md5[0-9a-f]/, words: ['md5']},
  {pattern: /\*[0-9a-f]{40}/, words: ['*']},
  {pattern: /\beq\s{0,4}\{\s{0,4}\$/, words: ['$']},
  {pattern: /(?:^|\s)\/\/[^\s/:@]{1,256}:[^\s/@]{1,256}@/, words: ['//']},
];

const starts =
  /^\s*\d+\s+(?:M|SHA|AES)|^[^\s:]{1,255}:\S|^\s*[\w.[:\]-]+\s+\S+\s+\d{1,3}\s*$|^\s*\[|^\s*\{\s*\[?[\w.-]{1,253}/i;

const escaped = (word: string): string => word.replaceAll(/[.${}<*/-]/g, '\\$&');

/** The whole look as one pattern. */
export const hint = new RegExp(
  [...words.map(escaped), 'パスワード', '暗証', ...shapes.map(({pattern}) => pattern.source), starts.source].join('|'),
  'i',
);

const mayFit = anyWord([...words, ...shapes.flatMap((shape) => shape.words)]);

/** A cheap look at a line: false when no rule can find anything in it. The same as `hint`, at a tenth of the cost. */
export function mayHoldSecret(line: string): boolean {
  return mayFit(line) ? hint.test(line) : starts.test(line);
}
