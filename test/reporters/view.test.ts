import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {loadReferenceData} from '../../src/derive/data.ts';
import {controlSystems, type Asset} from '../../src/model/asset.ts';
import {titleOf, type Check} from '../../src/model/check.ts';
import type {Finding} from '../../src/model/finding.ts';
import type {ReportInput} from '../../src/reporters/index.ts';
import {limits} from '../../src/reporters/input.ts';
import {buildView, surveyOf} from '../../src/reporters/index.ts';
import {detailedAssets} from '../../src/reporters/view.ts';
import {actionView, becauseText} from '../../src/reporters/view/actions.ts';
import {percentText} from '../../src/reporters/view/common.ts';
import {commandViews} from '../../src/reporters/view/finding.ts';
import {parameterViews} from '../../src/reporters/view/parameters.ts';
import {valueLines, valueText} from '../../src/reporters/view/value.ts';
import type {AssetSummary} from '../../src/model/run.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {whenText} from '../../src/reporters/view/when.ts';
import {verdictCode} from '../../src/reporters/view/verdict.ts';
import {checks} from './fixture-checks.ts';
import {asset, finding} from './fixture-run.ts';
import {fixture, parts} from './fixture.ts';
import {contextFor, deps, rendered} from './helpers.ts';

const viewOf = async (input: ReportInput) => buildView(input, await surveyOf(input), deps.catalogues.ja);
const zero = {pass: 0, fail: 0, 'not-applicable': 0, 'not-tested': 0, manual: 0, error: 0};
const run = (assessed: number, applicable: number, fail: number, finishedAt: string | null = 'then') => ({
  coverage: {assessed, applicable, percent: null},
  floor: 80,
  finishedAt,
  counts: {...zero, fail},
  assets: [summary(3)],
});

function summary(records: number): AssetSummary {
  const coverage = {applicable: 10, assessed: 10, percent: 100};
  return {id: 'a', records, lastHash: null, trouble: null, counts: zero, coverage};
}

test('a run in which an asset was never reached is not called compliant, however good the rest', (t) => {
  t.is(verdictCode({...run(10, 10, 0), assets: [summary(3), summary(0)]}), 'unfinished');
  t.is(verdictCode({...run(10, 10, 1), assets: [summary(3), summary(0)]}), 'nonconforming');
});

const verdicts = [
  ['nothing', run(0, 10, 0)],
  ['nothing', run(0, 0, 0)],
  ['below-floor', run(7, 10, 0)],
  ['below-floor', run(7, 10, 3)],
  ['below-floor', run(7999, 10_000, 0)],
  ['conforming', run(8, 10, 0)],
  ['nonconforming', run(8, 10, 1)],
  ['unfinished', run(10, 10, 0, null)],
] as const;

for (const [code, facts] of verdicts) {
  test(`${facts.coverage.assessed} of ${facts.coverage.applicable} assessed, ${facts.counts.fail} fails, finished ${String(facts.finishedAt)}: ${code}`, (t) => {
    t.is(verdictCode(facts), code);
  });
}

test('under the floor a run is never called compliant', (t) => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.nat(5), (a, b, fail) => {
      const [assessed, applicable] = a < b ? [a, b] : [b, a];
      if (assessed * 100 < 80 * applicable || assessed === 0)
        t.not(verdictCode(run(assessed, applicable, fail)), 'conforming');
    }),
  );
});

test('適合 does not appear anywhere in a Japanese report under the floor', async (t) => {
  t.false((await rendered('html', fixture({floor: 80}))).includes('適合'));
  t.true((await rendered('html', fixture({floor: 50}))).includes('不適合'));
});

test('percent is rounded down: not all is never 100', (t) => {
  t.is(percentText({assessed: 9999, applicable: 10_000, percent: 100}), '99.9');
  t.is(percentText({assessed: 3, applicable: 3, percent: 100}), '100.0');
  t.is(percentText({assessed: 0, applicable: 0, percent: null}), null);
});

const values: readonly (readonly [string, unknown, string, string])[] = [
  ['telnet.enabled', false, '無効', 'disabled'],
  ['no.label', false, 'いいえ', 'no'],
  ['no.label', null, '値なし', 'no value'],
  ['no.label', 'P7D', '7日', '7 d'],
  ['no.label', 'P1DT12H', '1日12時間', '1 d 12 h'],
  ['no.label', 'PT0S', '0秒', '0 s'],
  ['clock.offsetSeconds', 74, '1分14秒', '1 min 14 s'],
  ['no.label', '2026-11-20T16:02:00.000Z', '2026-11-21 01:02', '2026-11-21 01:02'],
  ['no.label', '', '空', 'empty'],
  ['no.label', [], '該当なし', 'none'],
  ['no.label', [1, 2], '1、2', '1, 2'],
  ['accounts.users', {name: 'root', uid: 0}, '名前：root、UID：0', 'Name: root, UID: 0'],
  ['no.label', 'Parse', 'Parse', 'Parse'],
  ['no.label', 10n, '10', '10'],
];

for (const [path, value, ja, en] of values) {
  test(`${path} = ${typeof value === 'bigint' ? '10n' : JSON.stringify(value)} reads ${ja} / ${en}`, (t) => {
    t.is(valueText(value, path, contextFor('ja')), ja);
    t.is(valueText(value, path, contextFor('en')), en);
  });
}

test('a value name is not looked up on the prototype of the label', (t) => {
  t.is(valueText('constructor', 'telnet.enabled', contextFor('ja')), 'constructor');
});

test('elements that are not in the list of a finding are counted, or nobody knows how many', (t) => {
  const context = contextFor('ja');
  t.is(valueText(['a', {more: 3}], 'x', context), 'a、ほか 3 件');
  t.is(valueText(['a', {more: null}], 'x', context), 'a、一部のみ取得');
  t.deepEqual(valueLines([{name: 'a'}, {more: 3}], 'x', context), ['name：a', 'ほか 3 件']);
});

test('an action shows no command of a platform that it does not touch', (t) => {
  const commands = {'cisco-ios': 'no ip http', debian: 'apt-get', rhel: 'dnf'};
  const names = (...platforms: string[]): string[] => commandViews(commands, platforms).map(({platform}) => platform);
  t.deepEqual(names('yamaha-rt'), []);
  t.deepEqual(names('cisco-ios', 'yamaha-rt'), ['cisco-ios']);
  t.deepEqual(names('linux'), ['debian', 'rhel']);
  const both = commandViews({debian: 'systemctl restart', linux: 'service restart'}, ['linux']);
  t.deepEqual(
    both.map(({platform}) => platform),
    ['debian', 'linux'],
    'which family it is, is not known',
  );
  t.deepEqual(names('unknown'), ['cisco-ios', 'debian', 'rhel']);
});

test('an action that mends several checks tells the commands of each', async (t) => {
  const input = fixture();
  const both = ['ssh-root-login', 'ssh-password-login'];
  const action = input.actions.find(({checks: mended}) => mended[0] === both[0]);
  const frame = {
    assets: new Map(input.assets.map((asset) => [asset.id, {...asset, platform: 'linux'}])),
    checks: new Map(checks.map((each) => [each.id, each])),
  };
  const view = action && actionView({...action, checks: both}, frame, contextFor('en'));
  t.deepEqual(
    view?.parts?.list.map(({title, commands}) => [title, commands.length]),
    [
      ['Root cannot log in over SSH', 1],
      ['SSH does not accept passwords', 1],
    ],
  );
  const page = await rendered('html', {
    ...input,
    actions: input.actions.map((each) => (each === action ? {...each, checks: both} : each)),
  });
  t.regex(page, /<b>SSHのパスワード認証を使っていない<\/b>[^]{0,400}PasswordAuthentication no/);
});

test('a title is told with the values that were judged by; units are those of the language', (t) => {
  const label = {ja: '時間', en: 'Time'};
  const n = {label, type: 'int', default: 10, unit: 'min', min: null, max: null, stricter: 'lower'} as const;
  const check = {...checks[0], title: {ja: '{n}分で', en: 'After {params.n} min'}, parameters: {n}} as Check;
  t.is(titleOf(check).ja, '10分で');
  const judged = {...finding('a', check.id, 'fail'), parameters: {n: {value: 5, from: 'site'}}} as Finding;
  t.is(titleOf(check, judged.parameters).en, 'After 5 min');
  t.deepEqual(
    parameterViews(judged, check, contextFor('ja')).map(({value}) => value),
    ['5分（事業体）'],
  );
});

test('what could not be known reads as unknown, not as absent', async (t) => {
  const page = await rendered(
    'html',
    fixture({findings: parts.findings.filter(({check}) => check === 'security-updates'), evidence: {}}),
  );
  t.true(page.includes('<b>不明</b>'));
});

test('a code without a sentence is shown as it is', (t) => {
  t.is(becauseText('exposure:internet', contextFor('ja')), 'インターネットに公開');
  t.is(becauseText('exposure:moon', contextFor('ja')), '公開範囲 moon');
  t.is(becauseText('moon', contextFor('ja')), 'moon');
  t.is(becauseText('constructor:name', contextFor('ja')), 'constructor:name');
});

test('not assessed: each reason says what to do and where', async (t) => {
  const {gaps} = await viewOf(fixture());
  t.deepEqual(
    gaps.map(({word, count, places}) => [word, count, places.map(({link}) => link.text).join(' ')]),
    [
      ['接続できない', 5, 'sw-02'],
      ['保守会社が不承諾', 2, 'scada-01'],
      ['権限不足', 1, 'pc-soumu-07'],
      ['人が確認', 2, '共用アカウントの利用者を特定できる'],
      ['処理エラー', 1, 'OSがサポート期間内である'],
    ],
  );
  t.true(gaps.every(({act}) => act.length > 0));
});

test('clauses stay in the order of the guideline, and their links lead with the worst', async (t) => {
  const {sections} = await viewOf(fixture());
  t.deepEqual(
    sections.map(({id}) => id),
    ['3.5.1', '3.5.4', '3.5.8', '3.5.9'],
  );
  const time = sections[1]?.clauses[1];
  t.is(time?.id, '3.5.4-03');
  t.deepEqual(
    time?.links.map(({symbol}) => symbol),
    ['×', '？', '？', '○', '○', '○', '○'],
  );
  t.is(sections[0]?.clauses[3]?.status.status, 'manual', 'one that nothing speaks to waits for a person');
});

function fleet(size: number): ReportInput {
  const ids = Array.from({length: size}, (_, index) => `srv-${String(index).padStart(5, '0')}`);
  return fixture({
    assets: ids.map((id, index) => asset(id, {exposure: index % 2 === 0 ? 'internet' : 'office'})),
    findings: ids.flatMap((id) => [
      finding(id, 'telnet', 'fail', {values: [true], seqs: [1]}),
      finding(id, 'time-sync', 'pass', {values: [true, 0]}),
    ]),
    evidence: {},
    facts: {},
  });
}

test('a fleet over the limit shows the assets with the highest scores, says so, and lists no passes', async (t) => {
  const input = fleet(limits.assets * 2 + 2);
  const shown = detailedAssets(input);
  t.is(shown?.size, limits.assets);
  t.true(shown?.has('srv-00000'));
  t.false(shown?.has('srv-00001'));
  const page = await rendered('html', input);
  t.is(page.match(/<details class="asset"/g)?.length, limits.assets);
  t.true(page.includes('report.json'));
  t.false(page.includes('class="compact"'));
  t.true(page.includes('<span>srv-00001</span>'), 'the table still has its row');
  t.false(page.includes('#asset-srv-00001"'));
});

test('a fleet at the limit has every asset', (t) => {
  t.is(detailedAssets(fleet(limits.assets)), null);
});

test('what is to be done to assets of a plant says what comes before, also among others', (t) => {
  const office = asset('office', {kind: 'server', system: 'metering-billing'});
  const control = asset('hmi', {kind: 'control-pc', system: null});
  const history = asset('historian', {kind: 'server', system: 'monitoring-control'});
  const when = (assets: readonly Asset[], language: 'ja' | 'en'): string =>
    whenText('now', assets, contextFor(language));
  t.is(when([office], 'ja'), '今すぐ');
  t.is(when([], 'en'), 'now');
  for (const assets of [[control], [history], [office, control]]) {
    t.is(when(assets, 'ja'), '今すぐ（制御系の資産は、ベンダーに確認のうえ計画停止時に）');
    t.is(when(assets, 'en'), 'now; on assets of control systems at a planned stop, once the vendor agrees');
  }
});

test('the systems of a plant are the control systems of guideline table 3-3', (t) => {
  const {systems} = loadReferenceData(join(packageRoot, 'checks/data'));
  const control = Object.entries(systems).filter(([, {group}]) => group === 'control');
  t.deepEqual(control.map(([kind]) => kind).sort(), [...controlSystems].sort());
});
