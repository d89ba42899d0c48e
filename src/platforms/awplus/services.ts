import type {DeviceDefence, DeviceServices} from '../../model/device/index.ts';
import {matching, type ConfigNode} from '../config/indented.ts';
import {told, type RunningConfig} from '../config/running.ts';

type Feature = DeviceServices['features'][number];

const global: readonly {readonly name: Feature['name']; readonly line: string}[] = [
  {name: 'dhcp-server', line: 'service dhcp-server'},
  {name: 'dns-lookup', line: 'ip domain-lookup'},
  {name: 'dns-server', line: 'ip dns forwarding'},
  {name: 'lldp', line: 'lldp run'},
  {name: 'tftp-server', line: 'service tftp'},
  {name: 'source-route', line: 'ip source-route'},
  {name: 'upnp', line: 'upnp'},
];

const onInterfaces: readonly {readonly name: Feature['name']; readonly line: string}[] = [
  {name: 'arp-proxy', line: 'ip proxy-arp'},
  {name: 'directed-broadcast', line: 'ip directed-broadcast'},
  {name: 'icmp-redirects', line: 'ip redirects'},
  {name: 'icmp-unreachables', line: 'ip unreachables'},
];

/** The last line of one level that says it with or without `no`; null when none does. */
function said(nodes: readonly ConfigNode[], line: string): boolean | null {
  const last = nodes.findLast(({text}) => text === line || text === `no ${line}`);
  return last === undefined ? null : last.text === line;
}

/** `no spanning-tree rstp enable` counts wherever a line names the mode; a mode alone runs. null: no line speaks of it. */
export function spanningTree({nodes}: RunningConfig): boolean | null {
  const last = nodes.findLast(({text}) => /^(?:no )?spanning-tree (?:rstp|stp|mstp) enable$/.test(text));
  if (last !== undefined) return !last.text.startsWith('no ');
  return nodes.some(({text}) => /^spanning-tree mode /.test(text)) ? true : null;
}

/** What the configuration says in so many words; LLDP is off until it does. Source: AlliedWare Plus command reference, lldp run. */
export function readServices(config: RunningConfig) {
  const features: Feature[] = global.flatMap(({name, line}) => {
    const enabled = said(config.nodes, line) ?? (name === 'lldp' && config.lacks === null ? false : null);
    return enabled === null ? [] : [{name, enabled, interface: null}];
  });
  const stp = spanningTree(config);
  if (stp !== null) features.push({name: 'spanning-tree', enabled: stp, interface: null});
  for (const {node, match} of matching(config.nodes, /^interface (\S{1,400})$/)) {
    for (const {name, line} of onInterfaces) {
      const enabled = said(node.children, line);
      if (enabled !== null) features.push({name, enabled, interface: match[1] ?? null});
    }
  }
  const value: DeviceServices = {features};
  return told(value, config);
}

const blocks: readonly {readonly name: DeviceDefence['defences'][number]['name']; readonly block: RegExp}[] = [
  {name: 'stateful-inspection', block: /^firewall$/},
  {name: 'intrusion-prevention', block: /^ips$/},
  {name: 'antivirus', block: /^(?:antivirus|malware-protection)$/},
  {name: 'web-filter', block: /^(?:web-control|url-filter)$/},
];

/** Functions of the AR routers stand in blocks that work once they say `protect`; `dos` and `storm-control` stand on ports. */
export function readDefence(config: RunningConfig) {
  const defences: DeviceDefence['defences'] = blocks.flatMap(({name, block}) =>
    matching(config.nodes, block).map(({node}) => {
      const enabled = node.children.some(({text}) => text === 'protect');
      return {name, enabled, scope: null, detail: null};
    }),
  );
  for (const {node, match} of matching(config.nodes, /^interface (\S{1,400})$/)) {
    const scope = match[1] ?? null;
    for (const {match: dos} of matching(node.children, /^dos (\S{1,20}) .{0,40}action (\S{1,20})$/)) {
      const name = dos[1] === 'synflood' ? ('syn-flood' as const) : ('dos-policy' as const);
      defences.push({name, enabled: true, scope, detail: `${dos[1] ?? ''} ${dos[2] ?? ''}`});
    }
    for (const {node: storm} of matching(
      node.children,
      /^storm-control (?:broadcast|multicast|dlf) level [\d.]{1,6}$/,
    )) {
      // All of the bandwidth is no limit.
      const enabled = Number(/[\d.]+$/.exec(storm.text)?.[0]) < 100;
      defences.push({name: 'storm-control', enabled, scope, detail: storm.text.replace('storm-control ', '')});
    }
  }
  const attempts =
    matching(config.nodes, /^aaa local authentication attempts max-fail (\d{1,2})$/).at(-1)?.match[1] ?? '5';
  defences.push({name: 'login-throttling', enabled: attempts !== '0', scope: null, detail: attempts});
  return told({defences}, config);
}
