/** What a packet must look like for a rule; null: any. */
export interface Match {
  readonly family: 'ip' | 'ip6' | null;
  readonly protocols: readonly string[] | null;
  readonly ports: readonly (readonly [from: number, to: number])[] | null;
  readonly sources: readonly string[] | null;
  readonly interfaces: readonly string[] | null;
  /** True when new connections do not match. */
  readonly established: boolean;
  /** True for a further condition that narrows the rule (destination, ICMP type, packet type). */
  readonly narrowed: boolean;
  /** True when a condition lets some packets by, but keeps no sender out (rate, source port). */
  readonly partly: boolean;
  /** False when a part was not understood: the rule may match more or less than said. */
  readonly understood: boolean;
}

export type Verdict =
  | {readonly kind: 'accept' | 'drop' | 'reject' | 'return' | 'none'}
  | {readonly kind: 'jump' | 'goto'; readonly chain: string};

export interface Rule {
  readonly match: Match;
  readonly verdict: Verdict;
}

export interface Chain {
  /** Table and chain, unique in a ruleset. */
  readonly name: string;
  readonly family: 'ip' | 'ip6' | 'inet';
  /** True for a base chain on the input hook. */
  readonly input: boolean;
  readonly policy: 'accept' | 'drop';
  readonly rules: readonly Rule[];
}

export interface Allowed {
  readonly family: 'ip' | 'ip6';
  readonly protocol: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly source: string | null;
  readonly interface: string | null;
  /** True when a further condition narrows it: destination, ICMP type; not for a rate. */
  readonly narrowed: boolean;
}

export interface Verdicts {
  /** What happens to a packet that no rule lets in; null when nothing filters input. */
  readonly policy: 'accept' | 'drop' | 'reject' | null;
  readonly allowed: readonly Allowed[];
  readonly understood: boolean;
}

export const anyPacket: Match = {
  family: null,
  protocols: null,
  ports: null,
  sources: null,
  interfaces: null,
  established: false,
  narrowed: false,
  partly: false,
  understood: true,
};

function both<T>(outer: readonly T[] | null, inner: readonly T[] | null): readonly T[] | null {
  return inner ?? outer;
}

/** Conditions of a rule inside of a chain that was entered under others. */
export function within(outer: Match, inner: Match): Match {
  return {
    family: inner.family ?? outer.family,
    protocols: both(outer.protocols, inner.protocols),
    ports: both(outer.ports, inner.ports),
    sources: both(outer.sources, inner.sources),
    interfaces: both(outer.interfaces, inner.interfaces),
    established: outer.established || inner.established,
    narrowed: outer.narrowed || inner.narrowed,
    partly: outer.partly || inner.partly,
    understood: outer.understood && inner.understood,
  };
}

/** True when every packet matches. */
export function unconditional(match: Match): boolean {
  const lists = [match.protocols, match.ports, match.sources, match.interfaces];
  const further = match.established || match.narrowed || match.partly || !match.understood;
  return lists.every((list) => list === null) && !further;
}

/**
 * Whether what leaves by this goto meets nothing else than what stays: it goes by the interface alone, and the rules after it are about
 * other interfaces or go to the same chain. So firewalld sends all interfaces of a zone to its chain.
 */
export function leavesApart({match, verdict}: Rule, rest: readonly Rule[]): boolean {
  const {interfaces} = match;
  if (!('chain' in verdict) || interfaces === null || !unconditional({...match, interfaces: null})) return false;
  const exact = (names: readonly string[]): boolean => names.every((name) => !/[*+]/.test(name));
  const others = (names: readonly string[] | null): boolean =>
    names !== null && exact([...names, ...interfaces]) && names.every((name) => !interfaces.includes(name));
  return rest.every(
    (later) =>
      ('chain' in later.verdict && later.verdict.chain === verdict.chain) ||
      (later.match.understood && others(later.match.interfaces)),
  );
}
