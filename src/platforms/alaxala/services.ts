import type {DeviceDefence, DeviceServices} from '../../model/device/index.ts';
import {has, matching} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';
import * as caution from '../text/caution.ts';

type Feature = DeviceServices['features'][number];

const onInterfaces: readonly {readonly name: Feature['name']; readonly pattern: RegExp}[] = [
  {name: 'arp-proxy', pattern: /^(no )?ip (?:local-)?proxy-arp$/},
  {name: 'icmp-redirects', pattern: /^(no )?ip redirects$/},
  {name: 'directed-broadcast', pattern: /^(no )?ip (?:subnet-broadcast|directed-broadcast)$/},
];

/** A switch sends no LLDP and runs spanning tree as long as nothing else is configured. Source: AX3600S configuration guide. */
export function readServices(config: RunningConfig) {
  const {nodes} = config;
  const features: Feature[] = [
    {name: 'lldp', enabled: has(nodes, /^lldp (?:run|enable)$/), interface: null},
    {name: 'spanning-tree', enabled: !has(nodes, /^spanning-tree disable$/), interface: null},
    {name: 'ftp-server', enabled: has(nodes, /^ftp-server\b/), interface: null},
    {name: 'dhcp-server', enabled: has(nodes, /^service dhcp\b/), interface: null},
  ];
  for (const {node, match} of matching(nodes, /^interface (.{1,60})$/)) {
    for (const {name, pattern} of onInterfaces) {
      const last = matching(node.children, pattern).at(-1);
      if (last !== undefined) features.push({name, enabled: last.match[1] === undefined, interface: match[1] ?? null});
    }
  }
  const value: DeviceServices = {features};
  return told(value, config, true, caution.services);
}

export function readDefence(config: RunningConfig) {
  const defences: DeviceDefence['defences'] = matching(config.nodes, /^interface (.{1,60})$/).flatMap(({node, match}) =>
    matching(node.children, /^storm-control (\S{1,20} level .{1,40})$/).map(({match: storm}) => ({
      name: 'storm-control' as const,
      enabled: true,
      scope: match[1] ?? null,
      detail: storm[1] ?? null,
    })),
  );
  return told({defences}, config);
}
