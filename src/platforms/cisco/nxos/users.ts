import type {DeviceUsers} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastNumber, matching} from '../../config/indented.ts';
import {told, type CiscoConfig} from '../config.ts';
import {lockoutAttempts} from '../login-block.ts';
import {mergeUsers, type User} from '../users.ts';

const admins: ReadonlySet<string> = new Set(['network-admin', 'vdc-admin']);

function administrator(roles: readonly string[]): boolean | null {
  if (roles.some((role) => admins.has(role))) return true;
  return roles.length > 0 && roles.every((role) => /^(?:network|vdc)-operator$/.test(role)) ? false : null;
}

/** Eight characters where passwords are checked, which they are by default: Cisco Nexus Security Configuration Guide. */
function minLength({nodes}: CiscoConfig): number | null {
  const told_ = lastNumber(nodes, /^userpassphrase (?:default-)?min-length (\d{1,3})/);
  return told_ ?? (has(nodes, /^no password strength-check$/) ? null : 8);
}

export function readUsers(config: CiscoConfig): Parsed<DeviceUsers> {
  const lines = matching(config.nodes, /^username \S/).map(({node}) => node);
  const roles = new Map<string, string[]>();
  for (const {match} of matching(config.nodes, /^username (\S+)\s(?:.{0,1000}\s)?role (\S+)/)) {
    const [, name = '', role = ''] = match;
    roles.set(name, [...(roles.get(name) ?? []).slice(0, 63), role]);
  }
  // `!` in the place of a hash: no password fits.
  const locked = new Set(matching(config.nodes, /^username (\S+) password 5 !(?:\s|$)/).map(({match}) => match[1]));
  const {users, understood} = mergeUsers(lines, (merged): User => {
    const own = roles.get(merged.name) ?? [];
    return {
      name: merged.name,
      privilege: null,
      role: own.length === 0 ? null : own.join(', '),
      administrator: administrator(own),
      enabled: !locked.has(merged.name) || merged.scheme === 'public-key',
      scheme: merged.scheme ?? null,
      grade: merged.grade ?? null,
    };
  });
  const rejected = lastNumber(config.nodes, /^aaa authentication rejected (\d{1,5}) in /);
  const value: DeviceUsers = {
    users,
    enable: null,
    hasPrivilegedMode: has(config.nodes, /^feature privilege$/),
    encryption: null,
    minLength: minLength(config),
    lockoutAttempts: lockoutAttempts(config.nodes, rejected),
  };
  return told(config, value, understood && !value.hasPrivilegedMode);
}
