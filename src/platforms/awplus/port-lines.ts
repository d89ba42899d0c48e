import type {DevicePorts} from '../../model/device/index.ts';
import type {Statement} from '../config/statements.ts';

type Port = DevicePorts['ports'][number];

/** Lines that say nothing of what the facts hold. */
const silent =
  /^(?:no )?(?:spanning-tree|lacp|channel-group|static-channel-group|speed|duplex|polarity|mtu|mru|flowcontrol|lldp|mls|service-policy|qos|egress-rate-limit|power-inline|snmp trap|ip (?:helper-address|dhcp|proxy-arp|local-proxy-arp|redirects|unreachables|directed-broadcast|igmp|pim|ospf|rip|vrf|tcp|mtu|dhcp-client|rip|gratuitous|unnumbered|address dhcp)|ipv6|openflow|thrash-limiting|stackport|switchport (?:atmf|provider|vlan|voice|resiliencylink|remote|ingress)|dos|fdb|mac|linkflap|ecofriendly|backpressure|authentication|vrrp|arp|dot1x (?:timeout|max|eap|key|control|port-control force)|auth (?:timeout|max|reauth|host|supplicant|guest|dynamic|roaming|critical|auth-fail|two-step|profile|log|priority)|auth-(?:mac|web) (?:auth|method|reauth|forward|max|password|idle|learning)|loop-protection action-delay-time|undebug|udld|ptp|trust|priority|wrr|encapsulation|tunnel|ppp|peer|keepalive|bridge-group|nat|firewall|crypto|rate-limit|optical|cable|debounce|port-vlan|vlan|private|gvrp|epsr|atmf|g8032|ethernet|mirror|description)\b/;

/** What the lines of a port say of it. */
export const portLines: readonly Statement<Port>[] = [
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
