import type {AclEntry, DeviceAcls, DeviceFacts} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {readDynamic, readStatic} from './filters.ts';
import {configAsk, find, placeOf, readConfig, type RtConfig} from './statements.ts';

type Acl = DeviceAcls['acls'][number];
type Family = 'ip' | 'ipv6';

interface Rules {
  readonly entries: ReadonlyMap<string, AclEntry[]>;
  readonly unread: ReadonlyMap<string, string>;
}

/** All rules of a family by their number; dynamic ones by `dynamic 1`. */
function rulesOf(config: RtConfig, family: Family): Rules {
  const entries = new Map<string, AclEntry[]>();
  const unread = new Map<string, string>();
  for (const {groups, statement} of find(
    config,
    new RegExp(`^${family} filter (?<rule>(?<number>(?:dynamic )?\\d{1,10}) .*)$`),
  )) {
    const {rule = '', number = ''} = groups;
    const dynamic = number.startsWith('dynamic') ? readDynamic(rule) : null;
    const read = number.startsWith('dynamic') ? (dynamic === null ? null : [dynamic]) : readStatic(rule);
    if (read === null) unread.set(number, statement.text);
    else
      entries.set(
        number,
        read.map((entry) => ({...entry, text: statement.text})),
      );
  }
  return {entries, unread};
}

/** `1 2 dynamic 3 4` as `1`, `2`, `dynamic 3`, `dynamic 4`. */
function numbersOf(list: string): string[] {
  let dynamic = false;
  return list.split(/\s+/).flatMap((word) => {
    if (word === 'dynamic') dynamic = true;
    if (word === 'dynamic' || word === '') return [];
    return [dynamic ? `dynamic ${word}` : word];
  });
}

function aclOf(name: string, family: Family, list: string, {entries, unread}: Rules): Acl {
  const numbers = numbersOf(list);
  return {
    name,
    family: family === 'ip' ? 'ipv4' : 'ipv6',
    // What matches none of the rules is thrown away (command reference, ip interface secure filter).
    defaultAction: 'deny',
    entries: numbers.flatMap((number) => entries.get(number) ?? []),
    unread: numbers.flatMap((number) =>
      entries.has(number) ? [] : [unread.get(number) ?? `${family} filter ${number}`],
    ),
  };
}

type Direction = 'in' | 'out';
type Bound = readonly [Acl, DeviceAcls['bindings'][number]];

function bound(name: string, family: Family, place: string, direction: Direction, list: string, rules: Rules): Bound {
  return [aclOf(name, family, list, rules), {acl: name, place, direction}];
}

/** Each list of rules at an interface is an access list of its own, named by where it stands. */
function boundOf(config: RtConfig, family: Family): Bound[] {
  const rules = rulesOf(config, family);
  const sets = new Map(
    find(config, new RegExp(`^${family} filter set (?<name>\\S+) (?<direction>in|out) (?<list>.+)$`)).map(
      ({groups}) => [`${groups['name']} ${groups['direction']}`, groups['list'] ?? ''],
    ),
  );
  const lists = find(config, new RegExp(`^${family} (?<name>\\S+) secure filter (?<how>in|out|name) (?<list>.*)$`));
  return lists.flatMap(({groups: {name = '', how = '', list = ''}, statement}) => {
    const place = placeOf(name, statement.within);
    if (how !== 'name') return [bound(`${family} ${place} ${how}`, family, place, how as Direction, list, rules)];
    if (!sets.has(`${list} in`) && !sets.has(`${list} out`)) {
      const missing = {...aclOf(`${family} ${place}`, family, '', rules), unread: [statement.text]};
      return [[missing, {acl: missing.name, place, direction: 'both'}] satisfies Bound];
    }
    return (['in', 'out'] as const).flatMap((direction) => {
      const set = sets.get(`${list} ${direction}`);
      return set === undefined ? [] : [bound(`${family} ${place} ${direction}`, family, place, direction, set, rules)];
    });
  });
}

/** Filters of other kinds, which are not read; they are shown, and make the fact incomplete. */
function others(config: RtConfig): Acl[] {
  const kinds = [
    {name: 'ethernet filter', family: 'mac' as const, pattern: /^ethernet (?:filter \d|\S+ filter )/},
    {name: 'policy filter', family: 'any' as const, pattern: /^ip(?:v6)? policy filter /},
    {name: 'inbound filter', family: 'any' as const, pattern: /^ip(?:v6)? (?:inbound filter \d|\S+ inbound filter )/},
  ];
  return kinds.flatMap(({name, family, pattern}) => {
    const unread = find(config, pattern).map(({statement}) => statement.text);
    return unread.length === 0 ? [] : [{name, family, defaultAction: 'deny' as const, entries: [], unread}];
  });
}

export const deviceAcls: Reading<DeviceFacts['deviceAcls']> = {
  ask: [configAsk],
  parse(answers) {
    const config = readConfig(answers);
    const all = [...boundOf(config, 'ip'), ...boundOf(config, 'ipv6')];
    const acls = [...all.map(([acl]) => acl), ...others(config)];
    const value = {acls, bindings: all.map(([, binding]) => binding)};
    return acls.some(({unread}) => unread.length > 0) ? partial(value, 'unsupported') : whole(value);
  },
};
