import type {DevicePorts, DeviceServices} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {plainPort} from '../config/port.ts';
import {at, entries, has, leaf, names, type WordTree} from '../config/word-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type Port = DevicePorts['ports'][number];

function portOf(name: string, node: WordTree, layer: WordTree | null): Port {
  const addresses = layer === null ? [] : [...names(layer, 'ip'), ...names(layer, 'ipv6', 'address')];
  return {
    ...plainPort(name),
    description: leaf(node, 'comment'),
    shutdown: leaf(node, 'link-state') === 'down',
    mode: layer === null ? null : 'routed',
    addresses,
  };
}

function portsOf(device: WordTree): Port[] {
  return ['ethernet', 'aggregate-ethernet'].flatMap((kind) =>
    entries(device, 'network', 'interface', kind).flatMap(([name, node]) => {
      const layer = at(node, 'layer3');
      const units = layer === null ? [] : entries(layer, 'units');
      return [portOf(name, node, layer), ...units.map(([unit, below]) => portOf(unit, below, below))];
    }),
  );
}

export const portsReading: Reading<DevicePorts> = ofConfig(({device}) =>
  whole({dot1x: null, dhcpSnooping: null, arpInspection: null, ports: sortedBy(portsOf(device), ({name}) => name)}),
);

export const servicesReading: Reading<DeviceServices> = ofConfig(({device}) => {
  const dhcp = entries(device, 'network', 'dhcp', 'interface').filter(
    ([, node]) => has(node, 'server') && leaf(node, 'server', 'mode') !== 'disabled',
  );
  const dns = names(device, 'network', 'dns-proxy');
  return whole({
    features: [
      ...(dhcp.length > 0
        ? dhcp.map(([port]) => ({name: 'dhcp-server' as const, enabled: true, interface: port}))
        : [{name: 'dhcp-server' as const, enabled: false, interface: null}]),
      {name: 'dns-server', enabled: dns.length > 0, interface: null},
      {name: 'lldp', enabled: leaf(device, 'network', 'lldp', 'enable') === 'yes', interface: null},
    ],
  });
}, caution.services);
