import {mkdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import test from 'ava';
import {readWorkbook} from '../../src/spreadsheets/index.ts';
import {Workshop, type Ended} from '../scan/support.ts';

const shop = new Workshop();
const here = {
  id: 'here',
  kind: 'server',
  zone: 'office',
  address: '127.0.0.1',
  platform: 'linux',
  access: [{via: 'local'}],
};
const attestation = {
  clause: '1-3',
  answer: 'met',
  explanation: '規程に定めている',
  answeredBy: '水道 太郎',
  approvedBy: '浄水 花子',
  date: '2020-01-01',
  until: '2020-12-31',
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

test.before(() => {
  shop.writeInventory({assets: [here]});
  shop.write('attestations.yaml', JSON.stringify({attestations: [attestation]}));
  shop.write('waivers.yaml', JSON.stringify({waivers: [waiver]}));
});
test.after.always(() => shop.remove());

const questionnaire = (...args: readonly string[]): Promise<Ended> => shop.run(['guideline', 'questionnaire', ...args]);
const text = (name: string): string => readFileSync(shop.path(name), 'utf8');
const sheet = (name: string): string => JSON.stringify(readWorkbook(readFileSync(shop.path(name)))[1]?.rows);

test.serial('what stands beside the inventory comes back equal through both kinds of table', async (t) => {
  for (const format of ['xlsx', 'csv']) {
    const [q, w] = [`q.${format}`, `w.${format}`];
    const common = ['--inventory', shop.inventory, '--format', format, '--lang', 'ja', '--out'];
    t.is((await questionnaire(...common, q)).code, 0);
    t.is((await shop.run(['waivers', ...common, w])).code, 0);
    const ended = await shop.run(['import', q, w, '--json', '--lang', 'ja', '--force']);
    t.is(ended.code, 0, ended.stderr);
    const {files} = JSON.parse(ended.stdout) as {files: {path: string; entries: number}[]};
    t.deepEqual(
      files.map(({path, entries}) => [path, entries]),
      [
        ['attestations.yaml', 1],
        ['waivers.yaml', 1],
      ],
    );
    t.regex(
      text('attestations.yaml'),
      /^# yaml-language-server: \$schema=\S+\/docs\/schemas\/attestations\.schema\.json\nattestations:\n {2}- clause: 1-3\n/,
    );
    t.regex(
      text('waivers.yaml'),
      /\nwaivers:\n {2}- id: w-1\n {4}check: system-other\n {4}assets:\n {6}- zone:office\n/,
    );
    t.is(statSync(shop.path('waivers.yaml')).mode & 0o777, 0o600);
  }
});

test.serial('a scan is judged with what was imported, and the next questionnaire tells what it saw', async (t) => {
  const ended = await shop.run(['scan', shop.inventory, '--out', 'run', '--format', 'json', '--quiet']);
  t.is(ended.code, 0, ended.stderr);
  t.is((await questionnaire('--run', 'run', '--all', '--lang', 'ja', '--out', 'next.xlsx')).code, 0);
  const rows = sheet('next.xlsx');
  t.regex(rows, /機械による事前記入.*時点、実行 /);
  t.regex(rows, /期限切れ\\n2020-12-31/, 'the answers that the run holds');
  t.is((await shop.run(['judge', 'run', '--id', 'j', '--format', 'json', '--quiet'])).code, 0);
  t.is((await questionnaire('--run', 'run/judgements/j', '--all', '--out', 'judged.csv', '--format', 'csv')).code, 0);
  t.regex(text('judged.csv'), /Filled in by machine/);
  t.is((await shop.run(['waivers', '--run', 'run', '--out', 'run-waivers.csv', '--format', 'csv'])).code, 0);
  t.regex(text('run-waivers.csv'), /w-1,system-other/);
});

test.serial('what is there is not written over unless told to', async (t) => {
  writeFileSync(shop.path('filled.xlsx'), 'mine');
  const ended = await questionnaire('--out', 'filled.xlsx');
  t.is(ended.code, 2);
  t.regex(ended.stderr, /filled\.xlsx: exists already: name another file, or write over it with --force/);
  t.is(text('filled.xlsx'), 'mine');
  t.is((await questionnaire('--out', 'filled.xlsx', '--force')).code, 0);
  const before = text('attestations.yaml');
  const refused = await shop.run(['import', 'q.csv']);
  t.is(refused.code, 2);
  t.regex(refused.stderr, /attestations\.yaml: exists already/);
  t.is(text('attestations.yaml'), before);
});

test.serial('nothing is written when something is wrong', async (t) => {
  writeFileSync(shop.path('wrong.csv'), text('q.csv').replace('実施済み', '多分'));
  const ended = await shop.run(['import', 'wrong.csv', 'w.csv', '--force', '--lang', 'ja']);
  t.is(ended.code, 2);
  t.regex(
    ended.stderr,
    /^wrong\.csv:\d+:9: 「多分」は読めません。次のいずれかを書いてください: 実施済み, 一部実施, 未実施, 該当なし（「回答」列）\n$/,
  );
  const into = await shop.run(['import', 'wrong.csv', '--into', 'new.yaml']);
  t.is(into.code, 2);
  t.throws(() => text('new.yaml'), {code: 'ENOENT'});
});

for (const [what, args, en] of [
  ['an unknown format', ['waivers', '--format', 'pdf'], /--format: write xlsx or csv/],
  ['an unknown encoding', ['waivers', '--format', 'csv', '--encoding', 'x'], /--encoding: write utf-8 or cp932/],
  ['a workbook in cp932', ['waivers', '--encoding', 'cp932'], /--encoding: cp932 goes with --format csv/],
  ['a run that is none', ['waivers', '--run', 'home'], /home: is no run folder/],
  ['attestations that are not there', ['guideline', 'questionnaire', '--attestations', 'none'], /none: is missing/],
  [
    'a file of another kind',
    ['import', 'inventory.yaml'],
    /inventory\.yaml: this cannot be imported\. What is understood/,
  ],
  ['a file that is not there', ['import', 'none.csv'], /none\.csv: the file cannot be read \(ENOENT\)/],
  [
    'a target that is a folder',
    ['import', 'q.csv', '--into', 'folder.yaml'],
    /folder\.yaml: name a file that ends in \.yaml/,
  ],
  ['a target that no scan reads', ['import', 'q.csv', '--into', 'a.txt'], /a\.txt: name a file that ends in \.yaml/],
  [
    'one target for two kinds',
    ['import', 'q.csv', 'w.csv', '--into', 'x.yaml'],
    /--into: these are answers and waivers/,
  ],
  ['a table that nobody filled in', ['import', 'empty.csv', '--into', 'x.yaml'], /attestations: no row is filled in/],
] as const) {
  test.serial(`${what}: exit code 2`, async (t) => {
    mkdirSync(shop.path('folder.yaml'), {recursive: true});
    writeFileSync(shop.path('empty.csv'), '条項,回答,説明,回答者,回答日\n1-3,,,,\n');
    const ended = await shop.run([...args]);
    t.is(ended.code, 2, ended.stdout);
    t.regex(ended.stderr, en);
  });
}

test.serial('cp932: characters that were replaced are told', async (t) => {
  shop.write('tilde.yaml', JSON.stringify({attestations: [{...attestation, explanation: '9時〜5時'}]}));
  const args = [
    '--attestations',
    'tilde.yaml',
    '--format',
    'csv',
    '--encoding',
    'cp932',
    '--out',
    'sjis.csv',
    '--lang',
    'ja',
  ];
  const ended = await questionnaire(...args);
  t.is(ended.code, 0);
  t.regex(ended.stderr, /cp932）にない文字を、よく似た文字に置き換えて書き出しました: 〜/);
  t.is((await shop.run(['import', 'sjis.csv', '--into', 'sjis.yaml'])).code, 0);
  t.regex(text('sjis.yaml'), /9時～5時/);
});
