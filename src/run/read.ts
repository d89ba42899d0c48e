import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {Action} from '../model/action.ts';
import {siteId, type Asset, type Site, type Zone} from '../model/asset.ts';
import type {AdvisoriesFile} from '../model/advisory.ts';
import type {AttestationsFile} from '../model/attestation.ts';
import type {Exchange} from '../model/evidence.ts';
import type {AssetFacts, Facts} from '../model/fact.ts';
import type {Finding} from '../model/finding.ts';
import type {ClauseCell, ClauseReport} from '../model/guideline.ts';
import {InputError} from '../model/input-error.ts';
import {unpackPlan, type PlanFile} from '../model/plan-file.ts';
import type {Plan} from '../model/plan.ts';
import type {Overlay} from '../model/overlay.ts';
import type {Run} from '../model/run.ts';
import type {Bilingual} from '../model/text.ts';
import type {WaiversFile} from '../model/waiver.ts';
import {evidencePath, readJson, readLines, writeJson} from './folder.ts';
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

function problem(path: string, message: Bilingual): InputError {
  return new InputError([{file: path, line: null, column: null, message}]);
}

const damaged: Bilingual = {en: 'is damaged: it is not JSON', ja: 'は壊れています(JSONとして読めません)'};

function jsonOf(path: string): unknown {
  try {
    return readJson(path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw problem(path, damaged);
  }
}

/** @throws InputError when it is missing, damaged or written by a newer program */
function checked(path: string): object {
  if (!existsSync(path)) throw problem(path, {en: 'is missing', ja: 'がありません'});
  const value = jsonOf(path);
  if (typeof value !== 'object' || value === null || !('schema' in value) || typeof value.schema !== 'number') {
    throw problem(path, {
      en: 'has no schema: it is not of a run',
      ja: 'にschemaがありません。実行のファイルではありません',
    });
  }
  if (value.schema > runSchema) {
    const message = {en: 'was written by a newer version of mizumori', ja: 'は新しい版のmizumoriで作られています'};
    throw problem(path, message);
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

/** Lines of a file of a run. @throws InputError when it is missing */
function linesOf(path: string): Generator<string> {
  if (!existsSync(path)) throw problem(path, {en: 'is missing', ja: 'がありません'});
  return readLines(path);
}

/** Number of a line, from 1, looked for only when something is wrong with it. */
function numberOf(path: string, text: string): number | null {
  let number = 0;
  for (const line of readLines(path)) {
    number += 1;
    if (line === text) return number;
  }
  return null;
}

/** What a line of a file holds. @throws InputError naming both */
function parseLine(path: string, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new InputError([{file: path, line: numberOf(path, text), column: null, message: damaged}]);
}

/** Lines of JSON that are grouped by a member; `start` finds it at the start of a line as it is written. */
class Groups {
  readonly path: string;
  readonly #lines: Iterator<string>;
  readonly #member: string;
  readonly #start: RegExp;
  #next: IteratorResult<string> | null = null;

  constructor(path: string, member: string, start: RegExp) {
    this.path = path;
    this.#lines = linesOf(path);
    this.#member = member;
    this.#start = start;
  }

  /** The run of lines of this key that is next. */
  take(key: string): string[] {
    const taken: string[] = [];
    this.#next ??= this.#lines.next();
    while (this.#next.done !== true && this.#keyOf(this.#next.value) === key) {
      taken.push(this.#next.value);
      this.#next = this.#lines.next();
    }
    return taken;
  }

  /** @throws InputError when lines are left: whoever reads on would never see them */
  end(): void {
    this.#next ??= this.#lines.next();
    if (this.#next.done === true) return;
    const message = {
      en: 'does not fit facts.jsonl: one of the two was changed or cut',
      ja: 'がfacts.jsonlと合いません。どちらかが変更されたか、途中で切れています',
    };
    throw new InputError([{file: this.path, line: numberOf(this.path, this.#next.value), column: null, message}]);
  }

  /** Read where it stands in a line that looks whole: to parse all of it costs more than what is done with it. */
  #keyOf(line: string): unknown {
    const id = line.endsWith('}') ? this.#start.exec(line)?.groups?.['id'] : undefined;
    return id ?? (parseLine(this.path, line) as Readonly<Record<string, unknown>>)[this.#member];
  }
}

/** Files that subjects are read from. */
interface SubjectFiles {
  readonly facts: string;
  readonly findings: Groups;
  readonly cells: Groups;
  /** Where the evidence lies. */
  readonly folder: string;
}

/** What a run knows of one subject, as its files tell it: what is looked at is read. */
export class SubjectRecord {
  readonly id: string;
  readonly findingTexts: readonly string[];
  readonly #facts: string;
  readonly #cells: readonly string[];
  readonly #files: SubjectFiles;
  readonly #read: {facts?: Facts; findings?: readonly Finding[]; cells?: readonly ClauseCell[]} = {};

  /** `facts`: line of `facts.jsonl`. */
  constructor(facts: string, files: SubjectFiles) {
    this.#facts = facts;
    this.#files = files;
    this.id = /^\{"asset":"(?<id>[a-z0-9._:-]{1,80})",/.exec(facts)?.groups?.['id'] ?? this.#assetFacts().asset;
    this.findingTexts = files.findings.take(this.id);
    this.#cells = files.cells.take(this.id);
  }

  get facts(): Facts {
    return (this.#read.facts ??= this.#assetFacts().facts);
  }

  get findings(): readonly Finding[] {
    const {path} = this.#files.findings;
    return (this.#read.findings ??= this.findingTexts.map((text) => parseLine(path, text) as Finding));
  }

  get cells(): readonly ClauseCell[] {
    const {path} = this.#files.cells;
    return (this.#read.cells ??= this.#cells.map((text) => parseLine(path, text) as ClauseCell));
  }

  get evidence(): readonly Exchange[] {
    return readExchanges(this.#files.folder, this.id);
  }

  #assetFacts(): AssetFacts {
    return parseLine(this.#files.facts, this.#facts) as AssetFacts;
  }
}

/** Findings in the order of the file, by subject, one in memory at a time. @throws InputError when it is missing or damaged */
export function* readFindings(results: string): Generator<Finding> {
  const path = join(results, 'findings.jsonl');
  for (const line of linesOf(path)) yield parseLine(path, line) as Finding;
}

const findingStart = /^\{"fingerprint":"[0-9a-f]{1,64}","asset":"(?<id>[a-z0-9._:-]{1,80})",/;
const cellStart = /^\{"clause":"[\w.-]{1,40}","subject":"(?<id>[a-z0-9._:-]{1,80})",/;

/**
 * Results by subject, one in memory at a time, in the order of the files: assets by id, then the site. `results` holds what
 * was judged, `folder` the evidence.
 * @throws InputError when a file is missing, is damaged or does not fit the others
 */
export function* readSubjects(results: string, folder: string): Generator<SubjectRecord> {
  const facts = join(results, 'facts.jsonl');
  const findings = new Groups(join(results, 'findings.jsonl'), 'asset', findingStart);
  const cells = new Groups(join(results, 'clauses.jsonl'), 'subject', cellStart);
  for (const line of linesOf(facts)) yield new SubjectRecord(line, {facts, findings, cells, folder});
  findings.end();
  cells.end();
}
