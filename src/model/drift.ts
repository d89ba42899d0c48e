import type {Asset} from './asset.ts';
import type {Facts} from './fact.ts';
import type {Finding, OutcomeStatus} from './finding.ts';

/** sha256 over the answers that a fact was read from, by fact: equal ones gave the same text. */
export type FactSources = Readonly<Record<string, string>>;

/** What a state was made with. */
export interface DriftOrigin {
  readonly run: string;
  readonly site: string;
  readonly tool: string;
  readonly profile: string;
  readonly asOf: string;
  /** Digests of the reference data, and of the feeds. */
  readonly data: string;
}

/** An asset, or the site, as one run judged it: what drift is told between. */
export interface DriftState extends DriftOrigin {
  /** Its id, or `site`. */
  readonly asset: string;
  /** Its entry of the inventory; null for the site. */
  readonly inventory: Asset | null;
  readonly facts: Facts;
  readonly sources: FactSources;
  readonly findings: readonly Finding[];
}

/** A state that people accepted: `baselines/<asset>.json`. */
export interface Baseline extends DriftState {
  readonly schema: 1;
  readonly rootHash: string;
  readonly lastHash: string | null;
  /** UTC ISO 8601. */
  readonly acceptedAt: string;
  readonly approvedBy: string;
  /** Why it was accepted although something stood against it; null when nothing did. */
  readonly conditional: string | null;
}

/** How a finding stands: its outcome, or that its fail is accepted for now. */
export type Standing = OutcomeStatus | 'accepted';

/** In the order told. */
export const driftKinds = [
  'new-fail',
  'newly-unknown',
  'changed-value',
  'not-judged',
  'accepted',
  'fixed',
  'known-again',
  'other',
] as const;
export type DriftKind = (typeof driftKinds)[number];

/**
 * Why a verdict changed. `host`: the device answers otherwise · `privilege`: asked with other rights · `collection`: an answer
 * is missing, or was · `data`: reference data · `tool`: the program reads the same answer otherwise · `inventory`: the asset's entry ·
 * `time`: the time of judging alone · `selection`: the check was judged on one side only · `profile`: likewise,
 * and the sides were judged by different profiles.
 */
export const driftCauses = [
  'selection',
  'profile',
  'check',
  'parameter',
  'waiver',
  'privilege',
  'collection',
  'host',
  'data',
  'tool',
  'inventory',
  'time',
  'unknown',
] as const;
export type DriftCause = (typeof driftCauses)[number];

export interface VerdictChange {
  readonly fingerprint: string;
  readonly check: string;
  readonly subject: string | null;
  readonly severity: number;
  readonly kind: DriftKind;
  /** null: there was no such finding. */
  readonly before: Standing | null;
  readonly after: Standing | null;
  readonly causes: readonly DriftCause[];
}

export interface FactChange {
  /** `packages.list[openssh-server].version`; a fact's name where the whole of it came or went. */
  readonly path: string;
  /** null: it was not there, or null. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface AssetDrift {
  readonly asset: string;
  /** On which sides the asset is. */
  readonly sides: 'both' | 'before' | 'after';
  readonly verdicts: readonly VerdictChange[];
  readonly facts: readonly FactChange[];
}

const assessed: ReadonlySet<Standing | null> = new Set(['pass', 'fail', 'accepted'] as const);

/**
 * Verdicts that are worse than before: something failed, is not known any more, or was not judged any more. What another
 * profile leaves out is left out on purpose: an acceptance judges more than the scans that follow it.
 */
export function isWorse({kind, before, causes}: VerdictChange): boolean {
  if (kind === 'not-judged') return assessed.has(before) && !causes.includes('profile');
  return kind === 'new-fail' || kind === 'newly-unknown';
}
