import type {DeviceUsers} from '../../model/device/index.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import * as caution from '../text/caution.ts';
import {storedAs} from '../text/grade.ts';
import {byCodeUnit} from '../text/order.ts';

/** Type 8 is a hash; without a number the password stands as it is. */
function password(type: string | undefined, text: string) {
  return storedAs(text, type === undefined ? 'plain' : 'hash');
}

const statements: readonly Statement<DeviceUsers>[] = [
  {
    pattern: /^username (\S{1,64})(?: privilege (\d{1,2}))?(?: (?:password|secret)(?: (8))? (.{1,700})| nopassword)?$/,
    read: ({users}, [, name = '', level, type, text]) => {
      const known = users.find((user) => user.name === name);
      const privilege = level === undefined ? (known?.privilege ?? 1) : Number(level);
      const stored = text === undefined ? {scheme: known?.scheme ?? 'none', grade: null} : password(type, text);
      const user = {name, privilege, role: null, administrator: privilege === 15, enabled: true, ...stored};
      if (known === undefined) users.push(user);
      else Object.assign(known, user);
    },
  },
  {
    pattern: /^enable (?:password|secret)(?: level (\d{1,2}))?(?: (8))? (.{1,700})$/,
    read: (draft, [, level = '15', type, text = '']) => {
      if (level === '15') draft.enable = password(type, text);
    },
  },
  {pattern: /^(no )?service password-encryption$/, read: (draft, [, no]) => (draft.encryption = no === undefined)},
  {
    pattern: /^security-password minimum-length (\d{1,3})$/,
    read: (draft, [, length]) => (draft.minLength = Number(length)),
  },
  {
    pattern:
      /^security-password (?:history|lifetime|minimum-categories|min-lifetime-enforce|reject-expired-pwd|warning|forced-change)\b/,
  },
  {
    pattern: /^aaa local authentication attempts max-fail (\d{1,2})$/,
    read: (draft, [, count]) => (draft.lockoutAttempts = Number(count)),
  },
  {pattern: /^aaa local authentication attempts lockout-time \d{1,6}$/},
];

/**
 * Where nothing is configured: passwords may have one character, and five failed logins lock an account for a while.
 * Source: AlliedWare Plus command reference, security-password minimum-length, aaa local authentication attempts max-fail.
 */
export function readUsers(config: RunningConfig) {
  const draft: DeviceUsers = {
    users: [],
    enable: null,
    hasPrivilegedMode: true,
    encryption: null,
    minLength: 1,
    lockoutAttempts: 5,
  };
  const topic =
    /^(?:username|enable (?:password|secret)|(?:no )?service password-encryption|security-password|aaa local authentication)\b/;
  const understood = readStatements(config.nodes, topic, statements, draft);
  draft.users.sort((a, b) => byCodeUnit(a.name, b.name));
  return told(draft, config, understood && draft.users.length > 0, caution.users);
}
