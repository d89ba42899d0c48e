import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {Exchange} from '../model/evidence.ts';
import type {AssetFacts, Facts} from '../model/fact.ts';
import type {Finding} from '../model/finding.ts';
import type {ClauseCell} from '../model/guideline.ts';
import {InputError} from '../model/input-error.ts';
import {readLines} from './folder.ts';
import {damaged, fileProblem, readExchanges} from './read.ts';

/** Lines of a file of a run. @throws InputError when it is missing */
function linesOf(path: string): Generator<string> {
  if (!existsSync(path)) throw fileProblem(path, {en: 'is missing', ja: 'がありません'});
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
