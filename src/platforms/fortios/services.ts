import type {DeviceDefence, DeviceServices} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {edits, flag, number, settingOf, value, values, type EditNode} from '../config/edit-tree.ts';
import {distinct, sortedBy} from '../text/order.ts';
import {ofConfig, type FortiConfig, type Vdom} from './config.ts';

type Feature = DeviceServices['features'][number];
type Defence = DeviceDefence['defences'][number];

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
  const none = (name: 'dhcp-server' | 'dns-server'): Feature => ({name, enabled: false, interface: null});
  return [...(dhcp.length > 0 ? dhcp : [none('dhcp-server')]), ...(dns.length > 0 ? dns : [none('dns-server')])];
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
  const features = [...globalFeatures(config), ...config.vdoms.flatMap(vdomFeatures), ...ports];
  const unique = new Map(features.map((each) => [`${each.name} ${each.interface ?? ''} ${each.enabled}`, each]));
  return whole({features: sortedBy([...unique.values()], ({name, interface: port}) => `${name} ${port ?? ''}`)});
});

/** `scope` null: everything. */
const defence = (name: Defence['name'], enabled: boolean, scope: string | null, detail: string | null): Defence => ({
  name,
  enabled,
  scope,
  detail,
});

function floods({node, prefix, name: vdom}: Vdom): Defence[] {
  const policies = ['firewall DoS-policy', 'firewall DoS-policy6'].flatMap((name) => edits(node, name));
  const active = policies.filter((policy) => value(policy, 'status') !== 'disable');
  const found = active.flatMap((policy): Defence[] => {
    const scope = `${prefix}${value(policy, 'interface') ?? policy.name}`;
    const anomalies = edits(policy, 'anomaly').filter((each) => value(each, 'status') === 'enable');
    const syn = anomalies.find(({name}) => name === 'tcp_syn_flood');
    const names = anomalies.map(({name}) => name).sort();
    const detail =
      syn === undefined ? null : `${value(syn, 'action') ?? 'pass'} ${value(syn, 'threshold') ?? ''}`.trim();
    return [
      defence('dos-policy', anomalies.length > 0, scope, names.length === 0 ? null : names.join(' ')),
      defence('syn-flood', syn !== undefined && value(syn, 'action') === 'block', scope, detail),
    ];
  });
  return active.length > 0
    ? found
    : [defence('dos-policy', false, vdom, null), defence('syn-flood', false, vdom, null)];
}

const inspections = [
  {name: 'intrusion-prevention', key: 'ips-sensor'},
  {name: 'antivirus', key: 'av-profile'},
  {name: 'web-filter', key: 'webfilter-profile'},
] as const;

/** Profiles of policies that let traffic through; a group of profiles is not followed. */
function inspected({node, prefix, name: vdom}: Vdom): Defence[] {
  const policies = edits(node, 'firewall policy').filter(
    (policy) => value(policy, 'status') !== 'disable' && value(policy, 'action') === 'accept',
  );
  const used = policies.filter((policy) => flag(value(policy, 'utm-status')) === true);
  if (used.some((policy) => value(policy, 'profile-group') !== null)) return [];
  return inspections.map(({name, key}) => {
    const with_ = used.filter((policy) => value(policy, key) !== null);
    const profiles = distinct(with_.flatMap((policy) => values(policy, key))).sort();
    const scope = with_.length === 0 ? vdom : `${prefix}policy ${with_.map((policy) => policy.name).join(' ')}`;
    return defence(name, with_.length > 0, scope, profiles.length === 0 ? null : profiles.join(' '));
  });
}

/** Stateful unless `asymroute` is set; logins are held off after 3 failures unless another number is set: FortiOS CLI reference. */
export const defenceReading: Reading<DeviceDefence> = ofConfig(({global, vdoms}) => {
  const stateful = vdoms.map(({node, name}) =>
    defence('stateful-inspection', flag(settingOf(node, 'system settings', 'asymroute')) !== true, name, null),
  );
  const tries = number(settingOf(global, 'system global', 'admin-lockout-threshold') ?? '3');
  const throttling = tries === null ? [] : [defence('login-throttling', true, null, `${tries}`)];
  const all = [...stateful, ...throttling, ...vdoms.flatMap(floods), ...vdoms.flatMap(inspected)];
  return whole({defences: sortedBy(all, ({name, scope}) => `${name} ${scope ?? ''}`)});
});
