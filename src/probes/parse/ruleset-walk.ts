import {withStrangers} from './address-space.ts';
import {AllowedPackets} from './allowed-packets.ts';
import {
  anyPacket,
  leavesApart,
  unconditional,
  within,
  type Chain,
  type Match,
  type Rule,
  type Verdict,
  type Verdicts,
} from './ruleset.ts';

const deepest = 16;
const mostSteps = 20_000;

/** `next`: goes on; `escape`: goes on, but some packets left the chain; null: the chain ends without a verdict. */
type Step = 'accept' | 'drop' | 'reject' | 'next' | 'escape' | null;

class Walk {
  readonly allowed: AllowedPackets;
  #understood = true;
  #steps = 0;
  readonly #chains: ReadonlyMap<string, Chain>;
  readonly #family: 'ip' | 'ip6';

  constructor(chains: ReadonlyMap<string, Chain>, family: 'ip' | 'ip6') {
    this.#chains = chains;
    this.#family = family;
    this.allowed = new AllowedPackets(family);
  }

  get understood(): boolean {
    return this.#understood && this.allowed.understood;
  }

  /** The verdict on a packet that meets no condition, or null when the chain has none. */
  chain(chain: Chain, outer: Match, depth: number): 'accept' | 'drop' | 'reject' | null {
    let escaped = false;
    for (const [at, rule] of chain.rules.entries()) {
      if (rule.match.family !== null && rule.match.family !== this.#family) continue;
      this.#steps += 1;
      if (this.#steps > mostSteps || depth > deepest) {
        this.#understood = false;
        return null;
      }
      const end = this.#rule(rule, outer, depth, chain.rules.slice(at + 1));
      if (end === 'escape') escaped = true;
      else if (end !== 'next' && !escaped) return end;
      else if (end !== 'next') {
        // Some packets went back to the caller before this end: it is not the end of all.
        if (end === 'accept') this.allowed.add(outer);
        return null;
      }
    }
    return null;
  }

  #rule(rule: Rule, outer: Match, depth: number, rest: readonly Rule[]): Step {
    const always = unconditional({...rule.match, family: null});
    const {verdict} = rule;
    switch (verdict.kind) {
      case 'none':
        if (!rule.match.understood) this.#understood = false;
        return 'next';
      case 'accept':
        if (always && unconditional({...outer, family: null})) return 'accept';
        this.allowed.add(within(outer, rule.match));
        return always ? null : 'next';
      case 'drop':
      case 'reject':
        if (!rule.match.understood) this.#understood = false;
        return always ? verdict.kind : 'next';
      case 'return':
        return always ? null : this.#escape(rule.match, depth);
      case 'jump':
      case 'goto':
        return this.#follow(verdict, rule.match, outer, depth, {always, apart: leavesApart(rule, rest)});
      default:
        return verdict satisfies never;
    }
  }

  #follow(
    verdict: Extract<Verdict, {chain: string}>,
    match: Match,
    outer: Match,
    depth: number,
    {always, apart}: {readonly always: boolean; readonly apart: boolean},
  ): Step {
    const target = this.#chains.get(verdict.chain);
    if (target === undefined) {
      this.#understood = false;
      return 'next';
    }
    const end = this.chain(target, within(outer, match), depth + 1);
    if (!always) {
      if (verdict.kind !== 'goto' || end !== null) return 'next';
      return apart ? 'escape' : this.#escape(match, depth);
    }
    return end ?? (verdict.kind === 'goto' ? null : 'next');
  }

  /** Packets that leave a chain under conditions on who sent them are then told too widely. */
  #escape(match: Match, depth: number): 'escape' {
    const {protocols, ports, sources, interfaces} = match;
    const described = [protocols, ports, sources, interfaces].some((list) => list !== null);
    if (!match.understood || described || depth === 0) this.#understood = false;
    return 'escape';
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
    allowed: withStrangers(deciding.flatMap(({walk}) => walk.allowed.list)),
    understood: refusing.length < 2 && walks.every(({walk}) => walk.understood),
  };
}
