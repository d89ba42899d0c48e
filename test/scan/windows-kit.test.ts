import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import iconv from 'iconv-lite';
import {windowsAsks} from '../../src/kits/windows.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {sampleHost} from '../support/sample-host.ts';
import {batchFile, digestLines, powershellFile, windows7} from '../support/windows-answers.ts';
import {Workshop} from './support.ts';

const shop = new Workshop();
test.after.always(() => shop.remove());

const asks = windowsAsks(['cheap', 'disk', 'slow']);
const bat = batchFile(sampleHost, asks, windows7);
const files: Readonly<Record<string, string>> = {
  PowerShell: shop.write('pump-1.answers', powershellFile(sampleHost, asks)),
  'cmd.exe': shop.path('pump-1-legacy.answers'),
};
writeFileSync(files['cmd.exe'] ?? '', Buffer.concat([bat, digestLines(bat)]));

function inventory(more: Readonly<Record<string, unknown>> = {}): void {
  const asset = {id: 'pump', kind: 'control-pc', zone: 'control', address: '198.51.100.9', platform: 'windows'};
  const zones = [{id: 'control', policy: 'control'}];
  const identity = {serial: 'AB12CD'};
  shop.writeInventory({zones, assets: [{...asset, identity, access: [{via: 'kit'}], ...more}]});
}

const imported = (file: string, out: string, ...more: readonly string[]) =>
  shop.run(['import', file, '--inventory', shop.inventory, '--out', out, '--format', 'json', ...more]);

test.serial('a kit is written in the encoding that those who run it expect', async (t) => {
  inventory();
  const expected = {windows: 'utf8', 'windows-legacy': 'cp932'} as const;
  for (const [kit, encoding] of Object.entries(expected)) {
    const path = shop.path(kit);
    const {code, stdout, stderr} = await shop.run(['kit', kit, shop.inventory, '--out', path, '--json']);
    t.is(code, 0, stderr);
    const told = JSON.parse(stdout) as {kit: string; asks: string[]};
    const text = iconv.decode(readFileSync(path), encoding);
    t.true(text.includes(told.kit) && text.includes('このキットは、このコンピューターの設定を読み取り'));
    t.true(told.asks.length > 100);
    t.is(statSync(path).mode & 0o777, 0o644);
  }
});

for (const [name, file] of Object.entries(files)) {
  test.serial(`${name}: the file finds its asset, and is judged`, async (t) => {
    inventory();
    const out = `run-${name}`;
    const {code, stderr} = await imported(file, out, '--checks', join(packageRoot, 'checks'));
    t.true([1, 3].includes(code ?? -1), stderr);
    t.true(stderr.includes('pump (by serial)'));
    const [record, ...answers] = shop.answers(out, 'pump');
    t.true(record?.body?.includes('platform windows') === true && record.body.includes('whole yes'));
    t.is(answers.length, asks.length);
    t.true(answers.every(({via}) => via === 'kit'));
    t.true(shop.findings(out).some(({outcome}) => outcome.status === 'fail'));
    t.is((await shop.run(['verify', out])).code, 0);
  });

  test.serial(`${name}: secrets are taken out before anything is stored`, (t) => {
    const stored = readFileSync(shop.path(`run-${name}/evidence/pump.jsonl`), 'utf8');
    t.true(readFileSync(file, 'latin1').includes('suido-4711'));
    t.false(stored.includes('suido-4711'));
    t.regex(stored, /<secret kind=community/);
    t.false(stored.includes('hunter2'));
  });

  test.serial(`${name}: a file of another machine, cut or packed is told in both languages`, async (t) => {
    inventory({identity: {serial: 'OTHER'}, name: 'pump-1'});
    const wrong = await imported(file, 'wrong');
    t.is(wrong.code, 2);
    t.regex(wrong.stderr, /another machine than pump/);
    t.regex((await imported(file, 'wrong', '--lang', 'ja')).stderr, /pumpとは別の機器/);
    inventory();
    const bytes = readFileSync(file);
    const half = shop.path('half.answers');
    writeFileSync(half, bytes.subarray(0, bytes.length / 2));
    t.regex((await imported(half, `half-${name}`)).stderr, /is not whole: \d+ answers are missing/);
    t.true(shop.answers(`half-${name}`, 'pump').some(({reason}) => reason === 'cut'));
    writeFileSync(half, gzipSync(bytes));
    t.is((await imported(half, 'packed')).code, 2);
  });
}

test.serial('a delivery of Windows is inspected by the answers of the vendor', async (t) => {
  const ordered = {
    ...{document: '購入仕様書', delivered: '2026-03-25', os: ['Windows*'], accounts: [], timeSources: ['192.0.2.5']},
    versions: {'*': '>= 1'},
  };
  inventory({
    name: 'ポンプ場監視端末',
    ordered,
    software: {allow: ['*'], deny: ['*TeamViewer*']},
    services: {allow: []},
  });
  const args = ['--profile', 'acceptance', '--checks', join(packageRoot, 'checks')];
  const {code, stderr} = await imported(files['PowerShell'] ?? '', 'delivery', '--format', 'acceptance', ...args);
  t.true([1, 3].includes(code ?? -1), stderr);
  const judged = new Set(shop.findings('delivery').map(({check}) => check));
  for (const check of ['ordered-accounts', 'ordered-versions', 'patches-at-delivery', 'software-denied']) {
    t.true(judged.has(`windows-${check}`), check);
    t.false(judged.has(check), check);
  }
  t.true(readFileSync(shop.path('delivery/acceptance.ja.html'), 'utf8').includes('ポンプ場監視端末'));
});
