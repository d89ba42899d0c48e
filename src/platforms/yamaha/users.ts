import type {DeviceFacts, DeviceUsers} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {gradeOf} from '../text/grade.ts';
import {byCodeUnit} from '../text/order.ts';
import {hasOnlyNamedUsers} from './models.ts';
import {configAsk, find, readConfig, setting, type RtConfig} from './statements.ts';

type User = DeviceUsers['users'][number];
type Password = Pick<User, 'scheme' | 'grade'>;

/** What the user without a name is called here. */
export const nameless = '(no name)';

/** The attributes of `user attribute`: the user's own before those of all (`*`). */
export function attributesOf(config: RtConfig, user: string): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const own of ['*', user]) {
    for (const {groups} of find(config, /^user attribute(?: (?<name>[^\s=]+))?(?= \S+=)(?<list>.*)$/)) {
      if ((groups['name'] ?? nameless) !== own) continue;
      for (const pair of (groups['list'] ?? '').trim().split(/\s+/)) {
        const at = pair.indexOf('=');
        if (at > 0) told.set(pair.slice(0, at), pair.slice(at + 1));
      }
    }
  }
  return told;
}

/** `*`, `encrypted *`, or what the redactor left of a readable one. */
function passwordOf(text: string): Password {
  if (/^encrypted\b/.test(text)) return {scheme: 'hash', grade: null};
  return {scheme: 'plain', grade: gradeOf(text)};
}

const administrators: Readonly<Record<string, boolean>> = {on: true, '1': true, '2': true, off: false};

function userOf(config: RtConfig, name: string, password: Password): User {
  const attributes = attributesOf(config, name);
  const administrator = attributes.get('administrator');
  return {
    name,
    privilege: null,
    role: null,
    // Unless it is taken from them, users may become the administrator (command reference, user attribute).
    administrator: administrator === undefined ? true : (administrators[administrator] ?? null),
    enabled: attributes.get('connection') !== 'off',
    ...password,
  };
}

export function namelessUser(config: RtConfig): User | null {
  if (hasOnlyNamedUsers(config.model)) return null;
  const password = setting(config, 'login password');
  return userOf(config, nameless, password === null ? {scheme: 'none', grade: null} : passwordOf(password));
}

/** Their passwords are stored encrypted in any case (command reference, login user). */
export function namedUsers(config: RtConfig): User[] {
  const users = new Map(
    find(config, /^login user (?<name>\S+) (?<password>.*)$/).map(({groups}) => {
      const {name = '', password = ''} = groups;
      return [name, userOf(config, name, {scheme: 'hash', grade: gradeOf(password)})] as const;
    }),
  );
  return [...users.values()].sort((a, b) => byCodeUnit(a.name, b.name));
}

function enableOf(config: RtConfig): DeviceUsers['enable'] {
  const password = setting(config, 'administrator password');
  if (password !== null) return passwordOf(password);
  return hasOnlyNamedUsers(config.model) ? null : {scheme: 'none', grade: null};
}

export const deviceUsers: Reading<DeviceFacts['deviceUsers']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const first = namelessUser(config);
    const value = {
      users: [...(first === null ? [] : [first]), ...namedUsers(config)],
      enable: enableOf(config),
      hasPrivilegedMode: true,
      encryption: null,
      minLength: null,
      lockoutAttempts: null,
    };
    return value.enable === null ? partial(value, 'unsupported') : whole(value);
  },
};
