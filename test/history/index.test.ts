import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import Database from 'libsql';
import {listRuns, rebuildIndex, recordRun, type HistoryRecord} from '../../src/history/index.ts';
import {InputError} from '../../src/model/input-error.ts';
import type {Run} from '../../src/model/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mizumori-history-'));
test.after.always(() => rmSync(folder, {recursive: true}));

function runOf(id: string, startedAt: string, fail: number, percent: number | null): Run {
  const counts = {pass: 1, fail, 'not-applicable': 0, 'not-tested': 2, manual: 0, error: 0};
  const coverage = {applicable: 3, assessed: 1, percent};
  const digests = {inventory: '', plan: '', guideline: '', profile: '', checks: '', data: ''};
  const times = {startedAt, finishedAt: null, asOf: startedAt};
  const rest = {tool: 'test', site: "O'町", profile: 'scheduled', digests, assets: [], floor: 0, rootHash: 'root'};
  return {schema: 1, id, ...times, counts, coverage, ...rest};
}

const entry = (run: Run, at: string): HistoryRecord => ({run, folder: at, timezone: 'Asia/Tokyo'});

test('runs are listed newest first, a run recorded again once', (t) => {
  const path = join(folder, 'new', 'history.db');
  recordRun(path, entry(runOf('a', '2026-11-22T00:00:00.000Z', 1, 99.5), '/runs/a'));
  recordRun(path, entry(runOf('b', '2026-11-23T00:00:00.000Z', 2, null), '/runs/b'));
  recordRun(path, entry(runOf('a', '2026-11-22T00:00:00.000Z', 3, 98.5), '/runs/moved'));
  t.deepEqual(
    listRuns(path).map((run) => [run.id, run.folder, run.site, run.failed, run.notTested, run.coverage, run.timezone]),
    [
      ['b', '/runs/b', "O'町", 2, 2, null, 'Asia/Tokyo'],
      ['a', '/runs/moved', "O'町", 3, 2, 98.5, 'Asia/Tokyo'],
    ],
  );
  rebuildIndex(path, []);
  t.deepEqual(listRuns(path), []);
});

test('an index from before time zones were kept, with a log beside it, is listed and written', (t) => {
  const path = join(folder, 'old.db');
  const old = new Database(path);
  old.pragma('journal_mode = WAL');
  old.exec(
    'create table runs (id text primary key, folder text, site text, profile text, started_at text, ' +
      'finished_at text, passed integer, failed integer, not_tested integer, coverage real, root_hash text)',
  );
  old.exec("insert into runs (id, started_at) values ('old', '2026-11-21T00:00:00.000Z')");
  old.close();
  t.deepEqual(
    listRuns(path).map(({id, timezone}) => [id, timezone]),
    [['old', null]],
  );
  recordRun(path, entry(runOf('a', '2026-11-22T00:00:00.000Z', 1, 99.5), '/runs/a'));
  t.deepEqual(
    listRuns(path).map(({id, timezone}) => [id, timezone]),
    [
      ['a', 'Asia/Tokyo'],
      ['old', null],
    ],
  );
});

test('a file that is no index: told by its path, and replaced when made anew', (t) => {
  const run = entry(runOf('a', '2026-11-22T00:00:00.000Z', 1, 99.5), '/runs/a');
  for (const [name, bytes] of [
    ['text.db', 'x'.repeat(4096)],
    ['empty.db', ''],
  ] as const) {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const error = t.throws(() => listRuns(path), {instanceOf: InputError});
    t.true(error.message.startsWith(`${path}: is damaged`), error.message);
    rebuildIndex(path, [run]);
    t.deepEqual(
      listRuns(path).map(({id}) => id),
      ['a'],
    );
  }
});
