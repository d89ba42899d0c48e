import {z} from 'zod';
import {defineProbe, field, partial, whole} from '../model/probe.ts';
import {accountsAsk} from './asks/accounts.ts';
import {readAccounts, type LocalAccount} from './parse/accounts.ts';

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
  uid: field(z.int(), 'UID', 'UID'),
  gid: field(z.int(), 'Primary GID', 'プライマリGID'),
  home: field(z.string(), 'Home', 'ホームディレクトリ'),
  shell: field(z.string(), 'Shell', 'シェル'),
  interactive: field(z.boolean(), 'Has a login shell', 'ログインシェルあり'),
  locked: field(z.boolean().nullable(), 'Password locked', 'パスワードロック'),
  passwordState: field(z.enum(['set', 'empty', 'locked', 'none']).nullable(), 'Password', 'パスワード', {
    values: states,
  }),
  hashScheme: field(z.string().nullable(), 'Password hash', 'パスワードハッシュ方式'),
  lastChangeAt: field(z.iso.datetime().nullable(), 'Password changed', 'パスワード最終変更日'),
  mustChange: field(z.boolean().nullable(), 'Must change at next login', '次回ログイン時に変更必須'),
  minDays: span('Minimum password age', 'パスワード変更禁止期間'),
  maxDays: span('Maximum password age', 'パスワード有効期間'),
  warnDays: span('Warning before expiry', '期限切れ前の警告'),
  inactiveDays: span('Grace after expiry', '期限切れ後の猶予'),
  expiresAt: field(z.iso.datetime().nullable(), 'Account expires', 'アカウント有効期限'),
});
type User = z.infer<typeof User>;
const Accounts = z.object({users: field(z.array(User), 'Local accounts', 'ローカルアカウント')});

const noLogin = new Set(['nologin', 'false', 'true', 'sync', 'shutdown', 'halt']);
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

function isInteractive(shell: string): boolean {
  return !noLogin.has(shell.slice(shell.lastIndexOf('/') + 1));
}

function dayToTime(day: number | null | undefined): string | null {
  if (day === null || day === undefined || day > lastDay) return null;
  return new Date(day * 86_400_000).toISOString();
}

function userOf({shadow, ...account}: LocalAccount): User {
  const scheme = shadow?.scheme ?? null;
  return {
    ...account,
    interactive: isInteractive(account.shell),
    locked: shadow === null ? null : shadow.state === 'locked',
    passwordState: shadow?.state ?? null,
    hashScheme: scheme === null ? null : (schemes.get(scheme) ?? scheme),
    // Day 0 is no date: it asks for a new password at the next login.
    lastChangeAt: shadow?.changed === 0 ? null : dayToTime(shadow?.changed),
    mustChange: shadow === null ? null : shadow.changed === 0,
    minDays: shadow?.min ?? null,
    maxDays: shadow?.max ?? null,
    warnDays: shadow?.warn ?? null,
    inactiveDays: shadow?.inactive ?? null,
    expiresAt: dayToTime(shadow?.expires),
  };
}

/** passwd(5), shadow(5), crypt(5). Local accounts alone. */
export const accounts = defineProbe({
  fact: 'accounts',
  title: {en: 'Local accounts', ja: 'ローカルアカウント'},
  cost: 'cheap',
  schema: Accounts,
  ask: {linux: [accountsAsk]},
  parse(answers) {
    const {users, shadowRead, complete} = readAccounts(answers);
    const value = {users: users.map(userOf)};
    if (!shadowRead) return partial(value, 'permission-denied');
    const known = users.every((user) => user.shadow !== null || user.name.startsWith('+'));
    return complete && known ? whole(value) : partial(value);
  },
});
