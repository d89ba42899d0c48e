import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import test from 'ava';
import type {Baseline} from '../../src/model/drift.ts';
import {filesBelow, Workshop} from './support.ts';

const shop = new Workshop();
const asset = {
  id: 'here',
  kind: 'server',
  zone: 'office',
  address: '127.0.0.1',
  platform: 'linux',
  access: [{via: 'local'}],
};

interface Report {
  readonly schema: number;
  readonly assets: readonly {
    asset: string;
    sides: string;
    verdicts: {check: string; kind: string; causes: string[]}[];
  }[];
  readonly compared: number;
  readonly worse: number;
}

const scan = (out: string) => shop.run(['scan', shop.inventory, '--out', out, '--format', 'json', '--quiet']);

test.before(async () => {
  shop.writeInventory({assets: [asset]});
  const ended = await scan('first');
  if (ended.code !== 1) throw new Error(ended.stderr);
  cpSync(shop.path('first'), shop.path('second'), {recursive: true});
});
test.after.always(() => shop.remove());

async function diff(...args: string[]): Promise<{code: number | null; report: Report}> {
  const ended = await shop.run(['diff', ...args, '--json']);
  return {code: ended.code, report: JSON.parse(ended.stdout) as Report};
}

test.serial('a run does not differ from itself, nor from its judgement anew', async (t) => {
  const judged = await shop.run(['judge', 'first', '--id', 'again', '--format', 'json', '--quiet']);
  t.is(judged.code, 1);
  for (const other of ['second', 'first/judgements/again']) {
    const {code, report} = await diff('first', other);
    t.is(code, 0, other);
    t.deepEqual(
      {...report, before: '', after: ''},
      {...report, before: '', after: '', schema: 1, assets: [], compared: 2, worse: 0},
    );
  }
});

/** The second run with one fact of the host changed, judged anew: the evidence is another. */
async function judgedWith(id: string, change: (checks: string) => void): Promise<void> {
  const checks = shop.path(`checks-${id}`);
  cpSync(shop.checks, checks, {recursive: true});
  change(checks);
  const ended = await shop.run(['judge', 'first', '--id', id, '--format', 'json', '--quiet', '--checks', checks]);
  if (ended.code === 2 || ended.code === 4) throw new Error(ended.stderr);
}

test.serial('a changed check is told as the cause, and what got worse gives exit code 1', async (t) => {
  await judgedWith('turned', (checks) => {
    const path = `${checks}/host/system-other.yaml`;
    const text = readFileSync(path, 'utf8').replaceAll('"other"', '"debian"');
    writeFileSync(
      path,
      text
        .replaceAll('id: other}', 'id: x}')
        .replaceAll('id: debian}', 'id: other}')
        .replaceAll('id: x}', 'id: debian}'),
    );
  });
  const forth = await diff('first', 'first/judgements/turned');
  t.is(forth.code, 0);
  t.like(forth.report.assets[0], {
    asset: 'here',
    verdicts: [{check: 'system-other', kind: 'fixed', causes: ['check']}],
  });
  const back = await diff('first/judgements/turned', 'first');
  t.is(back.code, 1);
  t.like(back.report, {worse: 1, assets: [{asset: 'here', verdicts: [{kind: 'new-fail', causes: ['check']}]}]});
  const text = await shop.run(['diff', 'first/judgements/turned', 'first', '--lang', 'ja']);
  t.is(text.code, 1);
  t.regex(text.stdout, /here\n {2}× 新たな要是正 .*\n.*原因: 点検項目の変更\n比較した対象 2、悪化 1 件/);
});

test.serial('what is not good is refused as a baseline, and nothing is written', async (t) => {
  const refused = await shop.run(['baseline', 'first', '--approved-by', '水道太郎', '--lang', 'ja']);
  t.is(refused.code, 2);
  t.regex(refused.stderr, /here.*合格ではありません.*不適合1件/);
  t.false(existsSync(shop.path('baselines')));
});

test.serial('why an asset is held is told in the words of the record, in either language', async (t) => {
  cpSync(shop.path('first'), shop.path('held'), {recursive: true});
  const path = shop.path('held/findings.jsonl');
  const unseen = '"outcome":{"status":"not-tested","fact":"os","reason":"timeout","detail":""}';
  const found = readFileSync(path, 'utf8');
  writeFileSync(path, found.replaceAll(/"outcome":\{"status":"(?:pass|fail)"\}/g, unseen));
  const refused = (language: string) => shop.run(['baseline', 'held', '--approved-by', 'A', '--lang', language]);
  const {floor} = shop.readRun('held');
  const [ja, en] = [await refused('ja'), await refused('en')];
  t.is(ja.code, 2);
  t.true(ja.stderr.includes(`合格ではありません（評価できた割合が下限の ${floor}% に満たない`), ja.stderr);
  t.true(en.stderr.includes(`cannot be accepted: Less than the floor of ${floor}% was assessed`), en.stderr);
});

test.serial('an accepted state tells who accepted it, when, why, and of which evidence', async (t) => {
  const before = filesBelow(shop.path('first'));
  const reason = ['--conditional', '年度内に是正', '--approved-by', ' 水道太郎 '];
  const ended = await shop.run(['baseline', 'first', ...reason]);
  t.is(ended.code, 0, ended.stderr);
  t.is(ended.stdout.trim(), 'baselines/here.json');
  const run = JSON.parse(readFileSync(shop.path('first/run.json'), 'utf8')) as {
    id: string;
    rootHash: string;
    assets: {lastHash: string}[];
  };
  const baseline = JSON.parse(readFileSync(shop.path('baselines/here.json'), 'utf8')) as Baseline;
  t.like(baseline, {
    schema: 1,
    asset: 'here',
    run: run.id,
    rootHash: run.rootHash,
    lastHash: run.assets[0]?.lastHash ?? '',
    approvedBy: '水道太郎',
    conditional: '年度内に是正',
  });
  t.is(statSync(shop.path('baselines/here.json')).mode & 0o777, 0o600);
  for (const [path, bytes] of before) t.deepEqual(readFileSync(path), bytes, 'the run stays as it was');
  const again = await shop.run(['baseline', 'first', ...reason, '--into', 'twice']);
  t.is(again.code, 0);
  const stripped = (path: string) => readFileSync(shop.path(path), 'utf8').replace(/"acceptedAt": "[^"]*"/, '');
  t.is(stripped('twice/here.json'), stripped('baselines/here.json'), 'but for the time');
  t.deepEqual(readdirSync(shop.path('baselines')), ['here.json']);
});

test.serial('a later run is held against the accepted states; the site as a whole has none', async (t) => {
  const same = await diff('first', '--baselines', 'baselines');
  t.is(same.code, 0);
  t.like(same.report, {before: 'baselines', compared: 1, worse: 0, assets: []});
  const turned = await diff('first/judgements/turned', '--baselines', 'baselines');
  t.like(turned.report.assets[0], {asset: 'here', verdicts: [{kind: 'fixed', causes: ['check']}]});
});

test.serial('an asset without an accepted state, and one without a result, are told', async (t) => {
  const path = shop.path('baselines/here.json');
  const other = readFileSync(path, 'utf8').replace('"asset": "here"', '"asset": "gone"');
  writeFileSync(shop.path('twice/gone.json'), other);
  writeFileSync(shop.path('twice/here.json'), readFileSync(path));
  const {code, report} = await diff('first', '--baselines', 'twice');
  t.is(code, 1, 'whose state was accepted must not go unnoticed');
  t.is(report.worse, 1);
  t.deepEqual(
    report.assets.map(({asset, sides}) => [asset, sides]),
    [['gone', 'before']],
  );
});

/** The checks without one of them, and with no clause that it serves. */
function checksWithout(name: string): string {
  const folder = shop.path('fewer');
  cpSync(shop.checks, folder, {recursive: true});
  rmSync(`${folder}/host/${name}.yaml`);
  const path = `${folder}/guidelines/water-4.yaml`;
  const text = readFileSync(path, 'utf8').replace(`checks: [{id: ${name}, role: decides, covers: full}]`, 'checks: []');
  writeFileSync(path, text);
  return folder;
}

test.serial('a check that is judged no more is worse than its pass or fail', async (t) => {
  const args = ['judge', 'first', '--id', 'dropped', '--checks', checksWithout('system-other'), '--quiet'];
  const judged = await shop.run(args);
  t.is(judged.code, 0, judged.stderr);
  const {code, report} = await diff('first/judgements/dropped', '--baselines', 'baselines');
  t.is(code, 1);
  t.is(report.worse, 1);
  const change = report.assets[0]?.verdicts.find(({check}) => check === 'system-other');
  t.like(change, {kind: 'not-judged', causes: ['selection']});
});

test.serial('what another profile leaves out is told, and is not worse', async (t) => {
  const judged = await shop.run(['judge', 'first', '--id', 'good', '--profile', 'good', '--quiet']);
  t.is(judged.code, 0, judged.stderr);
  const {code, report} = await diff('first/judgements/good', '--baselines', 'baselines');
  t.is(code, 0);
  const change = report.assets[0]?.verdicts.find(({check}) => check === 'system-other');
  t.like(change, {kind: 'not-judged', causes: ['profile']});
});

test.serial('a folder without accepted states is bad input', async (t) => {
  mkdirSync(shop.path('empty'));
  const ended = await shop.run(['diff', 'first', '--baselines', 'empty', '--lang', 'ja']);
  t.is(ended.code, 2);
  t.regex(ended.stderr, /empty: に基準の状態がありません/);
});

test.serial('names that were written into a run cannot move the cursor', async (t) => {
  cpSync(shop.path('first'), shop.path('hostile'), {recursive: true});
  const path = shop.path('hostile/run.json');
  const run = {...shop.readRun('hostile'), id: '\u001b[31mred'};
  writeFileSync(path, JSON.stringify(run));
  const ended = await shop.run(['diff', 'hostile', 'first']);
  t.is(ended.code, 0);
  t.true(ended.stdout.startsWith('␛[31mred → '));
  writeFileSync(path, JSON.stringify({...run, site: '\u001b[32mgreen'}));
  const other = await shop.run(['diff', 'first', 'hostile']);
  t.is(other.code, 2);
  t.regex(other.stderr, /␛\[31mred: is of another site: ␛\[32mgreen/);
});

const spoilt: readonly (readonly [string, (text: string) => string])[] = [
  ['is no JSON', (text) => text.slice(0, 100)],
  ['lacks its findings', (text) => text.replace('"findings"', '"found"')],
  ['has a finding without an outcome', (text) => text.replace('"outcome"', '"outcame"')],
  ['has a fact of no state', (text) => text.replace('"state": "known"', '"state": "knew"')],
  ['is of another asset', (text) => text.replace('"asset": "here"', '"asset": "there"')],
  ['is of a newer program', (text) => text.replace('"schema": 1', '"schema": 2')],
  ['is of another site', (text) => text.replace('"site": "Test"', '"site": "Other"')],
];
for (const [title, harm] of spoilt) {
  test.serial(`an accepted state that ${title} is bad input`, async (t) => {
    const good = readFileSync(shop.path('baselines/here.json'), 'utf8');
    t.not(harm(good), good);
    writeFileSync(shop.path('twice/here.json'), harm(good));
    writeFileSync(shop.path('twice/gone.json'), good.replace('"asset": "here"', '"asset": "gone"'));
    t.is((await shop.run(['diff', 'first', '--baselines', 'twice'])).code, 2);
  });
}

const wrong: readonly (readonly string[])[] = [
  ['diff', 'first'],
  ['diff', 'first', 'second', '--baselines', 'baselines'],
  ['diff', 'first', '--baselines', 'nowhere'],
  ['diff', 'first', 'nowhere'],
  ['baseline', 'first'],
  ['baseline', 'first', '--approved-by', ' '],
  ['baseline', 'first', '--approved-by', 'A', '--conditional', ''],
  ['baseline', 'first', '--approved-by', 'A', '--only', 'nobody'],
  ['baseline', 'first', '--approved-by', 'A', '--conditional', 'B', '--only', ','],
  ['scan', 'inventory.yaml', '--only', ','],
  ['baseline', 'nowhere', '--approved-by', 'A'],
];
for (const args of wrong) {
  test.serial(`bad input: ${args.join(' ')}`, async (t) => {
    t.is((await shop.run(args)).code, 2);
  });
}

test.serial('evidence that was changed since is not accepted', async (t) => {
  const path = shop.path('second/evidence/here.jsonl');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(path, `${lines.slice(0, -1).join('\n')}\n`);
  const ended = await shop.run(['baseline', 'second', '--approved-by', 'A', '--conditional', 'B', '--into', 'changed']);
  t.is(ended.code, 2);
  t.false(existsSync(shop.path('changed')));
});

test.serial('a run that has not been judged cannot be compared', async (t) => {
  const path = shop.path('second/run.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"finishedAt": "[^"]*"/, '"finishedAt": null'));
  t.is((await shop.run(['diff', 'first', 'second'])).code, 2);
});

test.serial('runs from before there were orders are read, and judged as without any', async (t) => {
  const path = shop.path('first/assets.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/\s*"ordered": null,/, ''));
  t.notRegex(readFileSync(path, 'utf8'), /ordered/);
  const {code, report} = await diff('first', '--baselines', 'baselines');
  t.is(code, 0);
  t.deepEqual(report.assets, []);
  const judged = await shop.run(['judge', 'first', '--id', 'old', '--format', 'json', '--quiet']);
  t.is(judged.code, 1, judged.stderr);
});
