import {z} from 'zod';
import {defineSiteFact} from '../model/derived.ts';
import {Gap} from '../model/fact.ts';
import {field, partial, whole} from '../model/probe.ts';
import {
  homesByNetwork,
  memberOf,
  memberReads,
  networksByZone,
  networksOf,
  placed,
  zonesByNetwork,
  type Member,
} from './zone-members.ts';
import {overlapsOf} from './zone-overlaps.ts';

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
  overlapping: field(
    z.array(z.object({network: field(z.string(), 'Network', 'ネットワーク'), zones})),
    'Networks that include networks of other zones',
    '他の区画のネットワークを含むネットワーク',
  ),
  joining: field(
    z.array(z.object({asset: field(z.string(), 'Asset', '資産'), zones})),
    'Computers with an interface in several zones',
    '複数の区画に接続する電子計算機',
  ),
  unknownAssets: field(z.int(), 'Assets of which the networks are unknown', 'ネットワークを確認できない資産', {
    unit: {en: 'assets', ja: '台'},
  }),
});
type ZoneGraph = z.infer<typeof ZoneGraph>;

/** Whether some of the networks are of different zones for sure: of two with one in common, both may be that zone's. */
function isApart(homes: readonly (readonly string[])[]): boolean {
  const distinct = [...new Map(homes.map((zones) => [zones.join(' '), zones])).values()];
  return distinct.some((one) => distinct.some((other) => !other.some((zone) => one.includes(zone))));
}

function joiningOf(members: readonly Member[]): ZoneGraph['joining'] {
  const homes = homesByNetwork(members);
  return members
    .map((member) => ({asset: member.asset, homes: networksOf(member).map((network) => homes.get(network) ?? [])}))
    .filter((each) => isApart(each.homes))
    .map((each) => ({asset: each.asset, zones: [...new Set(each.homes.flat())].sort()}));
}

/**
 * How the zones of the site hang together, by the addresses of its computers: networks that zones share, and computers
 * that stand in several of them. Only IPv4.
 */
export const zoneGraph = defineSiteFact({
  scope: 'site',
  fact: 'zoneGraph',
  title: {en: 'Zones and what connects them', ja: '区画と区画間の接続'},
  schema: ZoneGraph,
  reads: memberReads,
  kinds: [],
  start: (): Member[] => [],
  add(members, asset, facts) {
    members.push(memberOf(asset, facts));
    return members;
  },
  finish(all) {
    // To stand in several zones is what network devices are for.
    const members = placed(all).filter(({router}) => !router);
    const zonesOf = zonesByNetwork(members);
    if (zonesOf.size === 0) throw new Gap('not-collected', 'no network of any asset is known');
    const shared = [...zonesOf].filter(([, own]) => own.length > 1);
    const value: ZoneGraph = {
      zones: [...networksByZone(members, zonesOf)].map(([zone, networks]) => ({zone, networks: [...networks]})),
      shared: shared.map(([network, own]) => ({network, zones: [...own]})),
      overlapping: overlapsOf(zonesOf).map(({network, zones: own}) => ({network, zones: [...own]})),
      joining: joiningOf(members),
      unknownAssets: members.filter(({complete}) => !complete).length,
    };
    return value.unknownAssets + value.overlapping.length === 0 ? whole(value) : partial(value);
  },
});
