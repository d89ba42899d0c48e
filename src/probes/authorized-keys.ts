import {z} from 'zod';
import {command} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';

const script = [
  '{ for (k = 1; k <= 2; k++) { f = $6 "/.ssh/authorized_keys" (k == 2 ? "2" : "");',
  'while ((getline l < f) > 0) { sub(/^[ \\t]+/, "", l); if (l == "" || l ~ /^#/) continue; n++;',
  'o = l; gsub(/\\\\"/, "", o); from = o ~ /from="[^"]/ ? "from" : "-"; gsub(/"[^"]*"/, "", o); c = split(o, w, /[ \\t]+/);',
  't = 0; for (i = 1; i <= c && i <= 3; i++) if (w[i] ~ /^(ssh-|ecdsa-|sk-)/) { t = i; break }',
  'if (!t) { print "? " $1 " " f; continue }',
  'b = w[t + 1]; sub(/=+$/, "", b); p = ""; for (i = 1; i < t; i++) p = p w[i];',
  'print "k " $1 " " w[t] " " length(b) " " from " " (p == "" ? "-" : p) } close(f) } }',
].join(' ');

/**
 * `k user type length from options` for every key of every local account: the length of its base64, whether its
 * sources are limited, and its options without their values. No key leaves the host.
 */
const authorizedKeysAsk = command('authorized-keys', `awk -F: '${script}' /etc/passwd && echo .`, {
  privilege: 'prefer-root',
});

const Key = z.object({
  user: field(z.string(), 'User name', 'アカウント名'),
  type: field(z.string(), 'Key type', '鍵の種類'),
  bits: field(z.int().nullable(), 'RSA key size', 'RSA鍵長', {unit: {en: 'bit', ja: 'ビット'}}),
  from: field(z.boolean(), 'Limited to source addresses', '接続元の制限'),
  forced: field(z.boolean(), 'Limited to one command', '実行コマンドの制限'),
  options: field(z.array(z.string()), 'Options', 'オプション'),
});
type Key = z.infer<typeof Key>;
const AuthorizedKeys = z.object({keys: field(z.array(Key), 'Authorised keys', '登録済み公開鍵')});

const line = /^k (\S+) (\S+) (\d{1,6}) (from|-) (\S+)$/;

/** Of an `ssh-rsa` blob all but 23 bytes are the modulus; sizes are told in steps of 256. */
function rsaBits(length: number): number {
  const bytes = Math.floor((length * 6) / 8) - 23;
  return Math.round((bytes * 8) / 256) * 256;
}

function keyOf(text: string): Key | null {
  const [, user = '', type, length = '', from, names = ''] = line.exec(text) ?? [];
  if (type === undefined) return null;
  const options = names === '-' ? [] : names.split(',').map((name) => name.replace(/=$/, '').toLowerCase());
  return {
    user,
    type,
    bits: type === 'ssh-rsa' ? rsaBits(Number(length)) : null,
    from: from === 'from',
    forced: options.includes('command'),
    options,
  };
}

/** sshd(8), AUTHORIZED_KEYS FILE FORMAT; the default places under each home. */
export const authorizedKeys = defineProbe({
  fact: 'authorizedKeys',
  title: {en: 'SSH keys that may log in', ja: 'SSHログイン用の公開鍵'},
  cost: 'cheap',
  schema: AuthorizedKeys,
  ask: {linux: [authorizedKeysAsk]},
  parse(answers) {
    const {text, privileged} = answers.command(authorizedKeysAsk.id);
    const lines = text.split('\n').filter((part) => part !== '');
    const read = lines.filter((part) => part !== '.').map(keyOf);
    const keys = read.filter((key) => key !== null);
    if (keys.length === 0 && !lines.includes('.')) throw new Gap('unsupported', 'awk over /etc/passwd');
    if (!privileged) return partial({keys}, 'permission-denied');
    return keys.length === read.length && lines.includes('.') ? whole({keys}) : partial({keys});
  },
});
