import {mkdirSync, renameSync, rmSync} from 'node:fs';
import {dirname} from 'node:path';
import Database from 'libsql';
import {InputError} from '../model/input-error.ts';
import type {Run} from '../model/run.ts';
import type {Bilingual} from '../model/text.ts';

interface RunRow {
  id: string;
  folder: string;
  site: string;
  profile: string;
  started_at: string;
  finished_at: string | null;
  passed: number;
  failed: number;
  not_tested: number;
  /** Percent; null when nothing applied. */
  coverage: number | null;
  root_hash: string;
  /** Null in indexes from before there was one. */
  timezone: string | null;
}

export interface HistoryEntry {
  readonly id: string;
  readonly folder: string;
  readonly site: string;
  readonly profile: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly passed: number;
  readonly failed: number;
  readonly notTested: number;
  readonly coverage: number | null;
  readonly rootHash: string;
  /** IANA time zone of the site; null: not known. */
  readonly timezone: string | null;
}

/** A run with where it lies and the time zone of its site. */
export interface HistoryRecord {
  readonly run: Run;
  readonly folder: string;
  readonly timezone: string;
}

const columns = `id text primary key, folder text, site text, profile text, started_at text, finished_at text,
  passed integer, failed integer, not_tested integer, coverage real, root_hash text, timezone text`;

function toRow({run, folder, timezone}: HistoryRecord): RunRow {
  return {
    id: run.id,
    folder,
    site: run.site,
    profile: run.profile,
    started_at: run.startedAt,
    finished_at: run.finishedAt,
    passed: run.counts.pass,
    failed: run.counts.fail,
    not_tested: run.counts['not-tested'],
    coverage: run.coverage.percent,
    root_hash: run.rootHash,
    timezone,
  };
}

function toEntry(row: RunRow): HistoryEntry {
  return {
    id: row.id,
    folder: row.folder,
    site: row.site,
    profile: row.profile,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    passed: row.passed,
    failed: row.failed,
    notTested: row.not_tested,
    coverage: row.coverage,
    rootHash: row.root_hash,
    timezone: row.timezone ?? null,
  };
}

const damaged: Bilingual = {
  en: 'is damaged, or no index of runs: mizumori history rebuild makes it anew from the run folders',
  ja: 'は壊れているか、実行の索引ではありません。mizumori history rebuildで実行フォルダーから作り直せます',
};

const unusable = (code: string): Bilingual => ({
  en: `cannot be opened or written (${code})`,
  ja: `を開けないか、書き込めません(${code})`,
});

/**
 * Uses the database of a file, which is closed after. No write-ahead log is kept: with one it could not be read where nothing may be
 * written. @throws InputError naming the file
 */
function withDatabase<T>(path: string, use: (database: Database.Database) => T): T {
  let database: Database.Database | null = null;
  try {
    database = new Database(path);
    database.pragma('busy_timeout = 5000');
    return use(database);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const isDamaged = ['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_ERROR'].includes(error.code);
    throw new InputError([{file: path, line: null, column: null, message: isDamaged ? damaged : unusable(error.code)}]);
  } finally {
    database?.close();
  }
}

function write(database: Database.Database, runs: Iterable<HistoryRecord>): void {
  database.exec(`create table if not exists runs (${columns})`);
  const known = (database.pragma('table_info(runs)') as readonly {name: string}[]).map(({name}) => name);
  if (!known.includes('timezone')) database.exec('alter table runs add column timezone text');
  for (const run of runs) {
    const row = toRow(run);
    const names = Object.keys(row);
    const places = names.map(() => '?').join(', ');
    database.prepare(`insert or replace into runs (${names.join(', ')}) values (${places})`).run(Object.values(row));
  }
}

/** Adds a run to an index over run folders, or puts it in the place of what stands there of it. @throws InputError */
export function recordRun(path: string, run: HistoryRecord): void {
  mkdirSync(dirname(path), {recursive: true});
  withDatabase(path, (database) => write(database, [run]));
}

/** Runs of an index, newest first. @throws InputError also when it is damaged */
export function listRuns(path: string): readonly HistoryEntry[] {
  return withDatabase(path, (database) => {
    const rows = database.prepare('select * from runs order by started_at desc, id desc').all() as RunRow[];
    return rows.map(toEntry);
  });
}

const asides = ['-journal', '-wal', '-shm'];

/** Puts a new index in the place of whatever is there. @throws InputError */
export function rebuildIndex(path: string, runs: Iterable<HistoryRecord>): void {
  const temporary = `${path}.part`;
  for (const suffix of ['', ...asides]) rmSync(`${temporary}${suffix}`, {force: true});
  withDatabase(temporary, (database) => write(database, runs));
  for (const suffix of asides) rmSync(`${path}${suffix}`, {force: true});
  renameSync(temporary, path);
}
