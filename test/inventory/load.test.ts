import {mkdtemp, rm, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {loadInventory, parseInventory} from '../../src/inventory/load.ts';
import {InventoryError} from '../../src/inventory/problems.ts';
import {formatProblem, InputError} from '../../src/model/input-error.ts';
import {type Case, csvCases, soundCsv, soundYaml, yamlCases} from './cases.ts';

const known = {
  platforms: ['linux', 'windows', 'yamaha-rt'],
  policies: ['office', 'control'],
  antivirus: ['clamav', 'eset'],
  services: ['smtp'],
};
const yaml = (text: string | Uint8Array) => [{path: 'i.yaml', bytes: Buffer.from(text)}];
const csv = (text: string | Uint8Array) => [
  {path: 'i.csv', bytes: Buffer.from(text)},
  {path: 'with.yaml', bytes: Buffer.from(soundYaml)},
];

function fault(run: () => unknown): InventoryError {
  try {
    run();
  } catch (error) {
    if (error instanceof InventoryError) return error;
    throw error;
  }
  throw new Error('no problem was found');
}

function edit(sound: string, {from, to}: Case): string {
  if (from === null) return to;
  if (!sound.includes(from)) throw new Error(`not in the sound inventory: ${from}`);
  return sound.replace(from, () => to);
}

function told(error: InputError) {
  return error.problems.map(({line, column, message}) => ({
    at: [line, column].filter((part) => part !== null).join(':'),
    ...message,
  }));
}

test('the sound inventories, which the cases spoil, are sound', (t) => {
  t.is(parseInventory(yaml(soundYaml), known).inventory.assets.length, 1);
  t.is(parseInventory(csv(soundCsv), known).inventory.assets.length, 1);
});

for (const each of yamlCases) {
  test(`YAML: ${each.title} is told with its place and what to write instead`, (t) => {
    const error = fault(() => parseInventory(yaml(edit(soundYaml, each)), known));
    t.deepEqual(told(error), [...each.problems]);
    t.false(JSON.stringify(error.problems).includes('hunter2'));
  });
}

for (const each of csvCases) {
  test(`CSV: ${each.title} is told with its cell and what to write instead`, (t) => {
    t.deepEqual(told(fault(() => parseInventory(csv(edit(soundCsv, each)), known))), [...each.problems]);
  });
}

test('an inventory error is an input error, formatted as file:line:column: message in both languages', (t) => {
  const error = fault(() => parseInventory(yaml(soundYaml.replace('kind: server', 'kind: sever')), known));
  t.true(error instanceof InputError);
  t.is(error.name, 'InventoryError');
  const [problem] = error.problems;
  t.truthy(problem);
  if (!problem) return;
  t.regex(formatProblem(problem, 'en'), /^i\.yaml:13:11: “sever” is not allowed here; did you mean “server”\?/);
  t.regex(formatProblem(problem, 'ja'), /^i\.yaml:13:11: 「sever」は使えません。「server」の誤りではありませんか/);
  t.true(error.message.includes('i.yaml:13:11: '));
});

test('faults of all sections are told at once, in the order of the lines', (t) => {
  const text = soundYaml
    .replace('policy: office', 'policy: ofice')
    .replace('platform: linux', 'platform: linus')
    .replace('192.0.2.10', '300.1.1.1')
    .replace('user: scan, ', 'user: scan, pasword: "env:X", ');
  t.deepEqual(
    fault(() => parseInventory(yaml(text), known)).problems.map(({line}) => line),
    [3, 6, 10, 15],
  );
});

test('no more than 50 problems are told, and how many there are besides', (t) => {
  const rows = Array.from({length: 70}, (_, index) => `a-${index},server,office,192.0.2.1,kit,,x`).join('\n');
  const error = fault(() => parseInventory(csv(`id,kind,zone,address,via,credential\n${rows}\n`), known));
  t.is(error.problems.length, 51);
  t.deepEqual(error.problems.at(-1)?.message, {en: 'and 20 more problems', ja: 'ほかに20件の誤りがあります'});
});

test('a faulty group is told alone, not what its assets then lack', (t) => {
  const text = soundYaml
    .replace('platform: linux', 'platfrom: linux, kind: server')
    .replace('    kind: server\n', '    group: linux\n');
  t.deepEqual(
    fault(() => parseInventory(yaml(text), known)).problems.map(({line}) => line),
    [10],
  );
});

test('YAML that is not UTF-8 is told with its first bad place', (t) => {
  const bytes = Buffer.concat([
    Buffer.from('site:\n  name: '),
    Buffer.from([0x8c, 0xa9, 0x96, 0x7b]),
    Buffer.from('\n'),
  ]);
  const [problem] = fault(() => parseInventory(yaml(bytes), known)).problems;
  t.is(problem?.line, 2);
  t.is(problem?.column, 9);
  t.regex(problem?.message.en ?? '', /not UTF-8 from here on; save it as UTF-8/);
  t.regex(problem?.message.ja ?? '', /UTF-8で保存し直してください/);
});

test('a YAML with a BOM is read', (t) => {
  t.is(parseInventory(yaml(`\ufeff${soundYaml}`), known).inventory.site.name, '見本市水道局');
});

for (const [title, sources, en, ja] of [
  ['a workbook without a YAML', [{path: 'i.xlsx', bytes: Buffer.from('x')}], /--with FILE/, /--with/],
  [
    'a damaged workbook named .csv',
    [{path: 'i.csv', bytes: Buffer.from('PK\x03\x04x')}, ...yaml(soundYaml)],
    /damaged or not a workbook/,
    /壊れているか/,
  ],
  [
    'another kind of file',
    [{path: 'i.txt', bytes: Buffer.from('x')}],
    /name an inventory \*\.yaml, \*\.csv or \*\.xlsx/,
    /拡張子を/,
  ],
  ['a CSV without a YAML', csv(soundCsv).slice(0, 1), /--with FILE/, /--with/],
  [
    'a CSV with another CSV',
    [...csv(soundCsv).slice(0, 1), ...csv(soundCsv).slice(0, 1)],
    /--with takes a YAML/,
    /--with には/,
  ],
  [
    'a YAML with a YAML',
    [...yaml(soundYaml), ...yaml(soundYaml)],
    /--with goes with a CSV or a workbook/,
    /インベントリ用/,
  ],
  ['UTF-16', csv(Buffer.from('\ufeffid,kind', 'utf16le')), /neither UTF-8 nor Shift_JIS/, /CSV UTF-8（コンマ区切り）/],
  ['bytes of no encoding', csv(Buffer.from([0x69, 0x64, 0xff, 0xff])), /neither UTF-8 nor Shift_JIS/, /Shift_JIS/],
] as const) {
  test(`${title} is refused with what to do`, (t) => {
    const [problem, ...more] = fault(() => parseInventory(sources, known)).problems;
    t.is(more.length, 0);
    t.regex(problem?.message.en ?? '', en);
    t.regex(problem?.message.ja ?? '', ja);
  });
}

test('files that are absent, folders and files too large are told by name', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-'));
  t.teardown(() => rm(folder, {recursive: true}));
  const large = join(folder, 'large.yaml');
  await writeFile(large, 'a');
  await truncate(large, 50 * 1024 * 1024 + 1);
  for (const [path, en, ja] of [
    [join(folder, 'absent.yaml'), /\(ENOENT\)/, /ファイルを読めません（ENOENT）/],
    [folder, /\(EISDIR\)/, /ファイルを読めません/],
    [large, /has 52428801 bytes; an inventory may have at most 52428800/, /ファイルが大きすぎます/],
  ] as const) {
    const error = await t.throwsAsync(loadInventory(path, known), {instanceOf: InventoryError});
    t.is(error.problems[0]?.file, path);
    t.regex(error.problems[0]?.message.en ?? '', en);
    t.regex(error.problems[0]?.message.ja ?? '', ja);
  }
});
