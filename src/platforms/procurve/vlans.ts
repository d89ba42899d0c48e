import type {DevicePorts, DeviceVlans} from '../../model/device/index.ts';
import {lastValue, matching, type ConfigNode} from '../config/indented.ts';
import {plainPort} from '../config/port.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {withMask} from '../text/address.ts';
import {groupedBy} from '../text/order.ts';
import {unquoted} from '../text/quotes.ts';
import {expandPorts} from './port-names.ts';

type Port = DevicePorts['ports'][number];

interface Members {
  readonly id: number;
  readonly untagged: readonly string[];
  readonly tagged: readonly string[];
}

function membersOf(nodes: readonly ConfigNode[]): Members[] {
  return matching(nodes, /^vlan (\d{1,4})$/).map(({node, match}) => {
    const listed = (word: string): string[] => {
      const text = lastValue(node.children, new RegExp(`^${word} ([\\w,/-]{1,600})$`));
      return text === null ? [] : (expandPorts(text) ?? []);
    };
    return {id: Number(match[1]), untagged: listed('untagged'), tagged: listed('tagged')};
  });
}

/** VLANs of a port, by its name: they stand with the VLANs, `untagged` in one, `tagged` in others. */
export function membership(
  nodes: readonly ConfigNode[],
): (name: string) => Pick<Port, 'mode' | 'accessVlan' | 'trunkVlans' | 'nativeVlan'> {
  const vlans = membersOf(nodes);
  const untagged = groupedBy(vlans, (vlan) => vlan.untagged);
  const tagged = groupedBy(vlans, (vlan) => [...new Set(vlan.tagged)]);
  return (name) => {
    const own = untagged.get(name)?.[0]?.id ?? null;
    const trunk =
      tagged
        .get(name)
        ?.map(({id}) => id)
        .join(',') ?? null;
    if (trunk !== null) return {mode: 'trunk', accessVlan: null, trunkVlans: trunk, nativeVlan: own};
    return {mode: own === null ? null : 'access', accessVlan: own, trunkVlans: null, nativeVlan: null};
  };
}

/** Ports that a line of a VLAN names. */
export function memberPorts(nodes: readonly ConfigNode[]): string[] {
  return matching(nodes, /^vlan \d{1,4}$/).flatMap(({node}) =>
    node.children.flatMap(
      ({text}) => expandPorts(/^(?:untagged|tagged) ([\w,/-]{1,600})$/.exec(text)?.[1] ?? '') ?? [],
    ),
  );
}

/** VLANs that have an address: the switch routes there. */
export function routedVlans(nodes: readonly ConfigNode[]): Port[] {
  return matching(nodes, /^vlan (\d{1,4})$/).flatMap(({node, match}) => {
    const addresses = matching(node.children, /^ip address ([\d.]{7,15}) ([\d.]{7,15})$/).flatMap(
      ({match: own}) => withMask(own[1] ?? '', own[2] ?? '') ?? [],
    );
    return addresses.length === 0 ? [] : [{...plainPort(`vlan ${match[1] ?? ''}`), mode: 'routed' as const, addresses}];
  });
}

/** VLANs of the configuration, each with its name. */
export function readVlans(config: RunningConfig) {
  const vlans: DeviceVlans['vlans'] = matching(config.nodes, /^vlan (\d{1,4})$/).map(({node, match}) => {
    const name = lastValue(node.children, /^name (.{1,70})$/);
    return {id: Number(match[1]), name: name === null ? null : unquoted(name), active: true};
  });
  return told({vlans}, config);
}
