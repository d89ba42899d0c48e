import type {DeviceRedundancy} from '../../../model/device/index.ts';
import {partial, type Parsed} from '../../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from '../../config/indented.ts';
import type {CiscoConfig} from '../config.ts';
import {byCodeUnit} from '../words.ts';
import {interfaceNodes} from './ports.ts';

type Gateway = DeviceRedundancy['gateways'][number];

/** HSRP sends the word `cisco` in the clear unless it is told another one: Cisco, First Hop Redundancy Protocols Guide. */
function authenticationOf(
  protocol: Gateway['protocol'],
  group: string,
  children: readonly ConfigNode[],
): Gateway['authentication'] {
  const word = {hsrp: 'standby', vrrp: 'vrrp', glbp: 'glbp', carp: 'carp', ha: 'ha'}[protocol];
  const told = lastValue(children, new RegExp(`^${word} ${group} authentication (md5)?`));
  if (told === 'md5') return 'md5';
  const plain = has(children, new RegExp(`^${word} ${group} authentication `));
  return plain || protocol === 'hsrp' ? 'plain' : 'none';
}

function gatewaysOf(name: string, children: readonly ConfigNode[]): Gateway[] {
  return matching(children, /^(standby|vrrp|glbp) (\d{1,4}) ip(?:v6)?\b/).map(({match}) => {
    const protocol = match[1] === 'standby' ? 'hsrp' : match[1] === 'vrrp' ? 'vrrp' : 'glbp';
    const group = match[2] ?? '';
    return {
      protocol,
      name: `${name} ${group}`,
      state: null,
      authentication: authenticationOf(protocol, group, children),
    };
  });
}

export function bundlesOf(config: CiscoConfig, prefix: string): DeviceRedundancy['bundles'] {
  const members = new Map<string, string[]>();
  for (const {name, children} of interfaceNodes(config)) {
    const group = lastValue(children, /^channel-group (\d{1,4})\b/);
    if (group !== null) members.set(group, [...(members.get(group) ?? []), name]);
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
