import type {DeviceServices} from '../../model/device/index.ts';
import {has} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import {below} from '../config/statements.ts';
import * as caution from '../text/caution.ts';

/** Spanning tree and Aruba Central are told of where the configuration says something of them; LLDP is on unless a line puts it off. */
export function readServices(config: RunningConfig) {
  const {nodes} = config;
  const features: DeviceServices['features'] = [
    {name: 'lldp', enabled: !has(nodes, /^no lldp$/), interface: null},
    {name: 'dhcp-server', enabled: has(below(nodes, /^dhcp-server(?:-v4)? vrf /), /^enable$/), interface: null},
  ];
  if (has(nodes, /^(?:no )?spanning-tree$/)) {
    features.push({name: 'spanning-tree', enabled: has(nodes, /^spanning-tree$/), interface: null});
  }
  const central = below(nodes, /^aruba-central$/);
  if (has(central, /^(?:disable|enable)$/)) {
    features.push({name: 'cloud-management', enabled: !has(central, /^disable$/), interface: null});
  }
  return told({features}, config, true, caution.services);
}
