import type {DeviceUsers, PasswordScheme} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {edits, flag, number, sections, settingOf, value, values, type EditNode} from '../config/edit-tree.ts';
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

/** Whether a profile may write anything; null when it is not told. */
function writes(profiles: readonly EditNode[], name: string | null): boolean | null {
  if (name === null) return null;
  if (Object.hasOwn(builtIn, name)) return builtIn[name] ?? null;
  const profile = profiles.find((each) => each.name === name);
  if (profile === undefined) return null;
  const nodes = [profile, ...profile.children];
  const granted = nodes.flatMap((node) => [...node.values.values()].flat());
  if (granted.includes('read-write')) return true;
  // What a profile leaves out is `none`, but a part given as `custom` stands in a section of its own.
  return granted.every((word) => !/write/.test(word)) ? false : null;
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
  // There is always one.
  if (edits(global, 'system admin').length === 0) throw new Gap('permission-denied', 'show: no config system admin');
  const profiles = edits(global, 'system accprofile');
  const users = [...edits(global, 'system admin'), ...edits(global, 'system api-user')].map((admin) => {
    const role = value(admin, 'accprofile');
    const isKey = sections(global, 'system api-user').some(({children}) => children.includes(admin));
    return {
      name: admin.name,
      privilege: null,
      role,
      administrator: writes(profiles, role),
      enabled: value(admin, 'status') !== 'disable',
      scheme: isKey ? null : schemeOf(admin),
      grade: null,
    };
  });
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

const open = (host: readonly string[]): boolean => /^0\.0\.0\.0(?:\/0| 0\.0\.0\.0)$|^::\/0$/.test(host.join(' '));

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
