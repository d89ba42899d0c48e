import {z} from 'zod';
import type {Asset} from '../model/asset.ts';
import {defineSiteFact} from '../model/derived.ts';
import {DeviceAcls, type AclEntry} from '../model/device/index.ts';
import {Gap, type Facts} from '../model/fact.ts';
import {field, partial, whole} from '../model/probe.ts';
import {wanted} from './inputs.ts';
import {presenceOf} from './known-addresses.ts';
import {covers, networkOf, rangeOf, rangesOf, type Range} from './networks.ts';

const zones = field(z.array(z.string()), 'Zones', '区画');

const ZoneGraph = z.object({
  zones: field(
    z.array(
      z.object({
        zone: field(z.string(), 'Zone', '区画'),
        networks: field(z.array(z.string()), 'Networks', 'ネットワーク'),
      }),
    ),
    'Zones and their networks',
    '区画とネットワーク',
  ),
  shared: field(
    z.array(z.object({network: field(z.string(), 'Network', 'ネットワーク'), zones})),
    'Networks in which assets of several zones stand',
    '複数の区画の資産が混在するネットワーク',
  ),
  crossings: field(
    z.array(
      z.object({
        asset: field(z.string(), 'Asset', '資産'),
        router: field(z.boolean(), 'Network device', 'ネットワーク機器'),
        zones,
      }),
    ),
    'Assets with an interface in several zones',
    '複数の区画に接続する資産',
  ),
  openRules: field(
    z.array(
      z.object({
        asset: field(z.string(), 'Asset', '資産'),
        acl: field(z.string(), 'Access list', 'アクセスリスト'),
        rule: field(z.string(), 'Rule', '規則'),
        from: field(z.string(), 'From zone', '送信元の区画'),
        to: field(z.string(), 'To zone', '宛先の区画'),
      }),
    ),
    'Rules that let everything from one zone into another',
    '区画間の全通信を許可する規則',
  ),
  unknownAssets: field(z.int(), 'Assets of which the networks are unknown', 'ネットワークを確認できない資産', {
    unit: {en: 'assets', ja: '台'},
  }),
});

interface Rule {
  readonly asset: string;
  readonly acl: string;
  readonly entry: AclEntry;
}

interface State {
  readonly members: {
    readonly asset: string;
    readonly zone: string;
    readonly router: boolean;
    readonly networks: readonly string[];
  }[];
  readonly rules: Rule[];
  unknown: number;
  /** Rules that let everything through, between zones of a firewall's own of which the networks are not known. */
  obscure: number;
}

/** Most rules of one device that are held against the zones. */
const mostRules = 1000;

function lets(entry: AclEntry): boolean {
  const anyPort = [entry.sourcePorts, entry.destinationPorts].every(
    (ports) => ports.length === 0 || ports.includes('any'),
  );
  return entry.action === 'permit' && entry.enabled && !entry.established && entry.protocol === 'ip' && anyPort;
}

function namesZones({fromZone, toZone}: AclEntry): boolean {
  return [fromZone, toZone].some((zones) => zones.length > 0 && !zones.includes('any'));
}

function rulesOf(asset: Asset, facts: Facts): {readonly rules: Rule[]; readonly obscure: number} {
  const acls = wanted(facts, 'deviceAcls', DeviceAcls)?.value;
  const bound = new Set(acls?.bindings.map(({acl}) => acl));
  const all = (acls?.acls ?? []).flatMap(({name, entries}) => {
    const applied = (entry: AclEntry): boolean => bound.has(name) || entry.fromZone.length + entry.toZone.length > 0;
    return entries
      .filter((entry) => lets(entry) && applied(entry))
      .map((entry) => ({asset: asset.id, acl: name, entry}));
  });
  const plain = all.filter(({entry}) => !namesZones(entry));
  const rules = plain.slice(0, mostRules);
  return {rules, obscure: all.length - rules.length};
}

/** Networks by zone. What is only between routers is of no zone. */
function networksByZone({members}: State): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const {zone, router, networks} of members) {
    if (router) continue;
    const own = found.get(zone) ?? new Set();
    for (const network of networks) own.add(network);
    found.set(zone, own);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([zone, own]) => [zone, [...own].sort()]));
}

function zonesOf(network: string, byZone: ReadonlyMap<string, readonly string[]>): string[] {
  return [...byZone].filter(([, networks]) => networks.includes(network)).map(([zone]) => zone);
}

function coversAll(outer: readonly Range[] | null, networks: readonly string[]): boolean {
  if (outer === null || networks.length === 0) return false;
  return networks.every((network) => {
    const inner = rangeOf(network);
    return inner !== null && outer.some((range) => covers(range, inner));
  });
}

function openRules({rules}: State, byZone: ReadonlyMap<string, readonly string[]>) {
  return rules.flatMap(({asset, acl, entry}) => {
    const [sources, destinations] = [rangesOf(entry.sources), rangesOf(entry.destinations)];
    const reached = (ranges: readonly Range[] | null): string[] =>
      [...byZone].filter(([, networks]) => coversAll(ranges, networks)).map(([zone]) => zone);
    const to = reached(destinations);
    return reached(sources).flatMap((from) =>
      to.filter((zone) => zone !== from).map((zone) => ({asset, acl, rule: entry.position, from, to: zone})),
    );
  });
}

/**
 * How the zones of the site hang together, by the addresses of its assets: networks that zones share, assets that stand
 * in several of them, and rules that let everything through in between. Only IPv4.
 */
export const zoneGraph = defineSiteFact({
  scope: 'site',
  fact: 'zoneGraph',
  title: {en: 'Zones and what connects them', ja: '区画と区画間の接続'},
  schema: ZoneGraph,
  reads: ['device', 'deviceAcls', 'deviceInterfaces', 'devicePorts', 'interfaces'],
  kinds: [],
  start: (): State => ({members: [], rules: [], unknown: 0, obscure: 0}),
  add(state, asset, facts) {
    const networks = presenceOf(asset, facts).addresses.flatMap((address) => networkOf(address) ?? []);
    const router = asset.kind === 'network-device';
    if (networks.length === 0) state.unknown += 1;
    else state.members.push({asset: asset.id, zone: asset.zone, router, networks: [...new Set(networks)]});
    const {rules, obscure} = rulesOf(asset, facts);
    state.rules.push(...rules);
    state.obscure += obscure;
    return state;
  },
  finish(state) {
    if (state.members.length === 0) throw new Gap('not-collected', 'no network of any asset is known');
    const byZone = networksByZone(state);
    const networks = [...new Set([...byZone.values()].flat())].sort();
    const shared = networks.map((network) => ({network, zones: zonesOf(network, byZone)}));
    // Who stands in one network that zones share crosses nothing.
    const several = state.members.filter(({networks: own}) => own.length > 1);
    const crossings = several.map(({asset, router, networks: own}) => ({
      asset,
      router,
      zones: [...new Set(own.flatMap((network) => zonesOf(network, byZone)))].sort(),
    }));
    const value = {
      zones: [...byZone].map(([zone, own]) => ({zone, networks: [...own]})),
      shared: shared.filter((each) => each.zones.length > 1),
      crossings: crossings.filter((each) => each.zones.length > 1),
      openRules: openRules(state, byZone),
      unknownAssets: state.unknown,
    };
    return state.unknown + state.obscure === 0 ? whole(value) : partial(value);
  },
});
