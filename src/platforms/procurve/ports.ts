import type {DevicePorts, DeviceVlans} from '../../model/device/index.ts';
import {has, lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {withMask} from '../text/address.ts';
import {unquoted} from '../text/quotes.ts';

type Port = DevicePorts['ports'][number];

/** `1-4,A1-A3,Trk1` as single names; null when a part is not understood. */
export function expandPorts(text: string): string[] | null {
  const parts = text.split(',').map((part): string[] | null => {
    const [, slot = '', from = '', slot2, to] =
      /^((?:\d{1,2}\/)?[A-Za-z]{0,4})(\d{1,3})(?:-((?:\d{1,2}\/)?[A-Za-z]{0,4})(\d{1,3}))?$/.exec(part.trim()) ?? [];
    if (from === '') return null;
    if (to === undefined) return [`${slot}${Number(from)}`];
    const length = Number(to) - Number(from) + 1;
    if (slot2 !== slot || length < 1 || length > 512) return null;
    return Array.from({length}, (_, index) => `${slot}${Number(from) + index}`);
  });
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
}

/** Ports that a line of the whole device names. */
function named(
  nodes: readonly ConfigNode[],
  pattern: RegExp,
): {readonly ports: Set<string>; readonly understood: boolean} {
  const lists = matching(nodes, pattern).map(({match}) => expandPorts(match[1] ?? ''));
  return {ports: new Set(lists.flatMap((ports) => ports ?? [])), understood: !lists.includes(null)};
}

const features = {
  dot1x: /^aaa port-access authenticator (?!active$)([\w,/-]{1,400})(?: |$)/,
  macAuth: /^aaa port-access mac-based (?!addr-format |password )([\w,/-]{1,400})(?: |$)/,
  portSecurity: /^port-security ([\w,/-]{1,400}) learn-mode (?!continuous)/,
  bpduGuard: /^spanning-tree ([\w,/-]{1,400}) bpdu-protection$/,
  loopGuard: /^loop-protect (?!trap |mode |vlan |disable-timer |transmit-interval )([\w,/-]{1,400})(?: |$)/,
} as const;

/** VLANs of a port stand with the VLANs: `untagged` in one, `tagged` in others. */
function membership(nodes: readonly ConfigNode[]) {
  const blocks = matching(nodes, /^vlan (\d{1,4})$/).map(({node, match}) => {
    const of = (word: string): string[] => {
      const text = lastValue(node.children, new RegExp(`^${word} ([\\w,/-]{1,600})$`));
      return text === null ? [] : (expandPorts(text) ?? []);
    };
    return {id: Number(match[1]), untagged: of('untagged'), tagged: of('tagged')};
  });
  return (name: string): Pick<Port, 'mode' | 'accessVlan' | 'trunkVlans' | 'nativeVlan'> => {
    const own = blocks.find(({untagged}) => untagged.includes(name))?.id ?? null;
    const tagged = blocks.filter((block) => block.tagged.includes(name)).map(({id}) => id);
    if (tagged.length > 0) return {mode: 'trunk', accessVlan: null, trunkVlans: tagged.join(','), nativeVlan: own};
    return {mode: own === null ? null : 'access', accessVlan: own, trunkVlans: null, nativeVlan: null};
  };
}

export function readPorts(config: RunningConfig) {
  const {nodes} = config;
  const vlansOf = membership(nodes);
  const blocks = matching(nodes, /^interface (\S{1,40})$/);
  const on = Object.entries(features).map(([feature, pattern]) => [feature, named(nodes, pattern)] as const);
  const active = has(nodes, /^aaa port-access authenticator active$/);
  // A port that is authorised for good lets everybody in.
  const forced = named(nodes, /^aaa port-access authenticator ([\w,/-]{1,400}) control authorized$/);
  const tree = has(nodes, /^spanning-tree$/);
  const listed = new Set([
    ...blocks.map(({match}) => match[1] ?? ''),
    ...on.flatMap(([, {ports}]) => [...ports]),
    ...matching(nodes, /^vlan \d{1,4}$/).flatMap(({node}) =>
      node.children.flatMap(
        ({text}) => expandPorts(/^(?:untagged|tagged) ([\w,/-]{1,600})$/.exec(text)?.[1] ?? '') ?? [],
      ),
    ),
  ]);
  const ports = [...listed].map((name): Port => {
    const lines = blocks.filter(({match}) => match[1] === name).flatMap(({node}) => node.children);
    const guards = Object.fromEntries(on.map(([feature, {ports: all}]) => [feature, all.has(name)]));
    const description = lastValue(lines, /^name (.{1,70})$/);
    return {
      ...plainPort(name),
      ...vlansOf(name),
      ...guards,
      dot1x: active && guards['dot1x'] === true && !forced.ports.has(name),
      bpduGuard: tree && guards['bpduGuard'] === true,
      description: description === null ? null : unquoted(description),
      shutdown: has(lines, /^disable$/),
      dynamicTrunk: null,
      stormControl: has(lines, /^broadcast-limit [1-9]/),
    };
  });
  const routed = matching(nodes, /^vlan (\d{1,4})$/).flatMap(({node, match}) => {
    const addresses = matching(node.children, /^ip address ([\d.]{7,15}) ([\d.]{7,15})$/).flatMap(
      ({match: own}) => withMask(own[1] ?? '', own[2] ?? '') ?? [],
    );
    return addresses.length === 0 ? [] : [{...plainPort(`vlan ${match[1] ?? ''}`), mode: 'routed' as const, addresses}];
  });
  const inVlans = (feature: string): boolean => has(nodes, new RegExp(`^${feature} vlan \\S`));
  const value: DevicePorts = {
    dot1x: active,
    // Each works in those VLANs alone that are named.
    dhcpSnooping: has(nodes, /^dhcp-snooping$/) && inVlans('dhcp-snooping'),
    arpInspection: has(nodes, /^arp-protect$/) && inVlans('arp-protect'),
    ports: [...ports, ...routed],
  };
  return told(value, config, forced.understood && on.every(([, {understood}]) => understood));
}

export function readVlans(config: RunningConfig) {
  const vlans: DeviceVlans['vlans'] = matching(config.nodes, /^vlan (\d{1,4})$/).map(({node, match}) => {
    const name = lastValue(node.children, /^name (.{1,70})$/);
    return {id: Number(match[1]), name: name === null ? null : unquoted(name), active: true};
  });
  return told({vlans}, config);
}
