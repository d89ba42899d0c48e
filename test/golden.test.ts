import {execFile} from 'node:child_process';
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import test from 'ava';
import {frozenRun, sample} from '../scripts/golden.ts';
import {judge, loadKnowledge, renderReports} from '../src/index.ts';
import {packageRoot} from '../src/model/paths.ts';
import {readOverlay} from '../src/run/read.ts';
import {readSubjects} from '../src/run/subjects.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../scripts/golden.js', import.meta.url));

const temporary = (name: string): string => mkdtempSync(join(tmpdir(), `mizumori-${name}-`));

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

for (const [TZ, LANG] of [
  ['UTC', 'C'],
  ['Asia/Tokyo', 'ja_JP.UTF-8'],
  ['America/New_York', 'en_US.UTF-8'],
] as const) {
  test(`reports of a kept run are as in reports/sample under TZ=${TZ} LANG=${LANG}: npm run golden`, async (t) => {
    const folder = temporary('sample');
    t.teardown(() => rmSync(folder, {recursive: true}));
    await run(process.execPath, [script, folder], {env: {PATH: process.env['PATH'], TZ, LANG, LC_ALL: LANG}});
    const [now, kept] = [filesOf(folder), filesOf(sample)];
    t.deepEqual(Object.keys(now), Object.keys(kept));
    t.is(Object.keys(kept).length, 7);
    for (const [name, text] of Object.entries(now)) t.true(text === kept[name], `${name} differs`);
  });
}

test('the sample shows a good host, a bad one, one out of reach and one that its zone refuses', (t) => {
  const statuses = new Map<string, Set<string>>();
  for (const {id, findings} of readSubjects(frozenRun, frozenRun)) {
    statuses.set(
      id,
      new Set(findings.map(({outcome}) => (outcome.status === 'not-tested' ? outcome.reason : outcome.status))),
    );
  }
  t.deepEqual(Object.fromEntries([...statuses].map(([id, set]) => [id, [...set].sort()])), {
    'scada-01': ['forbidden-by-zone', 'not-applicable'],
    site: [],
    'srv-billing': ['pass'],
    'srv-ledger': ['fail', 'pass'],
    'srv-mail': ['not-applicable', 'unreachable'],
  });
});

for (const version of readdirSync(join(packageRoot, 'test/fixtures/runs')).sort()) {
  test(`a run kept by schema ${version} is verified, judged by today's checks and reported`, async (t) => {
    const folder = temporary('kept');
    t.teardown(() => rmSync(folder, {recursive: true}));
    cpSync(join(packageRoot, 'test/fixtures/runs', version), folder, {recursive: true});
    const out = join(folder, 'judgements/today');
    const knowledge = await loadKnowledge(join(packageRoot, 'checks'));
    const {run: judged} = judge({
      knowledge,
      folder,
      overlay: readOverlay(folder),
      out,
      profile: 'scheduled',
      asOf: '2026-11-22T22:00:00.000Z',
      finishedAt: '2026-11-22T22:00:00.000Z',
    });
    t.true(judged.counts.pass > 10);
    t.true(judged.counts.fail > 5);
    t.is(judged.counts.error, 0);
    const options = {folder, results: out, formats: ['html', 'json', 'csv'], languages: ['ja', 'en']} as const;
    t.is((await renderReports(knowledge, options)).files.length, 5);
    const cli = fileURLToPath(new URL('../src/cli.js', import.meta.url));
    await run(process.execPath, [cli, 'verify', folder], {env: {PATH: process.env['PATH']}});
  });
}
