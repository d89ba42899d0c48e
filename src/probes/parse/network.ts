import {integer, words} from './config-text.ts';
import {untilEnd} from './ended.ts';

export const linkKinds = ['physical', 'wireless', 'bond', 'bridge', 'vlan', 'tunnel', 'loopback', 'virtual'] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface Interface {
  readonly name: string;
  readonly mac: string | null;
  readonly up: boolean;
  readonly mtu: number | null;
  readonly kind: LinkKind;
  readonly addresses: readonly {readonly family: 'ip' | 'ip6'; readonly address: string; readonly prefix: number}[];
}

/** Parts of the `network` answer. */
export function sections(text: string): {
  readonly addresses: string[];
  readonly routes: string[];
  readonly links: string[];
  readonly settings: string[];
} {
  const lines = text.split('\n');
  const routes = lines.indexOf('== routes');
  const links = lines.indexOf('== links');
  const end = links === -1 ? lines.length : links;
  const settings = lines.indexOf('== conf', end);
  const last = settings === -1 ? lines.length : settings;
  return {
    addresses: routes === -1 ? [] : lines.slice(0, routes),
    routes: routes === -1 ? [] : lines.slice(routes + 1, end),
    links: lines.slice(end + 1, last),
    settings: lines.slice(last + 1).filter((line) => line !== '.'),
  };
}

function kindOf(words: readonly string[] | undefined, name: string, flags: string): LinkKind {
  if (flags.split(',').includes('LOOPBACK')) return 'loopback';
  const [, kind, type] = words ?? [];
  if (type === 'vlan') return 'vlan';
  if (type === 'wireguard' || type === 'ppp' || kind === 'tunnel') return 'tunnel';
  if (type === 'wlan') return 'wireless';
  return linkKinds.find((one) => one === kind) ?? 'virtual';
}

/** False when the answer broke off, or lacks the kind of an interface that it names. */
export function networkComplete(text: string): boolean {
  const {lines, ended} = untilEnd(text);
  const kinds = new Set(sections(text).links.map((line) => line.split(' ', 1)[0]));
  const named = readInterfaces(text) ?? [];
  return ended && !lines.includes('== failed') && named.every(({name}) => kinds.has(name));
}

function addressOf(line: string): Interface['addresses'][number] | null {
  const [word, written = '', ...rest] = words(line);
  if (word !== 'inet' && word !== 'inet6') return null;
  const [own = '', length] = written.split('/');
  const peer = rest[0] === 'peer' ? rest[1]?.split('/')[1] : undefined;
  const prefix = integer(length ?? peer) ?? (word === 'inet' ? 32 : 128);
  return {family: word === 'inet' ? 'ip' : 'ip6', address: own, prefix};
}

/** Interfaces of the `network` answer, `ip addr` of iproute2 or busybox; null when ip is missing there. */
export function readInterfaces(text: string): Interface[] | null {
  const {addresses, links} = sections(text);
  if (addresses.length === 0) return null;
  const kinds = new Map(links.map((line) => [line.split(' ', 1)[0] ?? '', line.split(' ')]));
  const found: Interface[] = [];
  for (const line of addresses) {
    const head = /^\d{1,6}: (?<name>[^\s:@]{1,20})(?:@[^\s:]{1,20})?: <(?<flags>[^>]{0,200})>(?<rest>.*)$/.exec(
      line,
    )?.groups;
    const last = found.at(-1);
    if (head) {
      const name = head['name'] ?? '';
      const flags = head['flags'] ?? '';
      const mtu = integer(/ mtu (?<mtu>\d{1,7})/.exec(head['rest'] ?? '')?.groups?.['mtu']);
      found.push({
        name,
        mac: null,
        up: flags.split(',').includes('UP'),
        mtu,
        kind: kindOf(kinds.get(name), name, flags),
        addresses: [],
      });
    } else if (last !== undefined) {
      found[found.length - 1] = detailed(last, line.trim());
    }
  }
  return found;
}

function detailed(to: Interface, line: string): Interface {
  const mac = /^link\/ether (?<mac>[0-9a-f:]{17})/.exec(line)?.groups?.['mac'];
  if (mac !== undefined) return {...to, mac};
  const address = addressOf(line);
  return address === null ? to : {...to, addresses: [...to.addresses, address]};
}
