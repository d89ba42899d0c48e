import {cpSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import test from 'ava';
import type {ClauseCell, ClauseReport} from '../../src/model/guideline.ts';
import {readOverlay} from '../../src/run/read.ts';
import {filesBelow, readLines, Workshop} from './support.ts';

const shop = new Workshop();
const asset = {
  id: 'here',
  kind: 'server',
  zone: 'office',
  address: '127.0.0.1',
  platform: 'linux',
  access: [{via: 'local'}],
};

const waiver = {
  id: 'w-1',
  check: 'system-other',
  assets: ['zone:office'],
  reason: 'risk-accepted',
  explanation: '受容する',
  approvedBy: '水道部長',
  from: '2020-01-01',
  until: '2090-12-31',
};

const attestation = {
  clause: '1-3',
  answer: 'met',
  explanation: '規程に定めている',
  answeredBy: '水道 太郎',
  approvedBy: '浄水 花子',
  date: '2020-01-01',
  until: '2090-12-31',
};

const quiet = ['--format', 'json', '--json'];
const cellsOf = (run: string): ClauseCell[] => readLines(shop.path(run, 'clauses.jsonl')) as ClauseCell[];
const cell = (run: string, clause: string): ClauseCell | undefined =>
  cellsOf(run).find((each) => each.clause === clause);
const waiverOf = (run: string): unknown =>
  shop.findings(run).find(({check}) => check === 'system-other')?.waiver ?? null;

test.before(async () => {
  shop.writeInventory({assets: [asset]});
  shop.write('waivers.yaml', JSON.stringify({waivers: [waiver]}));
  shop.write('attestations.yaml', JSON.stringify({attestations: [attestation]}));
  const ended = await shop.run(['scan', shop.inventory, '--out', 'run', ...quiet]);
  if (ended.code !== 0) throw new Error(`${ended.code} ${ended.stdout} ${ended.stderr}`);
});
test.after.always(() => shop.remove());

test.serial('a fail that is accepted stays a fail, is told, and leads neither to exit code 1 nor to an action', (t) => {
  const run = shop.readRun('run');
  t.is(run.counts.fail, 1);
  t.is(run.waived, 1);
  t.is(run.assets[0]?.waived, 1);
  t.deepEqual(waiverOf('run'), {id: 'w-1', reason: 'risk-accepted', until: '2090-12-31', state: 'active'});
  const {actions} = JSON.parse(readFileSync(shop.path('run/actions.json'), 'utf8')) as {actions: unknown[]};
  t.deepEqual(actions, []);
  t.deepEqual([cell('run', '1-2')?.status, cell('run', '1-2')?.waived], ['fail', true]);
});

test.serial('an answer of a person gives its clause a cell of the site', (t) => {
  t.deepEqual(cell('run', '1-3'), {
    clause: '1-3',
    subject: 'site',
    status: 'pass',
    findings: [],
    attestation: {subject: 'organisation', answer: 'met', state: 'valid', until: '2090-12-31'},
  });
  const report = JSON.parse(readFileSync(shop.path('run/clauses.json'), 'utf8')) as ClauseReport;
  t.is(report.clauses.find(({clause}) => clause === '1-3')?.status, 'pass');
  t.deepEqual(shop.readRun('run').clauses, report.organisation);
});

test.serial('as of a later day, waiver and answer have ended: the fail counts again, the clause is open', async (t) => {
  const before = filesBelow(shop.path('run'));
  const ended = await shop.run(['judge', 'run', '--id', 'later', '--as-of', '2091-01-01T00:00:00+09:00', ...quiet]);
  t.is(ended.code, 1, ended.stderr);
  const later = 'run/judgements/later';
  t.deepEqual(waiverOf(later), {id: 'w-1', reason: 'risk-accepted', until: '2090-12-31', state: 'expired'});
  t.is(shop.readRun(later).waived, 0);
  t.is(cell(later, '1-3')?.status, 'manual');
  t.is(cell(later, '1-3')?.attestation?.state, 'expired');
  for (const [path, bytes] of before) t.deepEqual(readFileSync(path), bytes, 'what was delivered stays as it was');
});

test.serial('the last day is the one in the time zone of the site', async (t) => {
  const exit = async (id: string, asOf: string): Promise<number | null> =>
    (await shop.run(['judge', 'run', '--id', id, '--as-of', asOf, ...quiet])).code;
  t.is(await exit('last', '2090-12-31T23:59:59+09:00'), 0);
  t.is(await exit('next', '2091-01-01T00:00:00+09:00'), 1);
});

test.serial('a run is judged with what it holds, unless it is given others', async (t) => {
  shop.write('none.yaml', 'waivers: []\n');
  const given = await shop.run(['judge', 'run', '--id', 'without', '--waivers', 'none.yaml', ...quiet]);
  t.is(given.code, 1, given.stderr);
  t.deepEqual(readOverlay(shop.path('run/judgements/without')).waivers, []);
  t.is(readOverlay(shop.path('run/judgements/without')).attestations.length, 1);
  const digests = (run: string): unknown => shop.readRun(run).digests;
  t.notDeepEqual(digests('run/judgements/without'), digests('run'));
  shop.write('waivers.yaml', 'waivers: []\n');
  t.is((await shop.run(['judge', 'run', '--id', 'same', ...quiet])).code, 0, 'what was changed since is not looked at');
  shop.write('waivers.yaml', JSON.stringify({waivers: [waiver]}));
});

test.serial('one asset that was answered for does not speak for the others', async (t) => {
  const own = {...attestation, clause: '1-4', subject: 'here'};
  shop.write('one.yaml', JSON.stringify({attestations: [own]}));
  shop.writeInventory({assets: [asset, {...asset, id: 'there'}]});
  const ended = await shop.run(['scan', shop.inventory, '--out', 'two', '--attestations', 'one.yaml', ...quiet]);
  t.is(ended.code, 0, ended.stderr);
  const cells = cellsOf('two').filter(({clause}) => clause === '1-4');
  t.deepEqual(
    cells.map(({subject, status}) => [subject, status]),
    [
      ['here', 'pass'],
      ['there', 'manual'],
    ],
  );
  const report = JSON.parse(readFileSync(shop.path('two/clauses.json'), 'utf8')) as ClauseReport;
  t.is(report.clauses.find(({clause}) => clause === '1-4')?.status, 'manual');
});

test.serial('what is wrong in a file ends the scan before any host is asked', async (t) => {
  const bad = shop.write('bad.yaml', JSON.stringify({waivers: [{...waiver, check: 'system-othre'}]}, null, 1));
  const ended = await shop.run(['scan', shop.inventory, '--out', 'bad', '--waivers', bad, ...quiet]);
  t.is(ended.code, 2);
  t.regex(ended.stderr, /bad\.yaml:5:\d+: no check system-othre: did you mean “system-other”\?/);
  const missing = await shop.run(['scan', shop.inventory, '--out', 'bad', '--attestations', 'nowhere', ...quiet]);
  t.is(missing.code, 2);
  t.regex(missing.stderr, /nowhere: is missing/);
});

/** A copy of the run in which one of its files was edited. */
function edited(name: string, file: string, edit: (text: string) => string): void {
  cpSync(shop.path('run'), shop.path(name), {recursive: true});
  const text = readFileSync(shop.path(name, file), 'utf8');
  if (edit(text) === text) throw new Error('nothing was edited');
  writeFileSync(shop.path(name, file), edit(text));
}

const prolonged = (text: string): string => text.replace('2090-12-31', '2099-12-31');

for (const part of ['waivers', 'attestations'] as const) {
  test.serial(`${part} that were edited in a run are found, and nothing is judged by them`, async (t) => {
    t.is((await shop.run(['verify', 'run'])).code, 0);
    const name = `edited-${part}`;
    edited(name, `${part}.json`, prolonged);
    const verified = await shop.run(['verify', name]);
    t.is(verified.code, 2);
    t.true(verified.stdout.includes(`${part}.json: not those that the run was made with`), verified.stdout);
    for (const args of [
      ['judge', name, ...quiet],
      ['report', name],
      ['scan', shop.inventory, '--resume', name, ...quiet],
    ]) {
      const ended = await shop.run(args);
      t.is(ended.code, 2, args[0]);
      t.true(ended.stderr.includes(`${part}.json: was changed since it was written`), ended.stderr);
    }
    const given = await shop.run(['judge', name, `--${part}`, `${part}.yaml`, ...quiet]);
    t.is(given.code, 0, given.stderr);
  });
}

test.serial('waivers that were edited before the run was judged are found, too', async (t) => {
  edited('unjudged', 'waivers.json', prolonged);
  writeFileSync(shop.path('unjudged/run.json'), JSON.stringify({...shop.readRun('run'), finishedAt: null, assets: []}));
  const verified = await shop.run(['verify', 'unjudged']);
  t.is(verified.code, 2);
  t.regex(verified.stdout, /waivers\.json: not those/);
});

test.serial('entries that are no waivers are bad input, also in a run without digests', async (t) => {
  edited('no-digest', 'waivers.json', (text) => text.replace('"until"', '"till"'));
  const {waivers: _waivers, ...digests} = shop.readRun('run').digests;
  writeFileSync(shop.path('no-digest/run.json'), JSON.stringify({...shop.readRun('run'), digests}));
  const ended = await shop.run(['judge', 'no-digest', ...quiet]);
  t.is(ended.code, 2, ended.stderr);
  t.regex(ended.stderr, /waivers\.json: is damaged at "0/);
});

test.serial('a run that is resumed takes no others', async (t) => {
  for (const part of ['waivers', 'attestations', 'advisories']) {
    const ended = await shop.run(['scan', shop.inventory, '--resume', 'run', `--${part}`, 'nowhere', '--lang', 'ja']);
    t.is(ended.code, 2);
    t.regex(ended.stderr, /--resume: は--waivers、--attestations、--advisoriesと併用できません/);
  }
});

test.serial('a judgement that fails leaves nothing that stands in the way of the next', async (t) => {
  edited('broken', 'evidence/here.jsonl', (text) => text.replace('"seq":1', '"seq":9'));
  const good = readFileSync(shop.path('run/evidence/here.jsonl'));
  t.is((await shop.run(['judge', 'broken', '--id', 'x', ...quiet])).code, 2);
  t.false(existsSync(shop.path('broken/judgements/x')));
  t.true(existsSync(shop.path('broken/findings.jsonl')), 'what was there before stays');
  writeFileSync(shop.path('broken/evidence/here.jsonl'), good);
  t.is((await shop.run(['judge', 'broken', '--id', 'x', ...quiet])).code, 0);
});

test.serial('a time without a zone is one of the site, wherever it is judged', async (t) => {
  const asOf = async (id: string, written: string): Promise<string> => {
    const ended = await shop.run(['judge', 'run', '--id', id, '--as-of', written, ...quiet], {TZ: 'America/New_York'});
    t.is(ended.code, 0, ended.stderr);
    return shop.readRun(`run/judgements/${id}`).asOf;
  };
  t.is(await asOf('minute', '2026-11-22T09:00'), '2026-11-22T00:00:00.000Z');
  t.is(await asOf('day', '2026-11-22'), '2026-11-21T15:00:00.000Z');
  t.is(await asOf('zone', '2026-11-22T09:00:00+01:00'), '2026-11-22T08:00:00.000Z');
  for (const wrong of ['2026-02-30', '2026-02-28T25:00', '2026-11-22T09']) {
    t.is((await shop.run(['judge', 'run', '--as-of', wrong, ...quiet])).code, 2, wrong);
  }
});
