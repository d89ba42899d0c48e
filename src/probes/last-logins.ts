import {z} from 'zod';
import {command} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';

/** First line: whose output follows. lastlog is asked about local accounts with a shell one by one: by itself it
 * goes through all that a directory has; wtmp only what was not yet rotated away. */
const lastLoginsAsk = command(
  'last-logins',
  'if command -v lastlog2 >/dev/null; then echo lastlog2; lastlog2; ' +
    'elif command -v lastlog >/dev/null && [ -e /var/log/lastlog ]; then echo lastlog; while IFS=: read -r n p u g c h s; do ' +
    'case $s in */nologin|*/false|*/sync|*/halt|*/shutdown) ;; *) lastlog -u "$n" ;; esac; done </etc/passwd; ' +
    'elif command -v last >/dev/null; then echo wtmp; last -w --time-format iso; else echo none; fi',
);

const Login = z.object({
  user: field(z.string(), 'User name', 'アカウント名'),
  at: field(z.iso.datetime().nullable(), 'Last login', '最終ログイン'),
});
type Login = z.infer<typeof Login>;
const LastLogins = z.object({
  source: field(z.enum(['lastlog', 'lastlog2', 'wtmp']), 'Source', '取得元'),
  logins: field(z.array(Login), 'Last logins', '最終ログイン一覧'),
});

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const stamp = /^(\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d) (\d{4})$/;
const pseudo = new Set(['reboot', 'shutdown', 'runlevel', 'wtmp', 'boot']);

function utc(iso: string): string | null {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** `Tue Nov 10 09:12:33 +0900 2026` as UTC. */
function lastlogTime(parts: readonly string[]): string | null {
  const [, month = '', ...rest] = parts;
  const [, day = '', time = '', hours = '', minutes = '', year = ''] = stamp.exec(rest.join(' ')) ?? [];
  const number = months.indexOf(month) + 1;
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return utc(`${date}T${time}${hours}:${minutes}`);
}

function lastlogLine(line: string): Login | null {
  const parts = line.split(/\s+/).filter((part) => part !== '');
  const user = parts[0] ?? '';
  if (line.trimEnd().endsWith('**Never logged in**')) return {user, at: null};
  const at = lastlogTime(parts.slice(-6));
  return at === null ? null : {user, at};
}

function newest(lines: readonly string[]): Login[] {
  const latest = new Map<string, string>();
  for (const line of lines) {
    const parts = line.split(/\s+/);
    const user = parts[0] ?? '';
    const at = utc(parts.slice(1).find((part) => /^\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d\d:?\d\d$/.test(part)) ?? '');
    if (at === null || pseudo.has(user)) continue;
    if (at > (latest.get(user) ?? '')) latest.set(user, at);
  }
  return [...latest].map(([user, at]) => ({user, at}));
}

/** lastlog(8), lastlog2(8), last(1). A null time: no login was ever noted. */
export const lastLogins = defineProbe({
  fact: 'lastLogins',
  title: {en: 'Last login of each account', ja: 'アカウント別の最終ログイン'},
  cost: 'cheap',
  schema: LastLogins,
  ask: {linux: [lastLoginsAsk]},
  parse(answers) {
    const [source, ...lines] = answers.command(lastLoginsAsk.id).text.split('\n');
    if (source === 'wtmp') return partial({source, logins: newest(lines)});
    if (source !== 'lastlog' && source !== 'lastlog2') throw new Gap('unsupported', 'lastlog, lastlog2, last: none');
    const table = lines.filter((line) => line.trim() !== '' && !/^Username\s/.test(line));
    const read = table.map(lastlogLine);
    const logins = read.filter((login) => login !== null);
    return logins.length === read.length && table.length > 0 ? whole({source, logins}) : partial({source, logins});
  },
});
