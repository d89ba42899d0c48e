import type {DeviceRouting} from '../../model/device/index.ts';
import type {Parsed} from '../../model/probe.ts';
import {has, lastValue, matching, type ConfigNode} from './indented.ts';
import {told, type RunningConfig} from './running.ts';
import {ospf} from './zebra-ospf.ts';

type Protocol = DeviceRouting['protocols'][number];
type Authentication = Protocol['authentication'];

/** First words of the lines that match, each once. */
function firstWords(nodes: readonly ConfigNode[], pattern: RegExp): ReadonlySet<string> {
  return new Set(matching(nodes, pattern).map(({match}) => match[1] ?? ''));
}

function bgp(router: ConfigNode): Protocol[] {
  const families = router.children.filter(({text}) => /^address-family /.test(text));
  const lines = [router, ...families].flatMap(({children}) => children);
  const groups = new Map<string, string>();
  for (const {match} of matching(lines, /^neighbor (\S{1,128}) peer-group (\S{1,128})$/)) {
    const [, name = '', group = ''] = match;
    if (!groups.has(name)) groups.set(name, group);
  }
  const secured = firstWords(lines, /^neighbor (\S{1,128}) password /);
  const peerGroups = firstWords(lines, /^neighbor (\S{1,128}) peer-group$/);
  const named = firstWords(lines, /^neighbor (\S{1,128}) (?:remote-as|interface|peer-group)\b/);
  return [...named]
    .filter((name) => !peerGroups.has(name))
    .map((scope) => {
      const group = groups.get(scope);
      const md5 = secured.has(scope) || (group !== undefined && secured.has(group));
      return {protocol: 'bgp', scope, authentication: md5 ? 'md5' : 'none'};
    });
}

function rip(router: ConfigNode, interfaces: readonly ConfigNode[]): Protocol[] {
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

/** Protocols that are not looked into, as facts name them; null: facts tell nothing of it. */
const others: readonly (readonly [RegExp, Protocol['protocol'] | null])[] = [
  [/^router isis/, 'isis'],
  [/^router eigrp/, 'eigrp'],
  [/^router (?:ospf6|ipv6 ospf)/, 'ospf6'],
  [/^router (?:ripng|ipv6 rip|openfabric|babel|pim)/, null],
];

/** `understood` false: the protocol is not looked into; `protocols` is what can be said of it all the same. */
function readRouter(
  {node, match}: ReturnType<typeof matching>[number],
  interfaces: readonly ConfigNode[],
): {readonly protocols: Protocol[]; readonly understood: boolean} {
  const other = others.find(([pattern]) => pattern.test(node.text));
  if (other !== undefined) {
    const scope = node.text.replace(/^router /, '');
    const protocols = other[1] === null ? [] : [{protocol: other[1], scope, authentication: 'unknown' as const}];
    return {protocols, understood: false};
  }
  switch (match[1]) {
    case 'bgp':
      return {protocols: bgp(node), understood: true};
    case 'ospf':
      return {protocols: ospf(node, interfaces), understood: true};
    case 'rip':
      return {protocols: rip(node, interfaces), understood: true};
    // No routing protocols.
    case 'vrrp':
    case 'router-id':
      return {protocols: [], understood: true};
    default:
      return {protocols: [], understood: false};
  }
}

/** Routing protocols of a zebra-like configuration, each with its neighbours, areas or interfaces. */
export function readZebraRouting(config: RunningConfig): Parsed<DeviceRouting> {
  const {nodes} = config;
  const interfaces = nodes.filter(({text}) => /^interface /.test(text));
  const read = matching(nodes, /^router (?:ipv6 )?(\S{1,16})/).map((router) => readRouter(router, interfaces));
  const protocols = read.flatMap((router) => router.protocols);
  return told(
    {protocols},
    config,
    read.every(({understood}) => understood),
  );
}
