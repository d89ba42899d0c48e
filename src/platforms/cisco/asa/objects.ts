import {readHost, readMasked, readPrefix} from '../../acl/address.ts';
import type {AclObjects} from '../../acl/syntax.ts';
import type {ConfigNode} from '../../config/indented.ts';
import {byName, deepest, known, membersOf, most, type Nodes} from './groups.ts';
import {groupPorts, groupServices, service} from './services.ts';

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
