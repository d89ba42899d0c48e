import type {DeviceAaa, DeviceBanner, DeviceUsers, PasswordScheme} from '../../model/device/index.ts';
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

const keys = ['ssh-rsa', 'ssh-dsa', 'ssh-ecdsa', 'ssh-ed25519'];

function schemeOf(authentication: WordTree | null): PasswordScheme | null {
  if (authentication === null) return null;
  const password = leaf(authentication, 'encrypted-password') ?? leaf(authentication, 'plain-text-password-value');
  const publicKey = keys.some((key) => has(authentication, key));
  if (password === null || /^[*!]/.test(password)) return publicKey ? 'public-key' : password === null ? null : 'none';
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

function userOf(tree: WordTree, name: string, node: WordTree): User {
  const role = leaf(node, 'class');
  const scheme = schemeOf(at(node, 'authentication'));
  return {
    name,
    privilege: null,
    role,
    administrator: changes(tree, role),
    enabled: role !== 'unauthorized',
    scheme,
    grade: null,
  };
}

/** Without `lockout-period` nobody is locked out. A password has 6 characters at least unless another number is set: Junos user access guide. */
export const usersReading: Reading<DeviceUsers> = ofConfig((tree) => {
  const users = entries(tree, 'system', 'login', 'user').map(([name, node]) => userOf(tree, name, node));
  const root: User = {
    ...{name: 'root', privilege: null, role: 'super-user', administrator: true, enabled: true, grade: null},
    scheme: schemeOf(at(tree, 'system', 'root-authentication')),
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

const methods: Readonly<Record<string, string>> = {
  password: 'local',
  radius: 'radius',
  tacplus: 'tacacs+',
  ldaps: 'ldap',
};

export const aaaReading: Reading<DeviceAaa> = ofConfig((tree) => {
  const server = (protocol: DeviceAaa['servers'][number]['protocol'], section: string): DeviceAaa['servers'] =>
    names(tree, 'system', section).map((address) => ({protocol, address, keyGrade: null}));
  const order = names(tree, 'system', 'authentication-order');
  const told = (order.length > 0 ? order : ['password']).map((method) => methods[method] ?? method);
  const accounting = names(tree, 'system', 'accounting', 'destination').map((method) => methods[method] ?? method);
  return whole({
    enabled: told.some((method) => method !== 'local'),
    methods: [
      {service: 'login', list: 'authentication-order', methods: told},
      ...(accounting.length > 0 ? [{service: 'accounting' as const, list: 'accounting', methods: accounting}] : []),
    ],
    servers: [
      ...server('radius', 'radius-server'),
      ...server('tacacs+', 'tacplus-server'),
      ...server('ldap', 'ldap-server'),
    ],
  });
}, caution.aaa);

const readable = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\t', ' ').trim();

/** `message` stands before the login, `announcement` after it. */
export const bannerReading: Reading<DeviceBanner> = ofConfig((tree) => {
  const kinds = [
    {kind: 'login', key: 'message'},
    {kind: 'motd', key: 'announcement'},
  ] as const;
  const banners = kinds.flatMap(({kind, key}) => {
    const text = leaf(tree, 'system', 'login', key);
    return text === null ? [] : [{kind, text: readable(text)}];
  });
  return whole({banners});
});
