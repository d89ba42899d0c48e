import {z} from 'zod';
import {command} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {sshdAsks} from './asks/sshd.ts';
import {accountSourceAsks, accountsElsewhere} from './parse/account-sources.ts';
import {unreadKeyPlaces} from './parse/key-places.ts';

const files = '"$h/.ssh/authorized_keys" "$h/.ssh/authorized_keys2"';
const remote = 'nfs*|cifs|smb*|autofs|fuse.*|ceph|glusterfs|9p|afs|lustre|gfs*|ocfs2';
const script = [
  '{ o = $0; sub(/\\r$/, "", o); sub(/^[ \\t]+/, "", o); if (o == "" || o ~ /^#/) next;',
  'y = tolower(o) ~ /(^|[, \\t])from="([^"]*,)?(\\*|\\*\\.\\*\\.\\*\\.\\*|(0\\.0\\.0\\.0|::)\\/0)(,[^"]*)?"/;',
  'gsub(/\\\\"/, "", o); gsub(/""/, "", o); gsub(/"[^"]*"/, "\\"v\\"", o); c = split(o, w, /[ \\t]+/);',
  't = 0; for (i = 1; i <= c && i <= 3; i++) if (w[i] ~ /^(ssh-|ecdsa-|sk-)/) { t = i; break }',
  'if (!t) { print "? " u " " FILENAME; next }',
  'b = w[t + 1]; sub(/=+$/, "", b); p = ""; for (i = 1; i < t; i++) p = p w[i];',
  'from = !y && ("," tolower(p)) ~ /,from="v"/ ? "from" : "-"; gsub(/"v"/, "", p);',
  'print "k " u " " w[t] " " length(b) " " from " " (p == "" ? "-" : p) }',
].join(' ');

/**
 * `k user type length from options` for every key of every local account in the default places: the length of its base64,
 * whether its sources are limited, and not to everywhere, and its options without their values; `? user` where something could not be
 * read, then `.`. No key leaves the host. The paths belong to users: only regular files of a befitting size are opened, no links
 * are followed from there, and homes on network file systems, which may hang, are left alone.
 */
const authorizedKeysAsk = command(
  'authorized-keys',
  `b=; while read -r d m t o; do case $t in ${remote}) b="$b $m/";; esac; done </proc/mounts; ` +
    `set --; while IFS=: read -r n p u g c h s || [ "$n" ]; do x=; for m in $b; do case $h/ in "$m"*) x=1;; esac; done; ` +
    `[ -z "$x" ] || { echo "? $n $h"; continue; }; for f in ${files}; do ` +
    `if [ -h "$f" ] || [ -h "$h/.ssh" ]; then echo "? $n $f"; ` +
    `elif [ -f "$f" ] && [ -r "$f" ]; then if [ "$(head -c 131073 "$f" | wc -c)" -gt 131072 ]; then echo "? $n $f"; else set -- "$@" "u=$n" "$f"; fi; ` +
    `elif [ -e "$f" ]; then echo "? $n $f"; fi; done; ` +
    `for f in "$h" "$h/.ssh"; do [ ! -d "$f" ] || [ -x "$f" ] || echo "? $n $f"; done; done </etc/passwd && ` +
    `{ [ $# -eq 0 ] || awk '${script}' "$@"; } && echo .`,
  {privilege: 'prefer-root'},
);

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

/** sshd(8), AUTHORIZED_KEYS FILE FORMAT. Whole where sshd takes keys from the default places alone, and no directory has accounts with homes of their own. */
export const authorizedKeys = defineProbe({
  fact: 'authorizedKeys',
  title: {en: 'SSH keys that may log in to local accounts', ja: 'ローカルアカウントのSSHログイン用公開鍵'},
  cost: 'cheap',
  schema: AuthorizedKeys,
  ask: {linux: [authorizedKeysAsk, ...sshdAsks, ...accountSourceAsks]},
  parse(answers) {
    const {text, privileged} = answers.command(authorizedKeysAsk.id);
    const lines = text.split('\n').filter((part) => part !== '');
    const read = lines.filter((part) => part !== '.').map(keyOf);
    const keys = read.filter((key) => key !== null);
    if (keys.length === 0 && !lines.includes('.')) throw new Gap('unsupported', 'keys of /etc/passwd');
    if (!privileged) return partial({keys}, 'permission-denied');
    const unread = unreadKeyPlaces(answers) ?? accountsElsewhere(answers);
    if (unread !== null) return partial({keys}, unread);
    return keys.length === read.length && lines.includes('.') ? whole({keys}) : partial({keys});
  },
});
