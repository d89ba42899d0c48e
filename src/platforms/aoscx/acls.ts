import type {DeviceAcls} from '../../model/device/index.ts';
import {readAclLines} from '../acl/entry.ts';
import {matching, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {maskLength} from '../text/address.ts';

type Acl = DeviceAcls['acls'][number];

/** `192.0.2.0/255.255.255.0` as a prefix, a bare address as a host. */
function plainAddress(word: string): string {
  const [, address, mask] = /^(\d[\d.]{6,14})\/(\d[\d.]{6,14})$/.exec(word) ?? [];
  if (address !== undefined && mask !== undefined) {
    const length = maskLength(mask);
    return length === null ? word : `${address}/${length}`;
  }
  return /^\d{1,3}(?:\.\d{1,3}){3}$|^[0-9a-f]{0,4}:[0-9a-f:]{2,40}$/i.test(word) ? `host ${word}` : word;
}

/** The protocol `any` stands for all of IP; `count` only counts. */
function plainLine(line: string): string {
  const words = line
    .trim()
    .replace(/ count$/, '')
    .split(/\s+/);
  const at = /^\d{1,10}$/.test(words[0] ?? '') ? 2 : 1;
  if (words[at] === 'any') words[at] = 'ip';
  return words.map((word, index) => (index > at ? plainAddress(word) : word)).join(' ');
}

function toAcl(name: string, family: Acl['family'], lines: readonly string[]): Acl {
  const rules = lines.filter((line) => !/^(?:\d{1,10} )?comment /.test(line));
  const plain = rules.map(plainLine);
  const original = new Map(plain.map((line, index) => [line, rules[index] ?? line]));
  const {entries, unread} = readAclLines(plain, {form: 'extended', mask: 'prefix'});
  const text = (line: string): string => original.get(line) ?? line;
  return {
    name,
    family,
    defaultAction: 'deny',
    entries: entries.map((entry) => ({...entry, text: text(entry.text)})),
    unread: unread.map(text),
  };
}

const apply =
  /^apply access-list (?:ip|ipv6|mac) (\S{1,64}) (in|out|routed-in|routed-out|control-plane)\b(?: vrf (\S{1,32}))?/;

function bound(nodes: readonly ConfigNode[], place: string | null): DeviceAcls['bindings'] {
  return matching(nodes, apply).map(({match}) => ({
    acl: match[1] ?? '',
    place: place ?? `control-plane vrf ${match[3] ?? 'default'}`,
    direction: match[2]?.endsWith('out') === true ? ('out' as const) : ('in' as const),
  }));
}

export function aclsOf({nodes}: RunningConfig): DeviceAcls {
  const acls = matching(nodes, /^access-list (ip|ipv6|mac) (\S{1,64})$/).map(({node, match}) => {
    const family = match[1] === 'ip' ? 'ipv4' : match[1] === 'ipv6' ? 'ipv6' : 'mac';
    const lines = node.children.map(({text}) => text);
    return toAcl(match[2] ?? '', family, lines);
  });
  const places = matching(nodes, /^(?:interface (\S.{0,60})|vlan (\S{1,60}))$/).flatMap(({node, match}) =>
    bound(node.children, match[1] ?? `vlan ${match[2] ?? ''}`),
  );
  return {acls, bindings: [...bound(nodes, null), ...places]};
}

export function readAcls(config: RunningConfig) {
  const value = aclsOf(config);
  const understood = value.acls.every(({unread, family}) => unread.length === 0 && family !== 'mac');
  return told(value, config, understood);
}
