import type {DevicePorts, DeviceVlans} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {withMask} from '../text/address.ts';

type Port = DevicePorts['ports'][number];

function vlansOf(lines: readonly ConfigNode[]): Pick<Port, 'mode' | 'accessVlan' | 'trunkVlans' | 'nativeVlan'> {
  const kind = lastValue(lines, /^port link-type (access|trunk|hybrid)$/) ?? 'access';
  if (kind === 'access') {
    return {
      mode: 'access',
      accessVlan: Number(lastValue(lines, /^port access vlan (\d{1,4})$/) ?? '1'),
      trunkVlans: null,
      nativeVlan: null,
    };
  }
  const native = Number(lastValue(lines, /^port (?:trunk|hybrid) pvid vlan (\d{1,4})$/) ?? '1');
  const permitted = matching(lines, /^port (?:trunk permit|hybrid) vlan ([\d to]{1,400}?|all)(?: (?:un)?tagged)?$/).map(
    ({match}) => match[1] ?? '',
  );
  const all = permitted.includes('all');
  const text = permitted.join(' ').replaceAll(' to ', '-').trim().replaceAll(/ +/g, ',');
  return {mode: 'trunk', accessVlan: null, trunkVlans: all ? null : text === '' ? '1' : text, nativeVlan: native};
}

/** Lines that leave what is said here as it is are many; those that could change it in a way not known from here make the fact incomplete. */
const unclear =
  /^(?:port (?:service-loopback|s-channel|bridge)|apply |service-instance|port-security port-mode (?!mac|userlogin|autolearn|secure))/;

function readPort(name: string, lines: readonly ConfigNode[], config: RunningConfig): Port {
  const routed =
    /^(?:Vlan-interface|LoopBack|NULL|M-|MGE|Tunnel|Route-Aggregation)/i.test(name) ||
    has(lines, /^port link-mode route$/);
  const addresses = matching(lines, /^ip address ([\d.]{7,15}) ([\d.]{7,15}|\d{1,2})(?: sub)?$/).flatMap(({match}) => {
    const [, address = '', mask = ''] = match;
    return /^\d{1,2}$/.test(mask) ? [`${address}/${mask}`] : (withMask(address, mask) ?? []);
  });
  const base: Port = {
    ...plainPort(name),
    description: lastValue(lines, /^description (.{1,255})$/),
    shutdown: has(lines, /^shutdown$/),
    addresses,
    dynamicTrunk: false,
    aclIn: lastValue(lines, /^packet-filter (?:name )?(\S{1,63}) inbound$/),
    aclOut: lastValue(lines, /^packet-filter (?:name )?(\S{1,63}) outbound$/),
  };
  if (routed) return {...base, mode: 'routed'};
  const global = (line: RegExp): boolean => has(config.nodes, line);
  return {
    ...base,
    ...vlansOf(lines),
    dot1x: global(/^dot1x$/) && has(lines, /^dot1x$/) && !has(lines, /^dot1x port-control authorized-force$/),
    macAuth: global(/^mac-authentication$/) && has(lines, /^mac-authentication$/),
    portSecurity: global(/^port-security enable$/) && has(lines, /^port-security port-mode (?!no-?restrictions?$)/i),
    // Without spanning tree no BPDU is looked at.
    bpduGuard:
      global(/^stp bpdu-protection$/) &&
      has(lines, /^stp edged-port(?: enable)?$/) &&
      !global(/^undo stp (?:global )?enable$|^stp disable$/) &&
      !has(lines, /^undo stp enable$|^stp disable$/),
    // All of the bandwidth is no limit.
    stormControl: has(lines, /^(?:broadcast-suppression (?!100$)|storm-constrain broadcast )/),
    loopGuard: has(lines, /^loopback-detection enable\b/) || global(/^loopback-detection global enable\b/),
  };
}

export function readPorts(config: RunningConfig) {
  const {nodes} = config;
  const blocks = matching(nodes, /^interface (\S{1,60})$/);
  const vlans = matching(nodes, /^vlan \d{1,4}$/).flatMap(({node}) => node.children);
  const value: DevicePorts = {
    dot1x: has(nodes, /^dot1x$/),
    dhcpSnooping: has(nodes, /^dhcp snooping enable$/) || has(nodes, /^dhcp-snooping$/),
    arpInspection: has(vlans, /^arp detection enable$/),
    ports: blocks.map(({node, match}) => readPort(match[1] ?? '', node.children, config)),
  };
  return told(
    value,
    config,
    blocks.every(({node}) => !has(node.children, unclear)),
  );
}

/** `vlan 20`, `vlan 30 to 32`: a block for each that has a name, a line for those that have none. */
export function readVlans(config: RunningConfig) {
  const vlans: DeviceVlans['vlans'] = matching(config.nodes, /^vlan (\d{1,4})(?: to (\d{1,4}))?$/).flatMap(
    ({node, match}) => {
      const first = Number(match[1]);
      const last = Number(match[2] ?? match[1]);
      const name = lastValue(node.children, /^name (.{1,32})$/);
      return Array.from({length: Math.max(0, Math.min(last, 4094) - first + 1)}, (_, index) => ({
        id: first + index,
        name,
        active: true,
      }));
    },
  );
  const unique = [...new Map(vlans.map((vlan) => [vlan.id, vlan])).values()].sort((a, b) => a.id - b.id);
  return told({vlans: unique}, config);
}
