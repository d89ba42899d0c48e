import type {DeviceUsers, PasswordScheme} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, names, numberAt, type WordTree} from '../config/word-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type User = DeviceUsers['users'][number];

const schemes: Readonly<Record<string, PasswordScheme>> = {
  '1': 'md5-crypt',
  '5': 'sha256',
  '6': 'sha512',
  sha1: 'sha1',
};

/** No password fits: crypt(5). */
const locks = /^[*!]/;

const keys = ['ssh-rsa', 'ssh-dsa', 'ssh-ecdsa', 'ssh-ed25519'];

function schemeOf(authentication: WordTree | null): PasswordScheme | null {
  if (authentication === null) return null;
  const password = leaf(authentication, 'encrypted-password') ?? leaf(authentication, 'plain-text-password-value');
  const publicKey = keys.some((key) => has(authentication, key));
  if (password === null || locks.test(password)) return publicKey ? 'public-key' : null;
  const id = /^\$([a-z0-9]{1,5})\$/.exec(password)?.[1] ?? '';
  return Object.hasOwn(schemes, id) ? (schemes[id] ?? null) : 'hash';
}

const builtIn: Readonly<Record<string, boolean>> = {
  'super-user': true,
  superuser: true,
  'super-user-local': true,
  operator: false,
  'read-only': false,
  unauthorized: false,
};

/** Permission bits that let something be changed: Junos user access guide, login classes. */
const changing = /^(?:all|configure|control|edit|.*-control|maintenance|reset|rollback|shell)$/;

function changes(tree: WordTree, role: string | null): boolean | null {
  if (role === null) return null;
  if (Object.hasOwn(builtIn, role)) return builtIn[role] ?? null;
  const permissions = names(tree, 'system', 'login', 'class', role, 'permissions');
  const allowed =
    has(tree, 'system', 'login', 'class', role, 'allow-commands') ||
    has(tree, 'system', 'login', 'class', role, 'allow-configuration');
  if (permissions.some((bit) => changing.test(bit))) return true;
  return permissions.length > 0 && !allowed ? false : null;
}

function isLocked(authentication: WordTree | null, scheme: PasswordScheme | null): boolean {
  const password = authentication === null ? null : leaf(authentication, 'encrypted-password');
  return password !== null && locks.test(password) && scheme === null;
}

function userOf(tree: WordTree, name: string, node: WordTree): User {
  const role = leaf(node, 'class');
  const scheme = schemeOf(at(node, 'authentication'));
  return {
    name,
    privilege: null,
    role,
    administrator: changes(tree, role),
    enabled: role !== 'unauthorized' && !isLocked(at(node, 'authentication'), scheme),
    scheme,
    grade: null,
  };
}

/** Without `lockout-period` nobody is locked out. A password has 6 characters at least unless another number is set: Junos user access guide. */
export const usersReading: Reading<DeviceUsers> = ofConfig((tree) => {
  const users = entries(tree, 'system', 'login', 'user').map(([name, node]) => userOf(tree, name, node));
  const rootScheme = schemeOf(at(tree, 'system', 'root-authentication'));
  const root: User = {
    ...{name: 'root', privilege: null, role: 'super-user', administrator: true, grade: null},
    enabled: !isLocked(at(tree, 'system', 'root-authentication'), rootScheme),
    scheme: rootScheme,
  };
  const retry = ['system', 'login', 'retry-options'];
  return whole({
    users: sortedBy([root, ...users], ({name}) => name),
    enable: null,
    hasPrivilegedMode: false,
    encryption: true,
    minLength: numberAt(tree, 'system', 'login', 'password', 'minimum-length') ?? 6,
    lockoutAttempts: has(tree, ...retry, 'lockout-period') ? numberAt(tree, ...retry, 'tries-before-disconnect') : 0,
  });
}, caution.users);
