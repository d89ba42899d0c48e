import type {DeviceUsers, PasswordScheme} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {edits, flag, number, settingOf, value, values, type EditNode} from '../config/edit-tree.ts';
import {isBroad} from '../text/breadth.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

/** Prefixes of hashes of administrators: AK1 SHA-1 (to 5.x), SH2 SHA-256, PB2 PBKDF2 with SHA-256 (from 7.2.11, 7.4.8, 7.6.1). */
const schemes: Readonly<Record<string, PasswordScheme>> = {AK1: 'sha1', SH2: 'sha256', PB2: 'pbkdf2'};

function schemeOf(admin: EditNode): PasswordScheme | null {
  const password = value(admin, 'password');
  if (flag(value(admin, 'remote-auth')) === true || value(admin, 'peer-auth') === 'enable') return 'remote';
  if (password === null) return 'none';
  const prefix = /^ENC ([A-Z0-9]{3})/.exec(password)?.[1] ?? '';
  return Object.hasOwn(schemes, prefix) ? (schemes[prefix] ?? null) : null;
}

const builtIn: Readonly<Record<string, boolean>> = {
  super_admin: true,
  prof_admin: true,
  super_admin_readonly: false,
  no_access: false,
};

/** Whether a profile lets anything be written; null when it is not told. */
function writes(profile: EditNode): boolean | null {
  const nodes = [profile, ...profile.children];
  const granted = nodes.flatMap((node) => [...node.values.values()].flat());
  if (granted.includes('read-write')) return true;
  // What a profile leaves out is `none`, but a part given as `custom` stands in a section of its own.
  return granted.every((word) => !/write/.test(word)) ? false : null;
}

/** Whether the holder of a profile may write anything, by the name of the profile; null when it is not told. */
function writers(global: EditNode): (name: string | null) => boolean | null {
  const known = new Map<string, boolean | null>(Object.entries(builtIn));
  for (const profile of edits(global, 'system accprofile')) {
    if (!known.has(profile.name)) known.set(profile.name, writes(profile));
  }
  return (name) => (name === null ? null : (known.get(name) ?? null));
}

/** Of an account of the API no password is kept. */
function userOf(
  account: EditNode,
  scheme: PasswordScheme | null,
  mayWrite: ReturnType<typeof writers>,
): DeviceUsers['users'][number] {
  const role = value(account, 'accprofile');
  return {
    name: account.name,
    privilege: null,
    role,
    administrator: mayWrite(role),
    enabled: value(account, 'status') !== 'disable',
    scheme,
    grade: null,
  };
}

function minLength(global: EditNode): number | null {
  const name = 'system password-policy';
  const enabled = flag(settingOf(global, name, 'status'));
  if (enabled === false) return 0;
  const told = number(settingOf(global, name, 'minimum-length'));
  const applies = settingOf(global, name, 'apply-to');
  return enabled === true && (applies === null || applies.includes('admin-password')) ? told : null;
}

export const usersReading: Reading<DeviceUsers> = ofConfig(({global}) => {
  const admins = edits(global, 'system admin');
  // There is always one.
  if (admins.length === 0) throw new Gap('permission-denied', 'show: no config system admin');
  const mayWrite = writers(global);
  const users = [
    ...admins.map((admin) => userOf(admin, schemeOf(admin), mayWrite)),
    ...edits(global, 'system api-user').map((account) => userOf(account, null, mayWrite)),
  ];
  return whole({
    users: sortedBy(users, ({name}) => name),
    enable: null,
    hasPrivilegedMode: false,
    encryption: true,
    minLength: minLength(global),
    // 3 unless set: FortiOS CLI reference, `config system global`, `admin-lockout-threshold`
    lockoutAttempts: number(settingOf(global, 'system global', 'admin-lockout-threshold') ?? '3'),
  });
}, caution.users);

const open = (host: readonly string[]): boolean => isBroad(host.join('/'));

/**
 * Whether every administrator may come from named addresses only; a device answers nobody else then. null: some may from
 * everywhere over IPv6 as far as told.
 */
export function trustedHosts(global: EditNode, ipv6: boolean): boolean | null {
  const admins = edits(global, 'system admin').filter((admin) => value(admin, 'status') !== 'disable');
  const hosts = (admin: EditNode, name: string): (readonly string[])[] =>
    [...admin.values.keys()].filter((key) => key.startsWith(name)).map((key) => values(admin, key));
  const limited = admins.map((admin) => {
    const v4 = hosts(admin, 'trusthost');
    const v6 = hosts(admin, 'ip6-trusthost');
    if (v4.length === 0 || v4.some(open)) return false;
    return ipv6 && (v6.length === 0 || v6.some(open)) ? null : true;
  });
  if (limited.length === 0 || limited.includes(false)) return false;
  // Administrators that a portal of another maker knows have no trusted hosts of their own.
  return limited.includes(null) || edits(global, 'system sso-admin').length > 0 ? null : true;
}
