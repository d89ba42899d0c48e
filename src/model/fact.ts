import type {GapReason, Privilege, Via} from './evidence.ts';

/**
 * Where a fact came from: transport, privilege, evidence lines, time of the newest of them. `inventory`: it rests, if only in
 * part, on what the inventory declares; the time is then that of the declaration.
 */
export interface Provenance {
  readonly transport: Via | 'inventory' | 'derived';
  readonly privilege: Privilege | null;
  readonly seq: readonly number[];
  readonly observedAt: string | null;
}

/**
 * A typed value parsed from evidence, or the reason why there is none.
 * `complete: false`: lists may lack elements and null fields may hold a value that was not seen;
 * what is there is true. `because` tells why, where the parser knows.
 */
export type Fact<T = unknown> =
  | {
      readonly state: 'known';
      readonly complete: boolean;
      readonly because?: GapReason;
      readonly value: T;
      readonly from: Provenance;
    }
  | {readonly state: 'gap'; readonly reason: GapReason; readonly detail: string; readonly from: Provenance}
  | {readonly state: 'fault'; readonly message: string; readonly from: Provenance};

/** Facts of one asset (or of the site) by fact name. */
export type Facts = Readonly<Record<string, Fact>>;

/** One line of `facts.jsonl`. */
export interface AssetFacts {
  readonly asset: string;
  readonly facts: Facts;
}

export function known<T>(value: T, from: Provenance, complete = true): Fact<T> {
  return {state: 'known', complete, value, from};
}

/** Thrown by a parser or derivation that cannot know its fact; `collect` turns it into a gap. */
export class Gap extends Error {
  override readonly name = 'Gap';
  readonly reason: GapReason;

  constructor(reason: GapReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}
