import {edits, value, values, type EditNode} from '../config/edit-tree.ts';
import {withMask} from '../text/address.ts';
import {gathered, resolver} from '../text/groups.ts';

export interface Objects {
  /** Addresses by the name of an object or group; `object:<name>` where it is not told by addresses. */
  readonly addresses: (name: string) => readonly string[];
  /** What a service lets through; null where it is not understood. */
  readonly service: (name: string) => readonly Service[] | null;
}

export interface Service {
  readonly protocol: string;
  readonly sourcePorts: readonly string[];
  readonly destinationPorts: readonly string[];
}

function byName(node: EditNode, ...names: readonly string[]): ReadonlyMap<string, EditNode> {
  return new Map(names.flatMap((name) => edits(node, name)).map((entry) => [entry.name, entry]));
}

/** null: an object whose addresses the configuration does not tell. */
function addressOf(entry: EditNode): string | null {
  const type = value(entry, 'type') ?? 'ipmask';
  if (type === 'iprange') {
    const [start, end] = [value(entry, 'start-ip'), value(entry, 'end-ip')];
    return start === null || end === null ? null : `${start}-${end}`;
  }
  if (type === 'ipprefix' || value(entry, 'ip6') !== null) return anyOr(value(entry, 'ip6') ?? '::/0');
  if (type !== 'ipmask') return null;
  const [address = '0.0.0.0', mask = '0.0.0.0'] = values(entry, 'subnet');
  return anyOr(address.includes('/') ? address : withMask(address, mask));
}

function anyOr(address: string | null): string | null {
  return address === '0.0.0.0/0' || address === '::/0' ? 'any' : address;
}

function addressLookup(node: EditNode, single: readonly string[], grouped: readonly string[]): Objects['addresses'] {
  const objects = byName(node, ...single);
  const groups = byName(node, ...grouped);
  const resolve = resolver<string>((name, inner) => {
    const group = groups.get(name);
    if (group !== undefined) {
      if (value(group, 'exclude') === 'enable') return null;
      return gathered(values(group, 'member'), (member) => inner(member) ?? [`object:${member}`]);
    }
    const entry = objects.get(name);
    const address = entry === undefined ? (name === 'all' ? 'any' : null) : addressOf(entry);
    return address === null ? null : [address];
  });
  return (name) => resolve(name) ?? [`object:${name}`];
}

const range = /^\d{1,5}(?:-\d{1,5})?$/;
const anyPort = new Set(['0-65535', '1-65535', '0']);

const port = (text: string): string => (anyPort.has(text) ? 'any' : text);

/** `80`, `8000-8080`, `443:1024-65535` (destination, then source). */
function ranges(entry: EditNode, protocol: string): readonly Service[] | null {
  const words = values(entry, `${protocol}-portrange`);
  const pairs = words.map((word) => word.split(':'));
  if (!pairs.every((pair) => pair.length <= 2 && pair.every((part) => range.test(part)))) return null;
  return pairs.map(([to = '', from]) => ({
    protocol,
    sourcePorts: [from === undefined ? 'any' : port(from)],
    destinationPorts: [port(to)],
  }));
}

const any = {sourcePorts: ['any'], destinationPorts: ['any']};

function serviceOf(entry: EditNode): readonly Service[] | null {
  const narrowed = [...entry.values.keys()].some((key) => /^(?:iprange|fqdn|application|app-)/.test(key));
  if (narrowed || value(entry, 'proxy') === 'enable') return null;
  const protocol = value(entry, 'protocol') ?? 'TCP/UDP/SCTP';
  if (protocol === 'ICMP' || protocol === 'ICMP6') return [{protocol: 'icmp', ...any}];
  if (protocol === 'IP') {
    const number = value(entry, 'protocol-number') ?? '0';
    return /^\d{1,3}$/.test(number) ? [{protocol: number === '0' ? 'ip' : number, ...any}] : null;
  }
  if (!/^TCP\/UDP/.test(protocol)) return null;
  const all = ['tcp', 'udp', 'sctp'].map((name) => ranges(entry, name));
  return all.includes(null) || all.flat().length === 0 ? null : all.flatMap((each) => each ?? []);
}

function serviceLookup(node: EditNode): Objects['service'] {
  const objects = byName(node, 'firewall service custom');
  const groups = byName(node, 'firewall service group');
  return resolver<Service>((name, inner) => {
    const group = groups.get(name);
    if (group !== undefined) return gathered(values(group, 'member'), inner);
    const entry = objects.get(name);
    if (entry !== undefined) return serviceOf(entry);
    return name === 'ALL' ? [{protocol: 'ip', ...any}] : null;
  });
}

export function objectsOf(node: EditNode): Objects {
  const single = ['firewall address', 'firewall address6', 'firewall multicast-address'];
  return {
    addresses: addressLookup(node, single, ['firewall addrgrp', 'firewall addrgrp6']),
    service: serviceLookup(node),
  };
}
