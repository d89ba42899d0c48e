import {readHost, readMasked, readPrefix} from '../../acl/address.ts';
import {isIcmpMessage, readPort, readProtocol} from '../../acl/names.ts';
import {readPorts} from '../../acl/ports.ts';
import type {AclObjects, AclService, AclSyntax, Words} from '../../acl/syntax.ts';
import {matching, type ConfigNode} from '../../config/indented.ts';

/** Groups in groups, one within the other. */
const deepest = 8;
const most = 10_000;

export const asaSyntax: AclSyntax = {form: 'extended', mask: 'netmask', deniesAreLogged: true};

type Nodes = ReadonlyMap<string, ConfigNode>;

function byName(nodes: readonly ConfigNode[], pattern: RegExp): Nodes {
  return new Map(matching(nodes, pattern).map(({node, match}) => [match[1] ?? '', node]));
}

/** Texts of a group without what tells nothing of its members. */
function membersOf(node: ConfigNode): string[] {
  return node.children.map(({text}) => text).filter((text) => !/^(?:description|nat) /.test(text));
}

function address(text: string): string | null {
  const [first = '', second = '', third = '', ...more] = text.split(/\s+/);
  if (more.length > 0) return null;
  if (first === 'host') return third === '' ? readHost(second) : null;
  if (first === 'range') return readHost(second) !== null && readHost(third) !== null ? `${second}-${third}` : null;
  if (third !== '') return null;
  return second === '' ? readPrefix(first) : readMasked(first, second, 'netmask');
}

function objectAddress(name: string, node: ConfigNode): string[] | null {
  const [line, ...more] = membersOf(node);
  if (line === undefined || more.length > 0) return null;
  if (line.startsWith('fqdn ')) return [`object:${name}`];
  const read = address(line.replace(/^subnet /, ''));
  return read === null ? null : [read];
}

function groupAddresses(
  groups: Nodes,
  objects: ReadonlyMap<string, string[]>,
  name: string,
  depth: number,
): string[] | null {
  const group = groups.get(name);
  if (group === undefined || depth > deepest) return null;
  const found: string[] = [];
  for (const text of membersOf(group)) {
    const inner = /^group-object (\S+)$/.exec(text)?.[1];
    const object = /^network-object object (\S+)$/.exec(text)?.[1];
    const own = address(text.replace(/^network-object /, ''));
    const read =
      inner !== undefined
        ? groupAddresses(groups, objects, inner, depth + 1)
        : object !== undefined
          ? objects.get(object)
          : own === null
            ? null
            : [own];
    if (read === null || read === undefined || found.length > most) return null;
    found.push(...read);
  }
  return found.length === 0 ? null : found;
}

function known<T>(names: Iterable<string>, read: (name: string) => T | null): Map<string, T> {
  return new Map(
    [...names].flatMap((name) => {
      const value = read(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}

/** `tcp source range 1 9 destination eq https`, `icmp`, `tcp-udp destination eq 53`. */
function service(text: string): AclService[] | null {
  const words: Words = {all: text.split(/\s+/), at: 1};
  const [first = ''] = words.all;
  const protocols = first === 'tcp-udp' ? ['tcp', 'udp'] : [readProtocol(first)];
  const side = (name: string): readonly string[] | null => {
    if (words.all[words.at] !== name) return ['any'];
    words.at += 1;
    return readPorts(words, asaSyntax);
  };
  const sourcePorts = side('source');
  const destinationPorts = sourcePorts && side('destination');
  if (sourcePorts === null || destinationPorts === null) return null;
  const message = words.all[words.at];
  if (message !== undefined) {
    const known = /^icmp6?$/.test(first) && (isIcmpMessage(message) || /^\d{1,3}$/.test(message));
    const last = words.at === words.all.length - 1;
    return known && last ? [{protocol: first, sourcePorts, destinationPorts: [`type:${message}`]}] : null;
  }
  const services = protocols.map((protocol) => (protocol === null ? null : {protocol, sourcePorts, destinationPorts}));
  return services.every((each) => each !== null) ? services : null;
}

function serviceMember(text: string, objects: ReadonlyMap<string, AclService[]>): AclService[] | null {
  const object = /^service-object object (\S+)$/.exec(text)?.[1];
  if (object !== undefined) return objects.get(object) ?? null;
  const protocol = /^protocol-object (\S+)$/.exec(text)?.[1];
  if (protocol !== undefined) return service(protocol);
  return text.startsWith('service-object ') ? service(text.slice(15)) : null;
}

function groupServices(
  groups: Nodes,
  objects: ReadonlyMap<string, AclService[]>,
  name: string,
  depth = 0,
): AclService[] | null {
  const group = groups.get(name);
  if (group === undefined || depth > deepest) return null;
  const found: AclService[] = [];
  for (const text of membersOf(group)) {
    const inner = /^group-object (\S+)$/.exec(text)?.[1];
    const read = inner !== undefined ? groupServices(groups, objects, inner, depth + 1) : serviceMember(text, objects);
    if (read === null || found.length > most) return null;
    found.push(...read);
  }
  return found.length === 0 ? null : found;
}

function groupPorts(groups: Nodes, name: string, depth = 0): string[] | null {
  const group = groups.get(name);
  if (group === undefined || depth > deepest) return null;
  const found: string[] = [];
  for (const text of membersOf(group)) {
    const inner = /^group-object (\S+)$/.exec(text)?.[1];
    const words: Words = {all: text.split(/\s+/), at: 1};
    const plain =
      text.startsWith('port-object ') && readPort(words.all[2] ?? '') !== null ? readPorts(words, asaSyntax) : null;
    const read = inner !== undefined ? groupPorts(groups, inner, depth + 1) : plain;
    if (read === null || found.length > most) return null;
    found.push(...read);
  }
  return found.length === 0 ? null : found;
}

export function readObjects(nodes: readonly ConfigNode[]): AclObjects {
  const networkObjects = byName(nodes, /^object network (\S+)$/);
  const addresses = known(networkObjects.keys(), (name) => {
    const node = networkObjects.get(name);
    return node === undefined ? null : objectAddress(name, node);
  });
  const networkGroups = byName(nodes, /^object-group network (\S+)$/);
  const serviceObjects = byName(nodes, /^object service (\S+)$/);
  const services = known(serviceObjects.keys(), (name) => {
    const [line, ...more] = membersOf(serviceObjects.get(name) ?? {text: '', line: 0, children: []});
    return line?.startsWith('service ') === true && more.length === 0 ? service(line.slice(8)) : null;
  });
  const serviceGroups = byName(nodes, /^object-group (?:service|protocol) (\S+)$/);
  const portGroups = byName(nodes, /^object-group service (\S+) (?:tcp|udp|tcp-udp)$/);
  return {
    networks: new Map([
      ...addresses,
      ...known(networkGroups.keys(), (name) => groupAddresses(networkGroups, addresses, name, 0)),
    ]),
    services: new Map([
      ...services,
      ...known(serviceGroups.keys(), (name) => groupServices(serviceGroups, services, name)),
    ]),
    ports: known(portGroups.keys(), (name) => groupPorts(portGroups, name)),
  };
}
