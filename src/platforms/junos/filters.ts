import type {AclEntry, DeviceAcls} from '../../model/device/index.ts';
import {at, entries, has, names, type WordTree} from '../config/word-tree.ts';
import {distinct} from '../text/order.ts';
import {portRange} from './ports.ts';

export type Acl = DeviceAcls['acls'][number];

const understood = new Set([
  ...[
    'source-address',
    'destination-address',
    'address',
    'source-prefix-list',
    'destination-prefix-list',
    'prefix-list',
  ],
  ...['source-port', 'destination-port', 'port', 'protocol', 'next-header', 'payload-protocol', 'tcp-established'],
]);

const anyAddress = (address: string): string => (/^(?:0\.0\.0\.0\/0|::\/0|0\/0)$/.test(address) ? 'any' : address);

/** Addresses and prefix lists of one side; null where some are taken out again. */
function side(tree: WordTree, from: WordTree, kind: 'source' | 'destination'): string[] | null {
  const addresses = [...entries(from, `${kind}-address`), ...entries(from, 'address')];
  const lists = [...entries(from, `${kind}-prefix-list`), ...entries(from, 'prefix-list')];
  if ([...addresses, ...lists].some(([, below]) => has(below, 'except'))) return null;
  const told = lists.flatMap(([list]) => {
    const members = entries(tree, 'policy-options', 'prefix-list', list);
    return members.length === 0 || has(tree, 'policy-options', 'prefix-list', list, 'apply-path')
      ? [`object:${list}`]
      : members.map(([address]) => anyAddress(address));
  });
  const all = distinct([...addresses.map(([address]) => anyAddress(address)), ...told]);
  return all.length === 0 || all.includes('any') ? ['any'] : all;
}

function ports(from: WordTree, ...keys: readonly string[]): string[] | null {
  const words = keys.flatMap((key) => names(from, key));
  const told = words.map(portRange);
  if (told.includes(null)) return null;
  return words.length === 0 ? ['any'] : told.filter((each) => each !== null);
}

/** What a term does at its end; null: it goes on to the next, or elsewhere. */
function actionOf(then: WordTree): AclEntry['action'] | null {
  if (has(then, 'next') || has(then, 'routing-instance') || has(then, 'next-ip')) return null;
  if (has(then, 'accept')) return 'permit';
  if (has(then, 'discard') || has(then, 'reject')) return 'deny';
  // Without an action of its own a term accepts.
  return 'permit';
}

function textOf(path: string, node: WordTree): string {
  const words: string[] = [];
  const walk = (tree: WordTree, front: string, depth: number): void => {
    for (const [word, below] of tree) {
      if (words.length > 40) return;
      if (below.size === 0 || depth > 12) words.push(`${front} ${word}`.trim());
      else walk(below, `${front} ${word}`, depth + 1);
    }
  };
  walk(node, '', 0);
  return `${path}: ${words.join('; ')}`.slice(0, 1000);
}

export const describe = textOf;

/** null for a term that is not understood. */
function termEntries(tree: WordTree, filter: string, name: string, term: WordTree): AclEntry[] | null {
  const from: WordTree = at(term, 'from') ?? new Map<string, WordTree>();
  const then: WordTree = at(term, 'then') ?? new Map<string, WordTree>();
  const action = actionOf(then);
  if (action === null || has(term, 'filter')) return null;
  // A rule that lets some messages through is told as one that lets all through, but not one that stops some.
  const loose = (word: string): boolean => action === 'permit' && /^icmp6?-(?:type|code)$/.test(word);
  if ([...from.keys()].some((word) => !understood.has(word) && !loose(word))) return null;
  // A port or an address of either side holds for one of them only.
  if (has(from, 'address') || has(from, 'prefix-list') || has(from, 'port')) return null;
  const sources = side(tree, from, 'source');
  const destinations = side(tree, from, 'destination');
  const sourcePorts = ports(from, 'source-port');
  const destinationPorts = ports(from, 'destination-port');
  if (sources === null || destinations === null || sourcePorts === null || destinationPorts === null) return null;
  const protocols = ['protocol', 'next-header', 'payload-protocol'].flatMap((key) => names(from, key));
  const told = (protocols.length === 0 ? ['ip'] : protocols).map((word) =>
    /^icmp(?:6|v6)$/.test(word) ? 'icmp' : word,
  );
  const log = has(then, 'log') || has(then, 'syslog');
  return distinct(told).map((protocol) => ({
    ...{position: name, action, protocol, sources, sourcePorts, destinations, destinationPorts},
    ...{established: has(from, 'tcp-established'), log, enabled: true, hits: null, fromZone: [], toZone: []},
    text: textOf(`filter ${filter} term ${name}`, term),
  }));
}

const families: Readonly<Record<string, Acl['family']>> = {inet: 'ipv4', inet6: 'ipv6'};

/** Filters of every family; those without one are of IPv4. */
function places(tree: WordTree): {family: Acl['family']; path: readonly string[]}[] {
  const named = names(tree, 'firewall', 'family').map((name) => ({
    family: families[name] ?? ('any' as const),
    path: ['firewall', 'family', name, 'filter'],
  }));
  return [{family: 'ipv4', path: ['firewall', 'filter']}, ...named];
}

/** What no term of a filter takes is discarded. */
export function filtersOf(tree: WordTree): Acl[] {
  return places(tree).flatMap(({path, family}) =>
    entries(tree, ...path).map(([filter, node]): Acl => {
      const terms = entries(node, 'term').map(([name, term]) => ({
        name,
        term,
        told: termEntries(tree, filter, name, term),
      }));
      const unread = terms
        .filter(({told}) => told === null)
        .map(({name, term}) => textOf(`filter ${filter} term ${name}`, term));
      return {name: filter, family, defaultAction: 'deny', entries: terms.flatMap(({told}) => told ?? []), unread};
    }),
  );
}

/** Interfaces with a filter: `interfaces lo0 unit 0 family inet filter input protect-re`. */
export function bindingsOf(tree: WordTree): DeviceAcls['bindings'] {
  const directions = [
    ['input', 'in'],
    ['input-list', 'in'],
    ['output', 'out'],
    ['output-list', 'out'],
  ] as const;
  return entries(tree, 'interfaces').flatMap(([port, node]) =>
    entries(node, 'unit').flatMap(([unit, below]) =>
      entries(below, 'family').flatMap(([, family]) =>
        directions.flatMap(([key, direction]) =>
          names(family, 'filter', key).map((acl) => ({acl, place: `${port}.${unit}`, direction})),
        ),
      ),
    ),
  );
}
