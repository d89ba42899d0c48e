import type {DevicePorts} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {groupedBy} from '../text/order.ts';
import {unquoted} from '../text/quotes.ts';
import {expandPorts} from './port-names.ts';
import {memberPorts, membership, routedVlans} from './vlans.ts';

type Port = DevicePorts['ports'][number];
type Guard = 'dot1x' | 'macAuth' | 'portSecurity' | 'bpduGuard' | 'loopGuard';

/** Ports that a line of the whole device names. */
function named(
  nodes: readonly ConfigNode[],
  pattern: RegExp,
): {readonly ports: Set<string>; readonly understood: boolean} {
  const lists = matching(nodes, pattern).map(({match}) => expandPorts(match[1] ?? ''));
  return {ports: new Set(lists.flatMap((ports) => ports ?? [])), understood: !lists.includes(null)};
}

const guardLines = {
  dot1x: /^aaa port-access authenticator (?!active$)([\w,/-]{1,400})(?: |$)/,
  macAuth: /^aaa port-access mac-based (?!addr-format |password )([\w,/-]{1,400})(?: |$)/,
  portSecurity: /^port-security ([\w,/-]{1,400}) learn-mode (?!continuous)/,
  bpduGuard: /^spanning-tree ([\w,/-]{1,400}) bpdu-protection$/,
  loopGuard: /^loop-protect (?!trap |mode |vlan |disable-timer |transmit-interval )([\w,/-]{1,400})(?: |$)/,
} as const satisfies Readonly<Record<Guard, RegExp>>;

interface Guards {
  readonly of: (name: string) => Pick<Port, Guard>;
  /** Ports that some line names. */
  readonly named: readonly string[];
  readonly understood: boolean;
}

function guardsOf(nodes: readonly ConfigNode[]): Guards {
  const lists = {
    dot1x: named(nodes, guardLines.dot1x),
    macAuth: named(nodes, guardLines.macAuth),
    portSecurity: named(nodes, guardLines.portSecurity),
    bpduGuard: named(nodes, guardLines.bpduGuard),
    loopGuard: named(nodes, guardLines.loopGuard),
  };
  const active = has(nodes, /^aaa port-access authenticator active$/);
  // A port that is authorised for good lets everybody in.
  const forced = named(nodes, /^aaa port-access authenticator ([\w,/-]{1,400}) control authorized$/);
  const tree = has(nodes, /^spanning-tree$/);
  return {
    of: (name) => ({
      dot1x: active && lists.dot1x.ports.has(name) && !forced.ports.has(name),
      macAuth: lists.macAuth.ports.has(name),
      portSecurity: lists.portSecurity.ports.has(name),
      bpduGuard: tree && lists.bpduGuard.ports.has(name),
      loopGuard: lists.loopGuard.ports.has(name),
    }),
    named: Object.values(lists).flatMap(({ports}) => [...ports]),
    understood: [forced, ...Object.values(lists)].every(({understood}) => understood),
  };
}

/** Ports that some line of the configuration names, then the VLANs that have an address. */
export function readPorts(config: RunningConfig) {
  const {nodes} = config;
  const vlansOf = membership(nodes);
  const guards = guardsOf(nodes);
  const blocks = groupedBy(matching(nodes, /^interface (\S{1,40})$/), ({match}) => match.slice(1));
  const listed = new Set([...blocks.keys(), ...guards.named, ...memberPorts(nodes)]);
  const ports = [...listed].map((name): Port => {
    const lines = (blocks.get(name) ?? []).flatMap(({node}) => node.children);
    const description = lastValue(lines, /^name (.{1,70})$/);
    return {
      ...plainPort(name),
      ...vlansOf(name),
      ...guards.of(name),
      description: description === null ? null : unquoted(description),
      shutdown: has(lines, /^disable$/),
      dynamicTrunk: null,
      stormControl: has(lines, /^broadcast-limit [1-9]/),
    };
  });
  const inVlans = (feature: string): boolean => has(nodes, new RegExp(`^${feature} vlan \\S`));
  const value: DevicePorts = {
    dot1x: has(nodes, /^aaa port-access authenticator active$/),
    // Each works in those VLANs alone that are named.
    dhcpSnooping: has(nodes, /^dhcp-snooping$/) && inVlans('dhcp-snooping'),
    arpInspection: has(nodes, /^arp-protect$/) && inVlans('arp-protect'),
    ports: [...ports, ...routedVlans(nodes)],
  };
  return told(value, config, guards.understood);
}
