import type {DeviceUsers} from '../../model/device/index.ts';
import {partial} from '../../model/probe.ts';
import {has, lastNumber, matching} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {gradeOf} from '../text/grade.ts';

const credential =
  /^password (manager|operator)(?: user-name ("[^"]{1,64}"|\S{1,64}))?(?: (plaintext|sha1|sha256|bcrypt) (.{1,300}))?$/;

const schemes = {plaintext: 'plain', sha1: 'sha1', sha256: 'sha256', bcrypt: 'bcrypt'} as const;

/** `password manager` stands in the configuration without the password, too; alone, it is redacted as a password of seven letters. */
export function hasManager({nodes}: RunningConfig): boolean {
  return has(nodes, /^password (?:manager(?: |$)|<secret kind=password len=7 [^<>]{1,60}>$)/);
}

/** Passwords stand in the configuration only after `include-credentials`; without it there may be some that are not shown. */
export function readUsers(config: RunningConfig) {
  const users: DeviceUsers['users'] = matching(config.nodes, credential).map(({match}) => {
    const [, role = '', name, kind, text = ''] = match;
    const scheme = kind === undefined ? null : schemes[kind as keyof typeof schemes];
    return {
      name: name?.replaceAll('"', '') ?? role,
      privilege: null,
      role,
      administrator: role === 'manager',
      enabled: true,
      scheme,
      grade: scheme === 'plain' ? gradeOf(text) : null,
    };
  });
  const value: DeviceUsers = {
    users,
    enable: null,
    hasPrivilegedMode: false,
    encryption: null,
    minLength: lastNumber(config.nodes, /^password minimum-length (\d{1,3})$/),
    lockoutAttempts: null,
  };
  const shown = has(config.nodes, /^include-credentials$/);
  const lines = config.nodes.filter(({text}) => /^password (?:manager|operator)/.test(text));
  // Without a line for the manager anybody may be one, which no account in this list says.
  const understood = shown && hasManager(config) && lines.every(({text}) => credential.test(text));
  return understood ? told(value, config) : partial(value, 'unsupported');
}
