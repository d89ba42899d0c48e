import type {DeviceServices} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {edits, flag, settingOf, value, type EditNode} from '../config/edit-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig, type FortiConfig, type Vdom} from './config.ts';
import * as caution from '../text/caution.ts';

type Feature = DeviceServices['features'][number];

/** Only what is set: what the firmware does by itself differs from version to version. */
const perPort = [
  {setting: 'icmp-send-redirect', name: 'icmp-redirects'},
  {setting: 'src-check', name: 'unicast-rpf'},
  {setting: 'broadcast-forward', name: 'directed-broadcast'},
  {setting: 'lldp-transmission', name: 'lldp'},
] as const;

function portFeatures(port: EditNode): Feature[] {
  return perPort.flatMap(({setting, name}) => {
    const enabled = flag(value(port, setting));
    return enabled === null ? [] : [{name, enabled, interface: port.name}];
  });
}

function vdomFeatures({node}: Vdom): Feature[] {
  const dhcp = edits(node, 'system dhcp server').map((entry) => ({
    name: 'dhcp-server' as const,
    enabled: value(entry, 'status') !== 'disable' && value(entry, 'server-type') !== 'ipsec',
    interface: value(entry, 'interface'),
  }));
  const dns = edits(node, 'system dns-server').map((entry) => ({
    name: 'dns-server' as const,
    enabled: true,
    interface: entry.name,
  }));
  return [...dhcp, ...dns];
}

/** What no part of the device has. */
function absent(found: readonly Feature[]): Feature[] {
  const servers = ['dhcp-server', 'dns-server'] as const;
  return servers
    .filter((name) => !found.some((each) => each.name === name))
    .map((name) => ({name, enabled: false, interface: null}));
}

function globalFeatures({global}: FortiConfig): Feature[] {
  const install = flag(settingOf(global, 'system auto-install', 'auto-install-config'));
  const manager = settingOf(global, 'system central-management', 'type');
  return [
    ...(install === null ? [] : [{name: 'auto-install' as const, enabled: install, interface: null}]),
    ...(manager === null
      ? []
      : [{name: 'cloud-management' as const, enabled: manager === 'fortiguard', interface: null}]),
  ];
}

export const servicesReading: Reading<DeviceServices> = ofConfig((config) => {
  const ports = edits(config.global, 'system interface').flatMap(portFeatures);
  const served = config.vdoms.flatMap(vdomFeatures);
  const features = [...globalFeatures(config), ...served, ...absent(served), ...ports];
  const unique = new Map(features.map((each) => [`${each.name} ${each.interface ?? ''} ${each.enabled}`, each]));
  return whole({features: sortedBy([...unique.values()], ({name, interface: port}) => `${name} ${port ?? ''}`)});
}, caution.services);
