import type {AclEntry} from '../../model/device/index.ts';
import {readAddress} from './address.ts';
import {readProtocol} from './names.ts';
import {readPorts, startsPorts} from './ports.ts';
import {peek, skip, take, type AclService, type AclSyntax, type Words} from './syntax.ts';
import {readTail, type Tail} from './tail.ts';

/** One line of an access list. An entry with a group of services stands for several. */
export type AclLine =
  | {readonly kind: 'entries'; readonly entries: readonly AclEntry[]}
  | {readonly kind: 'remark'}
  /** Not understood in full: it must not be taken for anything. */
  | {readonly kind: 'unread'};

const unread: AclLine = {kind: 'unread'};

interface Match {
  readonly services: readonly AclService[];
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
}

const everything: AclService = {protocol: 'ip', sourcePorts: ['any'], destinationPorts: ['any']};
const withPorts: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp']);

function readServices(words: Words, {objects}: AclSyntax): readonly AclService[] | null {
  const word = take(words);
  if (word === 'object' || word === 'object-group') return objects?.services.get(take(words)) ?? null;
  const protocol = readProtocol(word);
  return protocol === null ? null : [{...everything, protocol}];
}

const portGroups: ReadonlySet<string> = new Set(['object-group', 'portgroup', 'port-group']);

/** Ports after an address: `['any']` when none stand there, null when they are not understood. */
function portsHere(words: Words, syntax: AclSyntax, services: readonly AclService[]): readonly string[] | null {
  const group = portGroups.has(peek(words)) ? syntax.objects?.ports.get(peek(words, 1)) : undefined;
  if (group === undefined && !startsPorts(peek(words))) return ['any'];
  if (!services.every(({protocol}) => withPorts.has(protocol))) return null;
  if (group === undefined) return readPorts(words, syntax);
  words.at += 2;
  return group;
}

/** Ports of the entry itself, where it has some, else those of the service. */
function limit(own: readonly string[], ofService: readonly string[]): readonly string[] {
  return own.includes('any') ? ofService : own;
}

function readExtended(words: Words, syntax: AclSyntax, permits: boolean): Match | null {
  const services = readServices(words, syntax);
  if (services === null || services.length === 0) return null;
  const sources = readAddress(words, syntax, permits);
  const sourcePorts = sources && portsHere(words, syntax, services);
  const destinations = sourcePorts && readAddress(words, syntax, permits);
  const destinationPorts = destinations && portsHere(words, syntax, services);
  if (!sources || !sourcePorts || !destinations || !destinationPorts) return null;
  const limited = services.map((service) => ({
    protocol: service.protocol,
    sourcePorts: limit(sourcePorts, service.sourcePorts),
    destinationPorts: limit(destinationPorts, service.destinationPorts),
  }));
  return {services: limited, sources, destinations};
}

function readMatch(words: Words, syntax: AclSyntax, permits: boolean): Match | null {
  if (syntax.form === 'extended') return readExtended(words, syntax, permits);
  const sources = readAddress(words, syntax, permits);
  return sources === null ? null : {services: [everything], sources, destinations: ['any']};
}

function readSequence(words: Words): string | null {
  skip(words, 'sequence');
  skip(words, 'seq');
  return /^\d{1,10}$/.test(peek(words)) ? take(words) : null;
}

function toEntries(match: Match, tail: Tail, base: Pick<AclEntry, 'position' | 'action' | 'text'>): AclEntry[] {
  const messages = tail.messages.map((message) => `type:${message}`);
  return match.services.map((service) => ({
    ...base,
    protocol: service.protocol,
    sources: [...match.sources],
    sourcePorts: [...service.sourcePorts],
    destinations: [...match.destinations],
    destinationPorts: messages.length > 0 ? messages : [...service.destinationPorts],
    established: tail.established,
    log: tail.log,
    enabled: tail.enabled,
    hits: tail.hits,
    fromZone: [],
    toZone: [],
  }));
}

/**
 * Reads `10 permit tcp any host 192.0.2.1 eq 22 log (3 matches)`, without the name of the list in front. Messages of ICMP stand as
 * `type:echo` among the destination ports. Entries that look at more (flags, DSCP, fragments) are not understood.
 * `position` is used where the entry carries no number of its own.
 */
export function readAclLine(line: string, syntax: AclSyntax, position: string): AclLine {
  const text = line.trim();
  const words: Words = {all: text.split(/\s+/), at: 0};
  const before = readSequence(words);
  const action = take(words);
  if (action === 'remark' || action === 'description') return {kind: 'remark'};
  if (action !== 'permit' && action !== 'deny') return unread;
  const permits = action === 'permit';
  const match = readMatch(words, syntax, permits);
  const [first, ...more] = match?.services ?? [];
  if (match === null || first === undefined) return unread;
  const tail = readTail(words, syntax, more.length === 0 ? first.protocol : '', permits);
  if (tail === null) return unread;
  return {
    kind: 'entries',
    entries: toEntries(match, tail, {position: before ?? tail.sequence ?? position, action, text}),
  };
}

/** Most entries of one list: groups of services make many of one line. */
const mostEntries = 50_000;

/** All lines of one list in order; those without a number are counted from 1. */
export function readAclLines(
  lines: readonly string[],
  syntax: AclSyntax,
): {readonly entries: AclEntry[]; readonly unread: string[]} {
  const entries: AclEntry[] = [];
  const notRead: string[] = [];
  let count = 0;
  for (const line of lines) {
    const read = readAclLine(line, syntax, `${count + 1}`);
    if (read.kind !== 'remark') count += 1;
    const fits = read.kind === 'entries' && entries.length + read.entries.length <= mostEntries;
    if (fits) entries.push(...read.entries);
    else if (read.kind !== 'remark') notRead.push(line.trim());
  }
  return {entries, unread: notRead};
}
