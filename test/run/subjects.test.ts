import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {readSubjects} from '../../src/run/subjects.ts';
import {temporaryFolder} from '../support/sshd.ts';

const write = (folder: string, name: string, lines: readonly object[]): void =>
  writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

const finding = (asset: string, check: string): object => ({fingerprint: 'ab'.repeat(32), asset, check});

test('results are grouped by subject, however their lines begin', (t) => {
  const {path: folder, remove} = temporaryFolder();
  t.teardown(remove);
  write(folder, 'facts.jsonl', [
    {asset: 'a', facts: {}},
    {facts: {}, asset: 'b'},
    {asset: '予備機', facts: {}},
  ]);
  write(folder, 'findings.jsonl', [
    finding('a', 'one'),
    {asset: 'a', check: 'two'},
    finding('b', 'one'),
    finding('予備機', 'one'),
  ]);
  write(folder, 'clauses.jsonl', [
    {clause: '3.5-01', subject: 'a', status: 'pass'},
    {subject: 'b', clause: '3.5-01', status: 'fail'},
  ]);
  const subjects = [...readSubjects(folder, folder)];
  t.deepEqual(
    subjects.map(({id, findings, cells}) => [id, findings.map(({check}) => check), cells.map(({status}) => status)]),
    [
      ['a', ['one', 'two'], ['pass']],
      ['b', ['one'], ['fail']],
      ['予備機', ['one'], []],
    ],
  );
  t.deepEqual(
    subjects.flatMap(({findingTexts}) => findingTexts.map((text) => (JSON.parse(text) as {check: string}).check)),
    ['one', 'two', 'one', 'one'],
  );
});
