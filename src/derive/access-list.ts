import type {AclEntry, DeviceAcls} from '../model/device/index.ts';
import {covers, rangeOf, type Range} from './networks.ts';

/** Where traffic comes into a device, or leaves it. */
export interface Place {
  readonly interface: string;
  readonly network: Range;
  /** Whether the interface stands in the network; else other devices lead on to it. */
  readonly near: boolean;
}

export interface Way {
  readonly from: Place;
  readonly to: Place;
}

export interface OpenRule {
  readonly acl: string;
  readonly rule: string;
}

/** What becomes of traffic. `open`: rules let all of it through. `unclear`: what stops it was not found, or cannot be told. */
export type Passage =
  {readonly is: 'filtered' | 'unclear'} | {readonly is: 'open'; readonly rules: readonly OpenRule[]};

/** Addresses of one end of a rule; null for those that are not known. */
type Side = 'any' | readonly (Range | null)[];

/** What passes, whatever the service: all of it, or all of TCP or UDP. */
export type Traffic = 'all' | 'tcp' | 'udp';

/** A rule about everything between its two ends, whatever the service. */
interface Rule extends Pick<AclEntry, 'position' | 'action' | 'fromZone' | 'toZone'> {
  readonly traffic: Traffic;
  readonly sources: Side;
  readonly destinations: Side;
}

/** An access list as far as it speaks of everything. */
export interface AccessList {
  readonly name: string;
  readonly rules: readonly Rule[];
  /** Rules with their addresses and zones: what it takes to hold it against a way. */
  readonly size: number;
  /** Whether it holds what was not understood. */
  readonly obscure: boolean;
}

/** Most rules of one list that are kept. */
const mostRules = 1000;

const isAny = (words: readonly string[]): boolean => words.length === 0 || words.includes('any');

const trafficOf: ReadonlyMap<string, Traffic> = new Map([
  ['ip', 'all'],
  ['tcp', 'tcp'],
  ['6', 'tcp'],
  ['udp', 'udp'],
  ['17', 'udp'],
]);

/** null: the rule is about some services, or about what few use. */
function wholeOf({enabled, established, protocol, sourcePorts, destinationPorts}: AclEntry): Traffic | null {
  const whole = enabled && !established && isAny(sourcePorts) && isAny(destinationPorts);
  return whole ? (trafficOf.get(protocol) ?? null) : null;
}

const sideOf = (addresses: readonly string[]): Side => (isAny(addresses) ? 'any' : addresses.map(rangeOf));

function sizeOf({sources, destinations, fromZone, toZone}: Rule): number {
  return 1 + sources.length + destinations.length + fromZone.length + toZone.length;
}

/** `policy`: its rules name zones of the device, and what no rule matches is told for some of these only. */
export function accessListOf(
  {name, entries, unread, defaultAction}: DeviceAcls['acls'][number],
  policy: boolean,
): AccessList {
  const last: Rule = {
    ...{position: 'default', action: defaultAction, fromZone: [], toZone: [], traffic: 'all'},
    ...{sources: policy ? [null] : 'any', destinations: 'any'},
  };
  const told = entries.flatMap((entry): Rule[] => {
    const traffic = wholeOf(entry);
    const {position, action, fromZone, toZone} = entry;
    const sides = {sources: sideOf(entry.sources), destinations: sideOf(entry.destinations)};
    return traffic === null ? [] : [{position, action, fromZone, toZone, traffic, ...sides}];
  });
  // Some devices let everything through where a list is empty, whatever they do at the end of others.
  const empty = defaultAction === 'deny' && !entries.some(({enabled}) => enabled);
  const rules = [...told.slice(0, mostRules), last];
  return {
    ...{name, rules, size: rules.reduce((sum, rule) => sum + sizeOf(rule), 0)},
    obscure: unread.length > 0 || empty || told.length > mostRules,
  };
}

function holds(side: Side, network: Range): boolean | null {
  if (side === 'any' || side.some((range) => range !== null && covers(range, network))) return true;
  return side.includes(null) ? null : false;
}

/** Whether a rule for some zones, which may be interfaces, is for an interface; null where they are names that say nothing. */
function isAt(zones: readonly string[], place: string, names: ReadonlySet<string>): boolean | null {
  if (isAny(zones) || zones.includes(place)) return true;
  return zones.every((zone) => names.has(zone)) ? false : null;
}

/** Whether a rule is about all that goes a way; null where that cannot be told. */
function matches(rule: Rule, {from, to}: Way, names: ReadonlySet<string>): boolean | null {
  const told = [
    isAt(rule.fromZone, from.interface, names),
    isAt(rule.toZone, to.interface, names),
    holds(rule.sources, from.network),
    holds(rule.destinations, to.network),
  ];
  if (told.includes(false)) return false;
  return told.includes(null) ? null : true;
}

/** Of what goes a way, lists may let through some wholly: where none has a rule about all of TCP or UDP, these go as all does. */
export function trafficIn({acls}: DeviceAcls): readonly Traffic[] {
  const whole = new Set(acls.flatMap(({entries}) => entries.map(wholeOf)));
  return whole.has('tcp') || whole.has('udp') ? ['all', 'tcp', 'udp'] : ['all'];
}

/**
 * What a list does to all that goes a way: the first rule that is about all of it decides, unless one before that says
 * otherwise may be, too. `names`: the interfaces of the device.
 */
export function judge(
  {name, rules, obscure}: AccessList,
  way: Way,
  traffic: Traffic,
  names: ReadonlySet<string>,
): Passage {
  if (obscure) return {is: 'unclear'};
  const doubts = new Set<AclEntry['action']>();
  for (const rule of rules) {
    if (rule.traffic !== 'all' && rule.traffic !== traffic) continue;
    const match = matches(rule, way, names);
    if (match === null) doubts.add(rule.action);
    if (match !== true) continue;
    if (doubts.has(rule.action === 'permit' ? 'deny' : 'permit')) return {is: 'unclear'};
    return rule.action === 'permit' ? {is: 'open', rules: [{acl: name, rule: rule.position}]} : {is: 'filtered'};
  }
  return {is: doubts.has('permit') ? 'unclear' : 'filtered'};
}
