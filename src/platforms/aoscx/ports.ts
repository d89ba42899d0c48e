import type {DevicePorts, DeviceVlans} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {below, readStatements, type Statement} from '../config/statements.ts';
import {expandNames, expandNumbers} from '../text/spans.ts';

type Port = DevicePorts['ports'][number];

/** Lines that say nothing of what the facts hold. */
const silent =
  /^(?:no )?(?:lag|default-gateway|nameserver|mtu|vsx-sync|spanning-tree|speed|lacp|ip (?:dhcp|ospf|mtu|helper-address|igmp|pim|directed-broadcast|proxy-arp|local-proxy-arp|irdp|forward-protocol|bootp|source-lockdown|rip|neighbor-flood|urpf)|ipv6|arp|vrf attach|qos|flow-control|power-over-ethernet|lldp|cdp|mac-|trap|description|vrrp|active-gateway|aaa|port-access|client|apply (?:policy|fault-monitor)|udld|loop-protect|energy|persona|error-control|dhcpv4-snooping|dhcpv6-snooping|nd-snooping|rate-limit|mvrp|l3-counters|keepalive|bfd|track|max-mtu|split|fec|allow-unsupported|auto-group|mclag|vsx-shutdown|bandwidth|port-filter)\b/;

const statements: readonly Statement<Port>[] = [
  {pattern: /^(no )?shutdown$/, read: (port, [, no]) => (port.shutdown = no === undefined)},
  {pattern: /^description (.{1,240})$/, read: (port, [, text = '']) => (port.description = text)},
  {pattern: /^routing$/, read: (port) => (port.mode = 'routed')},
  {pattern: /^no routing$/, read: (port) => (port.mode = port.mode === 'routed' ? null : port.mode)},
  {
    pattern: /^vlan access (\d{1,4})$/,
    read: (port, [, vlan]) => {
      port.mode = 'access';
      port.accessVlan = Number(vlan);
    },
  },
  {
    pattern: /^vlan trunk native (\d{1,4})(?: tag)?$/,
    read: (port, [, vlan]) => {
      port.mode = 'trunk';
      port.nativeVlan = Number(vlan);
    },
  },
  {
    pattern: /^vlan trunk allowed ([\d,-]{1,2000}|all)$/,
    read: (port, [, vlans = '']) => {
      port.mode = 'trunk';
      port.trunkVlans = vlans === 'all' ? null : port.trunkVlans === null ? vlans : `${port.trunkVlans},${vlans}`;
    },
  },
  {
    pattern: /^ip (?:address|static) (\d[\d.]{6,14}\/\d{1,2})(?: secondary)?$/,
    read: ({addresses}, [, address = '']) => addresses.push(address),
  },
  {
    pattern: /^ipv6 address ([\da-f:.]{2,45}\/\d{1,3})/i,
    read: ({addresses}, [, address = '']) => addresses.push(address),
  },
  {pattern: /^apply access-list ip (\S{1,64}) (?:routed-)?in$/, read: (port, [, acl = '']) => (port.aclIn = acl)},
  {pattern: /^apply access-list ip (\S{1,64}) (?:routed-)?out$/, read: (port, [, acl = '']) => (port.aclOut = acl)},
  {pattern: /^apply access-list (?:ipv6|mac) \S{1,64} \S{1,12}$/},
  {pattern: /^spanning-tree bpdu-guard$/, read: (port) => (port.bpduGuard = true)},
  {pattern: /^loop-protect$/, read: (port) => (port.loopGuard = true)},
  {pattern: /^rate-limit (?:broadcast|multicast|unknown-unicast) \d/, read: (port) => (port.stormControl = true)},
  {
    pattern: /^port-access port-security$/,
    read: (port, _, {children}) => (port.portSecurity = has(children, /^enable$/)),
  },
  {
    pattern: /^aaa authentication port-access dot1x authenticator$/,
    read: (port, _, {children}) => (port.dot1x = has(children, /^enable$/)),
  },
  {
    pattern: /^aaa authentication port-access mac-auth$/,
    read: (port, _, {children}) => (port.macAuth = has(children, /^enable$/)),
  },
  {pattern: silent},
];

const off = {
  dot1x: false,
  macAuth: false,
  portSecurity: false,
  bpduGuard: false,
  stormControl: false,
  loopGuard: false,
};

/** What a port sets works with what is on for the whole device. */
interface Globals {
  readonly dot1x: boolean;
  readonly macAuth: boolean;
  readonly portSecurity: boolean;
  readonly spanningTree: boolean;
}

/** A port that says neither `shutdown` nor `no shutdown` follows its model: many are down then. */
function readPort(
  name: string,
  lines: readonly ConfigNode[],
  global: Globals,
): {readonly port: Port; readonly understood: boolean} {
  const bridged = /^(?:\d{1,2}\/\d|lag)/.test(name);
  const port: Port = {...plainPort(name), dynamicTrunk: false, ...(bridged ? off : {mode: 'routed'})};
  const sure = !bridged || has(lines, /^(?:no )?shutdown$/);
  port.shutdown = !sure;
  const understood = readStatements(lines, /^/, statements, port);
  if (bridged) {
    port.dot1x = port.dot1x === true && global.dot1x;
    port.macAuth = port.macAuth === true && global.macAuth;
    port.portSecurity = port.portSecurity === true && global.portSecurity;
    port.bpduGuard = port.bpduGuard === true && global.spanningTree;
  }
  return {port, understood: understood && sure};
}

function globals(nodes: readonly ConfigNode[]): Globals {
  const on = (block: RegExp): boolean => has(below(nodes, block), /^enable$/);
  return {
    dot1x: on(/^aaa authentication port-access dot1x authenticator$/),
    macAuth: on(/^aaa authentication port-access mac-auth$/),
    portSecurity: on(/^port-access port-security$/) || has(nodes, /^port-access port-security enable$/),
    spanningTree: has(nodes, /^spanning-tree$/),
  };
}

export function readPorts(config: RunningConfig) {
  const {nodes} = config;
  const global = globals(nodes);
  const read = matching(nodes, /^interface (\S.{0,60})$/).flatMap(({node, match}) => {
    const text = (match[1] ?? '').replace(/ multi-chassis.{0,20}$/, '');
    const names = expandNames(text, ' ') ?? [text];
    return names.map((name) => readPort(name, node.children, global));
  });
  const inVlans = (line: RegExp): boolean => matching(nodes, /^vlan \S/).some(({node}) => has(node.children, line));
  const snoops = has(nodes, /^dhcpv4-snooping$/) && inVlans(/^dhcpv4-snooping$/);
  const value: DevicePorts = {
    dot1x: global.dot1x,
    dhcpSnooping: snoops,
    // It looks addresses up in what DHCP snooping learnt.
    arpInspection: snoops && inVlans(/^arp inspection$/),
    ports: read.map(({port}) => port),
  };
  return told(
    value,
    config,
    read.every(({understood}) => understood),
  );
}

export function readVlans(config: RunningConfig) {
  const blocks = matching(config.nodes, /^vlan ([\d,-]{1,4000})$/).map(({node, match}) => ({
    ids: expandNumbers(match[1] ?? ''),
    name: lastValue(node.children, /^name (.{1,64})$/),
    active: !has(node.children, /^shutdown$/),
  }));
  const vlans: DeviceVlans['vlans'] = blocks.flatMap(({ids, name, active}) =>
    (ids ?? []).map((id) => ({id, name, active})),
  );
  const known = blocks.every(({ids}) => ids !== null);
  vlans.sort((a, b) => a.id - b.id);
  return told({vlans}, config, known);
}
