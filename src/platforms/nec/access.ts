import type {DeviceAccess, DeviceFacts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {unknownAlgorithms} from '../config/unknown-algorithms.ts';
import {isBroad} from '../text/breadth.ts';
import {listsOf} from './acls.ts';
import {configAsk, readTree} from './tree.ts';

type Plane = DeviceAccess['planes'][number];

const servers: readonly {readonly word: string; readonly protocol: Plane['protocol']; readonly port: number}[] = [
  {word: 'ftp-server', protocol: 'ftp', port: 21},
  {word: 'http-server', protocol: 'http', port: 80},
  {word: 'ssh-server', protocol: 'ssh', port: 22},
  {word: 'telnet-server', protocol: 'telnet', port: 23},
];

/** Whether a list names all that it lets in; null where it is not there, or not all understood. */
export function isNarrow(tree: readonly ConfigNode[], name: string | null): boolean | null {
  if (name === null) return false;
  const lists = listsOf(tree).filter((list) => list.name === name);
  if (lists.length === 0 || lists.some(({unread}) => unread.length > 0)) return null;
  return lists.every(({entries}) => entries.every(({action, sources}) => action === 'deny' || !sources.some(isBroad)));
}

/** Each version of IP has a list of its own. */
function allNarrow(tree: readonly ConfigNode[], lists: readonly (string | null)[]): boolean | null {
  const narrow = lists.map((name) => isNarrow(tree, name));
  return narrow.includes(false) ? false : narrow.includes(null) ? null : true;
}

/** Whether a line switches a server on in a way that is not known from here. */
function isOdd(tree: readonly ConfigNode[], word: string): boolean {
  return matching(tree, new RegExp(`^${word} .*\\benable\\b`)).some(({node}) => !/^\S+ ipv?6? enable$/.test(node.text));
}

/** A server that no line switches on is left out where a line was not understood. */
function planesOf(tree: readonly ConfigNode[]): Plane[] {
  return servers.flatMap(({word, protocol, port}) => {
    const of = (version: string): string | null =>
      lastValue(tree, new RegExp(`^${word} ${version} access-list (\\S+)$`));
    const on = (version: string): boolean => has(tree, new RegExp(`^${word} ${version} enable$`));
    const open = (['ip', 'ipv6'] as const).filter(on);
    if (open.length === 0 && isOdd(tree, word)) return [];
    const acl = of('ip') ?? of('ipv6');
    const told = lastValue(tree, new RegExp(`^${word} ip port (\\d{1,5})$`));
    return [
      {
        ...{protocol, enabled: open.length > 0, port: told === null ? port : Number(told), acl, interfaces: []},
        restricted: allNarrow(tree, (open.length > 0 ? open : ['ip']).map(of)),
      },
    ];
  });
}

export const deviceAccess: Reading<DeviceFacts['deviceAccess']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const planes = planesOf(tree);
    const open = planes.filter(({protocol, enabled}) => enabled && (protocol === 'ssh' || protocol === 'telnet'));
    const nobody = has(tree, /^aaa authentication login \S+ none$/);
    const login = nobody
      ? 'none'
      : has(tree, /^aaa authentication login /)
        ? 'aaa'
        : has(tree, /^username /)
          ? 'local'
          : null;
    const common = {idleTimeoutSeconds: null, login, grade: null, acl: null} as const;
    const value: DeviceFacts['deviceAccess'] = {
      planes,
      lines: [
        {name: 'console', kind: 'console', transports: [], ...common},
        {name: 'remote', kind: 'remote', transports: open.map(({protocol}) => protocol), ...common},
      ],
      ...unknownAlgorithms,
    };
    return servers.some(({word}) => isOdd(tree, word)) ? partial(value, 'unsupported') : whole(value);
  },
};
