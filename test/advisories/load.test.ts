import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import iconv from 'iconv-lite';
import {loadAdvisories} from '../../src/advisories/load.ts';
import {InputError} from '../../src/model/input-error.ts';

function folderOf(t: ExecutionContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'advisories-'));
  t.teardown(() => rmSync(folder, {recursive: true}));
  mkdirSync(join(folder, 'sub'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const csaf = (id: string, revised: string, title: string): string =>
  JSON.stringify({document: {csaf_version: '2.0', title, tracking: {id, current_release_date: revised}}});

const kev = (...cves: readonly string[]): string =>
  JSON.stringify({catalogVersion: '2026.01.01', vulnerabilities: cves.map((cveID) => ({cveID}))});

test('a folder is read with what is below it; of two revisions the newer counts', (t) => {
  const folder = folderOf(t, {
    'a.json': csaf('EX-1', '2026-02-01', 'new'),
    'sub/old.json': csaf('EX-1', '2026-01-01', 'old'),
    'sub/b.json': csaf('EX-0', '2026-01-01', 'b'),
    'kev.json': kev('CVE-2026-0002', 'CVE-2026-0001', 'nonsense'),
    'changes.csv': 'a.json,2026-01-01',
    'provider-metadata.json': '{}',
    'a.json.asc': 'signature',
  });
  const {advisories, exploited} = loadAdvisories(folder);
  t.deepEqual(
    advisories.map(({id, title}) => [id, title]),
    [
      ['EX-0', 'b'],
      ['EX-1', 'new'],
    ],
  );
  t.deepEqual(exploited, ['CVE-2026-0001', 'CVE-2026-0002']);
});

test('a table in Japanese: rows of one number are one advisory', (t) => {
  const text = [
    '識別番号,件名,メーカー,製品,影響バージョン,修正バージョン,深刻度,CVE番号,リンク,公開日,#メモ',
    'ＥＸ－１,認証回避,見本計装,MK-100,＜ 3.0,3.0,高,CVE-2026-0001；CVE-2026-0002,https://example.jp/1,2026-03-31,x',
    'EX-1,認証回避,見本計装,MK-200,,,緊急,,,,',
  ].join('\r\n');
  for (const bytes of [Buffer.from(`\ufeff${text}`), iconv.encode(text, 'cp932')]) {
    const {advisories} = loadAdvisories(join(folderOf(t, {'jp.csv': bytes}), 'jp.csv'));
    t.is(advisories.length, 1);
    t.like(advisories[0], {
      id: 'EX-1',
      title: '認証回避',
      published: '2026-03-31',
      fixed: '3.0',
      url: 'https://example.jp/1',
    });
    t.deepEqual(advisories[0]?.products, [
      {
        vendor: '見本計装',
        product: 'MK-100',
        versions: '< 3.0',
        state: 'affected',
        severity: 'high',
        cves: ['CVE-2026-0001', 'CVE-2026-0002'],
      },
      {vendor: '見本計装', product: 'MK-200', versions: '', state: 'open', severity: 'critical', cves: []},
    ]);
  }
});

const bad: readonly [string, string | Uint8Array, RegExp][] = [
  ['cut.json', csaf('EX-1', '2026-01-01', 'x').slice(0, -5), /is no JSON/],
  ['other.json', '{"hello": "world"}', /neither an advisory/],
  ['list.json', '[1, 2]', /neither an advisory/],
  ['deep.json', '['.repeat(200_000), /is no JSON/],
  ['bytes.json', Buffer.from([0xff, 0xfe, 0x7b]), /UTF-8/],
  ['a.csv', 'id,vendor,product,color\nx,y,z,red\n', /a\.csv:1:4.*unknown or repeated/],
  ['b.csv', 'id,vendor\nx,y\n', /b\.csv:1.*no column product/],
  ['c.csv', 'id,vendor,product,severity\nx,y,z,awful\n', /c\.csv:2:4.*low, medium/],
  ['d.csv', 'id,vendor,product,published\nx,y,z,2026-13-01\n', /d\.csv:2:4/],
  ['e.csv', 'id,vendor,product,cves\nx,y,z,CVE-1\n', /e\.csv:2:4/],
  ['f.csv', 'id,vendor,product\nx,,z\n', /f\.csv:2:2.*must be written/],
  ['g.csv', '', /empty/],
];

for (const [name, content, message] of bad) {
  test(`${name} is refused with its place`, (t) => {
    const path = join(folderOf(t, {[name]: content}), name);
    t.throws(() => loadAdvisories(path), {instanceOf: InputError, message});
  });
}

test('a folder without feeds, and one that is missing, are told', (t) => {
  const folder = folderOf(t, {LICENSE: 'x'});
  t.throws(() => loadAdvisories(folder), {instanceOf: InputError, message: /holds no advisories/});
  t.throws(() => loadAdvisories(join(folder, 'no')), {instanceOf: InputError, message: /is missing/});
});
