import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import test from 'ava';
import type {Finding} from '../../src/model/finding.ts';
import {Workshop} from './support.ts';

const shop = new Workshop();
test.after.always(() => shop.remove());

const check = `id: uptime-short
title: {en: Restarted lately, ja: 最近再起動している}
why: {en: A test needs it., ja: テストに必要である。}
expect: {en: 'At most {days} days', ja: '{days}日以内である'}
severity: 2
parameters:
  days: {type: int, default: 30, label: {en: Days, ja: 日数}, min: 1, stricter: lower}
pass: params.days < 20
remediation: {effort: low, when: now, restarts: none, text: {en: Mend it., ja: 修正する。}}
examples:
  - {outcome: fail, constructed: true}
  - {outcome: pass, constructed: true, parameters: {days: 10}}
`;
const asset = (id: string, days: unknown) => ({
  id,
  kind: 'server',
  zone: 'office',
  address: '127.0.0.1',
  platform: 'linux',
  access: [{via: 'local'}],
  parameters: {'uptime-short': {days}},
});
const approved = {value: 60, reason: {en: 'old hardware', ja: '機器が古いため'}, approvedBy: '総務課長'};

shop.write('checks/host/uptime-short.yaml', check);
shop.write(
  'checks/profiles/strict.yaml',
  'id: strict\ntitle: {en: S, ja: 厳}\nextends: scheduled\nparameters: {uptime-short: {days: 5}}\n',
);

const parametersOf = (folder: string): Record<string, Finding['parameters'][string] | undefined> =>
  Object.fromEntries(
    shop
      .findings(folder)
      .filter((finding) => finding.check === 'uptime-short')
      .map((finding) => [finding.asset, finding.parameters['days']]),
  );

test.serial('a looser value that nobody has approved stops the scan before anything is asked', async (t) => {
  shop.writeInventory({assets: [asset('here', 31)]});
  const ended = await shop.run(['scan', shop.inventory, '--out', 'none', '--quiet']);
  t.is(ended.code, 2);
  t.regex(ended.stderr, /inventory\.yaml:\d+:\d+: 31 is looser than 30 \(default of the check\): write \{value/);
  const checked = await shop.run(['inventory', 'check', shop.inventory]);
  t.is(checked.code, 2);
});

test.serial('site, zone and asset set parameters; each finding tells which, and who approved what', async (t) => {
  shop.writeInventory({
    site: {name: 'Test', timezone: 'Asia/Tokyo', parameters: {'uptime-short': {days: 25}}},
    zones: [{id: 'office', policy: 'office', parameters: {'uptime-short': {days: 15}}}],
    assets: [
      asset('a', 10),
      asset('b', approved),
      {...asset('c', 1), parameters: {}},
      asset('d', {...approved, value: 19, reason: '試験中'}),
    ],
  });
  const ended = await shop.run(['scan', shop.inventory, '--out', 'run', '--format', 'json,csv,html', '--quiet']);
  t.is(ended.code, 1, ended.stderr);
  const {value, ...loosening} = approved;
  const b = {value, from: 'asset', loosened: [{from: 'asset', than: 15, ...loosening}]};
  const {d, ...others} = parametersOf('run');
  t.deepEqual(others, {a: {value: 10, from: 'asset'}, b, c: {value: 15, from: 'zone'}} as never);
  t.like(d, {value: 19, loosened: [{reason: {en: '試験中', ja: '試験中'}}]});
  for (const [file, sentence] of [
    ['report.ja.html', '緩和または変更（機器）：変更前 15。理由：機器が古いため。承認：総務課長'],
    ['report.ja.html', '19（機器） 緩和または変更（機器）：変更前 15。理由：試験中。'],
    ['report.en.html', 'Loosened or changed by the asset: was 15. Reason: old hardware. Approved by: 総務課長'],
    ['report.ja.csv', '日数：60（機器） 緩和または変更（機器）：変更前 15。理由：機器が古いため。承認：総務課長'],
    ['report.json', '"approvedBy":"総務課長"'],
  ] as const) {
    t.true(readFileSync(shop.path('run', file), 'utf8').includes(sentence), file);
  }
});

test.serial('a profile that is stricter than the inventory asks for approval of what is then looser', async (t) => {
  const ended = await shop.run(['scan', shop.inventory, '--profile', 'strict', '--out', 'none', '--quiet']);
  t.is(ended.code, 2);
  t.regex(ended.stderr, /inventory\.yaml:\d+:\d+: 25 is looser than 5 \(profile\)/);
});

test.serial(
  'a stored run is judged by the parameters that were stored with it, and the digest tells them',
  async (t) => {
    shop.writeInventory({assets: [asset('a', 2)]});
    const again = await shop.run(['judge', 'run', '--id', 'again', '--format', 'json', '--quiet']);
    t.is(again.code, 1, again.stderr);
    t.deepEqual(parametersOf('run/judgements/again'), parametersOf('run'));
    const digest = (name: string) => shop.readRun(name).digests.parameters;
    t.is(digest('run/judgements/again'), digest('run'));

    cpSync(shop.path('run'), shop.path('edited'), {recursive: true});
    const stored = readFileSync(shop.path('edited/assets.json'), 'utf8');
    writeFileSync(shop.path('edited/assets.json'), stored.replace(/"value": ?60/, '"value":59'));
    const verified = await shop.run(['verify', 'edited']);
    t.is(verified.code, 2);
    t.regex(verified.stdout, /assets\.json: the parameters of checks are not those that were judged by/);
    t.is((await shop.run(['verify', 'run'])).code, 0);
    await shop.run(['judge', 'edited', '--id', 'again2', '--format', 'json', '--quiet']);
    t.not(digest('edited/judgements/again2'), digest('run'));
  },
);

test.serial('stored parameters that a stricter profile makes loosenings are errors of their findings', async (t) => {
  const ended = await shop.run([
    'judge',
    'run',
    '--id',
    'strict',
    '--profile',
    'strict',
    '--format',
    'json',
    '--quiet',
  ]);
  t.not(ended.code, 0);
  const outcomes = shop
    .findings('run/judgements/strict')
    .filter(({check: id}) => id === 'uptime-short')
    .map(({outcome}) => outcome);
  t.true(outcomes.length > 0);
  for (const outcome of outcomes) {
    t.is(outcome.status, 'error');
    t.regex(outcome.status === 'error' ? outcome.message : '', /^site: uptime-short\.days: 25 is looser than 5/);
  }
});
