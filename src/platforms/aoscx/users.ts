import type {DeviceUsers} from '../../model/device/index.ts';
import {lastValue} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {below, readStatements, type Statement} from '../config/statements.ts';
import {byCodeUnit} from '../text/order.ts';

const statements: readonly Statement<DeviceUsers>[] = [
  {pattern: /^user \S{1,64} authorized-key /},
  {
    pattern: /^user (\S{1,64}) group (\S{1,64}) password (?:ciphertext|plaintext) \S/,
    read: (draft, [, name = '', role = '']) => {
      // What ciphertext is made of is not told.
      const stored = {scheme: null, grade: null};
      const administrator = role === 'administrators' ? true : /^(?:operators|auditors)$/.test(role) ? false : null;
      draft.users.push({name, privilege: null, role, administrator, enabled: true, ...stored});
    },
  },
  {
    pattern: /^aaa authentication limit-login-attempts (\d{1,3}) lockout-time \d{1,6}$/,
    read: (draft, [, count]) => (draft.lockoutAttempts = Number(count)),
  },
  {
    pattern: /^aaa authentication minimum-password-length (\d{1,3})$/,
    read: (draft, [, length]) => (draft.minLength = Number(length)),
  },
];

/** Failed logins lock nobody out until it is configured. Source: AOS-CX security guide, aaa authentication limit-login-attempts. */
export function readUsers(config: RunningConfig) {
  const {nodes} = config;
  const draft: DeviceUsers = {
    users: [],
    enable: null,
    hasPrivilegedMode: false,
    encryption: true,
    minLength: null,
    lockoutAttempts: 0,
  };
  const topic = /^(?:user |aaa authentication (?:limit-login-attempts|minimum-password-length))/;
  const understood = readStatements(nodes, topic, statements, draft);
  // Its name alone is redacted as a password of ten letters.
  const complexity = below(nodes, /^password (?:complexity|<secret kind=password len=10 [^<>]{1,60}>)$/);
  const length = lastValue(complexity, /^minimum-length (\d{1,3})$/);
  if (length !== null) draft.minLength = Number(length);
  draft.users.sort((a, b) => byCodeUnit(a.name, b.name));
  return told(draft, config, understood && draft.users.length > 0);
}
