import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {openHistory} from '../../src/history/index.ts';
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

test('runs are listed newest first, a run recorded again once, from one opening to the next', (t) => {
  const path = join(folder, 'new', 'history.db');
  const first = openHistory(path);
  first.record(runOf('a', '2026-11-22T00:00:00.000Z', 1, 99.5), '/runs/a');
  first.record(runOf('b', '2026-11-23T00:00:00.000Z', 2, null), '/runs/b');
  first.record(runOf('a', '2026-11-22T00:00:00.000Z', 3, 98.5), '/runs/moved');
  first.close();
  const again = openHistory(path);
  t.deepEqual(
    again
      .list()
      .map(({id, folder: at, site, failed, notTested, coverage}) => [id, at, site, failed, notTested, coverage]),
    [
      ['b', '/runs/b', "O'町", 2, 2, null],
      ['a', '/runs/moved', "O'町", 3, 2, 98.5],
    ],
  );
  again.clear();
  t.deepEqual(again.list(), []);
  again.close();
});
