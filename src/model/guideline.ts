import type {AssetKind} from './asset.ts';
import type {ParameterValue} from './check.ts';
import type {OutcomeStatus} from './finding.ts';
import type {Bilingual} from './text.ts';

export interface ClauseCheck {
  readonly id: string;
  readonly role: 'decides' | 'supports';
  readonly covers: 'full' | 'partial';
  readonly with: Readonly<Record<string, ParameterValue>>;
}

export interface Clause {
  readonly id: string;
  readonly section: string;
  readonly text: Bilingual;
  readonly level: 'required' | 'recommended';
  readonly mode: 'automated' | 'assisted' | 'attested';
  /** Kinds of asset it speaks of; none or left out: all. The site as a whole is always meant. */
  readonly kinds?: readonly AssetKind[];
  /** One line why a machine cannot decide it; null for `automated`. */
  readonly note: Bilingual | null;
  readonly checks: readonly ClauseCheck[];
}

export interface Section {
  readonly id: string;
  readonly title: Bilingual;
}

export interface Guideline {
  readonly id: string;
  readonly title: Bilingual;
  readonly edition: string;
  readonly sections: readonly Section[];
  readonly clauses: readonly Clause[];
  readonly digest: string;
}

export interface Profile {
  readonly id: string;
  readonly title: Bilingual;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly parameters: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>;
  /** Lowest coverage, in percent of applicable findings, at which a verdict may be given. */
  readonly floor: number;
  readonly digest: string;
}

/** Roll-up of one clause for one subject (asset id or `site`). */
export interface ClauseCell {
  readonly clause: string;
  readonly subject: string;
  readonly status: OutcomeStatus;
  /** Fingerprints of the findings that led to it. */
  readonly findings: readonly string[];
}

export interface Coverage {
  /** Applicable = all but not-applicable; assessed = pass or fail. */
  readonly applicable: number;
  readonly assessed: number;
  /** assessed / applicable in percent, one decimal; null when nothing is applicable. */
  readonly percent: number | null;
}

export interface ClauseSummary {
  readonly clause: string;
  readonly status: OutcomeStatus;
  readonly counts: Readonly<Record<OutcomeStatus, number>>;
}

export interface ClauseReport {
  readonly schema: 1;
  readonly guideline: string;
  readonly clauses: readonly ClauseSummary[];
  readonly kinds?: Readonly<Partial<Record<AssetKind, Coverage>>>;
}
