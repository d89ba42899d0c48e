import type {DeviceRedundancy, DeviceRouting} from '../../../model/device/index.ts';
import {partial, type Parsed} from '../../../model/probe.ts';
import {has, matching, type ConfigNode} from '../../config/indented.ts';
import {told, type CiscoConfig} from '../config.ts';
import {bundlesOf} from '../ios/redundancy.ts';
import {interfaceNodes} from '../ios/ports.ts';

type Entry = DeviceRouting['protocols'][number];
type Gateway = DeviceRedundancy['gateways'][number];

/** Neighbours may inherit from templates: what those bring is not looked up. */
function bgp(node: ConfigNode): Entry[] {
  const scopes = [node, ...matching(node.children, /^vrf /).map((each) => each.node)];
  return scopes.flatMap(({children}) =>
    matching(children, /^neighbor ([\d.]+|[0-9a-fA-F:]+)(?: |$)/).map(({node: peer, match}): Entry => {
      const md5 = has(peer.children, /^password /);
      const inherits = has(peer.children, /^inherit (?:peer|peer-session) /);
      return {protocol: 'bgp', scope: match[1] ?? '', authentication: md5 ? 'md5' : inherits ? 'unknown' : 'none'};
    }),
  );
}

function ospf(node: ConfigNode, id: string, config: CiscoConfig): Entry[] {
  const lines = new Set(node.children.map(({text}) => text));
  return interfaceNodes(config).flatMap(({name, children}) =>
    matching(children, /^ip router ospf (\S+) area (\S+)/).flatMap(({match}): Entry[] => {
      if (match[1] !== id) return [];
      const area = match[2] ?? '';
      const digest =
        has(children, /^ip ospf authentication message-digest$/) ||
        lines.has(`area ${area} authentication message-digest`);
      const plain = has(children, /^ip ospf authentication$/) || lines.has(`area ${area} authentication`);
      const keyed = has(children, /^ip ospf message-digest-key /);
      const chain = has(children, /^ip ospf authentication key-chain /);
      return [
        {
          protocol: 'ospf',
          scope: `${id} area ${area} ${name}`,
          authentication: digest ? (keyed ? 'md5' : 'unknown') : chain ? 'unknown' : plain ? 'plain' : 'none',
        },
      ];
    }),
  );
}

/** Each is held against all interfaces. */
const mostRouters = 64;

export function readRouting(config: CiscoConfig): Parsed<DeviceRouting> {
  const routers = matching(config.nodes, /^router (\S+) (\S+)/);
  const protocols = routers.slice(0, mostRouters).flatMap(({node, match}) => {
    if (match[1] === 'bgp') return bgp(node);
    return match[1] === 'ospf' ? ospf(node, match[2] ?? '', config) : [];
  });
  return told(
    config,
    {protocols},
    routers.length <= mostRouters && routers.every(({match}) => match[1] === 'bgp' || match[1] === 'ospf'),
  );
}

function authentication({children}: ConfigNode, protocol: 'hsrp' | 'vrrp'): Gateway['authentication'] {
  if (has(children, /^authentication md5 /)) return 'md5';
  return protocol === 'hsrp' || has(children, /^authentication text /) ? 'plain' : 'none';
}

export function readRedundancy(config: CiscoConfig): Parsed<DeviceRedundancy> {
  const gateways = interfaceNodes(config).flatMap(({name, children}) =>
    matching(children, /^(hsrp|vrrp) (\d{1,4})(?: |$)/).map(({node, match}): Gateway => {
      const protocol = match[1] === 'vrrp' ? 'vrrp' : 'hsrp';
      return {protocol, name: `${name} ${match[2] ?? ''}`, state: null, authentication: authentication(node, protocol)};
    }),
  );
  return partial({gateways, bundles: bundlesOf(config, 'port-channel'), powerSupplies: [], fans: []}, 'unsupported');
}
