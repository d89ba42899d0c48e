import {z} from 'zod';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {accountsAsk} from './asks/accounts.ts';
import {readAccounts, type LocalAccount, type Shadow} from './parse/accounts.ts';

const states = {
  set: {en: 'set', ja: '設定あり'},
  empty: {en: 'empty', ja: '空'},
  locked: {en: 'locked', ja: 'ロック中'},
  none: {en: 'no password login', ja: 'パスワードログイン不可'},
};
const day = {en: 'days', ja: '日'};
const span = (en: string, ja: string) => field(z.int().nullable(), en, ja, {unit: day});

const User = z.object({
  name: field(z.string(), 'User name', 'アカウント名'),
  interactive: field(z.boolean(), 'Has a login shell', 'ログインシェルあり'),
  state: field(z.enum(['set', 'empty', 'locked', 'none']), 'Password', 'パスワード', {values: states}),
  locked: field(z.boolean(), 'Password locked', 'パスワードロック'),
  hashScheme: field(z.string().nullable(), 'Password hash', 'パスワードハッシュ方式'),
  lastChangeAt: field(z.iso.datetime().nullable(), 'Password changed', 'パスワード最終変更日'),
  mustChange: field(z.boolean(), 'Must change at next login', '次回ログイン時に変更必須'),
  minDays: span('Minimum password age', 'パスワード変更禁止期間'),
  maxDays: span('Maximum password age', 'パスワード有効期間'),
  warnDays: span('Warning before expiry', '期限切れ前の警告'),
  inactiveDays: span('Grace after expiry', '期限切れ後の猶予'),
  expiresAt: field(z.iso.datetime().nullable(), 'Account expires', 'アカウント有効期限'),
});
type User = z.infer<typeof User>;
const Passwords = z.object({users: field(z.array(User), 'Local accounts', 'ローカルアカウント')});

const schemes = new Map([
  ['1', 'md5'],
  ['2', 'bcrypt'],
  ['2a', 'bcrypt'],
  ['2b', 'bcrypt'],
  ['2x', 'bcrypt'],
  ['2y', 'bcrypt'],
  ['5', 'sha256'],
  ['6', 'sha512'],
  ['7', 'scrypt'],
  ['y', 'yescrypt'],
  ['gy', 'gost-yescrypt'],
  ['sm3y', 'sm3-yescrypt'],
  ['md5', 'sunmd5'],
  ['sha1', 'sha1'],
]);
const lastDay = 2_932_896;

function dayToTime(day: number | null): string | null {
  return day === null || day > lastDay ? null : new Date(day * 86_400_000).toISOString();
}

function userOf({name, interactive}: LocalAccount, shadow: Shadow): User {
  const {state, scheme, changed, min, max, warn, inactive, expires} = shadow;
  return {
    name,
    interactive,
    state,
    locked: state === 'locked',
    hashScheme: scheme === null ? null : (schemes.get(scheme) ?? scheme),
    // Day 0 is no date: it asks for a new password at the next login.
    lastChangeAt: changed === 0 ? null : dayToTime(changed),
    mustChange: changed === 0,
    minDays: min,
    maxDays: max,
    warnDays: warn,
    inactiveDays: inactive,
    expiresAt: dayToTime(expires),
  };
}

/** shadow(5), crypt(5), of local accounts alone. Where it is closed to us, only what /etc/passwd itself says. */
export const passwords = defineProbe({
  fact: 'passwords',
  title: {en: 'Passwords of local accounts', ja: 'ローカルアカウントのパスワード'},
  cost: 'cheap',
  schema: Passwords,
  ask: {linux: [accountsAsk]},
  parse(answers) {
    const {users, complete, shadowFile} = readAccounts(answers);
    const known = users.flatMap((user) => (user.shadow === null ? [] : [userOf(user, user.shadow)]));
    const closed = shadowFile === 'denied';
    if (known.length === 0) throw new Gap(closed ? 'permission-denied' : 'unsupported', '/etc/shadow');
    const value = {users: known};
    if (closed) return partial(value, 'permission-denied');
    // A line that stands for accounts of a directory has no password of its own.
    const all = users.every(({name, shadow}) => shadow !== null || name.startsWith('+'));
    return complete && all ? whole(value) : partial(value);
  },
});
