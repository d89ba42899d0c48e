import type {DeviceServices} from '../../model/device/index.ts';
import {whole, type Reading} from '../../model/probe.ts';
import {entries, has, type WordTree} from '../config/word-tree.ts';
import {sortedBy} from '../text/order.ts';
import {ofConfig} from './config.ts';
import * as caution from '../text/caution.ts';

type Feature = DeviceServices['features'][number];

/** On where the statement stands. */
const services = [
  {name: 'finger', paths: [['system', 'services', 'finger']]},
  {name: 'ftp-server', paths: [['system', 'services', 'ftp']]},
  {name: 'tftp-server', paths: [['system', 'services', 'tftp-server']]},
  {name: 'dns-server', paths: [['system', 'services', 'dns']]},
  {
    name: 'dhcp-server',
    paths: [
      ['system', 'services', 'dhcp'],
      ['system', 'services', 'dhcp-local-server'],
    ],
  },
  {
    name: 'auto-install',
    paths: [
      ['system', 'autoinstallation'],
      ['chassis', 'auto-image-upgrade'],
    ],
  },
  {
    name: 'spanning-tree',
    paths: [
      ['protocols', 'rstp'],
      ['protocols', 'mstp'],
      ['protocols', 'vstp'],
      ['protocols', 'stp'],
    ],
  },
  {name: 'cloud-management', paths: [['system', 'phone-home']]},
] as const;

/** On unless a statement says otherwise: Junos CLI reference, `system no-redirects`. */
function redirects(tree: WordTree): Feature[] {
  const off = has(tree, 'system', 'no-redirects');
  return [{name: 'icmp-redirects', enabled: !off, interface: null}];
}

function lldp(tree: WordTree): Feature[] {
  const ports = entries(tree, 'protocols', 'lldp', 'interface');
  const off = has(tree, 'protocols', 'lldp', 'disable') || ports.length === 0;
  if (off) return [{name: 'lldp', enabled: false, interface: null}];
  return ports.map(([port, node]) => ({
    name: 'lldp',
    enabled: !has(node, 'disable'),
    interface: port === 'all' ? null : port,
  }));
}

function reversePath(tree: WordTree): Feature[] {
  return entries(tree, 'interfaces').flatMap(([port, node]) =>
    entries(node, 'unit')
      .filter(([, unit]) => has(unit, 'family', 'inet', 'rpf-check'))
      .map(([unit]): Feature => ({name: 'unicast-rpf', enabled: true, interface: `${port}.${unit}`})),
  );
}

export const servicesReading: Reading<DeviceServices> = ofConfig((tree) => {
  const told = services.map(({name, paths}): Feature => ({
    name,
    enabled: paths.some((path) => has(tree, ...path)),
    interface: null,
  }));
  const features = [...told, ...redirects(tree), ...lldp(tree), ...reversePath(tree)];
  return whole({features: sortedBy(features, ({name, interface: port}) => `${name} ${port ?? ''}`)});
}, caution.services);
