import {isLocalDestination} from './address-space.ts';
import {words} from './config-text.ts';
import type {MatchBuilder} from './match-builder.ts';
import {nftPorts} from './nft-ports.ts';

/** Splits a rule into words; `{ a, b }` and `"…"` are one word each. */
export function tokens(line: string): string[] {
  const found: string[] = [];
  const pattern = /\{[^}]*\}?|"[^"]*"?|[^\s{"]+/g;
  for (const match of line.matchAll(pattern)) found.push(match[0]);
  return found;
}

export function members(word: string): string[] {
  if (!word.startsWith('{')) return word.split(',').map(bare);
  return words(word.slice(1, -1).replaceAll(',', ' ')).map(bare);
}

function bare(word: string): string {
  return word.replaceAll('"', '').trim();
}

export type Reader = (build: MatchBuilder, value: string) => void;

const ports =
  (protocol: string | null): Reader =>
  (build, value) => {
    if (protocol !== null) build.protocols([protocol]);
    const ranges = members(value).map(nftPorts);
    if (ranges.every((range) => range !== null)) build.ports(ranges);
    else build.unknown(0);
  };
const narrow: Reader = (build) => {
  build.narrow();
};
/** What comes in is for this host, and an address of its own keeps nobody out. */
const destination =
  (family: 'ip' | 'ip6'): Reader =>
  (build, value) => {
    build.family(family);
    if (isLocalDestination(members(value))) build.narrow();
    else build.partly();
  };
/** No router has passed on what still has all its hops. */
const hops =
  (family: 'ip' | 'ip6'): Reader =>
  (build, value) => {
    build.family(family);
    if (value === '255') build.narrow();
    else build.partly();
  };
const partly: Reader = (build) => {
  build.partly();
};
const unknown: Reader = (build) => {
  build.unknown(0);
};
/** `host` (iptables: `unicast`): every packet that is for this machine alone. */
export const packetType: Reader = (build, value) => {
  if (value === 'host' || value === 'unicast') build.partly();
  else build.narrow();
};
const extension: Reader = (build, value) => {
  const name = members(value)[0] ?? '';
  if (['limit', 'hashlimit', 'recent', 'connlimit'].includes(name)) build.partly();
  else if (name === 'icmp' || name === 'icmp6') build.narrow();
  else if (name !== 'comment') build.unknown(0);
};
const protocols: Reader = (build, value) => {
  if (value.startsWith('@')) {
    build.unknown(0);
    return;
  }
  build.protocols(members(value).map((name) => (name === 'ipv6-icmp' ? 'icmpv6' : name)));
};
const icmp =
  (protocol: string): Reader =>
  (build) => {
    build.protocols([protocol]);
    build.narrow();
  };

/** What others have begun has neither been answered nor expected, and is translated only where the host itself does so. */
const connectionStatus: Reader = (build, value) => {
  const known = members(value).every((name) => ['expected', 'seen-reply', 'assured', 'dnat'].includes(name));
  if (known) build.states(['established']);
  else build.unknown(0);
};

/** Conditions of two words and a value. */
export const conditions: Readonly<Record<string, Reader>> = {
  'tcp dport': ports('tcp'),
  'udp dport': ports('udp'),
  'sctp dport': ports('sctp'),
  'dccp dport': ports('dccp'),
  'th dport': ports(null),
  'xt match': extension,
  'rt type': narrow,
  'tcp sport': partly,
  'udp sport': partly,
  'tcp flags': (build, value) => {
    build.protocols(['tcp']);
    if (value === 'syn') build.partly();
    else build.narrow();
  },
  'ip daddr': destination('ip'),
  'ip6 daddr': destination('ip6'),
  'ip6 hoplimit': hops('ip6'),
  'ip ttl': hops('ip'),
  'meta pkttype': packetType,
  'meta mark': unknown,
  'ip protocol': protocols,
  'ip6 nexthdr': protocols,
  'meta l4proto': protocols,
  'icmp type': icmp('icmp'),
  'icmp code': icmp('icmp'),
  'icmpv6 type': icmp('icmpv6'),
  'icmpv6 code': icmp('icmpv6'),
  'ip saddr': (build, value) => {
    build.family('ip').sources(members(value));
  },
  'ip6 saddr': (build, value) => {
    build.family('ip6').sources(members(value));
  },
  'meta protocol': (build, value) => {
    if (value === 'ip' || value === 'ip6') build.family(value);
    else build.narrow();
  },
  'meta nfproto': (build, value) => {
    build.family(value === 'ipv6' ? 'ip6' : 'ip');
  },
  'meta iifname': (build, value) => {
    build.interfaces(members(value));
  },
  'ct status': connectionStatus,
  'ct state': (build, value) => {
    build.states(members(value));
  },
};
