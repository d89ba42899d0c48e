import type {DeviceAccess} from '../../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {words} from '../words.ts';

type Line = DeviceAccess['lines'][number];

/** Methods of the lists of AAA for logins, by the name of the list; null: AAA is off. */
export type Logins = ReadonlyMap<string, readonly string[]>;

export function readLogins(nodes: readonly ConfigNode[]): Logins | null {
  if (!has(nodes, /^aaa new-model$/)) return null;
  return new Map(
    matching(nodes, /^aaa authentication login (\S+) (?:passwd-expiry )?(.+)$/).map(({match}) => {
      const methods = words(match[2] ?? '');
      return [match[1] ?? '', methods.filter((_, at) => !/^(?:group|cache)$/.test(methods[at - 1] ?? ''))];
    }),
  );
}

/**
 * A list ends where one of its methods answers: `none` behind others lets everybody in when no server does. Without a list of
 * its name `default` there is the local one, and at the console none: Cisco IOS Security Command Reference, `aaa authentication login`.
 */
function byList(logins: Logins, name: string, kind: Line['kind']): Line['login'] {
  const methods = logins.get(name);
  const [first] = methods ?? [];
  if (methods === undefined || first === undefined) {
    return name !== 'default' ? null : kind === 'console' ? 'none' : 'local';
  }
  if (first === 'none') return 'none';
  if (methods.includes('none')) return null;
  if (first === 'local' || first === 'local-case') return 'local';
  return first === 'line' || first === 'enable' ? 'line-password' : 'aaa';
}

/** How a line asks who comes. */
export function loginOf(children: readonly ConfigNode[], kind: Line['kind'], logins: Logins | null): Line['login'] {
  if (logins !== null) return byList(logins, lastValue(children, /^login authentication (\S+)$/) ?? 'default', kind);
  if (has(children, /^no login$/)) return 'none';
  if (has(children, /^login local/)) return 'local';
  if (has(children, /^login$/)) return 'line-password';
  if (has(children, /^login /)) return null;
  // Consoles ask for nothing by default; virtual terminals ask for the password of the line.
  return kind === 'remote' ? 'line-password' : 'none';
}
