import {isLocalDestination} from './address-space.ts';
import {matchBuilder, portRange, type MatchBuilder} from './match-builder.ts';
import {packetType} from './nft-conditions.ts';
import type {Chain, Rule, Verdict} from './ruleset.ts';

type Option = (build: MatchBuilder, value: string) => void;

const narrow: Option = (build) => {
  build.narrow();
};
const partly: Option = (build) => {
  build.partly();
};
/** What comes in is for this host, and an address of its own keeps nobody out. */
const destination: Option = (build, value) => {
  if (isLocalDestination([value])) build.narrow();
  else build.partly();
};
const destinationType: Option = (build, value) => {
  if (value.split(',').some((type) => type === 'LOCAL' || type === 'UNICAST')) build.partly();
  else build.narrow();
};
/** No router has passed on what still has all its hops. */
const hops: Option = (build, value) => {
  if (value === '255') build.narrow();
  else build.partly();
};
const skip: Option = () => undefined;
const ports: Option = (build, value) => {
  const ranges = value.split(',').map(portRange);
  if (ranges.every((range) => range !== null)) build.ports(ranges);
  else build.unknown(0);
};
const states: Option = (build, value) => {
  build.states(value.split(','));
};

/** Options that take one value. iptables(8), iptables-extensions(8) */
const options: Readonly<Record<string, Option>> = {
  '-s': (build, value) => {
    build.sources([value]);
  },
  '-i': (build, value) => {
    build.interfaces([value]);
  },
  '-p': (build, value) => {
    build.protocols([value === 'ipv6-icmp' ? 'icmpv6' : value]);
  },
  '--dport': ports,
  '--dports': ports,
  '--ctstate': states,
  '--state': states,
  '-m': skip,
  '--comment': skip,
  '-d': destination,
  '--sport': partly,
  '--sports': partly,
  '--icmp-type': narrow,
  '--icmpv6-type': narrow,
  '--dst-type': destinationType,
  '--pkt-type': packetType,
  '--limit': partly,
  '--hl-eq': hops,
  '--ttl-eq': hops,
  '--limit-burst': skip,
  '--seconds': partly,
  '--hitcount': partly,
  '--name': skip,
  '--mask': skip,
  '--reject-with': skip,
  '--log-prefix': skip,
  '--log-level': skip,
};

/** Options without a value. Whoever sends often enough, or knocks, meets those of `recent`. */
const flags = new Set([
  '--update',
  '--rcheck',
  '--remove',
  '--rsource',
  '--rttl',
  '--set',
  '--syn',
  '--connlimit-saddr',
  '--connlimit-daddr',
]);
const counted = /^--(?:hashlimit|connlimit)-(?!saddr$|daddr$)[a-z-]{1,24}$/;

const verdicts: Readonly<Record<string, Verdict>> = {
  ACCEPT: {kind: 'accept'},
  DROP: {kind: 'drop'},
  REJECT: {kind: 'reject'},
  RETURN: {kind: 'return'},
  LOG: {kind: 'none'},
  NFLOG: {kind: 'none'},
  MARK: {kind: 'none'},
  CONNMARK: {kind: 'none'},
};

function tokens(line: string): string[] {
  return Array.from(line.matchAll(/"[^"]*"?|[^\s"]+/g), (match) => match[0]);
}

function rule(args: readonly string[], known: ReadonlySet<string>): Rule {
  const build = matchBuilder();
  let verdict: Verdict = {kind: 'none'};
  for (let at = 0; at < args.length;) {
    const [name = '', value = ''] = [args[at], args[at + 1]];
    const option = options[name];
    if (name === '-j' || name === '-g') {
      const jump: Verdict = {kind: name === '-g' ? 'goto' : 'jump', chain: value};
      verdict = known.has(value) ? jump : (verdicts[value] ?? jump);
      at += 2;
    } else if (flags.has(name)) {
      build.partly();
      at += 1;
    } else if (counted.test(name)) {
      build.partly();
      at += 2;
    } else if (name === '!' && value === '-i' && args[at + 2] === 'lo') {
      // All that others send comes in elsewhere.
      at += 3;
    } else if (name === '!' || option === undefined) {
      at += build.unknown(1);
    } else {
      option(build, value);
      at += 2;
    }
  }
  return {match: build.done(), verdict};
}

/** The filter table as `iptables-save` or `ip6tables-save` prints it. */
export function iptablesChains(text: string, family: 'ip' | 'ip6'): Chain[] {
  const lines = text.split('\n').map((line) => line.trim());
  const start = lines.indexOf('*filter');
  if (start === -1) return [];
  const rest = lines.slice(start + 1);
  const end = rest.indexOf('COMMIT');
  const table = end === -1 ? rest : rest.slice(0, end);
  const heads = table.filter((line) => line.startsWith(':')).map((line) => tokens(line.slice(1)));
  const known = new Set(heads.map(([name = '']) => name));
  const rules = new Map<string, Rule[]>([...known].map((name) => [name, []]));
  for (const line of table.filter((one) => one.startsWith('-A '))) {
    const [, chain = '', ...args] = tokens(line);
    rules.get(chain)?.push(rule(args, known));
  }
  return heads.map(([name = '', policy]) => ({
    name,
    family,
    input: name === 'INPUT',
    policy: policy === 'DROP' ? 'drop' : 'accept',
    rules: rules.get(name) ?? [],
  }));
}
