import type {AclEntry, DeviceAcls} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {edits, sections, value, values, type EditNode} from '../config/edit-tree.ts';
import {distinct} from '../text/order.ts';
import {ofConfig, type Vdom} from './config.ts';
import {objectsOf, type Objects, type Service} from './objects.ts';

type Acl = DeviceAcls['acls'][number];

/** What a policy may hold that changes whom it lets through, and is not told by the fields of a rule. */
const conditions =
  /-negate$|^(?:ztna|rtp-nat|dynamic-shaping|network-service|internet-service6?-(?:custom|group)|internet-service6?-src-(?:custom|group))/;

function textOf(policy: EditNode): string {
  const left = ['uuid', 'name', 'comments', 'global-label'];
  const set = [...policy.values]
    .filter(([key]) => !left.includes(key))
    .map(([key, words]) => `${key} ${words.join(' ')}`);
  const name = value(policy, 'name');
  return [`edit ${policy.name}`, ...(name === null ? [] : [`name "${name}"`]), ...set].join('; ').slice(0, 1000);
}

/** Services of one protocol and one list of source ports together. */
function merged(services: readonly Service[]): Service[] {
  const found = new Map<string, {protocol: string; sourcePorts: readonly string[]; destinationPorts: string[]}>();
  for (const {protocol, sourcePorts, destinationPorts} of services) {
    const key = `${protocol} ${sourcePorts.join(',')}`;
    const entry = found.get(key) ?? {protocol, sourcePorts, destinationPorts: []};
    entry.destinationPorts.push(...destinationPorts);
    found.set(key, entry);
  }
  return [...found.values()].map((entry) => {
    const ports = distinct(entry.destinationPorts);
    return {...entry, destinationPorts: ports.includes('any') ? ['any'] : ports};
  });
}

interface Side {
  readonly addresses: readonly string[];
  readonly internet: boolean;
}

/** Addresses of one side: of both families, or services of the Internet by name. */
function side(policy: EditNode, kind: 'src' | 'dst', objects: Objects): Side {
  const own = [`${kind}addr`, `${kind}addr6`].flatMap((key) =>
    values(policy, key).flatMap((name) => objects.addresses(name)),
  );
  const part = kind === 'src' ? '-src' : '';
  const names = ['internet-service', 'internet-service6'].flatMap((key) =>
    value(policy, `${key}${part}`) === 'enable'
      ? [...values(policy, `${key}${part}-name`), ...values(policy, `${key}${part}-id`)]
      : [],
  );
  return {addresses: distinct([...own, ...names.map((name) => `object:${name}`)]), internet: names.length > 0};
}

function logged(policy: EditNode): boolean | null {
  const traffic = value(policy, 'logtraffic');
  if (traffic === 'all') return true;
  return traffic === 'disable' ? false : null;
}

function servicesOf(policy: EditNode, destination: Side, objects: Objects): {services: Service[]; known: boolean} {
  const any = {sourcePorts: ['any'], destinationPorts: ['any']};
  const names = values(policy, 'service');
  if (names.length === 0 && destination.internet) return {services: [{protocol: 'ip', ...any}], known: true};
  const told = names.map((name) => objects.service(name) ?? [{protocol: name, ...any}]);
  return {services: merged(told.flat()), known: names.every((name) => objects.service(name) !== null)};
}

/** Whether a policy holds for some users, devices or times alone. */
function narrowed(policy: EditNode): boolean {
  const schedule = value(policy, 'schedule') ?? 'always';
  return (
    schedule !== 'always' || ['users', 'groups', 'fsso-groups', 'devices'].some((key) => values(policy, key).length > 0)
  );
}

/**
 * One rule a protocol; null for a policy that is not understood. One that lets somebody through is told as one that lets
 * all through; one that stops somebody is not told as one that stops all.
 */
function entriesOf(policy: EditNode, objects: Objects): {entries: AclEntry[]; known: boolean} | null {
  const action = value(policy, 'action') ?? 'deny';
  if (!['accept', 'deny', 'ipsec', 'redirect'].includes(action) || (action === 'deny' && narrowed(policy))) return null;
  if ([...policy.values].some(([key, words]) => conditions.test(key) && words[0] !== 'disable')) return null;
  const source = side(policy, 'src', objects);
  const destination = side(policy, 'dst', objects);
  const {services, known} = servicesOf(policy, destination, objects);
  if (source.addresses.length === 0 || destination.addresses.length === 0 || services.length === 0) return null;
  const place = (...keys: readonly string[]): string[] => keys.flatMap((key) => values(policy, key));
  const entries = services.map((service): AclEntry => ({
    position: policy.name,
    action: action === 'deny' ? 'deny' : 'permit',
    protocol: service.protocol,
    sources: [...source.addresses],
    sourcePorts: [...service.sourcePorts],
    destinations: [...destination.addresses],
    destinationPorts: [...service.destinationPorts],
    established: false,
    log: logged(policy),
    enabled: value(policy, 'status') !== 'disable',
    hits: null,
    fromZone: place('srcintf', 'intf'),
    toZone: place('dstintf'),
    text: textOf(policy),
  }));
  return {entries, known};
}

/** `optional` lists are left out where they have no entry; the first is there always, and denies what no rule allows. */
const lists = [
  {section: 'firewall policy', family: 'any', defaultAction: 'deny', optional: false},
  {section: 'firewall policy6', family: 'ipv6', defaultAction: 'deny', optional: true},
  {section: 'firewall local-in-policy', family: 'ipv4', defaultAction: 'permit', optional: true},
  {section: 'firewall local-in-policy6', family: 'ipv6', defaultAction: 'permit', optional: true},
] as const;

/** Other lists that let traffic through or stop it. */
const others = [
  'firewall security-policy',
  'firewall proxy-policy',
  'firewall interface-policy',
  'firewall acl',
  'firewall multicast-policy',
];

function aclsOf({node, prefix}: Vdom): {acls: Acl[]; known: boolean} {
  const objects = objectsOf(node);
  let known = true;
  const acls = lists.flatMap(({section, family, defaultAction, optional}): Acl[] => {
    const policies = edits(node, section);
    if (optional && policies.length === 0) return [];
    const read = policies.map((policy) => ({policy, told: entriesOf(policy, objects)}));
    known &&= read.every(({told}) => told?.known === true);
    const unread = read.flatMap(({policy, told}) => (told === null ? [textOf(policy)] : []));
    const beside = optional
      ? []
      : others.filter((name) => sections(node, name).some((each) => each.children.length > 0));
    known &&= beside.length === 0;
    const entries = read.flatMap(({told}) => told?.entries ?? []);
    return [{name: `${prefix}${section}`, family, defaultAction, entries, unread: [...unread, ...beside]}];
  });
  return {acls, known};
}

/** Policies stand in the order in which they are held against traffic; their numbers do not tell it. */
export const aclsReading: Reading<DeviceAcls> = ofConfig(({vdoms}) => {
  const all = vdoms.map(aclsOf);
  const told: DeviceAcls = {acls: all.flatMap(({acls}) => acls), bindings: []};
  return all.every(({known}) => known) ? whole(told) : partial(told, 'unsupported');
});
