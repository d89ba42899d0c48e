import type {DeviceUsers} from '../../model/device/index.ts';
import type {ConfigNode} from '../config/indented.ts';
import {gradeOf} from '../text/grade.ts';
import {byCodeUnit} from '../text/order.ts';
import {after, schemeOf, words} from './words.ts';

export type User = DeviceUsers['users'][number];
type Enable = NonNullable<DeviceUsers['enable']>;

/** What stands behind `password` or `secret`: a type and what is stored, or what is stored alone. */
export function storedPassword(all: readonly string[], at: number): Enable {
  const [first = '', second] = [all[at], all[at + 1]];
  const typed = /^\d$/.test(first) && second !== undefined;
  const stored = typed ? second : first;
  if (stored === '!') return {scheme: null, grade: null};
  const scheme = schemeOf(typed ? first : '0', stored);
  return {scheme, grade: scheme === 'plain' ? gradeOf(stored) : null};
}

const flags: ReadonlySet<string> = new Set(['nopassword', 'noescape', 'nohangup', 'one-time', 'mac']);
const settings: ReadonlySet<string> = new Set([
  ...[
    'privilege',
    'view',
    'access-class',
    'common-criteria-policy',
    'algorithm-type',
    'user-maxlinks',
    'serial-number',
  ],
  ...['role', 'expire', 'keypair', 'dialer', 'callback-dialstring', 'description', 'aaa'],
]);

/** One `username` line; null when a word of it is not understood. */
export function readUserLine(line: string): (Partial<User> & {readonly name: string}) | null {
  const [, name, ...rest] = words(line);
  if (name === undefined) return null;
  let told: Partial<User> = {};
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (word === 'password' || word === 'secret') {
      told = {...told, ...storedPassword(rest, at + 1)};
      at += /^\d$/.test(rest[at + 1] ?? '') && rest[at + 2] !== undefined ? 2 : 1;
    } else if (word === 'nopassword') told = {...told, scheme: 'none', grade: null};
    else if (word === 'autocommand' || word === 'passphrase') break;
    else if (word === 'sshkey') return {name, scheme: told.scheme ?? 'public-key'};
    else if (settings.has(word)) at += 1;
    else if (!flags.has(word)) return null;
  }
  const privilege = after(rest, 'privilege');
  const role = after(rest, 'role') ?? after(rest, 'view');
  if (privilege !== null && /^\d{1,2}$/.test(privilege)) told = {...told, privilege: Number(privilege)};
  return {name, ...told, ...(role === null ? {} : {role})};
}

type Partly = Partial<User> & {readonly name: string};

/** A key beside a password leaves the password as it is. */
function joined(earlier: Partly | undefined, user: Partly): Partly {
  const known = earlier?.scheme ?? null;
  return {...earlier, ...user, ...(user.scheme === 'public-key' && known !== null ? {scheme: known} : {})};
}

/** Several lines may tell of one account; later ones win. */
export function mergeUsers(
  lines: readonly ConfigNode[],
  finish: (merged: Partly) => User,
): {readonly users: User[]; readonly understood: boolean} {
  const byName = new Map<string, Partly>();
  let understood = true;
  for (const {text} of lines) {
    const user = readUserLine(text);
    if (user === null) understood = false;
    else byName.set(user.name, joined(byName.get(user.name), user));
  }
  const users = [...byName.values()].map(finish).sort((a, b) => byCodeUnit(a.name, b.name));
  return {users, understood};
}
