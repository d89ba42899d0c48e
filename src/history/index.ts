import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
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
  record(run: Run, folder: string): void;
  /** Newest first. */
  list(): readonly HistoryEntry[];
  clear(): void;
  close(): void;
}

const table = `create table if not exists runs (
  id text primary key, folder text, site text, profile text, started_at text, finished_at text,
  passed integer, failed integer, not_tested integer, coverage real, root_hash text)`;

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
export function openHistory(path: string): History {
  mkdirSync(dirname(path), {recursive: true});
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('busy_timeout = 5000');
  database.exec(table);
  return {
    record(run, folder) {
      const row = toRow(run, folder);
      const names = Object.keys(row);
      const places = names.map(() => '?').join(', ');
      database.prepare(`insert or replace into runs (${names.join(', ')}) values (${places})`).run(Object.values(row));
    },
    list() {
      const rows = database.prepare('select * from runs order by started_at desc, id desc').all() as RunRow[];
      return rows.map(toEntry);
    },
    clear() {
      database.exec('delete from runs');
    },
    close() {
      database.close();
    },
  };
}
