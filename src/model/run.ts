import type {GapReason} from './evidence.ts';
import type {OutcomeStatus} from './finding.ts';
import type {CellTally, Coverage} from './guideline.ts';

export interface RunDigests {
  readonly inventory: string;
  readonly plan: string;
  readonly guideline: string;
  readonly profile: string;
  readonly checks: string;
  readonly data: string;
  /** Left out by runs from before there were any. */
  readonly waivers?: string;
  readonly attestations?: string;
  /** Of the feeds of advisories. */
  readonly advisories?: string;
  /** Of the parameters that the inventory sets; absent in runs of earlier versions. */
  readonly parameters?: string;
}

/** How far one asset got. */
export interface AssetSummary {
  readonly id: string;
  /** What it turned out to be, where the inventory leaves it open. */
  readonly platform?: string;
  /** Evidence lines, header not counted. */
  readonly records: number;
  /** Hash of the last evidence line; null when there is none. */
  readonly lastHash: string | null;
  /** null when every ask was answered one way or the other. */
  readonly trouble: {readonly reason: GapReason; readonly detail: string} | null;
  readonly counts: Readonly<Record<OutcomeStatus, number>>;
  /** Fails among them that are accepted for now. */
  readonly waived?: number;
  readonly coverage: Coverage;
}

/** What the site as a whole was asked. */
export type SiteSummary = Pick<AssetSummary, 'records' | 'lastHash' | 'trouble'>;

/** `run.json`. */
export interface Run {
  readonly schema: 1;
  readonly id: string;
  readonly tool: string;
  readonly site: string;
  readonly profile: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Time at which the evidence is judged. */
  readonly asOf: string;
  readonly digests: RunDigests;
  readonly assets: readonly AssetSummary[];
  /** Absent where the site as a whole was asked nothing. */
  readonly siteEvidence?: SiteSummary;
  readonly counts: Readonly<Record<OutcomeStatus, number>>;
  /** Fails among them that are accepted for now. */
  readonly waived?: number;
  readonly coverage: Coverage;
  /** Every clause of the guideline once, by its worst subject. */
  readonly clauses?: CellTally;
  /** Coverage floor in force, percent. */
  readonly floor: number;
  /** Hash over every asset's id and last hash, printed in the report. */
  readonly rootHash: string;
}

/** Assets of which nothing was seen: what the inventory alone can tell does not make an asset assessed. */
export function notAssessed(assets: readonly AssetSummary[]): readonly string[] {
  return assets.filter(({records, coverage}) => records === 0 || coverage.assessed === 0).map(({id}) => id);
}
