import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {Action} from '../model/action.ts';
import {siteId, type Asset, type Site, type Zone} from '../model/asset.ts';
import type {AdvisoriesFile} from '../model/advisory.ts';
import type {AttestationsFile} from '../model/attestation.ts';
import type {Exchange} from '../model/evidence.ts';
import type {ClauseReport} from '../model/guideline.ts';
import {InputError} from '../model/input-error.ts';
import {unpackPlan, type PlanFile} from '../model/plan-file.ts';
import type {Plan} from '../model/plan.ts';
import type {Overlay} from '../model/overlay.ts';
import type {Run} from '../model/run.ts';
import type {Bilingual} from '../model/text.ts';
import type {WaiversFile} from '../model/waiver.ts';
import {evidencePath, readJson, writeJson} from './folder.ts';
import {readJournal, troubleOf} from './journal.ts';

/** Newest layout of run folders that this program reads and writes. */
export const runSchema = 1;

/** `assets.json`: what was judged, without secrets. */
export interface AssetsFile {
  readonly schema: 1;
  readonly site: Site;
  readonly zones: readonly Zone[];
  readonly assets: readonly Asset[];
}

/** Something wrong with a file of a run as a whole. */
export function fileProblem(path: string, message: Bilingual): InputError {
  return new InputError([{file: path, line: null, column: null, message}]);
}

export const damaged: Bilingual = {en: 'is damaged: it is not JSON', ja: 'は壊れています(JSONとして読めません)'};

function jsonOf(path: string): unknown {
  try {
    return readJson(path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fileProblem(path, damaged);
  }
}

/** @throws InputError when it is missing, damaged or written by a newer program */
function checked(path: string): object {
  if (!existsSync(path)) throw fileProblem(path, {en: 'is missing', ja: 'がありません'});
  const value = jsonOf(path);
  if (typeof value !== 'object' || value === null || !('schema' in value) || typeof value.schema !== 'number') {
    throw fileProblem(path, {
      en: 'has no schema: it is not of a run',
      ja: 'にschemaがありません。実行のファイルではありません',
    });
  }
  if (value.schema > runSchema) {
    const message = {en: 'was written by a newer version of mizumori', ja: 'は新しい版のmizumoriで作られています'};
    throw fileProblem(path, message);
  }
  return value;
}

export const readRun = (folder: string): Run => checked(join(folder, 'run.json')) as Run;

/** Fields that runs from before there were any leave out are null: the inventory said nothing. */
export function readAssets(folder: string): AssetsFile {
  const file = checked(join(folder, 'assets.json')) as AssetsFile;
  return {...file, assets: file.assets.map((asset) => ({...asset, ordered: asset.ordered ?? null}))};
}

export const readPlan = (folder: string): Plan => unpackPlan(checked(join(folder, 'plan.json')) as PlanFile);
export const readActions = (folder: string): readonly Action[] =>
  (checked(join(folder, 'actions.json')) as {actions: readonly Action[]}).actions;

/** Runs from before clauses were summed up by section, zone and kind hold no such sums. */
export function readClauses(folder: string): ClauseReport {
  const stored = checked(join(folder, 'clauses.json')) as Partial<ClauseReport> & Pick<ClauseReport, 'guideline'>;
  const clauses = (stored.clauses ?? []).map((clause) => ({
    ...clause,
    waived: (clause.waived as number | undefined) ?? 0,
  }));
  const none = {pass: 0, fail: 0, 'not-applicable': 0, 'not-tested': 0, manual: 0, error: 0};
  const organisation = {
    id: 'organisation',
    counts: none,
    waived: 0,
    coverage: {applicable: 0, assessed: 0, percent: null},
  };
  return {schema: 1, sections: [], zones: [], kinds: [], organisation, ...stored, clauses};
}

/** What was accepted and answered when the run was judged; nothing, for runs from before there was any. */
export function readOverlay(folder: string): Overlay {
  const at = (name: string): object => (existsSync(join(folder, name)) ? checked(join(folder, name)) : {});
  const {waivers = []} = at('waivers.json') as Partial<WaiversFile>;
  const {attestations = []} = at('attestations.json') as Partial<AttestationsFile>;
  const {advisories} = at('advisories.json') as Partial<AdvisoriesFile>;
  return {waivers, attestations, ...(advisories === undefined ? {} : {advisories})};
}

export function writeOverlay(folder: string, {waivers, attestations, advisories}: Overlay): void {
  writeJson(join(folder, 'waivers.json'), {schema: 1, waivers} satisfies WaiversFile);
  writeJson(join(folder, 'attestations.json'), {schema: 1, attestations} satisfies AttestationsFile);
  if (advisories !== undefined)
    writeJson(join(folder, 'advisories.json'), {schema: 1, advisories} satisfies AdvisoriesFile);
}

export function readExchanges(folder: string, asset: string): readonly Exchange[] {
  return readJournal(evidencePath(folder, asset))?.exchanges ?? [];
}

/** Assets that were not asked to the end, or could not be. */
export function notCollected(folder: string): string[] {
  const ids = readAssets(folder).assets.map(({id}) => id);
  const wasAsked = existsSync(evidencePath(folder, siteId));
  return [...ids, ...(wasAsked ? [siteId] : [])].filter((id) => {
    const content = readJournal(evidencePath(folder, id));
    return content === null || troubleOf(content.marks) !== null;
  });
}
