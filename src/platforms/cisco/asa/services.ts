import {isIcmpMessage, readPort, readProtocol} from '../../acl/names.ts';
import {readPorts} from '../../acl/ports.ts';
import type {AclService, Words} from '../../acl/syntax.ts';
import {asaSyntax, deepest, membersOf, most, type Nodes} from './groups.ts';

/** `tcp source range 1 9 destination eq https`, `icmp`, `tcp-udp destination eq 53`. */
export function service(text: string): AclService[] | null {
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

export function groupServices(
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

export function groupPorts(groups: Nodes, name: string, depth = 0): string[] | null {
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
