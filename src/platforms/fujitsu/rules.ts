import type {AclEntry} from '../../model/device/index.ts';
import {ipv4Number, maskLength} from '../text/address.ts';
import {groupedBy} from '../text/order.ts';
import {find} from './settings.ts';

/** Settings of the lists `acl <number>`, by number. */
export type Definitions = ReadonlyMap<string, readonly string[]>;
type Match = Pick<
  AclEntry,
  'protocol' | 'sources' | 'sourcePorts' | 'destinations' | 'destinationPorts' | 'established'
>;

function address(text: string): string[] | null {
  if (text === 'any' || text === '0.0.0.0/0') return ['any'];
  const [host = '', mask = '32', ...more] = text.split('/');
  const bits = /^\d{1,2}$/.test(mask) ? Number(mask) : maskLength(mask);
  return more.length > 0 || ipv4Number(host) === null || bits === null || bits > 32 ? null : [`${host}/${bits}`];
}

function ports(text: string): string[] | null {
  if (text === 'any') return ['any'];
  const parts = text.split(',');
  return parts.every((part) => /^\d{1,5}(?:-\d{1,5})?$/.test(part)) ? parts : null;
}

const protocols: Readonly<Record<string, string>> = {any: 'ip', '1': 'icmp', '6': 'tcp', '17': 'udp'};

function protocol(text: string): string | null {
  return protocols[text] ?? (/^(?:\d{1,3}|tcp|udp|icmp|esp|ah|gre)$/.test(text) ? text : null);
}

/** What the settings define once, for all rules that name it. */
export function definitionsOf(settings: readonly string[]): Definitions {
  return groupedBy(settings, (line) => /^acl (\d+) /.exec(line)?.slice(1) ?? []);
}

/** `acl 10 ip <source> <destination> <protocol> <tos>`, with ports in a setting of their own: `acl 10 tcp <from> <to> <connect>`. */
function definition(settings: readonly string[]): Match | null {
  const [ip] = find(settings, /^acl \d+ ip (?<from>\S+) (?<to>\S+) (?<protocol>\S+)(?: any)?$/).slice(-1);
  const [sources, destinations] = [address(ip?.groups['from'] ?? ''), address(ip?.groups['to'] ?? '')];
  const name = protocol(ip?.groups['protocol'] ?? '');
  const narrowed = find(settings, /^acl \d+ (?<kind>tcp|udp|icmp) (?<from>\S+) (?<to>\S+)(?: (?<connect>yes|no))?$/);
  const others = settings.filter((line) => /^acl \d+ (?!ip |description |tcp |udp |icmp )/.test(line));
  if (sources === null || destinations === null || name === null || others.length > 0 || narrowed.length > 1)
    return null;
  const [told] = narrowed;
  if (told === undefined)
    return {protocol: name, sources, destinations, sourcePorts: ['any'], destinationPorts: ['any'], established: false};
  const {kind = '', from = '', to = '', connect} = told.groups;
  if (kind === 'icmp') return null;
  const [sourcePorts, destinationPorts] = [ports(from), ports(to)];
  if (sourcePorts === null || destinationPorts === null || (name !== 'ip' && name !== kind)) return null;
  return {protocol: kind, sources, destinations, sourcePorts, destinationPorts, established: connect === 'no'};
}

type Direction = 'in' | 'out';
export interface Rule {
  readonly match: Match;
  readonly directions: readonly Direction[];
}

const both: Readonly<Record<string, readonly Direction[]>> = {any: ['in', 'out'], in: ['in'], out: ['out']};

/** Si-R: `any any 192.168.1.1/24 any any yes any in`: source, port, destination, port, protocol, connect, tos, direction. */
function inline(text: string): Rule | null {
  const [
    from = '',
    fromPort = '',
    to = '',
    toPort = '',
    proto = '',
    connect = '',
    tos = '',
    direction = 'any',
    ...more
  ] = text.split(' ');
  const [sources, destinations, name] = [address(from), address(to), protocol(proto)];
  const [sourcePorts, destinationPorts] = [ports(fromPort), ports(toPort)];
  const directions = both[direction];
  if (sources === null || destinations === null || name === null || sourcePorts === null || destinationPorts === null)
    return null;
  if (directions === undefined || tos !== 'any' || !/^(?:yes|no)$/.test(connect) || more.length > 0) return null;
  return {
    match: {protocol: name, sources, destinations, sourcePorts, destinationPorts, established: connect === 'no'},
    directions,
  };
}

/** What follows `pass` or `reject`: a rule in the line itself, or `acl 10 in`, which names one. null: not understood. */
export function readRule(definitions: Definitions, text: string): Rule | null {
  const [, id, direction = 'any'] = /^acl (\d+)(?: (any|in|out))?$/.exec(text) ?? [];
  if (id === undefined) return inline(text);
  const match = definition(definitions.get(id) ?? []);
  const directions = both[direction];
  return match === null || directions === undefined ? null : {match, directions};
}
