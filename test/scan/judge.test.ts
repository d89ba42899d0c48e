import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {judge, loadKnowledge, type Knowledge} from '../../src/index.ts';
import {gapReasons, type Exchange} from '../../src/model/evidence.ts';
import type {Finding} from '../../src/model/finding.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {parseJournal, type JournalContent} from '../../src/run/journal.ts';
import {JournalWriter} from '../../src/run/journal-writer.ts';
import {readOverlay, readRun} from '../../src/run/read.ts';
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

test.before(async () => {
  shop.writeInventory({assets: [asset]});
  const ended = await shop.run(['scan', shop.inventory, '--out', 'run', '--format', 'json', '--quiet']);
  if (ended.code !== 1) throw new Error(ended.stderr);
});
test.after.always(() => shop.remove());

const findings = (...names: string[]): string => readFileSync(shop.path('run', ...names, 'findings.jsonl'), 'utf8');

test.serial(
  'judged anew with equal inputs, in other time zones and languages, findings are equal to the byte',
  async (t) => {
    const before = filesBelow(shop.path('run'));
    const places = {tokyo: {TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8'}, york: {TZ: 'America/New_York', LANG: 'C'}};
    const args = (id: string) => ['judge', 'run', '--id', id, '--format', 'json', '--quiet'];
    const ended = await Promise.all(Object.entries(places).map(([id, env]) => shop.run(args(id), env)));
    t.deepEqual(
      ended.map(({code}) => code),
      [1, 1],
      ended[0]?.stderr,
    );
    for (const id of Object.keys(places)) {
      t.is(findings('judgements', id), findings());
      for (const name of ['facts.jsonl', 'clauses.jsonl', 'actions.json', 'clauses.json']) {
        t.deepEqual(readFileSync(shop.path('run', 'judgements', id, name)), before.get(shop.path('run', name)), name);
      }
    }
    for (const [path, bytes] of before) t.deepEqual(readFileSync(path), bytes, 'what was delivered stays as it was');
  },
);

test.serial('judged with changed checks: without any network, beside the first judgement', async (t) => {
  const checks = shop.path('changed');
  cpSync(shop.checks, checks, {recursive: true});
  const path = join(checks, 'host/system-other.yaml');
  writeFileSync(
    path,
    readFileSync(path, 'utf8')
      .replaceAll('"other"', '"debian"')
      .replaceAll('id: other}', 'id: x}')
      .replaceAll('id: debian}', 'id: other}')
      .replaceAll('id: x}', 'id: debian}'),
  );
  const before = filesBelow(shop.path('run'));
  const judged = await shop.runInside('exec unshare -n "$@"', [
    'judge',
    'run',
    '--format',
    'json',
    '--json',
    '--checks',
    checks,
  ]);
  t.is(judged.code, 0, judged.stderr);
  t.not(findings('judgements', 'j001'), findings());
  t.not(readRun(shop.path('run/judgements/j001')).digests.checks, readRun(shop.path('run')).digests.checks);
  for (const [file, bytes] of before) t.deepEqual(readFileSync(file), bytes);
  const again = await shop.run(['judge', 'run', '--id', 'j001']);
  t.is(again.code, 2, 'a judgement is never overwritten');
});

test.serial('nothing assessed never gives exit code 0', async (t) => {
  cpSync(shop.path('run'), shop.path('empty'), {recursive: true});
  const path = shop.path('empty/evidence/here.jsonl');
  writeFileSync(path, readFileSync(path, 'utf8').split('\n').slice(0, 1).join('\n') + '\n');
  const judged = await shop.run([
    'judge',
    'empty',
    '--format',
    'json',
    '--json',
    '--min-coverage',
    '0',
    '--fail-on',
    '4',
  ]);
  t.is(judged.code, 3);
  t.deepEqual((JSON.parse(judged.stdout) as {codes: number[]}).codes, [3]);
});

/** What may happen to an answer between a host and its judgement. */
type Harm =
  | {readonly kind: 'lost'}
  | {readonly kind: 'failed'; readonly reason: number}
  | {readonly kind: 'cut'; readonly part: number};
const harmArb: fc.Arbitrary<Harm> = fc.oneof(
  fc.constant({kind: 'lost' as const}),
  fc.record({kind: fc.constant('failed' as const), reason: fc.nat(gapReasons.length - 1)}),
  fc.record({kind: fc.constant('cut' as const), part: fc.double({min: 0, max: 1, noNaN: true})}),
);

function harmed(exchange: Exchange, harm: Harm): Exchange | null {
  const {answer} = exchange;
  switch (harm.kind) {
    case 'lost':
      return null;
    case 'failed':
      return {...exchange, answer: {ok: false, reason: gapReasons[harm.reason] ?? 'cut', detail: 'harmed'}};
    case 'cut':
      if (!answer.ok || answer.absent || exchange.ask.startsWith('file')) return null;
      return {
        ...exchange,
        answer: {...answer, cut: true, exitCode: null, body: answer.body.slice(0, answer.body.length * harm.part)},
      };
    default:
      return harm satisfies never;
  }
}

function judgeWith(
  knowledge: Knowledge,
  folder: string,
  {header, marks}: JournalContent,
  exchanges: readonly Exchange[],
): Finding[] {
  const path = join(folder, 'evidence/here.jsonl');
  const writer = JournalWriter.create(path, header);
  for (const {seq: _seq, ...exchange} of exchanges) writer.exchanges([exchange]);
  for (const mark of marks) writer.mark(mark);
  writer.close();
  const run = readRun(folder);
  const out = join(folder, 'judged');
  const overlay = readOverlay(folder);
  judge({knowledge, folder, overlay, out, profile: run.profile, asOf: run.asOf, finishedAt: run.asOf});
  const lines = readFileSync(join(out, 'findings.jsonl'), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Finding);
}

const nameOf = ({asset: of, check, subject}: Finding): string => `${of} ${check} ${subject ?? ''}`;

test.serial(
  'the shipped checks: whatever answers are lost, failed or cut, no fail and no open question becomes a pass',
  async (t) => {
    t.timeout(240_000);
    const knowledge = await loadKnowledge(join(packageRoot, 'checks'));
    const folder = shop.path('honest');
    cpSync(shop.path('run'), folder, {recursive: true});
    mkdirSync(join(folder, 'judged'));
    const content = parseJournal(readFileSync(join(folder, 'evidence/here.jsonl')));
    const {exchanges} = content;
    const whole = new Map(
      judgeWith(knowledge, folder, content, exchanges).map((each) => [nameOf(each), each.outcome.status]),
    );
    t.true([...whole.values()].filter((status) => status === 'fail').length > 5);
    const harms = fc.array(fc.record({at: fc.nat(exchanges.length - 1), harm: harmArb}), {minLength: 1, maxLength: 25});
    fc.assert(
      fc.property(harms, (list) => {
        const changed = new Map(list.map(({at, harm}) => [at, harm]));
        const left = exchanges.flatMap((exchange, index) => {
          const harm = changed.get(index);
          return (harm === undefined ? exchange : harmed(exchange, harm)) ?? [];
        });
        for (const finding of judgeWith(knowledge, folder, content, left)) {
          const before = whole.get(nameOf(finding));
          if (finding.outcome.status !== 'pass' || before === undefined) continue;
          t.is(
            before,
            'pass',
            `${nameOf(finding)}: ${JSON.stringify(list.map(({at, harm}) => [exchanges[at]?.ask, harm]))}`,
          );
        }
      }),
      {numRuns: 25},
    );
  },
);
