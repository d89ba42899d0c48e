import type {DeviceAcls} from '../model/device/index.ts';
import {accessListOf, type AccessList} from './access-list.ts';

type List = DeviceAcls['acls'][number];
type Bindings = DeviceAcls['bindings'];
type Lists = readonly AccessList[];

/** The access lists of a device by where they hold. */
export interface BoundLists {
  /** What comes in at an interface has to pass these. */
  readonly into: (name: string) => Lists;
  /** What goes out at an interface has to pass these. */
  readonly out: (name: string) => Lists;
  /** Policies, which name zones of the device in place of being bound. */
  readonly policies: Lists;
  /** Those that may stand in any way, for all that is known. */
  readonly elsewhere: Lists;
}

/** Lists there guard the device, not what passes through it. */
const ofItself = /^(?:line|vty|lo\d|loopback|http|snmp|ssh|telnet|mgmt|management)|control-plane/i;
const everywhere = /^(?:global|all ports)$/;

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** One that names no zone to go to guards the device itself. */
const isPolicy = ({entries}: List): boolean => entries.some(({toZone}) => toZone.length > 0);

const isOdd = ({entries, unread}: List): boolean => entries.length === 0 && unread.length > 0;

/** The list for IPv4 that is meant by a name. A binding says no family: where several share a name, that is not clear. */
function listOf(named: readonly List[], policy: boolean): AccessList[] {
  const own = named.filter(({family}) => family === 'ipv4' || family === 'any');
  const lists = own.slice(0, 1).map((list) => accessListOf(list, policy));
  return named.length === 1 ? lists : lists.map((list) => ({...list, obscure: true}));
}

/** Bindings whose place is none of the interfaces known. Of those that hold everywhere it makes no difference. */
function lostOf(bindings: Bindings, names: ReadonlySet<string>): Bindings {
  return bindings.filter(({place}) => !names.has(place) && !ofItself.test(place));
}

/** `names`: of all interfaces of the device. */
export function boundLists({acls, bindings}: DeviceAcls, names: ReadonlySet<string>): BoundLists {
  const bound = new Set(bindings.map(({acl}) => acl));
  const unbound = acls.filter(({name}) => !bound.has(name));
  const policies = new Set(unbound.filter(isPolicy).map(({name}) => name));
  const byName = new Map(
    [...grouped(acls, ({name}) => name)].map(([name, lists]) => [name, listOf(lists, policies.has(name))]),
  );
  const called = (found: Iterable<string>): Lists => [...new Set(found)].flatMap((name) => byName.get(name) ?? []);
  const held = (not: Bindings[number]['direction']): BoundLists['into'] => {
    const own = bindings.filter(({direction}) => direction !== not);
    const places = grouped(own, ({place}) => (everywhere.test(place) ? '' : place));
    const lists = new Map([...places].map(([place, there]) => [place, called(there.map(({acl}) => acl))]));
    return (name) => [...(lists.get('') ?? []), ...(lists.get(name) ?? [])];
  };
  const odd = unbound.filter(isOdd).map(({name}) => name);
  return {
    ...{into: held('out'), out: held('in'), policies: called(policies)},
    elsewhere: called([...odd, ...lostOf(bindings, names).map(({acl}) => acl)]),
  };
}
