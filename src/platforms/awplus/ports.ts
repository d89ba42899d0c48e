import type {DevicePorts} from '../../model/device/index.ts';
import {has, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readStatements, type Statement} from '../config/statements.ts';
import {plainPort} from '../config/port.ts';
import {expandNames} from '../text/spans.ts';
import {spanningTree} from './services.ts';

type Port = DevicePorts['ports'][number];

/** Nobody yet told what these lines do to the port: they leave the facts as they are. */
const silent =
  /^(?:no )?(?:spanning-tree|lacp|channel-group|static-channel-group|speed|duplex|polarity|mtu|mru|flowcontrol|lldp|mls|service-policy|qos|egress-rate-limit|power-inline|snmp trap|ip (?:helper-address|dhcp|proxy-arp|local-proxy-arp|redirects|unreachables|directed-broadcast|igmp|pim|ospf|rip|vrf|tcp|mtu|dhcp-client|rip|gratuitous|unnumbered|address dhcp)|ipv6|openflow|thrash-limiting|stackport|switchport (?:atmf|provider|vlan|voice|resiliencylink|remote|ingress)|dos|fdb|mac|linkflap|ecofriendly|backpressure|authentication|vrrp|arp|dot1x (?:timeout|max|eap|key|control|port-control force)|auth (?:timeout|max|reauth|host|supplicant|guest|dynamic|roaming|critical|auth-fail|two-step|profile|log|priority)|auth-(?:mac|web) (?:auth|method|reauth|forward|max|password|idle|learning)|loop-protection action-delay-time|undebug|udld|ptp|trust|priority|wrr|encapsulation|tunnel|ppp|peer|keepalive|bridge-group|nat|firewall|crypto|rate-limit|optical|cable|debounce|port-vlan|vlan|private|gvrp|epsr|atmf|g8032|ethernet|mirror|description)\b/;

const statements: readonly Statement<Port>[] = [
  {pattern: /^description (.{1,240})$/, read: (port, [, text = '']) => (port.description = text)},
  {pattern: /^shutdown$/, read: (port) => (port.shutdown = true)},
  {pattern: /^no shutdown$/, read: (port) => (port.shutdown = false)},
  {pattern: /^switchport$/, read: (port) => (port.mode ??= 'access')},
  {
    pattern: /^switchport mode (access|trunk)\b/,
    read: (port, [, mode]) => (port.mode = mode === 'trunk' ? 'trunk' : 'access'),
  },
  {pattern: /^switchport access vlan (\d{1,4})$/, read: (port, [, vlan]) => (port.accessVlan = Number(vlan))},
  {
    pattern: /^switchport trunk allowed vlan (?:add )?([\d,-]{1,400})$/,
    read: (port, [, vlans = '']) => {
      port.trunkVlans = port.trunkVlans === null || port.trunkVlans === 'none' ? vlans : `${port.trunkVlans},${vlans}`;
    },
  },
  {
    pattern: /^switchport trunk allowed vlan (none|except [\d,-]{1,400})$/,
    read: (port, [, vlans = '']) => (port.trunkVlans = vlans),
  },
  {pattern: /^switchport trunk allowed vlan all$/, read: (port) => (port.trunkVlans = null)},
  {pattern: /^switchport trunk native vlan (\d{1,4})$/, read: (port, [, vlan]) => (port.nativeVlan = Number(vlan))},
  {pattern: /^switchport trunk native vlan none$/, read: (port) => (port.nativeVlan = null)},
  {pattern: /^(no )?switchport port-security$/, read: (port, [, no]) => (port.portSecurity = no === undefined)},
  {pattern: /^switchport port-security /},
  {
    pattern: /^ip address (\d[\d.]{6,14}\/\d{1,2})(?: secondary)?$/,
    read: ({addresses}, [, address = '']) => addresses.push(address),
  },
  {
    pattern: /^ipv6 address ([\da-f:.]{2,45}\/\d{1,3})(?: eui64)?$/i,
    read: ({addresses}, [, address = '']) => addresses.push(address),
  },
  {
    pattern: /^(?:access-group|ip traffic-filter|ip access-group) (\S{1,64})(?: in)?$/,
    read: (port, [, acl = '']) => (port.aclIn ??= acl),
  },
  {
    pattern: /^(?:ip traffic-filter|ip access-group) (\S{1,64}) out$/,
    read: (port, [, acl = '']) => (port.aclOut ??= acl),
  },
  {pattern: /^dot1x port-control auto$/, read: (port) => (port.dot1x = true)},
  {pattern: /^auth-mac enable$/, read: (port) => (port.macAuth = true)},
  {pattern: /^auth-web enable\b/},
  {
    pattern: /^spanning-tree (?:portfast bpdu-guard|bpduguard|edgeport bpdu-guard)(?: enable)?$/,
    read: (port) => (port.bpduGuard = true),
  },
  {
    pattern: /^storm-control (?:broadcast|multicast|dlf) level (\d{1,3}(?:\.\d{1,2})?)$/,
    read: (port, [, level]) => (port.stormControl ||= Number(level) < 100),
  },
  {pattern: /^loop-protection action \S{1,20}(?: \S{1,20})?$/},
  {pattern: silent},
];

/** What holds for a port as long as its own lines say nothing. Source: AlliedWare Plus command reference. */
function defaults(name: string, {nodes}: RunningConfig): Port {
  const bridged = /^(?:port|sa|po)\d/.test(name);
  const detects = has(nodes, /^loop-protection loop-detect\b/);
  const guards = has(nodes, /^spanning-tree portfast bpdu-guard$/);
  return {
    ...plainPort(name),
    mode: bridged ? null : 'routed',
    dynamicTrunk: false,
    ...(bridged ? {accessVlan: 1, nativeVlan: 1} : {}),
    ...(bridged ? {dot1x: false, macAuth: false, portSecurity: false, stormControl: false} : {}),
    bpduGuard: bridged ? (guards ? null : false) : null,
    loopGuard: bridged && !detects ? false : null,
  };
}

/** VLANs of another mode than the port's say nothing. */
function settled(port: Port, detects: boolean, guard: boolean | null): Port {
  const trunk = port.mode === 'trunk';
  const vlans = {
    accessVlan: port.mode === 'access' ? port.accessVlan : null,
    nativeVlan: trunk ? port.nativeVlan : null,
  };
  return {...port, ...vlans, loopGuard: detects ? guard : port.loopGuard};
}

function readPort(
  name: string,
  config: RunningConfig,
  lines: readonly ConfigNode[],
): {port: Port; understood: boolean} {
  const port = defaults(name, config);
  const understood = readStatements(lines, /^/, statements, port);
  const action = /^loop-protection action (\S+)/;
  const chosen = lines.flatMap(({text}) => action.exec(text)?.[1] ?? []).at(-1);
  const detects = has(config.nodes, /^loop-protection loop-detect\b/) && /^(?:port|sa|po)\d/.test(name);
  // Without spanning tree no BPDU is looked at.
  if (port.bpduGuard !== null && spanningTree(config) === false) port.bpduGuard = false;
  return {port: settled(port, detects, chosen === undefined ? null : chosen !== 'none'), understood};
}

/** Blocks of all interfaces by single names, in order; a block may stand for many. */
function blocks({nodes}: RunningConfig): {readonly named: Map<string, ConfigNode[]>; readonly understood: boolean} {
  const named = new Map<string, ConfigNode[]>();
  let understood = true;
  for (const {text, children} of nodes) {
    const list = /^interface (\S{1,400})$/.exec(text)?.[1];
    if (list === undefined) continue;
    const names = list === 'lo' ? ['lo'] : expandNames(list);
    if (names === null) understood = false;
    for (const name of names ?? [list]) named.set(name, [...(named.get(name) ?? []), ...children]);
  }
  return {named, understood};
}

export function readPorts(config: RunningConfig) {
  const {named, understood} = blocks(config);
  const read = [...named].map(([name, lines]) => readPort(name, config, lines));
  const snoops = has(config.nodes, /^service dhcp-snooping$/);
  const inVlans = (line: RegExp): boolean => [...named.values()].some((lines) => has(lines, line));
  const value: DevicePorts = {
    dot1x: has(config.nodes, /^aaa authentication dot1x default /),
    // Each works in those VLANs alone that are named, ARP security with what DHCP snooping learnt.
    dhcpSnooping: snoops && inVlans(/^ip dhcp snooping$/),
    arpInspection: snoops && inVlans(/^arp security$/),
    ports: read.map(({port}) => port),
  };
  return told(value, config, understood && read.every((each) => each.understood));
}
