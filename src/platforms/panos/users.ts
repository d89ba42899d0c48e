import type {DeviceAaa, DeviceBanner, DeviceUsers, PasswordScheme} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, names, numberAt, type WordTree} from '../config/word-tree.ts';
import {distinct, sortedBy} from '../text/order.ts';
import {ofConfig, type PanosConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type User = DeviceUsers['users'][number];

const schemes: Readonly<Record<string, PasswordScheme>> = {'1': 'md5-crypt', '5': 'sha256', '6': 'sha512'};

function schemeOf(user: WordTree): PasswordScheme | null {
  if (has(user, 'authentication-profile')) return 'remote';
  const hash = leaf(user, 'phash');
  if (hash === null)
    return has(user, 'public-key') || leaf(user, 'client-certificate-only') === 'yes' ? 'public-key' : null;
  if (/^[*!]?$/.test(hash)) return 'none';
  const id = /^\$(\d)\$/.exec(hash)?.[1];
  if (id === undefined) return /^<secret kind=des-crypt /.test(hash) ? 'des-crypt' : 'hash';
  return schemes[id] ?? 'hash';
}

const readers = new Set(['superreader', 'devicereader', 'vsysreader', 'panorama-admin-reader']);

/** Roles that may write, and profiles of one's own, of which it is not told. */
function roleOf(user: WordTree): {role: string | null; administrator: boolean | null} {
  const role = leaf(user, 'permissions', 'role-based');
  if (role === null) return {role, administrator: null};
  if (role === 'custom')
    return {role: leaf(user, 'permissions', 'role-based', 'custom', 'profile'), administrator: null};
  return {role, administrator: !readers.has(role)};
}

/** Nobody is locked out unless attempts are set: PAN-OS web interface reference, Authentication Settings. */
export const usersReading: Reading<DeviceUsers> = ofConfig(({management, device}) => {
  const all = entries(management, 'users');
  // There is always one.
  if (all.length === 0) throw new Gap('permission-denied', 'show config running: no mgt-config users');
  const users = all.map(([name, user]): User => ({
    name,
    privilege: null,
    ...roleOf(user),
    enabled: true,
    scheme: schemeOf(user),
    grade: null,
  }));
  const complexity = leaf(management, 'password-complexity', 'enabled');
  const length = numberAt(management, 'password-complexity', 'minimum-length');
  return whole({
    users: sortedBy(users, ({name}) => name),
    enable: null,
    hasPrivilegedMode: false,
    encryption: true,
    minLength: complexity === 'yes' ? length : complexity === 'no' ? 0 : null,
    lockoutAttempts: numberAt(device, 'deviceconfig', 'setting', 'management', 'admin-lockout', 'failed-attempts') ?? 0,
  });
}, caution.users);

const kinds = [
  {section: 'radius', protocol: 'radius'},
  {section: 'tacplus', protocol: 'tacacs+'},
  {section: 'ldap', protocol: 'ldap'},
] as const;

function serversOf(node: WordTree): DeviceAaa['servers'] {
  return kinds.flatMap(({section, protocol}) =>
    entries(node, 'server-profile', section).flatMap(([, profile]) =>
      entries(profile, 'server').flatMap(([, server]) => {
        const address = leaf(server, 'ip-address') ?? leaf(server, 'address');
        return address === null ? [] : [{protocol, address, keyGrade: null}];
      }),
    ),
  );
}

const methodNames: Readonly<Record<string, string>> = {
  'local-database': 'local',
  radius: 'radius',
  tacplus: 'tacacs+',
  ldap: 'ldap',
};

/** What the profiles ask that logins of administrators use. */
function loginMethods({management, shared, device}: PanosConfig): string[] {
  const own = entries(management, 'users').flatMap(([, user]) => names(user, 'authentication-profile'));
  const all = distinct([...names(device, 'deviceconfig', 'system', 'authentication-profile'), ...own]);
  const told = all.flatMap((profile) =>
    names(shared, 'authentication-profile', profile, 'method').map((method) => methodNames[method] ?? method),
  );
  return distinct([...told.sort(), 'local']);
}

export const aaaReading: Reading<DeviceAaa> = ofConfig((config) => {
  const methods = loginMethods(config);
  const nodes = [config.shared, ...config.vsys.map(({node}) => node)];
  return whole({
    enabled: methods.length > 1,
    methods: [{service: 'login', list: 'authentication-profile', methods}],
    servers: sortedBy(nodes.flatMap(serversOf), ({protocol, address}) => `${protocol} ${address}`),
  });
}, caution.aaa);

export const bannerReading: Reading<DeviceBanner> = ofConfig(({device}) => {
  const login = leaf(device, 'deviceconfig', 'system', 'login-banner');
  const motd = at(device, 'deviceconfig', 'system', 'motd-and-banner');
  const text = motd !== null && leaf(motd, 'motd-enable') === 'yes' ? leaf(motd, 'message') : null;
  return whole({
    banners: [
      ...(login === null ? [] : [{kind: 'login' as const, text: login}]),
      ...(text === null ? [] : [{kind: 'motd' as const, text}]),
    ],
  });
});
