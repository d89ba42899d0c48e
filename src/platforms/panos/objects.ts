import {at, has, leaf, names, type WordTree} from '../config/word-tree.ts';
import {gathered, resolver} from '../text/groups.ts';

export interface Service {
  readonly protocol: string;
  readonly sourcePorts: readonly string[];
  readonly destinationPorts: readonly string[];
}

export const any = {sourcePorts: ['any'], destinationPorts: ['any']};
const plain = /^(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]{1,40})(?:\/\d{1,3})?$/i;
const range = /^[0-9a-f.:]{3,45}-[0-9a-f.:]{3,45}$/i;

function addressOf(node: WordTree): string | null {
  const told = leaf(node, 'ip-netmask') ?? leaf(node, 'ip-range');
  return told !== null && (plain.test(told) || range.test(told)) ? anyOr(told) : null;
}

const anyOr = (address: string): string => (address === '0.0.0.0/0' || address === '::/0' ? 'any' : address);

/** Names are looked up in the virtual system, then in what all share. */
export function addresses(scopes: readonly WordTree[]): (name: string) => readonly string[] {
  const resolve = resolver<string>((name, inner) => {
    if (name === 'any') return ['any'];
    const scope = scopes.find((each) => has(each, 'address', name) || has(each, 'address-group', name));
    if (scope === undefined) return plain.test(name) || range.test(name) ? [anyOr(name)] : null;
    const single = at(scope, 'address', name);
    if (single !== null) {
      const told = addressOf(single);
      return told === null ? null : [told];
    }
    if (has(scope, 'address-group', name, 'dynamic')) return null;
    return gathered(names(scope, 'address-group', name, 'static'), (member) => inner(member) ?? [`object:${member}`]);
  });
  return (name) => resolve(name) ?? [`object:${name}`];
}

/** Services that the system brings: PAN-OS web interface reference, Objects > Services. */
const predefined: Readonly<Record<string, Service>> = {
  any: {protocol: 'ip', ...any},
  'service-http': {protocol: 'tcp', sourcePorts: ['any'], destinationPorts: ['80', '8080']},
  'service-https': {protocol: 'tcp', sourcePorts: ['any'], destinationPorts: ['443']},
};

function ports(text: string | null): string[] | null {
  const parts = (text ?? '').split(',').map((part) => part.trim());
  if (!parts.every((part) => /^\d{1,5}(?:-\d{1,5})?$/.test(part))) return null;
  return parts.some((part) => /^[01]-65535$/.test(part)) ? ['any'] : parts;
}

function serviceOf(node: WordTree): Service | null {
  const protocol = leaf(node, 'protocol');
  if (protocol === null) return null;
  const to = ports(leaf(node, 'protocol', protocol, 'port'));
  const from = has(node, 'protocol', protocol, 'source-port')
    ? ports(leaf(node, 'protocol', protocol, 'source-port'))
    : ['any'];
  return to === null || from === null ? null : {protocol, sourcePorts: from, destinationPorts: to};
}

export function services(scopes: readonly WordTree[]): (name: string) => readonly Service[] | null {
  return resolver<Service>((name, inner) => {
    const scope = scopes.find((each) => has(each, 'service', name) || has(each, 'service-group', name));
    if (scope === undefined)
      return Object.hasOwn(predefined, name) && predefined[name] !== undefined ? [predefined[name]] : null;
    const single = at(scope, 'service', name);
    if (single === null) return gathered(names(scope, 'service-group', name, 'members'), inner);
    const told = serviceOf(single);
    return told === null ? null : [told];
  });
}
