import type {AclEntry, DeviceAcls} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, names, type WordTree} from '../config/word-tree.ts';
import {distinct} from '../text/order.ts';
import {addresses, type Lookup} from './addresses.ts';
import {applicationsOf} from './applications.ts';
import {ofConfig} from './config.ts';
import {bindingsOf, describe, filtersOf, type Acl} from './filters.ts';

interface Context {
  readonly from: string | null;
  readonly to: string | null;
  readonly sources: Lookup;
  readonly destinations: Lookup;
  readonly services: ReturnType<typeof applicationsOf>;
}

/** Matches that change whom a policy lets through and are not told by the fields of a rule. */
const conditions = ['source-address-excluded', 'destination-address-excluded'];
const matches = new Set([
  'source-address',
  'destination-address',
  'application',
  'from-zone',
  'to-zone',
  'dynamic-application',
  'source-identity',
  'url-category',
]);

function actionOf(then: WordTree | null): AclEntry['action'] | null {
  if (then === null) return null;
  if (has(then, 'permit')) return 'permit';
  return has(then, 'deny') || has(then, 'reject') ? 'deny' : null;
}

function narrowed(policy: WordTree, match: WordTree): boolean {
  const some = ['dynamic-application', 'source-identity', 'url-category'].some((key) =>
    names(match, key).some((word) => word !== 'any' && word !== 'none'),
  );
  return some || has(policy, 'scheduler-name');
}

function policyEntries(context: Context, name: string, policy: WordTree): {entries: AclEntry[]; known: boolean} | null {
  const match = at(policy, 'match');
  const action = actionOf(at(policy, 'then'));
  if (match === null || action === null || conditions.some((key) => has(match, key))) return null;
  if ([...match.keys()].some((key) => !matches.has(key))) return null;
  // What is let through for some is told as for all; what is stopped for some is not.
  if (action === 'deny' && narrowed(policy, match)) return null;
  const sources = distinct(names(match, 'source-address').flatMap((each) => context.sources(each)));
  const destinations = distinct(names(match, 'destination-address').flatMap((each) => context.destinations(each)));
  const applications = names(match, 'application').map((each) => ({each, told: context.services(each)}));
  if (sources.length === 0 || destinations.length === 0 || applications.length === 0) return null;
  const any = {sourcePorts: ['any'], destinationPorts: ['any']};
  const services = applications.flatMap(({each, told}) => told ?? [{protocol: each, ...any}]);
  // A global policy that names no zones is for all of them.
  const zones = (zone: string | null, key: string): string[] => {
    if (zone !== null) return [zone];
    return has(match, key) ? names(match, key) : ['any'];
  };
  const list = services.map((service): AclEntry => ({
    ...{position: name, action, protocol: service.protocol, sources, destinations},
    sourcePorts: [...service.sourcePorts],
    destinationPorts: [...service.destinationPorts],
    ...{established: false, log: has(policy, 'then', 'log'), enabled: true, hits: null},
    fromZone: zones(context.from, 'from-zone'),
    toZone: zones(context.to, 'to-zone'),
    text: describe(`policy ${name}`, policy),
  }));
  return {entries: list, known: applications.every(({told}) => told !== null)};
}

interface Told {
  readonly acl: Acl;
  readonly known: boolean;
}

function listOf(
  tree: WordTree,
  name: string,
  from: string | null,
  to: string | null,
  policies: readonly (readonly [string, WordTree])[],
): Told {
  const context = {
    from,
    to,
    sources: addresses(tree, from),
    destinations: addresses(tree, to),
    services: applicationsOf(tree),
  };
  const read = policies.map(([id, policy]) => ({id, policy, told: policyEntries(context, id, policy)}));
  const unread = read.flatMap(({id, policy, told}) => (told === null ? [describe(`policy ${id}`, policy)] : []));
  const open = has(tree, 'security', 'policies', 'default-policy', 'permit-all');
  const defaultAction = open ? 'permit' : 'deny';
  const acl: Acl = {name, family: 'any', defaultAction, entries: read.flatMap(({told}) => told?.entries ?? []), unread};
  return {acl, known: read.every(({told}) => told?.known === true)};
}

/** Policies between zones, then those for all zones. */
function policyLists(tree: WordTree): Told[] {
  const pairs = entries(tree, 'security', 'policies', 'from-zone').flatMap(([from, node]) =>
    entries(node, 'to-zone').map(([to, below]) => listOf(tree, `${from} to ${to}`, from, to, entries(below, 'policy'))),
  );
  const global = entries(tree, 'security', 'policies', 'global', 'policy');
  // What no policy matches may be let through between all zones: that is a list of its own, with no rule.
  const open = has(tree, 'security', 'policies', 'default-policy', 'permit-all');
  return global.length === 0 && !open ? pairs : [...pairs, listOf(tree, 'global', null, null, global)];
}

export const aclsReading: Reading<DeviceAcls> = ofConfig((tree) => {
  const lists = policyLists(tree);
  const acls = [...filtersOf(tree), ...lists.map(({acl}) => acl)];
  const told: DeviceAcls = {acls, bindings: bindingsOf(tree)};
  const known = lists.every((list) => list.known) && acls.every(({unread}) => unread.length === 0);
  return known ? whole(told) : partial(told, 'unsupported');
});
