import {join} from 'node:path';
import {evaluate, type Target} from './evaluate.ts';
import type {Languages, LoadedCheck} from './check/load.ts';
import {deriveAssetFacts, SiteFolds} from './derived.ts';
import {factsOf} from './facts.ts';
import {addCounts, countOutcomes, coverageOf, noCounts, type Counts} from './guideline/coverage.ts';
import {rollUp, type Overlays} from './guideline/roll-up.ts';
import {ClauseTally} from './guideline/tally.ts';
import {actionJson, type Action} from './model/action.ts';
import {siteId, type Asset, type Site, type Zone} from './model/asset.ts';
import type {Attestation} from './model/attestation.ts';
import type {ReferenceData} from './model/data.ts';
import type {AssetFact, SiteFact} from './model/derived.ts';
import type {Exchange} from './model/evidence.ts';
import {Gap, type Facts} from './model/fact.ts';
import {isWaived, type Finding} from './model/finding.ts';
import type {ClauseReport, Guideline, Profile} from './model/guideline.ts';
import {inventoryLayers, standingLayers, type ParameterLayer} from './model/parameter-layers.ts';
import type {Probe} from './model/probe.ts';
import type {AssetSummary, SiteSummary} from './model/run.ts';
import type {Waiver} from './model/waiver.ts';
import {dayIn} from './model/zoned-time.ts';
import {attestationOverlay, type AttestationOverlay} from './overlay/attestations.ts';
import {waiverOverlay, type WaiverOverlay} from './overlay/waivers.ts';
import {Prioritiser, type PriorityData} from './prioritise.ts';
import {evidencePath, LinesFile, writeJson, writeWhole} from './run/folder.ts';
import {BrokenJournal, readJournal, troubleOf, type JournalContent} from './run/journal.ts';

export interface JudgeOptions {
  /** Run folder that holds the evidence. */
  readonly folder: string;
  /** Id of the run that the evidence must be of. */
  readonly run: string;
  /** Folder the results go to: the run folder, or one under its `judgements`. */
  readonly out: string;
  readonly site: Site;
  readonly zones: readonly Zone[];
  /** Sorted by id. */
  readonly assets: readonly Asset[];
  /** Platform that an asset was asked as, or is by its evidence; null when nothing tells. */
  readonly platformOf: (asset: string, exchanges: readonly Exchange[]) => string | null;
  readonly probes: readonly Probe[];
  readonly assetFacts: readonly AssetFact[];
  readonly siteFacts: readonly SiteFact[];
  readonly checks: readonly LoadedCheck[];
  readonly languages: Languages;
  readonly guideline: Guideline;
  readonly profile: Profile;
  readonly data: ReferenceData;
  readonly priority: PriorityData;
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
  /** UTC ISO 8601. */
  readonly asOf: string;
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

function* actionsText(actions: readonly Action[]): Generator<string> {
  yield '{"schema":1,"actions":[';
  for (const [index, action] of actions.entries()) {
    yield index === 0 ? '\n' : ',\n';
    yield* actionJson(action);
  }
  yield '\n]}\n';
}

/** Streams findings, facts and clause cells to their files; keeps only sums. */
class Output {
  readonly #options: JudgeOptions;
  readonly #layers: readonly ParameterLayer[];
  readonly #facts: LinesFile;
  readonly #findings: LinesFile;
  readonly #cells: LinesFile;
  readonly #tally: ClauseTally;
  readonly #prioritiser: Prioritiser;
  readonly #waivers: WaiverOverlay;
  readonly #attestations: AttestationOverlay;
  counts = noCounts();
  waived = 0;
  readonly fails = [0, 0, 0, 0, 0];

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#layers = standingLayers(options.profile, options.guideline);
    this.#facts = new LinesFile(join(options.out, 'facts.jsonl'));
    this.#findings = new LinesFile(join(options.out, 'findings.jsonl'));
    this.#cells = new LinesFile(join(options.out, 'clauses.jsonl'));
    this.#tally = new ClauseTally(options.guideline);
    this.#prioritiser = new Prioritiser(options.checks, options.guideline, options.priority);
    const day = dayIn(new Date(options.asOf), options.site.timezone);
    this.#waivers = waiverOverlay(options.waivers, options.guideline, day);
    this.#attestations = attestationOverlay(options.attestations, day);
  }

  #overlaysOf(asset: Asset | null): Overlays {
    return {
      answer: (clause) => this.#attestations.answer(clause, asset),
      named: (clause) => this.#attestations.names(clause, asset),
      waived: (clause) => this.#waivers.clause(clause, asset)?.state === 'active',
    };
  }

  judge(subject: string, target: Target, facts: Facts, askOf: (seq: number) => string | null): readonly Finding[] {
    const {site, checks, languages, asOf, guideline} = this.#options;
    const asset = target.scope === 'asset' ? target.asset : null;
    const layers = [...this.#layers, ...this.#inventoryLayers(target)];
    const judged = evaluate({site: site.name, target, facts, checks, languages, layers, asOf, askOf});
    const findings = this.#waivers.findings(judged, asset);
    const cells = rollUp(guideline, subject, findings, asset, this.#overlaysOf(asset));
    this.#facts.write({asset: subject, facts});
    for (const finding of findings) {
      this.#findings.write(finding);
      this.#count(finding);
      this.#prioritiser.add(finding, asset);
    }
    for (const cell of cells) this.#cells.write(cell);
    this.#tally.add(cells, asset);
    this.counts = addCounts(this.counts, countOutcomes(findings));
    return findings;
  }

  #count(finding: Finding): void {
    if (finding.outcome.status !== 'fail') return;
    if (isWaived(finding)) this.waived += 1;
    else this.fails[finding.severity] = (this.fails[finding.severity] ?? 0) + 1;
  }

  #inventoryLayers(target: Target): readonly ParameterLayer[] {
    const {site, zones} = this.#options;
    const id = target.scope === 'asset' ? target.asset.zone : target.scope === 'zone' ? target.zone : null;
    const zone = zones.find((candidate) => candidate.id === id) ?? null;
    return inventoryLayers(site, zone, target.scope === 'asset' ? target.asset : null);
  }

  finish(): {actions: readonly Action[]; clauses: ClauseReport} {
    for (const file of [this.#facts, this.#findings, this.#cells]) file.commit();
    const {out} = this.#options;
    const actions = this.#prioritiser.actions();
    const clauses = this.#tally.report();
    writeWhole(join(out, 'actions.json'), actionsText(actions));
    writeJson(join(out, 'clauses.json'), clauses);
    return {actions, clauses};
  }
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

function judgeAsset(options: JudgeOptions, output: Output, folds: SiteFolds, asset: Asset): AssetSummary {
  const content = evidenceOf(options, asset.id);
  const exchanges = content?.exchanges ?? [];
  const trouble = troubleGap(content);
  const platform = options.platformOf(asset.id, exchanges) ?? asset.platform;
  const observed = factsOf(options.probes, exchanges, platform, trouble);
  const facts = deriveAssetFacts(options.assetFacts, observed, options.data, asset);
  folds.add(asset, facts);
  const found = {...asset, platform};
  const findings = output.judge(asset.id, {scope: 'asset', asset: found}, facts, askNames(exchanges));
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
function judgeSite(options: JudgeOptions, output: Output, folds: SiteFolds): SiteSummary | null {
  const content = evidenceOf(options, siteId);
  const exchanges = content?.exchanges ?? [];
  const trouble = troubleGap(content);
  const facts = folds.finish(factsOf(options.probes, exchanges, siteId, trouble));
  output.judge(siteId, {scope: 'site'}, facts, askNames(exchanges));
  return content && {records: exchanges.length, lastHash: content.lastHash, trouble: told(trouble)};
}

/**
 * A judgement of stored evidence: a pure function of the evidence and the options, whose results go to `out`. One asset is
 * held in memory at a time, in the order of the options; the site as a whole comes last.
 */
export class Judging {
  readonly #options: JudgeOptions;
  readonly #output: Output;
  readonly #folds: SiteFolds;
  readonly #assets: AssetSummary[] = [];

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#output = new Output(options);
    this.#folds = new SiteFolds(options.siteFacts);
  }

  /** Id of the asset whose turn it is; null: all have been judged. */
  get next(): string | null {
    return this.#options.assets[this.#assets.length]?.id ?? null;
  }

  /** @throws BrokenJournal when evidence was changed */
  judgeNext(): void {
    const asset = this.#options.assets[this.#assets.length];
    if (asset !== undefined) this.#assets.push(judgeAsset(this.#options, this.#output, this.#folds, asset));
  }

  /** Judges what is left. @throws BrokenJournal when evidence was changed */
  finish(): Judgement {
    while (this.next !== null) this.judgeNext();
    const site = judgeSite(this.#options, this.#output, this.#folds);
    const {counts, waived, fails} = this.#output;
    return {assets: this.#assets, site, counts, waived, fails, ...this.#output.finish()};
  }
}
