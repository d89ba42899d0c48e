import {join} from 'node:path';
import {evaluate, type Target} from './evaluate.ts';
import type {Languages, LoadedCheck} from './check/load.ts';
import {addCounts, countOutcomes, noCounts} from './guideline/coverage.ts';
import {rollUp, type Overlays} from './guideline/roll-up.ts';
import {ClauseTally} from './guideline/tally.ts';
import {actionJson, type Action} from './model/action.ts';
import type {Asset, Site, Zone} from './model/asset.ts';
import type {Attestation} from './model/attestation.ts';
import type {Facts} from './model/fact.ts';
import {isWaived, type Finding} from './model/finding.ts';
import type {ClauseReport, Guideline, Profile} from './model/guideline.ts';
import {inventoryLayers, standingLayers, type ParameterLayer} from './model/parameter-layers.ts';
import type {Waiver} from './model/waiver.ts';
import {dayIn} from './model/zoned-time.ts';
import {attestationOverlay, type AttestationOverlay} from './overlay/attestations.ts';
import {waiverOverlay, type WaiverOverlay} from './overlay/waivers.ts';
import {Prioritiser, type PriorityData} from './prioritise.ts';
import {LinesFile, writeJson, writeWhole} from './run/folder.ts';

export interface ResultsOptions {
  /** Folder the results go to: the run folder, or one under its `judgements`. */
  readonly out: string;
  readonly site: Site;
  readonly zones: readonly Zone[];
  readonly checks: readonly LoadedCheck[];
  readonly languages: Languages;
  readonly guideline: Guideline;
  readonly profile: Profile;
  readonly priority: PriorityData;
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
  /** UTC ISO 8601. */
  readonly asOf: string;
}

function* actionsText(actions: readonly Action[]): Generator<string> {
  yield '{"schema":1,"actions":[';
  for (const [index, action] of actions.entries()) {
    yield index === 0 ? '\n' : ',\n';
    yield* actionJson(action);
  }
  yield '\n]}\n';
}

/** Judges by facts. Streams findings, facts and clause cells to their files; keeps only sums. */
export class Results {
  readonly #options: ResultsOptions;
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

  constructor(options: ResultsOptions) {
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
