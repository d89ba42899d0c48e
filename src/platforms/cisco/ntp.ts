import type {DeviceTime} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {after, words} from './words.ts';

type Server = DeviceTime['servers'][number];

const flags: ReadonlySet<string> = new Set(['prefer', 'burst', 'iburst', 'normal-sync']);
const settings: ReadonlySet<string> = new Set(['version', 'key', 'source', 'minpoll', 'maxpoll', 'use-vrf', 'vrf']);

/** `ntp server [vrf V] [ip] A [version N] [key K] [source I] [prefer]`. */
function readServer(line: string, trusted: (key: string) => boolean): Server | null {
  const all = words(line.replace(/^ntp (?:server|peer) (?:vrf \S+ )?(?:ip |ipv6 )?/, ''));
  const [address, ...rest] = all;
  if (address === undefined) return null;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (settings.has(word)) at += 1;
    else if (!flags.has(word)) return null;
  }
  const key = after(rest, 'key');
  return {address, authenticated: key !== null && trusted(key)};
}

const mostKeys = 256;

/** Keys of `ntp trusted-key 1 - 5` and `ntp trusted-key 7`. */
function trustedKeys(lines: ReturnType<typeof matching>): (key: string) => boolean {
  const spans = lines.slice(0, mostKeys).map(({match}) => ({
    from: Number(match[1]),
    to: Number(match[2] ?? match[1]),
  }));
  return (key) => spans.some(({from, to}) => Number(key) >= from && Number(key) <= to);
}

/** A server is authenticated when its key is trusted and `ntp authenticate` is there. */
export function ntpServers(nodes: readonly ConfigNode[]): {
  readonly servers: Server[];
  readonly authentication: boolean | null;
  readonly understood: boolean;
} {
  const on = has(nodes, /^ntp authenticate$/);
  const keys = matching(nodes, /^ntp trusted-key (\d{1,10})(?: ?- ?(\d{1,10}))?$/);
  const isTrusted = trustedKeys(keys);
  const lines = matching(nodes, /^ntp (?:server|peer) /).map(({node}) =>
    readServer(node.text, (key) => on && isTrusted(key)),
  );
  const servers = lines.filter((server) => server !== null);
  const authentication = servers.length === 0 ? null : servers.every(({authenticated}) => authenticated === true);
  return {servers, authentication, understood: servers.length === lines.length && keys.length <= mostKeys};
}

/** `JST 9 0` of `clock timezone`; null where none is set, and the clock runs in UTC. */
export function timezoneOf(nodes: readonly ConfigNode[]): string | null {
  return lastValue(nodes, /^clock timezone (\S+ -?\d{1,2}(?: \d{1,2})?)$/);
}
