import type {DeviceUsers, PasswordScheme} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {byCodeUnit} from '../../text/order.ts';
import {readSecret} from '../../text/secret.ts';
import {has, lastNumber, matching} from '../../config/indented.ts';
import {told, type CiscoConfig} from '../config.ts';
import {after, words} from '../words.ts';

type User = DeviceUsers['users'][number];
type Stored = NonNullable<DeviceUsers['enable']>;

/** How ASA names what it stores, behind the hash: Cisco ASA Series Command Reference, `username`. `encrypted` is a short MD5. */
const schemes: Readonly<Record<string, PasswordScheme>> = {
  encrypted: 'md5-crypt',
  pbkdf2: 'pbkdf2',
  'nt-encrypted': 'hash',
  mschap: 'hash',
};

/** Hashes without salt that the factory sets: of no password at all, and of `cisco`. */
const factory: Readonly<Record<string, Stored>> = {
  '8Ry2YjIyt7RRXU24': {scheme: 'none', grade: null},
  '2KFQnbNIdI.2KYOU': {scheme: 'md5-crypt', grade: 'default'},
};

/** What stands at `at`: a hash and its kind, or a readable password. */
export function storedAt(all: readonly string[], at: number): Stored | null {
  const stored = all[at];
  if (stored === undefined) return null;
  const byFactory = factory[stored];
  if (byFactory !== undefined) return byFactory;
  const kind = schemes[all[at + 1] ?? ''];
  if (kind !== undefined) return {scheme: kind, grade: null};
  const secret = readSecret(stored);
  return secret === null ? {scheme: null, grade: null} : {scheme: 'plain', grade: secret.grade};
}

/** Without a level an account has 2: Cisco ASA Series Command Reference, `username`. */
function readUser(line: string): User | null {
  const all = words(line);
  const name = all[1];
  const at = all.indexOf('password', 2);
  const none = all.includes('nopassword');
  if (name === undefined || (at < 0 && !none)) return null;
  const level = after(all, 'privilege');
  const privilege = level !== null && /^\d{1,2}$/.test(level) ? Number(level) : 2;
  const stored = none ? {scheme: 'none' as const, grade: null} : storedAt(all, at + 1);
  return {
    name,
    privilege,
    role: null,
    administrator: privilege === 15 ? true : null,
    enabled: true,
    scheme: stored?.scheme ?? null,
    grade: stored?.grade ?? null,
  };
}

/**
 * Failures that lock an account, 0 for none; null: not known. Before 9.17 those of level 15 are never locked: Cisco ASA Series
 * Command Reference, `aaa local authentication attempts max-fail`; release notes of 9.17(1).
 */
function lockedAfter({nodes, lines, lacks}: CiscoConfig, users: readonly {privilege: number | null}[]): number | null {
  if (lacks !== null) return null;
  const attempts = lastNumber(nodes, /^aaa local authentication attempts max-fail (\d{1,5})$/) ?? 0;
  const [, major, minor] = lines.map((line) => /^ASA Version (\d{1,2})\.(\d{1,2})/.exec(line)).find(Boolean) ?? [];
  const spares = Number(major) < 9 || (Number(major) === 9 && Number(minor) < 17);
  return spares && users.some(({privilege}) => privilege === 15) ? 0 : attempts;
}

export function readUsers(config: CiscoConfig): Parsed<DeviceUsers> {
  const lines = matching(config.nodes, /^username \S+ (?!attributes)/).map(({node}) => readUser(node.text));
  const users = lines.filter((user) => user !== null);
  const enable = matching(config.nodes, /^enable password /)
    .map(({node}) => words(node.text))
    .filter((all) => (after(all, 'level') ?? '15') === '15')
    .map((all) => storedAt(all, 2))
    .at(-1);
  const value: DeviceUsers = {
    users: users.sort((a, b) => byCodeUnit(a.name, b.name)),
    enable: enable ?? null,
    hasPrivilegedMode: true,
    encryption: null,
    // Three characters unless told otherwise: Cisco ASA Series Command Reference, `password-policy minimum-length`.
    minLength: lastNumber(config.nodes, /^password-policy minimum-length (\d{1,3})$/) ?? 3,
    lockoutAttempts: lockedAfter(config, users),
  };
  return told(config, value, users.length === lines.length && !has(config.nodes, /^username \S+$/));
}
