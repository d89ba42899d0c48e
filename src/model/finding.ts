import type {ParameterValue, Severity} from './check.ts';
import type {GapReason} from './evidence.ts';
import type {Bilingual} from './text.ts';
import type {AppliedWaiver} from './waiver.ts';

export type Outcome =
  | {readonly status: 'pass'}
  | {readonly status: 'fail'}
  | {readonly status: 'not-applicable'}
  | {readonly status: 'not-tested'; readonly fact: string; readonly reason: GapReason; readonly detail: string}
  | {readonly status: 'manual'}
  | {readonly status: 'error'; readonly message: string};
export type OutcomeStatus = Outcome['status'];

export const outcomeStatuses = ['pass', 'fail', 'not-applicable', 'not-tested', 'manual', 'error'] as const;

/** A value that was judged: the expression shown, and what it gave (null when it could not be known). */
export interface Actual {
  readonly expression: string;
  readonly value: unknown;
}

export interface Citation {
  /** Evidence line of the asset. */
  readonly seq: number;
  readonly ask: string;
}

type Level = 'check' | 'profile' | 'site' | 'clause' | 'zone' | 'asset';

/** A level that made a check easier to pass, why, and who approved it. */
export interface Loosening {
  readonly from: Exclude<Level, 'check'>;
  /** Value that held below it. */
  readonly than: ParameterValue;
  readonly reason: Bilingual;
  readonly approvedBy: string;
}

export interface EffectiveParameter {
  readonly value: ParameterValue;
  /** Level that set it. */
  readonly from: Level;
  /** Loosenings that the value still rests on, lowest level first; absent when there are none. */
  readonly loosened?: readonly Loosening[];
}

/** One line of `findings.jsonl`: check × asset (× subject). */
export interface Finding {
  /** sha256 of site, asset id, check id and subject: stable over runs and address changes. */
  readonly fingerprint: string;
  /** Asset id, or `site`. */
  readonly asset: string;
  readonly check: string;
  readonly checkDigest: string;
  readonly subject: string | null;
  readonly parameters: Readonly<Record<string, EffectiveParameter>>;
  readonly outcome: Outcome;
  readonly severity: Severity;
  readonly actual: readonly Actual[];
  /** Facts the expressions read. */
  readonly facts: readonly string[];
  readonly citations: readonly Citation[];
  /** True when a fail is offset by the check's `compensatedBy`. */
  readonly compensated: boolean;
  /** Where the outcome rests on what the inventory declares: the day that it tells, `YYYY-MM-DD`. Absent where all was observed. */
  readonly declared?: {readonly asOf: string | null};
  /** On a fail that somebody accepted. */
  readonly waiver?: AppliedWaiver;
}

/** Whether a fail is accepted for now: it stays a fail, but nothing is to be done about it. */
export function isWaived({waiver}: Finding): boolean {
  return waiver?.state === 'active';
}
