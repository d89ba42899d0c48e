import type {DeviceRedundancy, DeviceRouting} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, type WordTree} from '../config/word-tree.ts';
import {groupedBy, sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';

type Protocol = DeviceRouting['protocols'][number];
type Gateway = DeviceRedundancy['gateways'][number];

function ospfWay(port: WordTree): Protocol['authentication'] {
  const way = at(port, 'authentication');
  if (way === null) return has(port, 'ipsec-sa') ? 'sha' : 'none';
  if (has(way, 'md5')) return 'md5';
  if (has(way, 'simple-password')) return 'plain';
  return 'unknown';
}

function ospf(tree: WordTree): Protocol[] {
  return entries(tree, 'protocols', 'ospf', 'area').flatMap(([area, node]) =>
    entries(node, 'interface')
      .filter(([, port]) => !has(port, 'passive') && !has(port, 'disable'))
      .map(([port, below]) => ({
        protocol: 'ospf',
        scope: `${area} ${port}`,
        authentication: ospfWay(below),
      })),
  );
}

/** A key of the neighbour, of its group, or of all. A chain holds keys of one algorithm or another. */
function bgp(tree: WordTree): Protocol[] {
  const way = (nodes: readonly WordTree[]): Protocol['authentication'] => {
    if (nodes.some((node) => has(node, 'authentication-key-chain') || has(node, 'authentication-algorithm')))
      return 'unknown';
    if (nodes.some((node) => has(node, 'ipsec-sa'))) return 'sha';
    return nodes.some((node) => has(node, 'authentication-key')) ? 'md5' : 'none';
  };
  const all = at(tree, 'protocols', 'bgp');
  if (all === null) return [];
  return entries(all, 'group').flatMap(([, group]) =>
    entries(group, 'neighbor').map(([neighbor, node]) => ({
      protocol: 'bgp',
      scope: neighbor,
      authentication: way([node, group, all]),
    })),
  );
}

function rip(tree: WordTree): Protocol[] {
  const ways: Readonly<Record<string, Protocol['authentication']>> = {md5: 'md5', simple: 'plain', none: 'none'};
  const told = ways[leaf(tree, 'protocols', 'rip', 'authentication-type') ?? 'none'] ?? 'unknown';
  return entries(tree, 'protocols', 'rip', 'group').map(([scope]) => ({protocol: 'rip', scope, authentication: told}));
}

const others = [['protocols', 'isis', 'interface'], ['protocols', 'ospf3', 'area'], ['routing-instances']];

export const routingReading: Reading<DeviceRouting> = ofConfig((tree) => {
  const protocols = [...ospf(tree), ...bgp(tree), ...rip(tree)];
  const told: DeviceRouting = {protocols: sortedBy(protocols, ({protocol, scope}) => `${protocol} ${scope}`)};
  return others.some((path) => has(tree, ...path)) ? partial(told, 'unsupported') : whole(told);
});

function vrrp(tree: WordTree): Gateway[] {
  const ways: Readonly<Record<string, Gateway['authentication']>> = {md5: 'md5', simple: 'plain'};
  return entries(tree, 'interfaces').flatMap(([port, node]) =>
    entries(node, 'unit').flatMap(([unit, below]) =>
      entries(below, 'family', 'inet', 'address').flatMap(([, address]) =>
        entries(address, 'vrrp-group').map(([group, settings]) => ({
          protocol: 'vrrp',
          name: `${port}.${unit} ${group}`,
          state: null,
          authentication: ways[leaf(settings, 'authentication-type') ?? ''] ?? 'none',
        })),
      ),
    ),
  );
}

/** Members name the bundle: `gigether-options 802.3ad ae0`. */
function bundlesOf(tree: WordTree): DeviceRedundancy['bundles'] {
  const members = entries(tree, 'interfaces').flatMap(([port, node]) =>
    ['gigether-options', 'ether-options', 'fastether-options'].flatMap((key) => {
      const bundle = leaf(node, key, '802.3ad') ?? leaf(node, key, 'redundant-parent');
      return bundle === null ? [] : [{bundle, port}];
    }),
  );
  const bundles = [...groupedBy(members, ({bundle}) => [bundle])].map(([name, own]) => ({
    name,
    members: own.map(({port}) => port).sort(),
    up: null,
  }));
  return sortedBy(bundles, ({name}) => name);
}

/** Power supplies and fans are not asked for. */
export const redundancyReading: Reading<DeviceRedundancy> = ofConfig((tree) => {
  const groups = entries(tree, 'chassis', 'cluster', 'redundancy-group').map(([group]): Gateway => ({
    protocol: 'ha',
    name: `redundancy-group ${group}`,
    state: null,
    authentication: null,
  }));
  const gateways = sortedBy([...groups, ...vrrp(tree)], ({name}) => name);
  return partial({gateways, bundles: bundlesOf(tree), powerSupplies: [], fans: []}, 'unsupported');
});
