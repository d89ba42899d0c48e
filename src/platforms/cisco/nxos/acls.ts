import type {DeviceAcls} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {readHost, readMasked, readPrefix} from '../../acl/address.ts';
import {readAclLines} from '../../acl/entry.ts';
import {readPorts} from '../../acl/ports.ts';
import type {AclObjects, AclSyntax} from '../../acl/syntax.ts';
import {matching, type ConfigNode} from '../../config/indented.ts';
import {byCodeUnit} from '../../text/order.ts';
import {isOfList} from '../acl-bindings.ts';
import {perConfig, told, type CiscoConfig} from '../config.ts';

export type Acl = DeviceAcls['acls'][number];
type Binding = DeviceAcls['bindings'][number];

const plain: AclSyntax = {form: 'extended', mask: 'wildcard'};

/** `10 host 192.0.2.1`, `20 192.0.2.0/24`, `30 192.0.2.0 0.0.0.255`. */
function readNetwork(line: string): string | null {
  const [first = '', second = '', ...more] = line.replace(/^\d+ /, '').split(/\s+/);
  if (more.length > 0) return null;
  if (first === 'host') return readHost(second);
  return second === '' ? readPrefix(first) : readMasked(first, second, 'wildcard');
}

function readPortLine(line: string): readonly string[] | null {
  const words = {all: line.replace(/^\d+ /, '').split(/\s+/), at: 0};
  const ports = readPorts(words, plain);
  return words.at === words.all.length ? ports : null;
}

function groups<T>(nodes: readonly ConfigNode[], kind: RegExp, read: (line: string) => T | null): Map<string, T[]> {
  return new Map(
    matching(nodes, kind).flatMap(({node, match}) => {
      const members = node.children.map((child) => read(child.text));
      const known = members.filter((member) => member !== null);
      return known.length === members.length && known.length > 0 ? [[match[1] ?? '', known] as const] : [];
    }),
  );
}

function readObjects(nodes: readonly ConfigNode[]): AclObjects {
  const ports = groups(nodes, /^object-group ip port (\S+)$/, readPortLine);
  return {
    networks: groups(nodes, /^object-group ip(?:v6)? address (\S+)$/, readNetwork),
    services: new Map(),
    ports: new Map([...ports].map(([name, members]) => [name, members.flat()])),
  };
}

/** Lines that set how a list works, and are no rules. */
const setting = /^(?:\d+ )?(?:statistics per-entry|fragments (?:permit|deny)-all|ignore routable)$/;

export const readAcls = perConfig(({nodes}): ReadonlyMap<string, Acl> => {
  const objects = readObjects(nodes);
  return new Map(
    matching(nodes, /^(ip|ipv6|mac) access-list (\S+)$/).map(({node, match}) => {
      const name = match[2] ?? '';
      const lines = node.children.map(({text}) => text).filter((text) => !setting.test(text));
      const family = match[1] === 'mac' ? 'mac' : match[1] === 'ipv6' ? 'ipv6' : 'ipv4';
      const read = family === 'mac' ? {entries: [], unread: lines} : readAclLines(lines, {...plain, objects});
      return [name, {name, family, defaultAction: 'deny', ...read}];
    }),
  );
});

const bound =
  /^(?:ip(?:v6)? (?:port )?access-group|ipv6 (?:port )?traffic-filter|mac port access-group|(?:ip(?:v6)? )?access-class) (\S+)(?: (in|out))?/;

function bindingsOf({text, children}: ConfigNode): Binding[] {
  const place = /^interface (\S+)/.exec(text)?.[1] ?? (/^line /.test(text) ? text : null);
  if (place === null) return [];
  return matching(children, bound).map(({match}) => ({
    acl: match[1] ?? '',
    place,
    direction: match[2] === 'out' ? 'out' : 'in',
  }));
}

export function readDeviceAcls(config: CiscoConfig): Parsed<DeviceAcls> {
  const acls = [...readAcls(config).values()].sort((a, b) => byCodeUnit(a.name, b.name));
  const bindings = config.nodes.flatMap(bindingsOf);
  const isThere = isOfList(acls);
  const whole = bindings.every(isThere) && acls.every(({unread}) => unread.length === 0);
  return told(config, {acls, bindings: bindings.filter(isThere)}, whole);
}
