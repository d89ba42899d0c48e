import type {DeviceRedundancy} from '../../../model/device/index.ts';
import {partial, type Parsed} from '../../../model/probe.ts';
import {lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import {byCodeUnit} from '../../text/order.ts';
import type {CiscoConfig} from '../config.ts';
import {interfaceNodes} from './ports.ts';

type Gateway = DeviceRedundancy['gateways'][number];

const words = {standby: 'hsrp', vrrp: 'vrrp', glbp: 'glbp'} as const;

function gatewaysOf(name: string, children: readonly ConfigNode[]): Gateway[] {
  const told = new Map(
    matching(children, /^((?:standby|vrrp|glbp) \d{1,4}) authentication (md5)?/).map(({match}) => {
      return [match[1] ?? '', match[2] === 'md5' ? 'md5' : 'plain'] as const;
    }),
  );
  return matching(children, /^((standby|vrrp|glbp) (\d{1,4})) ip(?:v6)?\b/).map(({match}) => {
    const protocol = words[match[2] as keyof typeof words];
    // HSRP sends the word `cisco` in the clear unless it is told another one: Cisco, First Hop Redundancy Protocols Guide.
    const otherwise = protocol === 'hsrp' ? 'plain' : 'none';
    const authentication = told.get(match[1] ?? '') ?? otherwise;
    return {protocol, name: `${name} ${match[3] ?? ''}`, state: null, authentication};
  });
}

export function bundlesOf(config: CiscoConfig, prefix: string): DeviceRedundancy['bundles'] {
  const members = new Map<string, string[]>();
  for (const {name, children} of interfaceNodes(config)) {
    const group = lastValue(children, /^channel-group (\d{1,4})\b/);
    if (group !== null) members.set(group, [...(members.get(group) ?? []).slice(0, 255), name]);
  }
  return [...members]
    .map(([group, names]) => ({name: `${prefix}${group}`, members: names, up: null}))
    .sort((a, b) => byCodeUnit(a.name, b.name));
}

/** What is configured; power supplies and fans are not asked for. */
export function readRedundancy(config: CiscoConfig): Parsed<DeviceRedundancy> {
  const gateways = interfaceNodes(config).flatMap(({name, children}) => gatewaysOf(name, children));
  const value = {gateways, bundles: bundlesOf(config, 'Port-channel'), powerSupplies: [], fans: []};
  return partial(value, 'unsupported');
}
