import type {Asset} from '../model/asset.ts';
import {DeviceInterfaces, DevicePorts} from '../model/device/index.ts';
import type {Facts} from '../model/fact.ts';
import {wanted} from './inputs.ts';
import {covers, rangeOf, type Range} from './networks.ts';
import {HostInterfaces, legsOf, ofDevice, ofHost, type Leg} from './zone-legs.ts';

/** Facts that the networks of an asset are read from. */
export const memberReads = ['deviceInterfaces', 'devicePorts', 'interfaces'] as const;

/** Where an asset stands. */
export interface Member {
  readonly asset: string;
  readonly zone: string;
  /** As the inventory has it: an address or a name. */
  readonly address: string;
  readonly router: boolean;
  readonly legs: readonly Leg[];
  /** Of all its interfaces, whether they lead anywhere or not. */
  readonly names: readonly string[];
  /** Whether all of its interfaces were read. */
  readonly complete: boolean;
}

/** Zones by network. */
export type ZonesOf = ReadonlyMap<string, readonly string[]>;

/** Most legs of one asset. */
const mostLegs = 2000;

/** What the facts of an asset say of the networks it stands in. Only IPv4. */
export function memberOf(asset: Asset, facts: Facts): Member {
  const host = wanted(facts, 'interfaces', HostInterfaces);
  const device = wanted(facts, 'deviceInterfaces', DeviceInterfaces);
  const ports = wanted(facts, 'devicePorts', DevicePorts);
  const [list, configured, interfaces] = [host?.value.list, ports?.value.ports, device?.value.interfaces];
  const legs = legsOf([...(host === null ? [] : ofHost(host.value)), ...ofDevice(configured ?? [], interfaces ?? [])]);
  const whole = [host, device, ports].some((fact) => fact?.complete === true);
  return {
    ...{asset: asset.id, zone: asset.zone, address: asset.address, router: asset.kind === 'network-device'},
    legs: legs.slice(0, mostLegs),
    names: [...(list ?? []), ...(configured ?? []), ...(interfaces ?? [])].map(({name}) => name),
    complete: whole && legs.length > 0 && legs.length <= mostLegs,
  };
}

export function networksOf({legs}: Member): string[] {
  return [...new Set(legs.map(({network}) => network))].sort();
}

/**
 * Members that told nothing of themselves, such as controllers, which nobody asks, put into the narrowest network of the
 * others that holds the address declared for them.
 */
export function placed(members: readonly Member[]): Member[] {
  const known = [...new Set(members.flatMap(networksOf))].flatMap((network) => {
    const range = rangeOf(network);
    return range === null ? [] : [{network, range}];
  });
  const size = ({high, low}: Range): bigint => high - low;
  const narrowest = known.sort((a, b) => Number(size(a.range) - size(b.range)));
  return members.map((member) => {
    const own = member.legs.length > 0 ? null : rangeOf(member.address);
    const home = own === null ? undefined : narrowest.find(({range}) => covers(range, own));
    return home === undefined ? member : {...member, legs: [{name: '', network: home.network}]};
  });
}

/** Zones of which computers stand in a network, by network, all sorted. What is only between routers is of no zone. */
export function zonesByNetwork(members: readonly Member[]): ZonesOf {
  const found = new Map<string, Set<string>>();
  for (const member of members.filter(({router}) => !router)) {
    for (const network of networksOf(member)) {
      const zones = found.get(network) ?? new Set();
      found.set(network, zones.add(member.zone));
    }
  }
  return new Map(
    [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([network, zones]) => [network, [...zones].sort()]),
  );
}

/** Zones that a network is part of: those of who stands there alone, since others may come from another zone. */
export function homesByNetwork(members: readonly Member[]): ZonesOf {
  const alone = members.filter((member) => networksOf(member).length === 1);
  return new Map([...zonesByNetwork(members), ...zonesByNetwork(alone)]);
}

/** Networks by zone, both sorted. */
export function networksByZone(members: readonly Member[], zonesOf: ZonesOf): ReadonlyMap<string, readonly string[]> {
  const zones = new Set(members.filter(({router}) => !router).map(({zone}) => zone));
  const found = new Map<string, string[]>([...zones].sort().map((zone) => [zone, []]));
  for (const [network, own] of zonesOf) for (const zone of own) found.get(zone)?.push(network);
  return found;
}
