import type {DeviceAcls} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {readAclLines} from '../../acl/entry.ts';
import type {AclSyntax} from '../../acl/syntax.ts';
import {matching, type ConfigNode} from '../../config/indented.ts';
import {byCodeUnit} from '../../text/order.ts';
import {isOfList} from '../acl-bindings.ts';
import {withHits} from '../acl-hits.ts';
import {perConfig, told, type CiscoConfig} from '../config.ts';
import {readObjects} from './objects.ts';

export type Acl = DeviceAcls['acls'][number];
type Binding = DeviceAcls['bindings'][number];

interface Lines {
  readonly family: Acl['family'];
  readonly form: AclSyntax['form'] | null;
  readonly lines: string[];
}

/** Standard and extended by number: Cisco IOS Security Configuration Guide, "IP Access List Overview". */
function formOf(number: number): Lines['form'] {
  if (number <= 99 || (number >= 1300 && number <= 1999)) return 'standard';
  return (number >= 100 && number <= 199) || (number >= 2000 && number <= 2699) ? 'extended' : null;
}

function listOf({text, children}: ConfigNode): readonly [string, Lines] | null {
  const numbered = /^access-list (\d{1,4}) (.+)$/.exec(text);
  if (numbered?.[1] !== undefined && numbered[2] !== undefined) {
    const form = formOf(Number(numbered[1]));
    return [numbered[1], {family: form === null ? 'mac' : 'ipv4', form, lines: [numbered[2]]}];
  }
  const lines = children.map((child) => child.text);
  const named = /^ip access-list (standard|extended) (\S+)$/.exec(text);
  if (named?.[2] !== undefined) {
    return [named[2], {family: 'ipv4', form: named[1] === 'standard' ? 'standard' : 'extended', lines}];
  }
  const other = /^(ipv6|mac) access-list (?:extended )?(\S+)$/.exec(text);
  if (other?.[2] === undefined) return null;
  return [
    other[2],
    other[1] === 'ipv6' ? {family: 'ipv6', form: 'extended', lines} : {family: 'mac', form: null, lines},
  ];
}

/** Of all lists together: those beyond are not read. */
const mostEntries = 100_000;

/** Lists of a configuration by name. */
export const readAcls = perConfig(({nodes}): ReadonlyMap<string, Acl> => {
  const lists = new Map<string, Lines>();
  for (const node of nodes) {
    const [name, list] = listOf(node) ?? [];
    if (name === undefined || list === undefined) continue;
    const earlier = lists.get(name);
    if (earlier === undefined) lists.set(name, list);
    else earlier.lines.push(...list.lines);
  }
  const objects = readObjects(nodes);
  let left = mostEntries;
  return new Map(
    [...lists].map(([name, {family, form, lines}]) => {
      const mask = family === 'ipv6' ? 'prefix' : 'wildcard';
      const read =
        form === null || left <= 0 ? {entries: [], unread: lines} : readAclLines(lines, {form, mask, objects});
      left -= read.entries.length;
      return [name, {name, family, defaultAction: 'deny', ...read}];
    }),
  );
});

function bindingsOf({text, children}: ConfigNode): Binding[] {
  const place = /^interface (\S+)/.exec(text)?.[1] ?? (/^line /.test(text) ? text : null);
  if (place === null) return [];
  return matching(
    children,
    /^(?:(?:ip|mac) access-group|ipv6 traffic-filter|(?:ipv6 )?access-class) (\S+) (in|out)\b/,
  ).map(({match}) => ({acl: match[1] ?? '', place, direction: match[2] === 'out' ? 'out' : 'in'}));
}

export function readDeviceAcls(config: CiscoConfig, shown: string | null): Parsed<DeviceAcls> {
  const acls = [...readAcls(config).values()].sort((a, b) => byCodeUnit(a.name, b.name));
  const bindings = config.nodes.flatMap(bindingsOf);
  const isThere = isOfList(acls);
  const value = {
    acls: shown === null ? acls : withHits(acls, shown),
    bindings: bindings.filter(isThere),
  };
  // Without lists there are no hits to be told.
  const counted = acls.length === 0 || /\baccess list\b/.test(shown ?? '');
  return told(config, value, counted && bindings.every(isThere) && acls.every(({unread}) => unread.length === 0));
}
