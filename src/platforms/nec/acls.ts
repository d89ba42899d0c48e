import type {AclEntry, DeviceAcls, DeviceFacts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {matching, type ConfigNode} from '../config/indented.ts';
import {ipv4Number} from '../text/address.ts';
import {configAsk, readTree} from './tree.ts';

type Acl = DeviceAcls['acls'][number];

const line =
  /^(?<family>ipv?6?) access-list (?<name>\S+) (?<action>permit|deny) (?<protocol>ip|ipv6|tcp|udp|icmp|icmpv6|gre|esp|ah|\d{1,3}) src (?<source>\S+)(?: sport (?<from>any|(?:eq|lt|gt|neq) \d{1,5}|range \d{1,5} \d{1,5}))? dest (?<destination>\S+)(?: dport (?<to>any|(?:eq|lt|gt|neq) \d{1,5}|range \d{1,5} \d{1,5}))?$/;

const ipv6 = /^(?=[0-9a-f:.]*:)[0-9a-f:.]{2,45}\/\d{1,3}$/i;

function address(text: string): string | null {
  if (text === 'any') return 'any';
  const [host = '', bits = '32', ...more] = text.split('/');
  if (bits === '0' && more.length === 0) return 'any';
  if (ipv6.test(text)) return text;
  return more.length === 0 && ipv4Number(host) !== null && /^\d{1,2}$/.test(bits) && Number(bits) <= 32
    ? `${host}/${bits}`
    : null;
}

function ports(text: string | undefined): string[] {
  const [word, first = '', last = ''] = (text ?? 'any').split(' ');
  const low = Number(first);
  if (word === 'eq') return [first];
  if (word === 'range') return [`${first}-${last}`];
  if (word === 'lt') return [`0-${low - 1}`];
  if (word === 'gt') return [`${low + 1}-65535`];
  return word === 'neq' ? [`0-${low - 1}`, `${low + 1}-65535`] : ['any'];
}

const numbered: Readonly<Record<string, string>> = {'1': 'icmp', '6': 'tcp', '17': 'udp', ipv6: 'ip'};

function entryOf(text: string, position: number): AclEntry | null {
  const {action, protocol = '', source = '', from, destination = '', to} = line.exec(text)?.groups ?? {};
  const [src, dest] = [address(source), address(destination)];
  if (action === undefined || src === null || dest === null) return null;
  return {
    ...{position: String(position), action: action === 'permit' ? 'permit' : 'deny'},
    ...{protocol: numbered[protocol] ?? protocol, sources: [src], destinations: [dest]},
    ...{sourcePorts: ports(from), destinationPorts: ports(to), established: false},
    ...{log: null, enabled: true, hits: null, fromZone: [], toZone: [], text},
  };
}

const started = /^(?<family>ipv?6?) access-list (?!dynamic |cache )(?<name>\S+) (?:permit|deny|option|\d)/;

/** Lists by their name, in the order of their lines. */
export function listsOf(tree: readonly ConfigNode[]): Acl[] {
  const lists = new Map<string, {family: 'ipv4' | 'ipv6'; name: string; lines: string[]}>();
  for (const {node, match} of matching(tree, started)) {
    const {family = '', name = ''} = match.groups ?? {};
    const id = `${family} ${name}`;
    const list = lists.get(id) ?? {family: family === 'ip' ? 'ipv4' : 'ipv6', name, lines: []};
    list.lines.push(node.text);
    lists.set(id, list);
  }
  return [...lists.values()].map(({family, name, lines}) => {
    const read = lines.map((text, index) => entryOf(text, index + 1));
    return {
      ...{name, family, defaultAction: 'deny'},
      entries: read.filter((entry) => entry !== null),
      unread: lines.filter((_, index) => read[index] === null),
    };
  });
}

export const filter = /^ipv?6? filter (?<acl>\S+) (?:\d+ )?(?<direction>in|out)(?: suppress-logging)?$/;

/** Filters of an interface are tried one list after the other; what none of them lets through is thrown away. */
function bindingsOf(tree: readonly ConfigNode[]): DeviceAcls['bindings'] {
  return matching(tree, /^interface (?<name>\S+)$/).flatMap(({node, match}) =>
    matching(node.children, filter).map(({match: {groups}}) => ({
      acl: groups?.['acl'] ?? '',
      place: match.groups?.['name'] ?? '',
      direction: groups?.['direction'] === 'in' ? ('in' as const) : ('out' as const),
    })),
  );
}

export const deviceAcls: Reading<DeviceFacts['deviceAcls']> = {
  ask: [configAsk],
  parse(answers) {
    const tree = readTree(answers);
    const dynamic = matching(tree, /^ipv?6? access-list (?:dynamic|cache) /).map(({node}) => node.text);
    const acls: Acl[] = [
      ...listsOf(tree),
      ...(dynamic.length === 0
        ? []
        : [{name: 'dynamic', family: 'any' as const, defaultAction: 'deny' as const, entries: [], unread: dynamic}]),
    ];
    const value = {acls, bindings: bindingsOf(tree)};
    const odd = matching(tree, /^interface /).some(({node: {children}}) =>
      matching(children, /^ipv?6? filter /).some(({node}) => !filter.test(node.text)),
    );
    return odd || acls.some(({unread}) => unread.length > 0) ? partial(value, 'unsupported') : whole(value);
  },
};
