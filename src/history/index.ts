import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {Kysely, SqliteDialect} from 'kysely';
import Database from 'libsql';
import type {Run} from '../model/run.ts';

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
}

/** An index over run folders, which can be made anew from them at any time. */
export interface History {
  record(run: Run, folder: string): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly HistoryEntry[]>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

const columns = [
  ['folder', 'text'],
  ['site', 'text'],
  ['profile', 'text'],
  ['started_at', 'text'],
  ['finished_at', 'text'],
  ['passed', 'integer'],
  ['failed', 'integer'],
  ['not_tested', 'integer'],
  ['coverage', 'real'],
  ['root_hash', 'text'],
] as const;

async function createTable(db: Kysely<{runs: RunRow}>): Promise<void> {
  let table = db.schema
    .createTable('runs')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey());
  for (const [name, type] of columns) table = table.addColumn(name, type);
  await table.execute();
}

function toRow(run: Run, folder: string): RunRow {
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
  };
}

/** Opens the embedded database, making it where there is none. */
export async function openHistory(path: string): Promise<History> {
  mkdirSync(dirname(path), {recursive: true});
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('busy_timeout = 5000');
  const db = new Kysely<{runs: RunRow}>({dialect: new SqliteDialect({database})});
  await createTable(db);
  return {
    async record(run, folder) {
      const row = toRow(run, folder);
      await db
        .insertInto('runs')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
    async list() {
      const rows = await db
        .selectFrom('runs')
        .selectAll()
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toEntry);
    },
    async clear() {
      await db.deleteFrom('runs').execute();
    },
    close: () => db.destroy(),
  };
}
