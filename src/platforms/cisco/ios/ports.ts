import type {DevicePorts} from '../../../model/device/index.ts';
import type {Parsed} from '../../../model/probe.ts';
import {has, lastNumber, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {plainPort} from '../../config/port.ts';
import {withMask} from '../../text/address.ts';
import {told, type CiscoConfig} from '../config.ts';
import {interfaceType} from '../interface-names.ts';
import {guards, type Globals} from './guards.ts';

type Port = DevicePorts['ports'][number];

export function interfaceNodes({
  nodes,
}: CiscoConfig): {readonly name: string; readonly children: readonly ConfigNode[]}[] {
  return matching(nodes, /^interface (\S+)/).map(({node, match}) => ({name: match[1] ?? '', children: node.children}));
}

export function configuredAddresses(children: readonly ConfigNode[]): string[] {
  const masked = matching(children, /^ip address (\d[\d.]{6,14}) (\d[\d.]{6,14})(?: |$)/).map(({match}) =>
    withMask(match[1] ?? '', match[2] ?? ''),
  );
  const prefixed = matching(children, /^ip(?:v6)? address ([0-9A-Fa-f:.]{2,45}\/\d{1,3})(?: |$)/).map(({match}) =>
    (match[1] ?? '').toLowerCase(),
  );
  return [...masked.filter((each) => each !== null), ...prefixed];
}

function modeOf(children: readonly ConfigNode[], addresses: readonly string[]): Port['mode'] {
  const mode = lastValue(children, /^switchport mode (access|trunk)$/);
  if (mode === 'access' || mode === 'trunk') return mode;
  return has(children, /^no switchport$/) || addresses.length > 0 || has(children, /^ip address dhcp/)
    ? 'routed'
    : null;
}

function vlans(children: readonly ConfigNode[]): string | null {
  const parts = matching(children, /^switchport trunk allowed vlan (?:add )?([\d,-]+|none|all)$/).map(
    ({match}) => match[1],
  );
  return parts.length === 0 || parts.includes('all') ? null : parts.join(',');
}

/** Trunking is negotiated unless it is told otherwise: Catalyst Configuration Guide, "Configuring VLAN Trunks". */
function negotiates(
  children: readonly ConfigNode[],
  mode: Port['mode'],
  switched: boolean,
  dtp: boolean,
): boolean | null {
  if (!switched) return null;
  return dtp && mode !== 'access' && !has(children, /^switchport nonegotiate$/);
}

function portOf(name: string, children: readonly ConfigNode[], all: Globals): Port {
  const addresses = configuredAddresses(children);
  const mode = modeOf(children, addresses);
  const type = interfaceType(name);
  const switched =
    (all.isSwitch || mode === 'access' || mode === 'trunk') &&
    mode !== 'routed' &&
    /^(?:physical|aggregate)$/.test(type);
  const acl = (direction: string): string | null =>
    lastValue(children, new RegExp(`^(?:ip access-group|ipv6 traffic-filter) (\\S+) ${direction}\\b`));
  const access = lastNumber(children, /^switchport access vlan (\d{1,4})$/);
  return {
    ...plainPort(name),
    description: lastValue(children, /^description (.+)$/),
    shutdown: has(children, /^shutdown$/) || (all.vlansDown && type === 'vlan' && !has(children, /^no shutdown$/)),
    mode,
    dynamicTrunk: negotiates(children, mode, switched, all.dtp),
    accessVlan: access ?? (mode === 'access' ? 1 : null),
    trunkVlans: vlans(children),
    nativeVlan: lastNumber(children, /^switchport trunk native vlan (\d{1,4})$/) ?? (mode === 'trunk' ? 1 : null),
    addresses,
    aclIn: acl('in'),
    aclOut: acl('out'),
    ...(switched ? guards(children, mode, all) : {}),
  };
}

export function readPorts(config: CiscoConfig, family: Pick<Globals, 'dtp' | 'vlansDown'>): Parsed<DevicePorts> {
  const {nodes} = config;
  const interfaces = interfaceNodes(config);
  const isSwitch =
    interfaces.some(({children}) => has(children, /^switchport /)) ||
    has(nodes, /^(?:switch \d+ provision|spanning-tree mode) /);
  const all: Globals = {
    isSwitch,
    dot1x: has(nodes, /^(?:dot1x system-auth-control|feature dot1x)$/),
    ...family,
    bpduGuard: has(nodes, /^spanning-tree (?:portfast (?:edge )?|port type edge )bpduguard default$/),
    portfast: has(nodes, /^spanning-tree portfast (?:edge )?default$|^spanning-tree port type edge default$/),
    loopGuard: has(nodes, /^spanning-tree loopguard default$/),
  };
  const globally = (pattern: RegExp): boolean | null => has(nodes, pattern) || (isSwitch ? false : null);
  return told(config, {
    dot1x: globally(/^(?:dot1x system-auth-control|feature dot1x)$/),
    dhcpSnooping:
      globally(/^ip dhcp snooping$/) === true
        ? has(nodes, /^ip dhcp snooping vlan \d/)
        : globally(/^ip dhcp snooping$/),
    arpInspection: globally(/^ip arp inspection vlan \d/),
    ports: interfaces.map(({name, children}) => portOf(name, children, all)),
  });
}
