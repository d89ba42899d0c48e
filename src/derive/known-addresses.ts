import {z} from 'zod';
import type {Asset} from '../model/asset.ts';
import {Device, DeviceInterfaces, DevicePorts} from '../model/device/index.ts';
import type {Facts} from '../model/fact.ts';
import {wanted} from './inputs.ts';

const HostInterfaces = z.object({
  list: z.array(
    z.object({mac: z.string().nullable(), addresses: z.array(z.object({address: z.string(), prefix: z.number()}))}),
  ),
});

/** Addresses and names by which an asset shows on the network. */
export interface Presence {
  readonly macs: readonly string[];
  /** With their prefix lengths where they were read from the asset. */
  readonly addresses: readonly string[];
  readonly names: readonly string[];
  /** Whether all its MAC addresses were read. */
  readonly complete: boolean;
}

/** What the inventory and the facts of an asset say of its addresses. MAC addresses in lower case with colons. */
export function presenceOf(asset: Asset, facts: Facts): Presence {
  const host = wanted(facts, 'interfaces', HostInterfaces);
  const device = wanted(facts, 'deviceInterfaces', DeviceInterfaces);
  const ports = wanted(facts, 'devicePorts', DevicePorts);
  const hostname = wanted(facts, 'device', Device)?.value.hostname ?? null;
  const list = host?.value.list ?? [];
  const interfaces = device?.value.interfaces ?? [];
  const macs = [
    ...(asset.identity?.macs ?? []),
    ...list.flatMap(({mac}) => mac ?? []),
    ...interfaces.flatMap(({mac}) => mac ?? []),
  ];
  const addresses = [
    asset.address,
    ...list.flatMap((each) => each.addresses.map(({address, prefix}) => `${address}/${prefix}`)),
    ...interfaces.flatMap((each) => each.addresses),
    ...(ports?.value.ports ?? []).flatMap((port) => port.addresses),
  ];
  return {
    macs: [...new Set(macs.map((mac) => mac.toLowerCase().replaceAll('-', ':')))],
    addresses: [...new Set(addresses)],
    names: [asset.id, asset.name, hostname].flatMap((name) => (name === null ? [] : [name.toLowerCase()])),
    complete: host?.complete === true || (device?.complete === true && interfaces.some(({mac}) => mac !== null)),
  };
}
