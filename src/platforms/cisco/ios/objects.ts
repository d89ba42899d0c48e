import {readHost, readMasked} from '../../acl/address.ts';
import {readProtocol} from '../../acl/names.ts';
import {readPorts} from '../../acl/ports.ts';
import type {AclObjects, AclService, Words} from '../../acl/syntax.ts';
import {matching, type ConfigNode} from '../../config/indented.ts';

/** Groups in groups, one within the other. */
const deepest = 8;

/** Of all groups together: those beyond are not understood. */
const mostMembers = 200_000;

type Read<T> = (line: string) => readonly T[] | null;

/** All members of a group by name; null when one of them is not understood. */
function membersOf<T>(groups: ReadonlyMap<string, ConfigNode>, name: string, read: Read<T>, depth = 0): T[] | null {
  const group = groups.get(name);
  if (group === undefined || depth > deepest) return null;
  const found: T[] = [];
  for (const {text} of group.children) {
    if (/^description /.test(text)) continue;
    const inner = /^group-object (\S+)$/.exec(text)?.[1];
    const members = inner === undefined ? read(text) : membersOf(groups, inner, read, depth + 1);
    if (members === null || found.length > 10_000) return null;
    found.push(...members);
  }
  return found.length === 0 ? null : found;
}

/** `host 192.0.2.1`, `192.0.2.0 255.255.255.0`, `range 192.0.2.1 192.0.2.9`. */
export function readNetwork(line: string): readonly string[] | null {
  const [first = '', second = '', third = '', ...more] = line.replace(/^\d+ (?=host|range|\d+\.)/, '').split(/\s+/);
  if (more.length > 0) return null;
  if (first === 'any' && second === '') return ['any'];
  if (first === 'range') return readHost(second) && readHost(third) ? [`${second}-${third}`] : null;
  const one =
    first === 'host' && third === '' ? readHost(second) : third === '' ? readMasked(first, second, 'netmask') : null;
  return one === null ? null : [one];
}

/** `tcp eq 80`, `udp source range 1 9 eq 53`, `icmp`, `ip`. */
function readService(line: string): readonly AclService[] | null {
  const words: Words = {all: line.split(/\s+/), at: 1};
  const [first = ''] = words.all;
  const protocols = first === 'tcp-udp' ? ['tcp', 'udp'] : [readProtocol(first)];
  const syntax = {form: 'extended', mask: 'wildcard'} as const;
  let sourcePorts: readonly string[] | null = ['any'];
  if (words.all[words.at] === 'source') {
    words.at += 1;
    sourcePorts = readPorts(words, syntax);
  }
  const destinationPorts = words.at < words.all.length ? readPorts(words, syntax) : ['any'];
  if (sourcePorts === null || destinationPorts === null || words.at < words.all.length) return null;
  const services = protocols.map((protocol) => (protocol === null ? null : {protocol, sourcePorts, destinationPorts}));
  return services.every((each) => each !== null) ? services : null;
}

function resolved<T>(nodes: readonly ConfigNode[], kind: RegExp, read: Read<T>): ReadonlyMap<string, readonly T[]> {
  const groups = new Map(matching(nodes, kind).map(({node, match}) => [match[1] ?? '', node]));
  let left = mostMembers;
  return new Map(
    [...groups.keys()].flatMap((name) => {
      const members = left > 0 ? membersOf(groups, name, read) : null;
      left -= members?.length ?? 0;
      return members === null ? [] : [[name, members] as const];
    }),
  );
}

export function readObjects(nodes: readonly ConfigNode[]): AclObjects {
  return {
    networks: resolved(nodes, /^object-group network (\S+)$/, readNetwork),
    services: resolved(nodes, /^object-group service (\S+)$/, readService),
    ports: new Map(),
  };
}
