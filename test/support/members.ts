import type {z} from 'zod';
import type {Asset} from '../../src/model/asset.ts';
import type {SiteFact} from '../../src/model/derived.ts';
import type {AclEntry, DeviceInterfaces} from '../../src/model/device/index.ts';
import {known, type Facts, type Provenance} from '../../src/model/fact.ts';
import type {Parsed} from '../../src/model/probe.ts';
import {assetOf} from './asset.ts';

export const from: Provenance = {transport: 'snmp', privilege: 'user', seq: [1], observedAt: null};

/** An asset with its facts, as a fact of the site is folded over them. */
export type Member = readonly [Asset, Facts];

export function fold<S extends z.ZodType, State>(
  unit: SiteFact<S, State>,
  members: readonly Member[],
): Parsed<z.infer<S>> {
  const state = members.reduce((before, [asset, facts]) => unit.add(before, asset, facts), unit.start());
  return unit.finish(state, {});
}

/** An interface of a host; `address` as `192.0.2.1/24`. */
export function linkOf(name: string, address: string, more: {kind?: string; up?: boolean; mac?: string} = {}) {
  const [ip = '', prefix = '24'] = address.split('/');
  return {
    ...{name, mac: null, up: true, kind: 'physical', addresses: [{address: ip, prefix: Number(prefix)}]},
    ...more,
  };
}

export function hostOf(id: string, links: readonly ReturnType<typeof linkOf>[], more: Partial<Asset> = {}): Member {
  const address = links[0]?.addresses[0]?.address ?? '';
  return [assetOf(id, {address, ...more}), {interfaces: known({list: links}, from)}];
}

export function interfaceOf(name: string, address: string, mac: string | null): DeviceInterfaces['interfaces'][number] {
  return {
    ...{name, description: null, type: 'physical', adminUp: true, operUp: true, addresses: [address], mac},
    ...{speedMbps: null, inErrors: null, outErrors: null},
  };
}

/** A network device with interfaces `ge0`, `ge1`, … of the addresses given. */
export function routerOf(id: string, addresses: readonly string[], more: Facts = {}): Member {
  const interfaces = addresses.map((address, index) => interfaceOf(`ge${index}`, address, null));
  const own: Facts = {deviceInterfaces: known({interfaces}, from), ...more};
  return [assetOf(id, {kind: 'network-device', address: addresses[0]?.split('/')[0] ?? ''}), own];
}

/** A rule that lets everything through. */
export const rule = (position: string, more: Partial<AclEntry> = {}): AclEntry => ({
  position,
  action: 'permit',
  protocol: 'ip',
  sources: ['any'],
  sourcePorts: ['any'],
  destinations: ['any'],
  destinationPorts: ['any'],
  established: false,
  log: false,
  enabled: true,
  hits: null,
  fromZone: [],
  toZone: [],
  text: `rule ${position}`,
  ...more,
});
