import type {DeviceRouting} from '../../model/device/index.ts';
import type {Parsed} from '../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from './indented.ts';
import {told, type RunningConfig} from './running.ts';

type Protocol = DeviceRouting['protocols'][number];
type Authentication = Protocol['authentication'];

const order: readonly Authentication[] = ['none', 'unknown', 'plain', 'md5', 'sha'];

function bgp(router: ConfigNode): Protocol[] {
  const all = [router, ...router.children.filter(({text}) => /^address-family /.test(text))].flatMap(
    ({children}) => children,
  );
  const groups = matching(all, /^neighbor (\S{1,128}) peer-group (\S{1,128})$/);
  const secured = (name: string): boolean =>
    matching(all, /^neighbor (\S{1,128}) password /).some(({match}) => match[1] === name);
  const named = matching(all, /^neighbor (\S{1,128}) (?:remote-as|interface|peer-group)\b/).map(
    ({match}) => match[1] ?? '',
  );
  const peerGroups = new Set(matching(all, /^neighbor (\S{1,128}) peer-group$/).map(({match}) => match[1]));
  return [...new Set(named)]
    .filter((name) => !peerGroups.has(name))
    .map((scope) => {
      const group = groups.find(({match}) => match[1] === scope)?.match[2];
      const md5 = secured(scope) || (group !== undefined && secured(group));
      return {protocol: 'bgp', scope, authentication: md5 ? 'md5' : 'none'};
    });
}

/** What an interface says of itself; null when it leaves it to its area. */
function onInterface({children}: ConfigNode): Authentication | null {
  const kind = /^ip ospf(?: \S{1,40})? authentication(?: (message-digest|null|key-chain)\b.{0,80})?$/;
  const last = matching(children, kind).at(-1);
  if (last === undefined) return null;
  if (last.match[1] === 'null') return 'none';
  if (last.match[1] === 'key-chain') return 'unknown';
  return last.match[1] === 'message-digest' ? 'md5' : 'plain';
}

function ospf(router: ConfigNode, interfaces: readonly ConfigNode[]): Protocol[] {
  const areas = matching(router.children, /^(?:network \S{1,40}(?: \d[\d.]{6,14})? )?area (\S{1,20})\b/);
  const here = interfaces.flatMap(({children}) => matching(children, /^ip ospf(?: \S{1,40})? area (\S{1,20})$/));
  const names = [...new Set([...areas, ...here].map(({match}) => match[1] ?? ''))].sort();
  const own = interfaces.flatMap((each) => {
    const authentication = onInterface(each);
    return authentication === null ? [] : [{scope: each.text.replace(/^interface /, ''), authentication}];
  });
  const ofArea = names.map((area) => {
    const said = matching(router.children, /^area (\S{1,20}) authentication(?: (message-digest))?$/).filter(
      ({match}) => match[1] === area,
    );
    const kind = said.at(-1)?.match[2];
    const authentication: Authentication = said.length === 0 ? 'none' : kind === undefined ? 'plain' : 'md5';
    return {scope: `area ${area}`, authentication};
  });
  // Where every interface says it by itself, what the area says counts for none of them: which ones do is not known from here.
  const weakened = ofArea.map((each) =>
    each.authentication === 'none' && own.some(({authentication}) => order.indexOf(authentication) > 1)
      ? {...each, authentication: 'unknown' as const}
      : each,
  );
  return [...weakened, ...own].map((each) => ({protocol: 'ospf', ...each}));
}

function rip(interfaces: readonly ConfigNode[], router: ConfigNode): Protocol[] {
  const own = interfaces.flatMap(({text, children}) => {
    const mode = lastValue(children, /^ip rip authentication mode (md5|text)\b/);
    const keyed = has(children, /^ip rip authentication (?:string|key-chain) /);
    if (mode === null && !keyed) return [];
    const authentication: Authentication = !keyed ? 'unknown' : mode === 'md5' ? 'md5' : 'plain';
    return [{protocol: 'rip' as const, scope: text.replace(/^interface /, ''), authentication}];
  });
  const networks = matching(router.children, /^network (\S{1,64})$/).map(({match}) => ({
    protocol: 'rip' as const,
    scope: match[1] ?? '',
    authentication: own.length > 0 ? ('unknown' as const) : ('none' as const),
  }));
  return [...networks, ...own];
}

/** Routing protocols of a zebra-like configuration, each with its neighbours, areas or interfaces. */
export function readZebraRouting(config: RunningConfig): Parsed<DeviceRouting> {
  const {nodes} = config;
  const interfaces = nodes.filter(({text}) => /^interface /.test(text));
  const routers = matching(nodes, /^router (?:ipv6 )?(\S{1,16})/);
  let understood = true;
  const protocols = routers.flatMap(({node, match}): Protocol[] => {
    if (/^router (?:ipv6 (?:ospf|rip)|ospf6|ripng|isis|eigrp|openfabric|babel|pim)/.test(node.text)) {
      const protocol = /isis/.test(node.text) ? 'isis' : /eigrp/.test(node.text) ? 'eigrp' : 'ospf6';
      understood = false;
      return /(?:ripng|ipv6 rip|babel|openfabric|pim)/.test(node.text)
        ? []
        : [{protocol, scope: node.text.replace(/^router /, ''), authentication: 'unknown'}];
    }
    if (match[1] === 'bgp') return bgp(node);
    if (match[1] === 'ospf') return ospf(node, interfaces);
    if (match[1] === 'rip') return rip(interfaces, node);
    // VRRP and its like are no routing protocols.
    if (!/^(?:vrrp|router-id)$/.test(match[1] ?? '')) understood = false;
    return [];
  });
  return told({protocols}, config, understood);
}
