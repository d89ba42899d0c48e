import type {DeviceUsers} from '../../model/device/index.ts';
import {has, lastNumber, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import * as caution from '../text/caution.ts';
import {gradeOf} from '../text/grade.ts';
import {byCodeUnit} from '../text/order.ts';

type User = DeviceUsers['users'][number];

/** `hash`: SHA-512 with a salt in version 7; `cipher` can be undone; `simple` is shown by nobody but may be typed. */
function storedAs(password: string | null): Pick<User, 'scheme' | 'grade'> {
  const kind = password?.split(' ')[0] ?? null;
  if (kind === null) return {scheme: 'none', grade: null};
  if (kind === 'hash') return {scheme: 'sha512', grade: null};
  if (kind === 'cipher') return {scheme: 'reversible', grade: null};
  return kind === 'simple' ? {scheme: 'plain', grade: gradeOf(password ?? '')} : {scheme: null, grade: null};
}

/** Roles add up; what a role of the user's own making may do stands elsewhere. */
function administers(roles: readonly string[]): boolean | null {
  if (roles.some((role) => /^(?:network-admin|mdc-admin|context-admin|level-15)$/.test(role))) return true;
  const harmless = /^(?:network-operator|mdc-operator|context-operator|security-audit|guest-manager|level-[01])$/;
  return roles.every((role) => harmless.test(role)) ? false : null;
}

function userOf(name: string, lines: readonly ConfigNode[]): User {
  const roles = matching(lines, /^authorization-attribute user-role (\S{1,63})$/).map(({match}) => match[1] ?? '');
  const privilege = lastNumber(lines, /^authorization-attribute level (\d)$/);
  const administrator = roles.length === 0 ? (privilege === null ? null : privilege === 3) : administers(roles);
  return {
    name,
    privilege,
    role: roles.length === 0 ? null : roles.join(' '),
    administrator,
    enabled: !has(lines, /^state block$/),
    ...storedAs(lastValue(lines, /^password ((?:hash|cipher|simple|irreversible-cipher) .{1,300})$/)),
  };
}

/** Accounts of the device, and what `password-control` asks of their passwords. */
export function readUsers(config: RunningConfig) {
  const {nodes} = config;
  const users = matching(nodes, /^local-user (\S{1,80})(?: class manage)?$/).map(({node, match}) =>
    userOf(match[1] ?? '', node.children),
  );
  const control = has(nodes, /^password-control enable$/);
  const measured = control && !has(nodes, /^undo password-control length enable$/);
  const superPassword =
    nodes
      .findLast(({text}) => /^super password /.test(text))
      ?.text.replace(/^super password (?:role \S{1,63} |level \d )?/, '') ?? null;
  const length = lastValue(nodes, /^password-control length (\d{1,2})$/);
  const [, attempts = null, after = ''] =
    matching(nodes, /^password-control login-attempt (\d{1,2})(?: exceed (\S{1,9}).{0,20})?$/).at(-1)?.match ?? [];
  const value: DeviceUsers = {
    users: users.sort((a, b) => byCodeUnit(a.name, b.name)),
    enable: superPassword === null ? null : storedAs(superPassword),
    hasPrivilegedMode: true,
    encryption: null,
    minLength: measured && length !== null ? Number(length) : null,
    // `exceed unlock` counts failures and lets the user go on.
    lockoutAttempts: !control || after === 'unlock' ? 0 : attempts === null ? null : Number(attempts),
  };
  return told(value, config, true, caution.users);
}
