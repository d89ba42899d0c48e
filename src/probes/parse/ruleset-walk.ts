import {anyPacket, type Allowed, type Chain, type Match, type Rule, type Verdict, type Verdicts} from './ruleset.ts';

const deepest = 16;
const mostAllowed = 2000;
const mostSteps = 20_000;

function both<T>(outer: readonly T[] | null, inner: readonly T[] | null): readonly T[] | null {
  return inner ?? outer;
}

function within(outer: Match, inner: Match): Match {
  return {
    family: inner.family ?? outer.family,
    protocols: both(outer.protocols, inner.protocols),
    ports: both(outer.ports, inner.ports),
    sources: both(outer.sources, inner.sources),
    interfaces: both(outer.interfaces, inner.interfaces),
    established: outer.established || inner.established,
    narrowed: outer.narrowed || inner.narrowed,
    understood: outer.understood && inner.understood,
  };
}

function unconditional(match: Match): boolean {
  const lists = [match.protocols, match.ports, match.sources, match.interfaces];
  return lists.every((list) => list === null) && !match.established && !match.narrowed && match.understood;
}

class Walk {
  readonly allowed: Allowed[] = [];
  understood = true;
  #steps = 0;
  readonly #keys = new Set<string>();
  readonly #chains: ReadonlyMap<string, Chain>;
  readonly #family: 'ip' | 'ip6';

  constructor(chains: ReadonlyMap<string, Chain>, family: 'ip' | 'ip6') {
    this.#chains = chains;
    this.#family = family;
  }

  /** The verdict on a packet that meets no condition, or null when the chain has none. */
  chain(chain: Chain, outer: Match, depth: number): 'accept' | 'drop' | 'reject' | null {
    for (const rule of chain.rules) {
      if (rule.match.family !== null && rule.match.family !== this.#family) continue;
      this.#steps += 1;
      if (this.#steps > mostSteps || depth > deepest) {
        this.understood = false;
        return null;
      }
      const end = this.#rule(rule, outer, depth);
      if (end !== 'next') return end;
    }
    return null;
  }

  #rule(rule: Rule, outer: Match, depth: number): 'accept' | 'drop' | 'reject' | 'next' | null {
    const always = unconditional({...rule.match, family: null});
    const {verdict} = rule;
    switch (verdict.kind) {
      case 'none':
        if (!rule.match.understood) this.understood = false;
        return 'next';
      case 'accept':
        if (always && unconditional({...outer, family: null})) return 'accept';
        this.#allow(within(outer, rule.match));
        return always ? null : 'next';
      case 'drop':
      case 'reject':
        if (!rule.match.understood) this.understood = false;
        return always ? verdict.kind : 'next';
      case 'return':
        if (!rule.match.understood) this.understood = false;
        return always ? null : 'next';
      case 'jump':
      case 'goto':
        return this.#follow(verdict, rule.match, outer, depth, always);
      default:
        return verdict satisfies never;
    }
  }

  #follow(
    verdict: Extract<Verdict, {chain: string}>,
    match: Match,
    outer: Match,
    depth: number,
    always: boolean,
  ): 'accept' | 'drop' | 'reject' | 'next' | null {
    const target = this.#chains.get(verdict.chain);
    if (target === undefined) {
      this.understood = false;
      return 'next';
    }
    const end = this.chain(target, within(outer, match), depth + 1);
    if (!always) return 'next';
    return end ?? (verdict.kind === 'goto' ? null : 'next');
  }

  #allow(match: Match): void {
    if (!match.understood) this.understood = false;
    const loopback = match.interfaces?.every((name) => name === 'lo') ?? false;
    if (match.established || loopback) return;
    const foreign = this.#family === 'ip' ? 'icmpv6' : 'icmp';
    for (const protocol of (match.protocols ?? ['any']).filter((name) => name !== foreign))
      for (const [from, to] of match.ports ?? [[null, null] as const])
        for (const source of match.sources ?? [null])
          for (const name of match.interfaces ?? [null])
            this.#push({family: this.#family, protocol, from, to, source, interface: name, narrowed: match.narrowed});
  }

  #push(allowed: Allowed): void {
    const key = JSON.stringify(allowed);
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    if (this.allowed.length < mostAllowed) this.allowed.push(allowed);
    else this.understood = false;
  }
}

/**
 * What the input hook does with packets of one family. A packet must pass every base chain; with several
 * that refuse, what is allowed is told too widely, and is not `understood`.
 */
export function inputVerdicts(chains: readonly Chain[], family: 'ip' | 'ip6'): Verdicts {
  const byName = new Map(chains.map((chain) => [chain.name, chain]));
  const base = chains.filter((chain) => chain.input && (chain.family === family || chain.family === 'inet'));
  if (base.length === 0) return {policy: null, allowed: [], understood: true};
  const walks = base.map((chain) => {
    const walk = new Walk(byName, family);
    const end = walk.chain(chain, anyPacket, 0) ?? chain.policy;
    return {end, walk};
  });
  const refusing = walks.filter(({end}) => end !== 'accept');
  const deciding = refusing.length === 0 ? walks : refusing;
  return {
    policy: refusing[0]?.end ?? 'accept',
    allowed: deciding.flatMap(({walk}) => walk.allowed),
    understood: refusing.length < 2 && walks.every(({walk}) => walk.understood),
  };
}
