import type {DeviceInterfaces} from '../../model/device/index.ts';

export type Interface = DeviceInterfaces['interfaces'][number];

/** IANAifType. Virtual interfaces of many agents call themselves ethernetCsmacd too: their names tell them apart. */
const types: Readonly<Record<number, Interface['type']>> = {
  6: 'physical',
  7: 'physical',
  24: 'loopback',
  62: 'physical',
  69: 'physical',
  71: 'physical',
  117: 'physical',
  131: 'tunnel',
  135: 'vlan',
  136: 'vlan',
  161: 'aggregate',
};
const byName: readonly (readonly [RegExp, Interface['type']])[] = [
  [/^(?:vl|vlan|irb|bvi) ?[-.]?\d/i, 'vlan'],
  [/^(?:port-channel|bond|team|trk|lag|ae|po) ?\d/i, 'aggregate'],
  [/^(?:tun|tap|gre|gretap|erspan|sit|ip6tnl|tunl|ipsec|tunnel|wg|ppp)[-.]?\d/i, 'tunnel'],
  [/^(?:br-|br\d|docker|virbr|veth|dummy|null|cpu)/i, 'other'],
  [/^[a-z][\w/-]{0,30}\.\d{1,4}$/i, 'other'],
];

/** Type by IANAifType and name. */
export function typeOf(type: number | null, name: string): Interface['type'] {
  const named = byName.find(([pattern]) => pattern.test(name))?.[1];
  const told = types[type ?? 0] ?? 'other';
  return named !== undefined && (told === 'physical' || told === 'other') ? named : told;
}
