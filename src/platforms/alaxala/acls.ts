import type {DeviceAcls} from '../../model/device/index.ts';
import {readAclLines} from '../acl/entry.ts';
import {matching, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {unquoted} from '../text/quotes.ts';

type Acl = DeviceAcls['acls'][number];

const named = /^(ip|ipv6|mac) access-list(?: (standard|extended))? ("[^"]{1,64}"|\S{1,64})$/;
const numbered = /^access-list (\d{1,4}) (.{1,300})$/;

/** What no line of a list permits is dropped. Source: AX3600S configuration guide, filters. */
function toAcl(name: string, family: Acl['family'], standard: boolean, lines: readonly string[]): Acl {
  const {entries, unread} = readAclLines(lines, {form: standard ? 'standard' : 'extended', mask: 'wildcard'});
  return {name, family, defaultAction: 'deny', entries, unread};
}

function numberedLists(nodes: readonly ConfigNode[]): Acl[] {
  const lists = new Map<string, string[]>();
  for (const {match} of matching(nodes, numbered)) {
    lists.set(match[1] ?? '', [...(lists.get(match[1] ?? '') ?? []), match[2] ?? '']);
  }
  return [...lists].map(([name, lines]) => {
    const number = Number(name);
    return toAcl(name, 'ipv4', number < 100 || (number >= 1300 && number < 2000), lines);
  });
}

function namedList({node, match}: {readonly node: ConfigNode; readonly match: RegExpExecArray}): Acl {
  const [, kind, form, name = ''] = match;
  const family = kind === 'ipv6' ? 'ipv6' : kind === 'mac' ? 'mac' : 'ipv4';
  const lines = node.children.map(({text}) => text);
  return toAcl(unquoted(name), family, form === 'standard', lines);
}

const group =
  /^(?:ip access-group|ipv6 traffic-filter|mac access-group) ("[^"]{1,64}"|\S{1,64}) (in|out)(?: layer2-forwarding)?$/;

function bindings(nodes: readonly ConfigNode[]): DeviceAcls['bindings'] {
  return matching(nodes, /^interface (.{1,200})$/).flatMap(({node, match}) =>
    matching(node.children, group).map(({match: bound}) => ({
      acl: unquoted(bound[1] ?? ''),
      place: match[1] ?? '',
      direction: bound[2] === 'out' ? ('out' as const) : ('in' as const),
    })),
  );
}

export function aclsOf({nodes}: RunningConfig): DeviceAcls {
  return {acls: [...matching(nodes, named).map(namedList), ...numberedLists(nodes)], bindings: bindings(nodes)};
}

export function readAcls(config: RunningConfig) {
  const value = aclsOf(config);
  const lists = config.nodes.filter(({text}) => /^(?:(?:ip|ipv6|mac|advance) )?access-list\b/.test(text));
  const known = lists.every(({text}) => named.test(text) || numbered.test(text));
  return told(value, config, known && value.acls.every(({unread}) => unread.length === 0));
}
