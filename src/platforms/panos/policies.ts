import type {AclEntry, DeviceAcls} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {entries, leaf, names, type WordTree} from '../config/word-tree.ts';
import {distinct} from '../text/order.ts';
import {ofConfig, type PanosConfig, type Vsys} from './config.ts';
import {addresses, any, services, type Service} from './objects.ts';

type Acl = DeviceAcls['acls'][number];

function textOf(name: string, rule: WordTree): string {
  const left = new Set(['description', 'tag', 'uuid', 'group-tag']);
  const words = entries(rule)
    .filter(([key]) => !left.has(key))
    .map(([key, below]) => `${key} ${[...below.keys()].join(' ')}`);
  return `rule "${name}": ${words.join('; ')}`.slice(0, 1000);
}

/** Where applications are named, a rule is for these alone, on the ports of its service or on their own. */
function matches(rule: WordTree, lookup: ReturnType<typeof services>): {told: Service[]; known: boolean} {
  const applications = names(rule, 'application');
  const named = names(rule, 'service').map((name) => ({
    name,
    found: name === 'application-default' ? [{protocol: 'ip', ...any}] : lookup(name),
  }));
  const ways = named.flatMap(({name, found}) => found ?? [{protocol: name, ...any}]);
  const all =
    applications.length === 0 || applications.includes('any')
      ? ways
      : applications.flatMap((protocol) => ways.map((way) => ({...way, protocol})));
  return {told: all, known: named.every(({found}) => found !== null)};
}

interface Lookups {
  readonly address: ReturnType<typeof addresses>;
  readonly service: ReturnType<typeof services>;
}

const permits = new Set(['allow']);
const denies = new Set(['deny', 'drop', 'reset-client', 'reset-server', 'reset-both']);

/** Whether a rule holds for some zones, users, hosts, times, web sites or ports of applications alone. */
function narrowed(rule: WordTree): boolean {
  const keys = [
    'source-user',
    'category',
    'source-hip',
    'destination-hip',
    'hip-profiles',
    'source-device',
    'destination-device',
  ];
  const some = keys.some((key) => names(rule, key).some((word) => word !== 'any'));
  const zones = leaf(rule, 'rule-type') ?? 'universal';
  return (
    some ||
    zones !== 'universal' ||
    leaf(rule, 'schedule') !== null ||
    names(rule, 'service').includes('application-default')
  );
}

/** null for a rule that is not understood. What is let through for some is told as for all; what is stopped for some is not. */
function ruleEntries(
  {address, service}: Lookups,
  name: string,
  rule: WordTree,
): {entries: AclEntry[]; known: boolean} | null {
  const action = leaf(rule, 'action') ?? '';
  const negated = ['negate-source', 'negate-destination'].some((key) => leaf(rule, key) === 'yes');
  if (negated || (!permits.has(action) && !denies.has(action))) return null;
  if (denies.has(action) && narrowed(rule)) return null;
  const side = (key: string): string[] => distinct(names(rule, key).flatMap((each) => address(each)));
  const sources = side('source');
  const destinations = side('destination');
  const {told, known} = matches(rule, service);
  if (sources.length === 0 || destinations.length === 0 || told.length === 0) return null;
  const list = told.map((each): AclEntry => ({
    ...{
      position: name,
      action: permits.has(action) ? 'permit' : 'deny',
      protocol: each.protocol,
      sources,
      destinations,
    },
    sourcePorts: [...each.sourcePorts],
    destinationPorts: [...each.destinationPorts],
    // Ends of sessions are recorded unless set off.
    ...{established: false, log: leaf(rule, 'log-end') !== 'no' || leaf(rule, 'log-start') === 'yes', hits: null},
    enabled: leaf(rule, 'disabled') !== 'yes',
    fromZone: names(rule, 'from'),
    toZone: names(rule, 'to'),
    text: textOf(name, rule),
  }));
  return {entries: list, known};
}

/** Traffic between zones is denied unless the rule for it is overridden. */
function aclOf({shared}: PanosConfig, {node, prefix}: Vsys): {acl: Acl; known: boolean} {
  const scopes = [node, shared];
  const lookups = {address: addresses(scopes), service: services(scopes)};
  const rules = entries(node, 'rulebase', 'security', 'rules').map(([name, rule]) => ({
    name,
    rule,
    told: ruleEntries(lookups, name, rule),
  }));
  const last = leaf(node, 'rulebase', 'default-security-rules', 'rules', 'interzone-default', 'action');
  const acl: Acl = {
    name: `${prefix}security`,
    family: 'any',
    defaultAction: last === 'allow' ? 'permit' : 'deny',
    entries: rules.flatMap(({told}) => told?.entries ?? []),
    unread: rules.flatMap(({name, rule, told}) => (told === null ? [textOf(name, rule)] : [])),
  };
  return {acl, known: rules.every(({told}) => told?.known === true)};
}

export const aclsReading: Reading<DeviceAcls> = ofConfig((config) => {
  const lists = config.vsys.map((vsys) => aclOf(config, vsys));
  const told: DeviceAcls = {acls: lists.map(({acl}) => acl), bindings: []};
  return lists.every(({known}) => known) ? whole(told) : partial(told, 'unsupported');
});
