import {anyPacket, type Match} from './ruleset.ts';

/** Collects the conditions of one firewall rule. */
export interface MatchBuilder {
  family(family: 'ip' | 'ip6'): MatchBuilder;
  protocols(names: readonly string[]): void;
  ports(ranges: readonly (readonly [number, number])[]): void;
  sources(addresses: readonly string[]): void;
  interfaces(names: readonly string[]): void;
  /** Connection states in any case. */
  states(names: readonly string[]): void;
  narrow(): void;
  /** Notes a condition that keeps no sender out. */
  partly(): void;
  /** Notes a condition that is not understood; gives back how many words it took. */
  unknown(length: number): number;
  done(): Match;
}

const everywhere = new Set(['0.0.0.0/0', '::/0']);

/** `22`, `22-23` or `22:23`; null when it is no port number. */
export function portRange(text: string): readonly [number, number] | null {
  const groups = /^(?<from>\d{1,5})(?:[-:](?<to>\d{1,5}))?$/.exec(text)?.groups;
  if (!groups) return null;
  const from = Number(groups['from']);
  const to = Number(groups['to'] ?? from);
  return from <= to && to <= 65_535 ? [from, to] : null;
}

export function matchBuilder(): MatchBuilder {
  let match: Match = anyPacket;
  const merge = (more: Partial<Match>): void => {
    match = {...match, ...more};
  };
  const builder: MatchBuilder = {
    family(family) {
      merge({family});
      return builder;
    },
    protocols(names) {
      merge({protocols: names});
    },
    ports(ranges) {
      merge({ports: ranges});
    },
    sources(addresses) {
      if (!addresses.some((address) => everywhere.has(address))) merge({sources: addresses});
    },
    interfaces(names) {
      merge({interfaces: names});
    },
    states(names) {
      const low = names.map((name) => name.toLowerCase());
      if (low.includes('new')) return;
      merge(low.includes('invalid') || low.includes('untracked') ? {narrowed: true} : {established: true});
    },
    narrow() {
      merge({narrowed: true});
    },
    partly() {
      merge({partly: true});
    },
    unknown(length) {
      merge({narrowed: true, understood: false});
      return length;
    },
    done: () => match,
  };
  return builder;
}
