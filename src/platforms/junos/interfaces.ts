import type {DevicePorts, DeviceVlans} from '../../model/device/index.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import {at, entries, has, leaf, names, numberAt, type WordTree} from '../config/word-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';

type Port = DevicePorts['ports'][number];

/** Numbers of VLANs by name. */
function vlanIds(tree: WordTree): ReadonlyMap<string, number> {
  const found = entries(tree, 'vlans').flatMap(([name, node]) => {
    const id = numberAt(node, 'vlan-id');
    return id === null ? [] : [[name, id] as const];
  });
  return new Map(found);
}

function modeOf(family: WordTree | null): Port['mode'] {
  if (family === null) return null;
  const told = leaf(family, 'interface-mode') ?? leaf(family, 'port-mode') ?? 'access';
  return told === 'trunk' ? 'trunk' : told === 'access' ? 'access' : null;
}

function idOf(word: string, ids: ReadonlyMap<string, number>): number | null {
  return /^\d{1,4}$/.test(word) ? Number(word) : (ids.get(word) ?? null);
}

interface Place {
  readonly tree: WordTree;
  readonly ids: ReadonlyMap<string, number>;
}

/** `ge-0/0/1`, or `ge-0/0/1.0`, named below a path. */
function listed(tree: WordTree, port: string, ...path: readonly string[]): boolean {
  const own = [port, `${port}.0`, 'all'].map((name) => at(tree, ...path, name)).find((node) => node !== null);
  return own !== undefined && !has(own, 'disable');
}

function guards(
  tree: WordTree,
  name: string,
): Pick<Port, 'dot1x' | 'macAuth' | 'portSecurity' | 'bpduGuard' | 'stormControl' | 'loopGuard'> {
  const authenticator = ['protocols', 'dot1x', 'authenticator', 'interface'];
  const mac = [name, `${name}.0`, 'all'].some((port) => has(tree, ...authenticator, port, 'mac-radius'));
  const block = ['protocols', 'layer2-control', 'bpdu-block', 'interface'];
  const old = ['ethernet-switching-options', 'bpdu-block', 'interface'];
  const storm = entries(tree, 'interfaces', name, 'unit').some(([, unit]) =>
    has(unit, 'family', 'ethernet-switching', 'storm-control'),
  );
  return {
    dot1x: listed(tree, name, ...authenticator),
    macAuth: mac,
    portSecurity: null,
    bpduGuard: listed(tree, name, ...block) || listed(tree, name, ...old) ? true : null,
    stormControl: storm || listed(tree, name, 'ethernet-switching-options', 'storm-control', 'interface') ? true : null,
    loopGuard: null,
  };
}

function portOf({tree, ids}: Place, name: string, node: WordTree): Port {
  const units = entries(node, 'unit');
  const switching =
    units.map(([, unit]) => at(unit, 'family', 'ethernet-switching')).find((family) => family !== null) ?? null;
  const addresses = units.flatMap(([, unit]) =>
    ['inet', 'inet6'].flatMap((family) => names(unit, 'family', family, 'address')),
  );
  const mode = switching === null && addresses.length > 0 ? 'routed' : modeOf(switching);
  const members = switching === null ? [] : names(switching, 'vlan', 'members');
  const filter = (key: string): string | null =>
    units
      .map(
        ([, unit]) =>
          entries(unit, 'family')
            .map(([, family]) => leaf(family, 'filter', key))
            .find((acl) => acl !== null) ?? null,
      )
      .find((acl) => acl !== null) ?? null;
  return {
    name,
    description:
      leaf(node, 'description') ??
      units.map(([, unit]) => leaf(unit, 'description')).find((text) => text !== null) ??
      null,
    shutdown: has(node, 'disable'),
    mode,
    dynamicTrunk: mode === null ? null : false,
    accessVlan: mode === 'access' ? idOf(members[0] ?? '', ids) : null,
    trunkVlans: mode === 'trunk' && !members.includes('all') ? members.join(',') : null,
    nativeVlan: numberAt(node, 'native-vlan-id') ?? (switching === null ? null : numberAt(switching, 'native-vlan-id')),
    addresses,
    aclIn: filter('input'),
    aclOut: filter('output'),
    ...guards(tree, name),
  };
}

const notPorts = new Set(['interface-range', 'apply-groups', 'traceoptions', 'interface-set']);

/** Ports that stand in the configuration; those that are left at what the factory set do not. */
export const portsReading: Reading<DevicePorts> = ofConfig((tree) => {
  const place = {tree, ids: vlanIds(tree)};
  const ports = entries(tree, 'interfaces').filter(([name]) => !notPorts.has(name));
  const told: DevicePorts = {
    dot1x: has(tree, 'protocols', 'dot1x', 'authenticator', 'interface'),
    dhcpSnooping: null,
    arpInspection: null,
    ports: sortedBy(
      ports.map(([name, node]) => portOf(place, name, node)),
      ({name}) => name,
    ),
  };
  return has(tree, 'interfaces', 'interface-range') ? partial(told, 'unsupported') : whole(told);
});

export const vlansReading: Reading<DeviceVlans> = ofConfig((tree) => {
  const all = entries(tree, 'vlans');
  const told = all.flatMap(([name, node]) => {
    const id = numberAt(node, 'vlan-id');
    return id === null ? [] : [{id, name, active: null}];
  });
  const value: DeviceVlans = {vlans: sortedBy(told, ({id, name}) => `${String(id).padStart(4, '0')} ${name}`)};
  return told.length === all.length ? whole(value) : partial(value, 'unsupported');
});
