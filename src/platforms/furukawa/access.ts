import type {DeviceAccess, DeviceFacts, DeviceUsers} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {unknownAlgorithms} from '../config/unknown-algorithms.ts';
import {storedAs} from '../text/grade.ts';
import {configAsks, readTree} from './tree.ts';

type User = DeviceUsers['users'][number];

const user = /^username (?<name>\S+)(?: privilege (?<privilege>\d{1,2}))?(?: password (?<password>.+))?$/;

/** `password 2 $1$…` is a hash of crypt(3); a number that is not known may be anything. */
function passwordOf(text: string | undefined): Pick<User, 'scheme' | 'grade'> {
  if (text === undefined) return {scheme: 'none', grade: null};
  if (/^<secret /.test(text)) return storedAs(text, 'plain');
  return /^\d \$[156]\$/.test(text) ? storedAs(text, null) : {scheme: null, grade: null};
}

export const deviceUsers: Reading<DeviceFacts['deviceUsers']> = {
  ask: configAsks,
  parse(answers) {
    const users = matching(readTree(answers), user).map(({match: {groups}}): User => {
      const {name = '', privilege, password} = groups ?? {};
      const level = privilege === undefined ? null : Number(privilege);
      const administrator = level === null ? null : level === 15;
      return {name, privilege: level, role: null, administrator, enabled: true, ...passwordOf(password)};
    });
    // How the password of the privileged mode is written is not known.
    return partial(
      {users, enable: null, hasPrivilegedMode: false, encryption: null, minLength: null, lockoutAttempts: null},
      'unsupported',
    );
  },
};

const services: readonly {readonly words: string; readonly service: 'login' | 'authorization'}[] = [
  {words: 'authentication login', service: 'login'},
  {words: 'authorization exec', service: 'authorization'},
];

export const deviceAaa: Reading<DeviceFacts['deviceAaa']> = {
  ask: configAsks,
  parse(answers) {
    const tree = readTree(answers);
    const methods = services.flatMap(({words, service}) =>
      matching(tree, new RegExp(`^aaa ${words} (?<list>\\S+) (?<methods>.+)$`)).map(({match: {groups}}) => ({
        ...{service, list: groups?.['list'] ?? '', methods: (groups?.['methods'] ?? '').split(' ')},
      })),
    );
    const value: DeviceFacts['deviceAaa'] = {enabled: has(tree, /^aaa /), methods, servers: []};
    const local = methods.every((each) => each.methods.every((word) => /^(?:local|login|enable|none)$/.test(word)));
    const unread = matching(tree, /^aaa /).length !== methods.length;
    return local && !unread ? whole(value) : partial(value, 'unsupported');
  },
};

/** Lines as they are called in the configuration, and what they are. */
const lines: Readonly<Record<string, DeviceAccess['lines'][number]['kind']>> = {
  ...{console: 'console', telnet: 'remote', ssh: 'remote', vty: 'remote'},
};

function lineOf(node: ConfigNode, aaa: boolean): DeviceAccess['lines'] {
  const [, name, word = ''] = /^line ((console|telnet|ssh|vty)\b.{0,20})$/.exec(node.text) ?? [];
  const kind = lines[word];
  if (name === undefined || kind === undefined) return [];
  // In which unit others than 0 are is not known.
  const idleTimeoutSeconds = lastValue(node.children, /^exec-timeout (\d+)(?: 0)?$/) === '0' ? 0 : null;
  const login = aaa ? ('aaa' as const) : null;
  const transports = word === 'telnet' || word === 'ssh' ? [word] : [];
  return [{name, kind, idleTimeoutSeconds, login, grade: null, transports, acl: null}];
}

/** Which servers answer is not told where nothing is set. */
export const deviceAccess: Reading<DeviceFacts['deviceAccess']> = {
  ask: configAsks,
  parse(answers) {
    const tree = readTree(answers);
    const aaa = has(tree, /^aaa authentication login default /);
    const value: DeviceFacts['deviceAccess'] = {
      ...{planes: [], lines: tree.flatMap((node) => lineOf(node, aaa))},
      ...unknownAlgorithms,
    };
    return partial(value, 'unsupported');
  },
};
