import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {packageRoot} from '../../src/model/paths.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {EffectiveParameter, Finding, Outcome} from '../../src/model/finding.ts';
import type {ReportInput} from '../../src/reporters/index.ts';
import {acceptanceVerdict, type AcceptanceCase} from '../../src/reporters/view/acceptance-verdict.ts';
import {asset, finding, sha256} from './fixture-run.ts';
import {fixture, parts} from './fixture.ts';
import {hostileTexts, rendered, saying} from './helpers.ts';
import {shapeOf} from './tags.ts';

const plain = (page: string): string =>
  page
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const ordered = {
  document: '給水台帳サーバ購入仕様書',
  delivered: '2026-11-20',
  os: ['debian 12*'],
  versions: null,
  accounts: null,
  timeSources: null,
  antivirus: null,
};

/** Findings of one check each, so that every verdict can be made. */
const of = (status: Outcome['status'], check = 'telnet'): Finding => finding('a', check, status, {seqs: [1]});
const waiver = {id: 'w-1', reason: 'vendor-constraint', until: '2027-03-31', state: 'active'} as const;
const accepted: Finding = {...of('fail'), waiver};
const approval = {reason: {en: 'old hardware', ja: '更新時期のため'}, approvedBy: '総務課長'};
const loose: EffectiveParameter = {value: '60d', from: 'asset', loosened: [{from: 'asset', than: '30d', ...approval}]};
const loosened = (status: Outcome['status'], check = 'security-updates'): Finding =>
  finding('a', check, status, {seqs: [1], parameters: {maxAge: loose}});
const coverage = {applicable: 1, assessed: 1, percent: 100};
const counts = {pass: 1, fail: 0, 'not-applicable': 0, 'not-tested': 0, manual: 0, error: 0};
const summary = {id: 'a', records: 9, lastHash: 'x', trouble: null, counts, coverage};
const sound: AcceptanceCase = {
  findings: [of('pass'), of('not-applicable')],
  summary,
  run: {finishedAt: '2026-11-20T16:03:41.000Z', floor: 50},
  required: new Set(['ssh-root-login']),
  otherSerial: false,
};

type Expected = readonly [code: string, ...holds: string[]];
const cases: readonly (readonly [string, Partial<AcceptanceCase>, Expected])[] = [
  ['all that applies passed', {}, ['passed']],
  ['a fail', {findings: [of('pass'), of('fail')]}, ['failed']],
  ['an accepted fail', {findings: [of('pass'), accepted]}, ['conditional']],
  ['an accepted fail beside another', {findings: [accepted, of('fail', 'log-forwarding')]}, ['failed']],
  [
    'an accepted fail whose waiver has ended',
    {findings: [{...accepted, waiver: {...waiver, state: 'expired'}}]},
    ['failed'],
  ],
  ['a pass by a loosened parameter', {findings: [of('pass'), loosened('pass')]}, ['conditional']],
  [
    'a check that does not apply by a loosened parameter',
    {findings: [of('pass'), loosened('not-applicable')]},
    ['conditional'],
  ],
  ['a fail by a loosened parameter', {findings: [of('pass'), loosened('fail')]}, ['failed']],
  [
    'a pass by a loosened parameter beside a hold',
    {findings: [loosened('pass')], otherSerial: true},
    ['pending', 'serial'],
  ],
  ['a fail below the floor', {findings: [of('fail'), of('not-tested'), of('not-tested')]}, ['failed']],
  ['passes below the floor', {findings: [of('pass'), of('not-tested'), of('not-tested')]}, ['pending', 'floor']],
  ['something else not tested', {findings: [of('pass'), of('not-tested')]}, ['passed']],
  [
    'something required not tested',
    {findings: [of('pass'), of('not-tested', 'ssh-root-login')]},
    ['pending', 'required'],
  ],
  ['an error in something required', {findings: [of('pass'), of('error', 'ssh-root-login')]}, ['pending', 'required']],
  [
    'an accepted fail, and something required not tested',
    {findings: [accepted, of('not-tested', 'ssh-root-login')]},
    ['pending', 'required'],
  ],
  ['something for people to confirm', {findings: [of('pass'), of('manual')]}, ['pending', 'manual']],
  ['a run that has not ended', {run: {...sound.run, finishedAt: null}}, ['pending', 'unfinished']],
  [
    'an asset that was not asked to the end',
    {summary: {...summary, trouble: {reason: 'timeout', detail: ''}}},
    ['pending', 'trouble'],
  ],
  ['an asset of which nothing was seen', {summary: {...summary, records: 0}}, ['pending', 'nothing']],
  ['an asset that the run does not know', {summary: null}, ['pending', 'nothing']],
  ['another serial number', {otherSerial: true}, ['pending', 'serial']],
  [
    'no finding at all',
    {findings: [], summary: {...summary, coverage: {applicable: 0, assessed: 0, percent: null}}},
    ['pending', 'nothing'],
  ],
];

for (const [title, change, [code, ...holds]] of cases) {
  test(`verdict: ${title} is ${code}`, (t) => {
    t.like(acceptanceVerdict({...sound, ...change}), {code, holds});
  });
}

function delivered(
  assets: readonly Asset[],
  findings: readonly Finding[],
  change: Partial<ReportInput> = {},
): ReportInput {
  const evidence = {...parts.evidence, a: (parts.evidence['srv-web-01'] ?? []).slice(0, 1)};
  return {
    ...fixture({assets, findings, evidence, facts: {...parts.facts, a: parts.facts['srv-web-01'] ?? {}}}),
    ...change,
  };
}

const one = asset('a', {name: '台帳サーバ', serial: 'ＡＢ−1', ordered});

test('the record names order, run, root hash and coverage, and has a place for both signatures', async (t) => {
  const page = plain(await rendered('acceptance', delivered([one], [of('pass'), of('fail', 'ssh-root-login')])));
  for (const part of [
    '納入検査記録',
    '見本市水道局',
    '発注仕様書 給水台帳サーバ購入仕様書',
    '納入日 2026-11-20',
    '20261121-010155',
    sha256('root'),
    'mizumori 0.1.0',
    '100.0 %',
    '総合判定 不合格',
    '不適合が 1 件ある',
    'rootのSSH直接ログインを禁止している',
    '発注者 検査員',
    '受注者 立会人',
    '年 月 日',
  ]) {
    t.true(page.includes(part), part);
  }
});

test('an accepted asset has no nonconformity; accepted fails are told as conditions, with their last day', async (t) => {
  const good = plain(await rendered('acceptance', delivered([one], [of('pass')])));
  t.true(good.includes('総合判定 合格'));
  t.true(good.includes('不適合はない。'));
  const conditional = plain(await rendered('acceptance', delivered([one], [of('pass'), accepted])));
  t.true(conditional.includes('総合判定 条件付き合格'));
  t.true(conditional.includes('承認 w-1（2027-03-31 まで）'));
});

test('every loosened parameter is told: check, value, what held before, why and who approved it', async (t) => {
  const findings = [accepted, loosened('pass'), {...loosened('not-applicable'), check: 'unknown-now'}];
  const input = delivered([one], findings);
  const page = plain(await rendered('acceptance', input));
  t.true(page.includes('総合判定 条件付き合格'));
  t.true(page.includes('承認済みの不適合 1 件、緩和した判定値による結果 2 件'));
  t.true(page.includes('緩和した判定値 2 '));
  t.is(page.split('変更前 30日。理由：更新時期のため。承認：総務課長').length, 2);
  const english = plain(await rendered('acceptance', input, 'en'));
  t.regex(english, /security-updates Deadline: 60 d \(asset\) Loosened .* was 30 d\. Reason: old hardware\./);
  t.false(plain(await rendered('acceptance', delivered([one], [of('pass')]))).includes('緩和した判定値'));
});

test('the delivery is as good as its worst asset', async (t) => {
  const second = asset('b', {});
  const open = {...of('not-tested', 'ssh-root-login'), asset: 'b'};
  const page = plain(await rendered('acceptance', delivered([one, second], [of('pass'), open])));
  t.true(page.includes('総合判定 判定保留'));
  t.true(page.includes('必須 rootのSSH直接ログインを禁止している'));
});

test('a profile may require more than the clauses do', async (t) => {
  const input = delivered([one], [of('pass'), of('pass', 'log-forwarding'), of('not-tested', 'telnet')]);
  const clauses = input.guideline.clauses.map((clause) => ({...clause, checks: []}));
  const guideline = {...input.guideline, clauses};
  const floorless = {...input.run, floor: 0};
  const page = async (required: readonly string[]): Promise<string> =>
    plain(await rendered('acceptance', {...input, guideline, run: floorless, profile: {...input.profile, required}}));
  t.true((await page([])).includes('総合判定 合格'));
  t.true((await page(['telnet'])).includes('総合判定 判定保留'));
});

test('findings of the site as a whole are no part of the record', async (t) => {
  const site = {...of('fail', 'ssh-root-login'), asset: 'site'};
  t.true(plain(await rendered('acceptance', delivered([one], [of('pass'), site]))).includes('総合判定 合格'));
});

test('a serial number that differs from the inventory holds the decision', async (t) => {
  const from = {transport: 'ssh', privilege: 'root', seq: [1], observedAt: null} as const;
  const told = (serial: string): ReportInput => {
    const input = delivered([one], [of('pass')]);
    return {
      ...input,
      async *subjects() {
        for await (const subject of input.subjects())
          yield {...subject, facts: {device: {state: 'known', complete: true, value: {serial}, from}}};
      },
    };
  };
  t.true(plain(await rendered('acceptance', told('ab−1'))).includes('総合判定 合格'));
  const other = plain(await rendered('acceptance', told('AB-2')));
  t.true(other.includes('製造番号が台帳と機器で異なる'));
  t.true(other.includes('総合判定 判定保留'));
});

test('evidence is told by line, question and the beginning of its hash', async (t) => {
  const [first] = parts.evidence['srv-web-01'] ?? [];
  if (first?.answer.ok !== true) throw new Error('the fixture has no answer');
  const page = plain(await rendered('acceptance', delivered([one], [of('fail')])));
  t.true(page.includes(`#${first.seq} ${first.ask} ${sha256(first.answer.body).slice(0, 12)}…`));
});

/** Hostile text also in the places that only this record shows. */
function hostile(text: string): ReportInput {
  const input = saying(text);
  const assets = input.assets.map((own) => ({
    ...own,
    serial: text,
    vendor: text,
    ordered: {...ordered, document: text},
  }));
  const said = {
    ...loose,
    loosened: [{from: 'asset', than: text, reason: {en: text, ja: text}, approvedBy: text}],
  } as const;
  return {
    ...input,
    assets,
    async *subjects() {
      for await (const subject of input.subjects())
        yield {...subject, findings: subject.findings.map((own) => ({...own, parameters: {maxAge: said}}))};
    },
  };
}
const harmless = shapeOf(await rendered('acceptance', hostile('x')));

for (const text of hostileTexts) {
  test(`text from devices adds no element and no attribute: ${JSON.stringify(text)}`, async (t) => {
    t.deepEqual(shapeOf(await rendered('acceptance', hostile(text))), harmless);
  });
}

test('the policy allows the style of this very page, and nothing else', async (t) => {
  const page = await rendered('acceptance', fixture());
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64').replaceAll('=', '&#x3D;');
  t.true(page.includes(`style-src &#x27;sha256-${hash}&#x27;; base-uri`));
  t.false(page.includes('<script'));
  t.true(style.includes("content: '20261121-010155 "), 'every printed page names its run');
  const css = readFileSync(join(packageRoot, 'reports/templates/acceptance/record.css'), 'utf8');
  t.notRegex(css, /https?:|url\(|@import/);
});

test('neither language shows a code or an unfilled place', async (t) => {
  for (const language of ['ja', 'en'] as const) {
    const page = plain(await rendered('acceptance', fixture({evidence: {}}), language));
    t.notRegex(page, /\b(null|undefined|NaN)\b|\[object|\{\w+\}/);
  }
});

test('the same run gives the same bytes', async (t) => {
  t.is(await rendered('acceptance', fixture()), await rendered('acceptance', fixture()));
});
