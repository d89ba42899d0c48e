import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {driftOf} from './history/drift.ts';
import type {Knowledge} from './knowledge.ts';
import {labels} from './labels.ts';
import type {AssetDrift, DriftOrigin, DriftState} from './model/drift.ts';
import {InputError} from './model/input-error.ts';
import type {Run} from './model/run.ts';
import type {Language} from './model/text.ts';
import {countDrift, driftLines, driftSum, loadReportDeps, noDrift, type DriftCounts} from './reporters/index.ts';
import {readBaselines} from './run/baselines.ts';
import {readAssets, readRun, readSubjects} from './run/read.ts';
import {factSources} from './run/sources.ts';

/** One side of a comparison: its states in the order of run folders, assets by id, then the site. */
export interface DriftSide {
  /** Run, or `baselines`. */
  readonly name: string;
  /** null where each state has its own. */
  readonly origin: DriftOrigin | null;
  states(): AsyncIterable<DriftState>;
}

export function originOf(run: Run): DriftOrigin {
  const {id, site, tool, profile, asOf, digests} = run;
  return {run: id, site, tool, profile, asOf, data: digests.data};
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
    origin,
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

/** The accepted states in a folder. @throws InputError */
export function baselineSide(folder: string): DriftSide {
  if (!existsSync(folder)) throw problem(folder, 'is missing', 'がありません');
  return {
    name: 'baselines',
    origin: null,
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
  const [left, right] = [before.site, after.site];
  if (left === right) return;
  throw problem(
    after.run,
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

interface Named {
  readonly before: string;
  readonly after: string;
}

/** One JSON document, one asset a line; assets that did not change are only counted. */
function jsonReport(names: Named): DriftReport {
  const counts = noDrift();
  let separator = '';
  return {
    counts,
    begin: () => [`{"schema":1,${JSON.stringify(names).slice(1, -1)},"assets":[`],
    add(drift) {
      countDrift(counts, drift);
      if (drift.sides === 'both' && drift.verdicts.length === 0 && drift.facts.length === 0) return [];
      const line = `${separator}${JSON.stringify(drift)}`;
      separator = ',';
      return [line];
    },
    end: () => [`],${JSON.stringify(counts).slice(1, -1)}}`],
  };
}

/** What `mizumori diff` prints. */
export function driftReport(knowledge: Knowledge, language: Language, json: boolean, names: Named): DriftReport {
  if (json) return jsonReport(names);
  const counts = noDrift();
  const texts = loadReportDeps().catalogues[language];
  const checks = new Map(knowledge.checks.map((check) => [check.id, check]));
  const context = {texts, checks, labelOf: labels()};
  return {
    counts,
    begin: () => [`${names.before} → ${names.after}`],
    add(drift) {
      countDrift(counts, drift);
      return driftLines(drift, context);
    },
    end: () => [driftSum(counts, texts)],
  };
}
