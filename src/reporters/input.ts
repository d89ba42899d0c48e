import type {Action} from '../model/action.ts';
import type {Asset, Site} from '../model/asset.ts';
import type {Check} from '../model/check.ts';
import type {Exchange} from '../model/evidence.ts';
import type {Facts} from '../model/fact.ts';
import type {Finding} from '../model/finding.ts';
import type {ClauseCell, ClauseReport, Guideline, Profile} from '../model/guideline.ts';
import type {Overlay} from '../model/overlay.ts';
import type {FieldLabel} from '../model/probe.ts';
import type {Run} from '../model/run.ts';
import type {Language} from '../model/text.ts';
import type {Templates} from './html/templates.ts';
import type {Catalogues} from './text/catalogue.ts';

/** All that is known of one asset, of `zone:<id>`, or of `site`. */
export interface SubjectResults {
  readonly id: string;
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** JSON of each of them, where it is at hand. */
  readonly findingTexts?: readonly string[];
  readonly cells: readonly ClauseCell[];
  /** Sorted by seq; empty for zones and the site. */
  readonly evidence: readonly Exchange[];
}

/** A judged run. What grows with the fleet is streamed, one subject at a time. */
export interface ReportInput {
  /** Names and addresses are pseudonyms: see `maskInput`. */
  readonly masked?: true;
  readonly run: Run;
  readonly site: Site;
  readonly profile: Profile;
  readonly guideline: Guideline;
  readonly checks: readonly Check[];
  /** By rank. */
  readonly actions: readonly Action[];
  readonly clauseReport: ClauseReport;
  readonly overlay: Overlay;
  readonly assets: readonly Asset[];
  /** Every subject with findings or facts, sorted by id by code unit; may be called more than once. */
  subjects(): Iterable<SubjectResults> | AsyncIterable<SubjectResults>;
  /**
   * Label of a fact (`sshd`), of a field (`sshd.effective.permitRootLogin`; elements of a list have the path
   * of the list: `accounts.users.name`), or of a whole expression; null when there is none.
   */
  labelOf(path: string): FieldLabel | null;
}

/** What renderers need besides the input: read once, see `loadReportDeps`. */
export interface ReportDeps {
  readonly catalogues: Catalogues;
  readonly templates: Templates;
}

export type ReportFormat = 'html' | 'json' | 'csv' | 'xlsx' | 'acceptance' | 'clauses';

export interface Reporter {
  readonly format: ReportFormat;
  /** File name before language and extension. */
  readonly name: 'report' | 'acceptance' | 'clauses';
  /** File name extension with no dot. */
  readonly extension: string;
  /** False when the output is the same in every language, and one file is enough. */
  readonly perLanguage: boolean;
  /** The file's text, or its bytes, in pieces, in order. Pure; rejects only when the input cannot be read. */
  render(input: ReportInput, language: Language, deps: ReportDeps): AsyncIterable<string | Uint8Array>;
}

/** Sizes beyond which a report leaves things out, and says so. report.json leaves nothing out. */
export const limits = {
  /** Fleets up to this size have every asset in full, with evidence, in one HTML file. */
  assets: 200,
  /** Fleets up to this size have their asset sections open. */
  openAssets: 10,
  /** Fleets up to this size have a table of clauses by assets on the page, and up to that one in the workbook. */
  matrix: 30,
  matrixSheet: 1000,
  /** Actions shown in full at the top; the rest follow folded. */
  actions: 10,
  /** Bytes of one answer that are shown. */
  excerpt: 4096,
  /** Characters of one value, request or message. */
  value: 2000,
  /** Elements of a list value, assets or links named one by one. */
  elements: 20,
  /** Fails listed in a workbook, the gravest. */
  rows: 20_000,
  /** Characters of a CSV cell: Excel takes 32,767. */
  cell: 30_000,
} as const;
