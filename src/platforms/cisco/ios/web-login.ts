import type {DeviceAaa} from '../../../model/device/index.ts';
import {has, matching, type ConfigNode} from '../../config/indented.ts';

type Method = DeviceAaa['methods'][number];

interface WebLogin {
  /** The list of AAA that is asked; null: none is. */
  readonly list: string | null;
  /** What is asked in its place. */
  readonly methods: Method['methods'];
}

const others: Readonly<Record<string, Method['methods']>> = {
  local: ['local'],
  enable: ['enable'],
  tacacs: ['tacacs+'],
};

/**
 * How the web server asks who comes; null: it is off. The password of the privileged mode is asked unless something else is
 * set, whatever AAA says: Cisco IOS HTTP Services Command Reference, `ip http authentication`.
 */
export function webLogin(nodes: readonly ConfigNode[]): WebLogin | null {
  if (!has(nodes, /^ip http (?:secure-)?server$/)) return null;
  const words = matching(nodes, /^ip http authentication (\S+)(?: login-authentication (\S+))?/).map(
    ({match}) => match,
  );
  const list = words.find((match) => match[2] !== undefined)?.[2];
  if (words.some((match) => match[1] === 'aaa')) return {list: list ?? 'default', methods: []};
  return {list: null, methods: others[words.at(-1)?.[1] ?? 'enable'] ?? []};
}
