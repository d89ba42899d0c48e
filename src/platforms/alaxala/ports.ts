import type {DevicePorts} from '../../model/device/index.ts';
import {has, matching, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {readIf, readStatements, type Statement} from '../config/statements.ts';
import {withMask} from '../text/address.ts';
import {unquoted} from '../text/quotes.ts';

type Port = DevicePorts['ports'][number];

const name = String.raw`("[^"]{1,64}"|\S{1,64})`;

/** Lines that say nothing of what the facts hold. */
const silent =
  /^(?:no )?(?:spanning-tree|channel-group|lacp|speed|duplex|media-type|mdix|flowcontrol|mtu|bandwidth|link|lldp|oadp|power|snmp-server|mac-address|ip (?:qos-flow-group|igmp|dhcp|arp|helper-address|mtu|ospf|rip|verify|redirects|policy|vrf|pim|source|local-proxy-arp|proxy-arp)|ipv6|mac (?:qos-flow-group|access-group)|qos-flow-group|limit-queue-length|traffic-shape|switch-?backup|switchport (?:vlan|isolation|mac|protocol|dot1q|backup|loopback|trunk (?:ethertype))|axrp|gsrp|efmoam|dot1x|mac-authentication|web-authentication|authentication|loop-detection|vrrp|vlan|track|frame-error-notice|auto-mdix|system|policy|forwarding|priority|control-packet|storm-control (?:action|filter))\b/;

const statements: readonly Statement<Port>[] = [
  {pattern: /^description (.{1,240})$/, read: (port, [, text = '']) => (port.description = unquoted(text))},
  {pattern: /^shutdown$/, read: (port) => (port.shutdown = true)},
  {
    pattern: /^switchport mode (access|trunk|dot1q-tunnel|mac-vlan|protocol-vlan)$/,
    read: (port, [, mode]) => (port.mode = mode === 'trunk' ? 'trunk' : 'access'),
  },
  {pattern: /^switchport access vlan (\d{1,4})$/, read: (port, [, vlan]) => (port.accessVlan = Number(vlan))},
  {
    pattern: /^switchport trunk allowed vlan (?:add )?([\d,-]{1,2000})$/,
    read: (port, [, vlans = '']) =>
      (port.trunkVlans = port.trunkVlans === 'none' ? vlans : `${port.trunkVlans ?? ''},${vlans}`),
  },
  {pattern: /^switchport trunk native vlan (\d{1,4})$/, read: (port, [, vlan]) => (port.nativeVlan = Number(vlan))},
  {
    pattern: /^ip address ([\d.]{7,15}) ([\d.]{7,15})(?: secondary)?$/,
    read: ({addresses}, [, address = '', mask = '']) => {
      const one = withMask(address, mask);
      if (one !== null) addresses.push(one);
      return readIf(one !== null);
    },
  },
  {
    pattern: /^ipv6 address ([\da-f:.]{2,45}\/\d{1,3})$/i,
    read: ({addresses}, [, address = '']) => addresses.push(address),
  },
  {pattern: new RegExp(`^ip access-group ${name} in\\b`), read: (port, [, acl = '']) => (port.aclIn = unquoted(acl))},
  {pattern: new RegExp(`^ip access-group ${name} out\\b`), read: (port, [, acl = '']) => (port.aclOut = unquoted(acl))},
  {pattern: /^dot1x port-control auto$/, read: (port) => (port.dot1x = true)},
  {pattern: /^mac-authentication port$/, read: (port) => (port.macAuth = true)},
  {pattern: /^spanning-tree bpduguard enable$/, read: (port) => (port.bpduGuard = true)},
  {
    pattern: /^storm-control (?:broadcast|multicast|unicast|unknown-unicast) level pps \d{1,10}/,
    read: (port) => (port.stormControl = true),
  },
  {
    pattern: /^loop-detection (\S{1,20})$/,
    read: (port, [, kind]) =>
      (port.loopGuard = port.loopGuard === null ? kind !== 'exception-port' && kind !== 'uplink-port' : false),
  },
  {pattern: silent},
];

/**
 * What holds as long as a port's own lines say nothing. A trunk carries no VLAN before it is allowed one; the switch looks for loops on no
 * port before `loop-detection enable`. Source: AX2500S and AX3600S configuration command references.
 */
function defaults(port: string, {nodes}: RunningConfig): Port {
  const routed = /^(?:vlan|loopback|mgmt|null)/i.test(port);
  if (routed) return {...plainPort(port), mode: 'routed', dynamicTrunk: false};
  const looks = has(nodes, /^loop-detection enable$/);
  const [dot1x, macAuth] = [/^dot1x system-auth-control$/, /^mac-authentication system-auth-control$/].map((line) =>
    has(nodes, line) ? null : false,
  );
  return {
    ...plainPort(port),
    dynamicTrunk: false,
    mode: 'access',
    accessVlan: 1,
    trunkVlans: 'none',
    nativeVlan: 1,
    portSecurity: null,
    dot1x: dot1x ?? null,
    macAuth: macAuth ?? null,
    bpduGuard: false,
    stormControl: false,
    loopGuard: looks ? null : false,
  };
}

function settled(port: Port, {nodes}: RunningConfig): Port {
  const trunk = port.mode === 'trunk';
  const on = (line: RegExp, value: boolean | null): boolean | null => (has(nodes, line) ? (value ?? false) : false);
  if (port.mode === 'routed') return port;
  // Without spanning tree no BPDU is looked at.
  const still = has(nodes, /^spanning-tree disable$/) ? {bpduGuard: false} : {};
  return {
    ...port,
    ...still,
    accessVlan: port.mode === 'access' ? port.accessVlan : null,
    trunkVlans: trunk ? port.trunkVlans : null,
    nativeVlan: trunk ? port.nativeVlan : null,
    dot1x: on(/^dot1x system-auth-control$/, port.dot1x),
    macAuth: on(/^mac-authentication system-auth-control$/, port.macAuth),
  };
}

function readPort(port: string, lines: readonly ConfigNode[], config: RunningConfig) {
  const draft = defaults(port, config);
  const understood = readStatements(lines, /^/, statements, draft);
  return {port: settled(draft, config), understood};
}

export function readPorts(config: RunningConfig) {
  const blocks = matching(config.nodes, /^interface (.{1,120})$/);
  const read = blocks.map(({node, match}) => readPort(match[1] ?? '', node.children, config));
  const snoops = has(config.nodes, /^ip dhcp snooping$/) && has(config.nodes, /^ip dhcp snooping vlan /);
  const value: DevicePorts = {
    dot1x: has(config.nodes, /^dot1x system-auth-control$/),
    // Each works in those VLANs alone that are named, ARP inspection with what DHCP snooping learnt.
    dhcpSnooping: snoops,
    arpInspection: snoops && has(config.nodes, /^ip arp inspection vlan /),
    ports: read.map(({port}) => port),
  };
  return told(
    value,
    config,
    read.every(({understood}) => understood),
  );
}
