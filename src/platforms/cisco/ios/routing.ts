import type {DeviceRouting} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, matching, type ConfigNode} from '../../config/indented.ts';
import {byCodeUnit} from '../../text/order.ts';
import {told, type CiscoConfig} from '../config.ts';
import {interfaceNodes} from './ports.ts';

type Entry = DeviceRouting['protocols'][number];
type Authentication = Entry['authentication'];

/** All lines below a router, those of its address families too. */
function below(node: ConfigNode): ConfigNode[] {
  return node.children.flatMap((child) => [child, ...child.children]);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort(byCodeUnit);
}

function bgp(node: ConfigNode): Entry[] {
  const lines = below(node);
  const of = (pattern: RegExp): Map<string, string> =>
    new Map(matching(lines, pattern).map(({match}) => [match[1] ?? '', match[2] ?? '']));
  const [groups, passwords, ao, inherits] = [
    of(/^neighbor (\S+) peer-group (\S+)$/),
    of(/^neighbor (\S+) password ()/),
    of(/^neighbor (\S+) ao ()/),
    of(/^neighbor (\S+) inherit ()/),
  ];
  const peers = unique([...of(/^neighbor (\S+) remote-as ()/).keys(), ...groups.keys(), ...inherits.keys()]);
  const listening = of(/^bgp listen range (\S+) peer-group (\S+)/);
  const named = new Map<string, number>();
  for (const {match} of matching(lines, /^neighbor (\S+) remote-as /)) {
    named.set(match[1] ?? '', (named.get(match[1] ?? '') ?? 0) + 1);
  }
  // One address in several VRFs: which of them has the password is not told apart.
  const several = (peer: string): boolean => (named.get(peer) ?? 0) > 1;
  const isPeer = (name: string): boolean => /^[\d.]+$|:/.test(name);
  return [...peers.filter(isPeer), ...listening.keys()].map((peer) => {
    const names = [peer, groups.get(peer) ?? listening.get(peer) ?? peer];
    const sha = names.some((name) => ao.has(name));
    const md5 = names.some((name) => passwords.has(name));
    return {
      protocol: 'bgp',
      scope: peer,
      authentication:
        (sha || md5) && several(peer) ? 'unknown' : sha ? 'sha' : md5 ? 'md5' : inherits.has(peer) ? 'unknown' : 'none',
    };
  });
}

/** `0.0.0.1` and `1` are one area. */
function areaNumber(area: string): string {
  const parts = area.split('.').map(Number);
  return parts.length === 4 ? String(parts.reduce((sum, part) => sum * 256 + part, 0)) : area;
}

/** Interfaces that authenticate by themselves are not matched with areas: what holds there is not known. */
function ospf(node: ConfigNode, config: CiscoConfig): Entry[] {
  const id = /^router ospf (\S+)/.exec(node.text)?.[1] ?? '';
  const interfaces = interfaceNodes(config);
  const areaLines = matching(node.children, /^area (\S+) (.+)$/);
  const hasLine = (area: string, pattern: RegExp): boolean =>
    areaLines.some(({match}) => areaNumber(match[1] ?? '') === area && pattern.test(match[2] ?? ''));
  const areas = unique(
    [
      ...matching(node.children, /^network \S+ \S+ area (\S+)$/).map(({match}) => match[1] ?? ''),
      ...interfaces
        .flatMap(({children}) => matching(children, /^ip ospf (\S+) area (\S+)/))
        .flatMap(({match}) => (match[1] === id ? [match[2] ?? ''] : [])),
    ].map(areaNumber),
  );
  const own = interfaces.some(({children}) => has(children, /^ip ospf authentication\b/));
  // Without a key IOS takes the empty one of number 0, which everybody has.
  const keyed = interfaces.some(({children}) => has(children, /^ip ospf message-digest-key\b/));
  return areas.map((area) => {
    const digest = hasLine(area, /^authentication message-digest$/);
    const plain = hasLine(area, /^authentication$/);
    const apart = own || hasLine(area, /^virtual-link .*\bauthentication null\b/);
    const authentication: Authentication = apart
      ? 'unknown'
      : digest
        ? keyed
          ? 'md5'
          : 'none'
        : plain
          ? 'plain'
          : 'none';
    return {protocol: 'ospf', scope: `${id} area ${area}`, authentication};
  });
}

function modes(words: readonly string[]): Authentication {
  const told = new Set(words);
  if (told.size !== 1) return told.size === 0 ? 'none' : 'unknown';
  const [mode] = words;
  return mode === 'md5' ? 'md5' : mode === 'text' ? 'plain' : mode === 'hmac-sha-256' ? 'sha' : 'unknown';
}

/** One entry for all of a process whose interfaces agree. */
function process(
  protocol: Entry['protocol'],
  scope: string,
  node: ConfigNode,
  config: CiscoConfig,
  onInterface: RegExp,
): Entry {
  const inside = matching(below(node), /^authentication mode (\S+)/).map(({match}) => match[1] ?? '');
  const outside = interfaceNodes(config).flatMap(({children}) =>
    matching(children, onInterface).map(({match}) => match[1] ?? ''),
  );
  const deeper = node.children.flatMap((child) =>
    child.children.flatMap((one) => matching(one.children, /^authentication mode (\S+)/)),
  );
  const told = [...inside, ...outside, ...deeper.map(({match}) => match[1] ?? '')];
  // Some interfaces may have none where others have: none is told only where nothing stands.
  const forAll = protocol === 'isis' && inside.length > 0;
  return {protocol, scope, authentication: told.length === 0 ? 'none' : forAll ? modes(told) : 'unknown'};
}

function entriesOf(node: ConfigNode, config: CiscoConfig): Entry[] | null {
  const [, protocol, id = ''] = /^(?:ipv6 )?router (\S+)(?: (\S+))?/.exec(node.text) ?? [];
  switch (protocol) {
    case 'bgp':
      return bgp(node);
    case 'ospf':
      return node.text.startsWith('ipv6') ? null : ospf(node, config);
    case 'eigrp':
      return [process('eigrp', id, node, config, /^ip authentication mode eigrp \S+ (\S+)$/)];
    case 'rip':
      return [process('rip', 'rip', node, config, /^ip rip authentication (?:mode|key-chain) (\S+)$/)];
    case 'isis':
      return [process('isis', id, node, config, /^isis authentication mode (\S+)/)];
    default:
      return null;
  }
}

/** Each is held against all interfaces. */
const mostRouters = 64;

export function readRouting(config: CiscoConfig): Parsed<DeviceRouting> {
  const all = matching(config.nodes, /^(?:ipv6 )?router /);
  const routers = all.slice(0, mostRouters).map(({node}) => entriesOf(node, config));
  const known = routers.filter((entries) => entries !== null);
  return told(config, {protocols: known.flat()}, known.length === all.length);
}
