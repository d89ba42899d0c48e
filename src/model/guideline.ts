import type {AssetKind} from './asset.ts';
import type {AppliedAttestation} from './attestation.ts';
import type {OutcomeStatus} from './finding.ts';
import type {CheckSettings, ParameterSettings} from './parameter-settings.ts';
import type {Bilingual} from './text.ts';

/** 必要 and 望ましい of guideline table 1-1. */
export const levels = ['required', 'recommended'] as const;
export type Level = (typeof levels)[number];

/** What a clause waits for before its checks are complete: ways of seeing that the tool does not have yet. */
export const awaited = ['network-devices', 'outside-view', 'windows', 'control-pcs'] as const;
export type Awaited = (typeof awaited)[number];

export interface ClauseCheck {
  readonly id: string;
  readonly role: 'decides' | 'supports';
  readonly covers: 'full' | 'partial';
  /** Level of the part of the clause that the check speaks of, where it is not that of the whole; null: the clause's. */
  readonly level: Level | null;
  readonly with: CheckSettings;
}

export interface Clause {
  readonly id: string;
  readonly section: string;
  readonly text: Bilingual;
  readonly level: Level;
  readonly mode: 'automated' | 'assisted' | 'attested';
  /** `organisation`: it speaks of people, rules and contracts, and is answered once for the site. */
  readonly about: 'assets' | 'organisation';
  /** Kinds of asset it speaks of; none: all. The site as a whole is always meant. */
  readonly kinds: readonly AssetKind[];
  /** One line why a machine cannot decide it; null for `automated`. */
  readonly note: Bilingual | null;
  readonly awaits: readonly Awaited[];
  readonly checks: readonly ClauseCheck[];
}

/** A table of the guideline, in our own words. */
export interface GuidelineTable {
  /** As the guideline numbers it: `3-1`. */
  readonly id: string;
  readonly title: Bilingual;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** Unique in its table, stable over editions: what other files refer to. */
  readonly id: string;
  /** As the table numbers it: `1`, `①`, `レベル４`. */
  readonly number: string;
  readonly title: Bilingual;
  readonly text: Bilingual;
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
  readonly tables: readonly GuidelineTable[];
  readonly digest: string;
}

export interface Profile {
  readonly id: string;
  readonly title: Bilingual;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly parameters: ParameterSettings;
  /** Lowest coverage, in percent of applicable findings, at which a verdict may be given. */
  readonly floor: number;
  /** Formats of reports that are written when none is asked for; none: the command's own. */
  readonly formats: readonly string[];
  /** Checks without whose result an acceptance record accepts no asset. */
  readonly required: readonly string[];
  readonly digest: string;
}

/** Roll-up of one clause for one subject (asset id or `site`). */
export interface ClauseCell {
  readonly clause: string;
  readonly subject: string;
  readonly status: OutcomeStatus;
  /** Fingerprints of the findings that led to it. */
  readonly findings: readonly string[];
  /** On a fail: everything that makes it one is accepted for now. */
  readonly waived?: true;
  readonly attestation?: AppliedAttestation;
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
  /** That of the worst subject. */
  readonly status: OutcomeStatus;
  /** Subjects by status. */
  readonly counts: Readonly<Record<OutcomeStatus, number>>;
  /** Subjects that fail, all of it accepted. */
  readonly waived: number;
}

/** Clause cells of a section, a zone or a kind of asset, summed up. */
export interface CellTally {
  readonly id: string;
  readonly counts: Readonly<Record<OutcomeStatus, number>>;
  readonly waived: number;
  readonly coverage: Coverage;
}

/** `clauses.json`. */
export interface ClauseReport {
  readonly schema: 1;
  readonly guideline: string;
  readonly clauses: readonly ClauseSummary[];
  /** In the guideline's order. */
  readonly sections: readonly CellTally[];
  /** Sorted by id. */
  readonly zones: readonly CellTally[];
  /** Sorted by id. */
  readonly kinds: readonly CellTally[];
  /** Every clause once, by its worst subject: how much of the guideline the site has an answer to. */
  readonly organisation: CellTally;
}
