import type {DevicePorts} from '../../model/device/index.ts';
import {has} from '../config/indented.ts';
import type {Statement} from '../config/statements.ts';

type Port = DevicePorts['ports'][number];

/** Lines that say nothing of what the facts hold. */
const silent =
  /^(?:no )?(?:lag|default-gateway|nameserver|mtu|vsx-sync|spanning-tree|speed|lacp|ip (?:dhcp|ospf|mtu|helper-address|igmp|pim|directed-broadcast|proxy-arp|local-proxy-arp|irdp|forward-protocol|bootp|source-lockdown|rip|neighbor-flood|urpf)|ipv6|arp|vrf attach|qos|flow-control|power-over-ethernet|lldp|cdp|mac-|trap|description|vrrp|active-gateway|aaa|port-access|client|apply (?:policy|fault-monitor)|udld|loop-protect|energy|persona|error-control|dhcpv4-snooping|dhcpv6-snooping|nd-snooping|rate-limit|mvrp|l3-counters|keepalive|bfd|track|max-mtu|split|fec|allow-unsupported|auto-group|mclag|vsx-shutdown|bandwidth|port-filter)\b/;

/** What the lines of a port say of it. */
export const portLines: readonly Statement<Port>[] = [
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
