import type {Place} from './access-list.ts';
import {rangeOf} from './networks.ts';
import type {End} from './zone-filter.ts';
import {homesByNetwork, networksByZone, networksOf, type Member, type ZonesOf} from './zone-members.ts';

/** How the network devices of the site join its networks. */
export interface Layout {
  /** Networks by zone. */
  readonly zones: ReadonlyMap<string, readonly string[]>;
  readonly zonesOf: ZonesOf;
  /** Networks in which several network devices stand that lead on to others. */
  readonly joints: ReadonlySet<string>;
}

function repeated(networks: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(networks.filter((network) => seen.size === seen.add(network).size));
}

export function layoutOf(members: readonly Member[]): Layout {
  const zonesOf = homesByNetwork(members);
  const leading = members.filter((member) => member.router && networksOf(member).length > 1);
  return {zones: networksByZone(members, zonesOf), zonesOf, joints: repeated(leading.flatMap(networksOf))};
}

/** What a network device stands between: zones, and networks of none that lead to other network devices. */
export function sidesOf(member: Member, {zonesOf, joints}: Layout): string[] {
  const sides = networksOf(member).map((network) => zonesOf.get(network) ?? (joints.has(network) ? [network] : []));
  return [...new Set(sides.flat())];
}

function placesAt(legs: Member['legs'], near: boolean): Place[] {
  return legs.flatMap(({name, network}) => {
    const range = rangeOf(network);
    return range === null ? [] : [{interface: name, network: range, near}];
  });
}

/**
 * Where a network device meets what comes from a zone or goes there. Networks of the zone in which it does not stand may
 * come over any other network device, and with the address of that one.
 */
export function endOf(member: Member, zone: string, {zones, zonesOf, joints}: Layout): End {
  const networks = new Set(zones.get(zone));
  const own = new Set(networksOf(member));
  const near = placesAt(
    member.legs.filter(({network}) => networks.has(network)),
    true,
  );
  const beyond = [...networks].filter((network) => !own.has(network));
  if (beyond.length === 0) return {places: near, beyond: [], interfaces: []};
  const joining = member.legs.filter(({network}) => joints.has(network));
  const between = joining.filter(({network}) => !zonesOf.has(network));
  return {
    places: [...near, ...placesAt(between, false)],
    beyond: beyond.flatMap((network) => rangeOf(network) ?? []),
    interfaces: [...new Set(joining.map(({name}) => name))],
  };
}
