import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import type {AssetFacts} from '../../src/model/fact.ts';
import type {Finding} from '../../src/model/finding.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {readLines, Workshop} from './support.ts';

const shop = new Workshop();
const base = {kind: 'controller', zone: 'control', address: '198.51.100.21', vendor: '見本計装', model: 'MK-100'};
const assets = [
  {...base, id: 'plc-1', installed: {firmware: '2.10.0', endOfSupport: '2090-03-31', asOf: '2020-01-01'}},
  {...base, id: 'plc-2', address: '198.51.100.22'},
];
const table = [
  'id,title,vendor,product,affected,severity,cves',
  'EX-1,Weak login,見本計装株式会社,MK-100,< 3.0.0,high,CVE-2026-0001',
].join('\n');
const kev = JSON.stringify({catalogVersion: '1', vulnerabilities: [{cveID: 'CVE-2026-0001'}]});
const real = ['--checks', join(packageRoot, 'checks'), '--json'];

const finding = (run: string, asset: string, check: string): Finding | undefined =>
  shop.findings(run).find((one) => one.asset === asset && one.check === check);
const statusOf = (run: string, asset: string, check: string): string | undefined =>
  finding(run, asset, check)?.outcome.status;

test.before(async () => {
  shop.writeInventory({zones: [{id: 'control', policy: 'control'}], assets});
  const feeds = shop.path('feeds');
  mkdirSync(feeds);
  shop.write('feeds/feed.csv', table);
  shop.write('feeds/kev.json', kev);
  const options = ['--advisories', feeds, '--format', 'html,csv,xlsx,json', '--lang', 'ja'];
  const ended = await shop.run(['scan', shop.inventory, '--out', 'run', ...options, ...real]);
  if (ended.code !== 3) throw new Error(`${ended.code} ${ended.stdout} ${ended.stderr}`);
});
test.after.always(() => shop.remove());

test.serial('a controller is judged by what the inventory declares, and the finding says so', (t) => {
  t.is(statusOf('run', 'plc-1', 'os-support'), 'pass');
  t.deepEqual(finding('run', 'plc-1', 'os-support')?.declared, {asOf: '2020-01-01'});
  t.is(statusOf('run', 'plc-1', 'declaration-current'), 'fail');
  t.is(statusOf('run', 'plc-1', 'declaration-agrees'), 'not-applicable');
  const facts = readLines(shop.path('run/facts.jsonl')) as AssetFacts[];
  const support = facts.find(({asset}) => asset === 'plc-1')?.facts['support'];
  t.deepEqual(support?.from, {
    transport: 'inventory',
    privilege: null,
    seq: [],
    observedAt: '2020-01-01T00:00:00.000Z',
  });
});

test.serial('without a declaration nothing passes', (t) => {
  t.is(statusOf('run', 'plc-2', 'os-support'), 'not-tested');
  t.is(finding('run', 'plc-2', 'os-support')?.declared, undefined);
  t.is(statusOf('run', 'plc-2', 'declaration-current'), 'not-applicable');
  t.is(statusOf('run', 'plc-2', 'advisories-open'), 'not-tested');
});

test.serial('advisories are held against vendor, model and firmware of the inventory', (t) => {
  t.like(finding('run', 'plc-1', 'advisories-open'), {
    subject: 'EX-1',
    outcome: {status: 'fail'},
    declared: {asOf: '2020-01-01'},
  });
  t.is(statusOf('run', 'plc-1', 'advisories-exploited'), 'fail');
});

test.serial('the reports say that a value is declared', (t) => {
  const html = readFileSync(shop.path('run/report.ja.html'), 'utf8');
  t.true(html.includes('台帳の申告（2020-01-01時点）による判定、実機未確認'));
  const csv = readFileSync(shop.path('run/report.ja.csv'), 'utf8');
  t.regex(csv.split('\r\n')[0] ?? '', /申告による判定/);
  t.true(csv.includes('台帳の申告（2020-01-01時点）'));
});

test.serial('judged anew, the feeds that the run holds give the same findings; others give others', async (t) => {
  const again = await shop.run(['judge', 'run', '--id', 'again', '--format', 'json', ...real]);
  t.is(again.code, 3);
  t.deepEqual(
    readFileSync(shop.path('run/judgements/again/findings.jsonl')),
    readFileSync(shop.path('run/findings.jsonl')),
  );
  shop.write('other.csv', table.replace('< 3.0.0', '< 2.0.0'));
  await shop.run([
    'judge',
    'run',
    '--id',
    'other',
    '--advisories',
    shop.path('other.csv'),
    '--format',
    'json',
    ...real,
  ]);
  const other = shop
    .findings('run/judgements/other')
    .filter(({asset, check}) => asset === 'plc-1' && check === 'advisories-open');
  t.deepEqual(
    other.map(({outcome}) => outcome.status),
    ['pass'],
  );
});

test.serial('feeds that were changed are neither judged nor verified', async (t) => {
  t.is((await shop.run(['verify', 'run'])).code, 0);
  const path = shop.path('run/advisories.json');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('< 3.0.0', '< 1.0.0'));
  const verified = await shop.run(['verify', 'run']);
  t.is(verified.code, 2);
  t.regex(verified.stdout, /advisories\.json/);
  t.is((await shop.run(['judge', 'run', '--id', 'bad', '--format', 'json', ...real])).code, 2);
  writeFileSync(path, text);
});
