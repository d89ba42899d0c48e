import type {DeviceAccess, DeviceUsers} from '../../model/device/index.ts';
import {partial} from '../../model/probe.ts';
import {has, lastValue, matching} from '../config/indented.ts';
import {below, readStatements, type Statement} from '../config/statements.ts';
import type {RunningConfig} from '../config/running.ts';
import {unknownAlgorithms} from '../config/unknown-algorithms.ts';
import {gradeOf} from '../text/grade.ts';

/** `8` stands before what crypt(3) made of a password with DES. */
function stored(type: string | undefined, text: string) {
  return type === undefined
    ? {scheme: 'plain' as const, grade: gradeOf(text)}
    : {scheme: 'des-crypt' as const, grade: null};
}

const statements: readonly Statement<DeviceUsers>[] = [
  {pattern: /^password(?: \d)? \S/},
  {
    pattern: /^enable password(?: (8))? (.{1,300})$/,
    read: (draft, [, type, text = '']) => (draft.enable = stored(type, text)),
  },
  {
    pattern: /^username (\S{1,64}) nopassword$/,
    read: ({users}, [, name = '']) => {
      const base = {privilege: null, role: null, administrator: true, enabled: true, grade: null};
      users.push({name, ...base, scheme: 'none' as const});
    },
  },
  {pattern: /^(no )?service password-encryption$/, read: (draft, [, no]) => (draft.encryption = no === undefined)},
];

/** FRRouting has no accounts of its own: who may run vtysh is an account of the system below it, which is not seen from here. */
export function readUsers(config: RunningConfig) {
  const draft: DeviceUsers = {
    users: [],
    enable: null,
    hasPrivilegedMode: true,
    encryption: false,
    minLength: null,
    lockoutAttempts: null,
  };
  const topic = /^(?:password|enable|username|(?:no )?service password-encryption)\b/;
  readStatements(config.nodes, topic, statements, draft);
  return partial(draft, 'unsupported');
}

/**
 * The lines that the daemons offer by telnet. Whether they offer them to others than the host itself is told on the command line that
 * starts them, so no protocol is listed. Ten minutes without a word end a session. Source: FRRouting user guide, Terminal Mode Commands.
 */
export function readAccess({nodes, lacks}: RunningConfig) {
  const vty = below(nodes, /^line vty$/);
  const [, minutes = '10', seconds = '0'] =
    matching(vty, /^exec-timeout (\d{1,6})(?: (\d{1,6}))?$/).at(-1)?.match ?? [];
  const password = nodes.findLast(({text}) => /^password /.test(text))?.text ?? null;
  const open = has(vty, /^no login$/);
  const value: DeviceAccess = {
    planes: [],
    lines: [
      {
        name: 'vty',
        kind: 'remote',
        idleTimeoutSeconds: Number(minutes) * 60 + Number(seconds),
        login: open ? 'none' : password === null ? null : 'line-password',
        grade: password === null || /^password \d /.test(password) ? null : gradeOf(password),
        transports: ['telnet'],
        acl: lastValue(vty, /^access-class (\S{1,64})$/),
      },
    ],
    ...unknownAlgorithms,
  };
  return partial(value, lacks ?? 'unsupported');
}
