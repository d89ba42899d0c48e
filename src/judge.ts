import {deriveAssetFacts, SiteFolds} from './derived.ts';
import {factsOf} from './facts.ts';
import {countOutcomes, coverageOf, type Counts} from './guideline/coverage.ts';
import type {Action} from './model/action.ts';
import {siteId, type Asset} from './model/asset.ts';
import type {ReferenceData} from './model/data.ts';
import type {AssetFact, SiteFact} from './model/derived.ts';
import type {Exchange} from './model/evidence.ts';
import {Gap} from './model/fact.ts';
import {isWaived} from './model/finding.ts';
import type {ClauseReport} from './model/guideline.ts';
import type {Probe} from './model/probe.ts';
import type {AssetSummary, SiteSummary} from './model/run.ts';
import {Results, type ResultsOptions} from './results.ts';
import {evidencePath} from './run/folder.ts';
import {BrokenJournal, readJournal, troubleOf, type JournalContent} from './run/journal.ts';

export interface JudgeOptions extends ResultsOptions {
  /** Run folder that holds the evidence. */
  readonly folder: string;
  /** Id of the run that the evidence must be of. */
  readonly run: string;
  /** Sorted by id. */
  readonly assets: readonly Asset[];
  /** Platform that an asset was asked as, or is by its evidence; null when nothing tells. */
  readonly platformOf: (asset: string, exchanges: readonly Exchange[]) => string | null;
  readonly probes: readonly Probe[];
  readonly assetFacts: readonly AssetFact[];
  readonly siteFacts: readonly SiteFact[];
  readonly data: ReferenceData;
}

export interface Judgement {
  readonly assets: readonly AssetSummary[];
  /** null: the site as a whole was asked nothing. */
  readonly site: SiteSummary | null;
  readonly counts: Counts;
  /** Fails among them that are accepted for now. */
  readonly waived: number;
  /** Fails that nobody accepted, by severity, 0 … 4. */
  readonly fails: readonly number[];
  readonly actions: readonly Action[];
  readonly clauses: ClauseReport;
}

/** @throws BrokenJournal when the evidence under an asset's name is of another asset or run */
function checkHeader({header}: JournalContent, path: string, asset: string, run: string): void {
  if (header.asset === asset && header.run === run) return;
  const told = {
    en: `the evidence of ${asset} is of ${header.asset} in run ${header.run}`,
    ja: `${asset}の証跡ではなく、実行${header.run}の${header.asset}の証跡です`,
  };
  throw new BrokenJournal(told, path);
}

const noEvidence = new Gap('not-collected', 'no evidence');

function troubleGap(content: JournalContent | null): Gap | null {
  if (content === null) return noEvidence;
  const trouble = troubleOf(content.marks);
  return trouble === null ? null : new Gap(trouble.reason, trouble.detail);
}

/** @throws BrokenJournal */
function evidenceOf({folder, run}: JudgeOptions, subject: string): JournalContent | null {
  const path = evidencePath(folder, subject);
  const content = readJournal(path);
  if (content) checkHeader(content, path, subject, run);
  return content;
}

const told = (trouble: Gap | null): AssetSummary['trouble'] =>
  trouble === null ? null : {reason: trouble.reason, detail: trouble.message};

function askNames(exchanges: readonly Exchange[]): (seq: number) => string | null {
  const asks = new Map(exchanges.map(({seq, ask}) => [seq, ask]));
  return (seq) => asks.get(seq) ?? null;
}

function judgeAsset(options: JudgeOptions, results: Results, folds: SiteFolds, asset: Asset): AssetSummary {
  const content = evidenceOf(options, asset.id);
  const exchanges = content?.exchanges ?? [];
  const trouble = troubleGap(content);
  const platform = options.platformOf(asset.id, exchanges) ?? asset.platform;
  const observed = factsOf(options.probes, exchanges, platform, trouble);
  const facts = deriveAssetFacts(options.assetFacts, observed, options.data, asset);
  folds.add(asset, facts);
  const found = {...asset, platform};
  const findings = results.judge(asset.id, {scope: 'asset', asset: found}, facts, askNames(exchanges));
  const counts = countOutcomes(findings);
  return {
    id: asset.id,
    ...(platform === asset.platform ? {} : {platform}),
    records: exchanges.length,
    lastHash: content?.lastHash ?? null,
    trouble: told(trouble),
    counts,
    waived: findings.filter(isWaived).length,
    coverage: coverageOf(counts),
  };
}

/** Judges the site as a whole: by what it was asked, and by what follows from the facts of all its assets. */
function judgeSite(options: JudgeOptions, results: Results, folds: SiteFolds): SiteSummary | null {
  const content = evidenceOf(options, siteId);
  const exchanges = content?.exchanges ?? [];
  const trouble = troubleGap(content);
  const facts = folds.finish(factsOf(options.probes, exchanges, siteId, trouble));
  results.judge(siteId, {scope: 'site'}, facts, askNames(exchanges));
  return content && {records: exchanges.length, lastHash: content.lastHash, trouble: told(trouble)};
}

/**
 * A judgement of stored evidence: a pure function of the evidence and the options, whose results go to `out`. One asset is
 * held in memory at a time, in the order of the options; the site as a whole comes last.
 */
export class Judging {
  readonly #options: JudgeOptions;
  readonly #results: Results;
  readonly #folds: SiteFolds;
  readonly #assets: AssetSummary[] = [];

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#results = new Results(options);
    this.#folds = new SiteFolds(options.siteFacts);
  }

  /** Id of the asset whose turn it is; null: all have been judged. */
  get next(): string | null {
    return this.#options.assets[this.#assets.length]?.id ?? null;
  }

  /** @throws BrokenJournal when evidence was changed */
  judgeNext(): void {
    const asset = this.#options.assets[this.#assets.length];
    if (asset !== undefined) this.#assets.push(judgeAsset(this.#options, this.#results, this.#folds, asset));
  }

  /** Judges what is left. @throws BrokenJournal when evidence was changed */
  finish(): Judgement {
    while (this.next !== null) this.judgeNext();
    const site = judgeSite(this.#options, this.#results, this.#folds);
    const {counts, waived, fails} = this.#results;
    return {assets: this.#assets, site, counts, waived, fails, ...this.#results.finish()};
  }
}
