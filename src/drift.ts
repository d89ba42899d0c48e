import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {driftOf} from './history/drift.ts';
import type {Knowledge} from './knowledge.ts';
import {labels} from './labels.ts';
import type {AssetDrift, DriftOrigin, DriftState} from './model/drift.ts';
import {InputError} from './model/input-error.ts';
import type {Run} from './model/run.ts';
import type {Language} from './model/text.ts';
import {
  countDrift,
  driftLines,
  driftSum,
  loadReportDeps,
  noDrift,
  visible,
  type DriftCounts,
} from './reporters/index.ts';
import {baselineAssets, readBaselines} from './run/baselines.ts';
import {readAssets, readRun} from './run/read.ts';
import {readSubjects} from './run/subjects.ts';
import {factSources} from './run/sources.ts';

/** One side of a comparison: its states in the order of run folders, assets by id, then the site. */
export interface DriftSide {
  /** Run, or `baselines`. */
  readonly name: string;
  /** Whether people accepted its states: what is missing afterwards is worse then. */
  readonly accepted: boolean;
  states(): AsyncIterable<DriftState>;
}

export function originOf(run: Run): DriftOrigin {
  const {id, site, tool, profile, asOf, digests} = run;
  return {run: id, site, tool, profile, asOf, data: `${digests.data} ${digests.advisories ?? ''}`.trim()};
}

function problem(file: string, en: string, ja: string): InputError {
  return new InputError([{file, line: null, column: null, message: {en, ja}}]);
}

/** A judged run; `folder` holds its evidence, `results` what was judged from it. @throws InputError */
export function runSide(folder: string, results: string): DriftSide {
  const run = readRun(results);
  if (run.finishedAt === null || !existsSync(join(results, 'facts.jsonl')))
    throw problem(results, 'has not been judged yet', 'はまだ判定されていません');
  const origin = originOf(run);
  const assets = new Map(readAssets(folder).assets.map((asset) => [asset.id, asset]));
  return {
    name: run.id,
    accepted: false,
    async *states() {
      for (const {id, facts, findings, evidence} of readSubjects(results, folder)) {
        const sources = factSources(facts, evidence);
        yield await Promise.resolve({
          ...origin,
          asset: id,
          inventory: assets.get(id) ?? null,
          facts,
          sources,
          findings,
        });
      }
    },
  };
}

/** The accepted states in a folder. @throws InputError, also where there are none: nothing would be compared */
export function baselineSide(folder: string): DriftSide {
  if (!existsSync(folder)) throw problem(folder, 'is missing', 'がありません');
  if (baselineAssets(folder).length === 0)
    throw problem(
      folder,
      'holds no accepted state: make them with mizumori baseline',
      'に基準の状態がありません。mizumori baselineで作成してください',
    );
  return {
    name: 'baselines',
    accepted: true,
    async *states() {
      for (const state of readBaselines(folder)) yield await Promise.resolve(state);
    },
  };
}

/** A side without the site and its zones: those have no accepted state. */
export function assetsOnly(side: DriftSide): DriftSide {
  return {
    ...side,
    async *states() {
      for await (const state of side.states()) if (rank(state.asset) === 0) yield state;
    },
  };
}

/** Assets stand before zones, these before the site. */
function rank(id: string): number {
  if (id === 'site') return 2;
  return id.startsWith('zone:') ? 1 : 0;
}

function order(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function checkSites(before: DriftState, after: DriftState): void {
  const [left, right] = [visible(before.site), visible(after.site)];
  if (before.site === after.site) return;
  throw problem(
    visible(after.run),
    `is of another site: ${right}, not ${left}`,
    `は別の事業体の結果です: ${right}（${left}ではありません）`,
  );
}

/** What changed, one asset at a time: memory does not grow with the fleet. @throws InputError for runs of two sites */
export async function* drifts(before: DriftSide, after: DriftSide): AsyncGenerator<AssetDrift> {
  const [left, right] = [before.states()[Symbol.asyncIterator](), after.states()[Symbol.asyncIterator]()];
  let [a, b] = [await left.next(), await right.next()];
  while (a.done !== true || b.done !== true) {
    const turn = a.done === true ? 1 : b.done === true ? -1 : order(a.value.asset, b.value.asset);
    const [old, now] = [turn <= 0 && a.done !== true ? a.value : null, turn >= 0 && b.done !== true ? b.value : null];
    if (old !== null && now !== null) checkSites(old, now);
    yield driftOf(old, now);
    if (turn <= 0) a = await left.next();
    if (turn >= 0) b = await right.next();
  }
}

/** Pieces of a report on drift, asset by asset; `counts` grows with them. */
export interface DriftReport {
  readonly counts: DriftCounts;
  begin(): string[];
  add(drift: AssetDrift): string[];
  end(): string[];
}

interface Sides {
  readonly before: DriftSide;
  readonly after: DriftSide;
}

/** One JSON document, one asset a line; assets that did not change are only counted. */
function jsonReport({before, after}: Sides): DriftReport {
  const names = {before: before.name, after: after.name};
  const counts = noDrift();
  let separator = '';
  return {
    counts,
    begin: () => [`{"schema":1,${JSON.stringify(names).slice(1, -1)},"assets":[`],
    add(drift) {
      countDrift(counts, drift, before.accepted);
      if (drift.sides === 'both' && drift.verdicts.length === 0 && drift.facts.length === 0) return [];
      const line = `${separator}${JSON.stringify(drift)}`;
      separator = ',';
      return [line];
    },
    end: () => [`],${JSON.stringify(counts).slice(1, -1)}}`],
  };
}

/** What `mizumori diff` prints. */
export function driftReport(knowledge: Knowledge, language: Language, json: boolean, sides: Sides): DriftReport {
  if (json) return jsonReport(sides);
  const {before, after} = sides;
  const counts = noDrift();
  const texts = loadReportDeps().catalogues[language];
  const checks = new Map(knowledge.checks.map((check) => [check.id, check]));
  const context = {texts, checks, labelOf: labels()};
  return {
    counts,
    begin: () => [`${visible(before.name)} → ${visible(after.name)}`],
    add(drift) {
      countDrift(counts, drift, before.accepted);
      return driftLines(drift, context);
    },
    end: () => [driftSum(counts, texts)],
  };
}
