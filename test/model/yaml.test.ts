import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {z} from 'zod';
import {formatProblem, InputError, type Problem} from '../../src/model/input-error.ts';
import {fitYaml, openYaml, readYaml, readYamlFile} from '../../src/model/yaml.ts';
import {parseYaml} from '../../src/model/yaml-tree.ts';

const told = (problems: readonly Problem[], language: 'en' | 'ja' = 'en'): string[] =>
  problems.map((problem) => formatProblem(problem, language));

const nothing = {en: 'here', ja: 'ここ'};

test('numbers, booleans, null, lists and maps become such; keys stay text', (t) => {
  const {value, problems} = readYaml('f', 'a: 1\nb: [true, ~, 0x10]\n1.0: "2"\n__proto__: x\n');
  t.deepEqual(problems, []);
  t.is(JSON.stringify(value), '{"a":1,"b":[true,null,16],"1.0":"2","__proto__":"x"}');
});

const broken: readonly (readonly [title: string, text: string, en: string, ja: string])[] = [
  [
    'a bracket that is not closed',
    'a: [1\nb: 2',
    'f:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
    'f:2:1: 字下げが合っていないか、「[」「{」が閉じられていません。前後の行と半角スペースでそろえてください',
  ],
  [
    'a key written twice',
    'a: 1\nb:\n  c: 1\n  c: 2\n',
    'f:4:3: “c” is written twice (first in line 3); delete one',
    'f:4:3: 「c」が2回書かれています（1回目は3行目）。どちらかを削除してください',
  ],
  [
    'an alias to nothing',
    'a: *b\n',
    'f:1:4: this begins with *, which refers to an anchor, but there is none of that name before it; put text that begins with * in quotes',
    'f:1:4: 「*」で始まる値はアンカーの参照になりますが、該当するアンカーがありません。文字列なら引用符で囲んでください',
  ],
  [
    'an alias inside of its own anchor',
    'a: &a [*a]\n',
    'f:1:8: nested more than 32 levels deep',
    'f:1:8: 入れ子が深すぎます（32段まで）',
  ],
];

for (const [title, text, en, ja] of broken) {
  test(`${title} is told with its line and column, and gives no value`, (t) => {
    const source = readYaml('f', text);
    t.deepEqual(told(source.problems), [en]);
    t.deepEqual(told(source.problems, 'ja'), [ja]);
    t.is(source.value, null);
  });
}

test('anchors may be used; what is wrong behind an alias is told at the alias', (t) => {
  const schema = z.strictObject({
    a: z.strictObject({x: z.number()}),
    b: z.strictObject({x: z.number(), y: z.number()}),
  });
  const source = readYaml('f', 'a: &a {x: 1}\nb: *a\n');
  t.deepEqual(source.value, {a: {x: 1}, b: {x: 1}});
  t.deepEqual(told(fitYaml(source, schema).problems), ['f:2:4: “b.y” is missing: write it']);
});

test('aliases that multiply end at a bound, whatever is repeated', (t) => {
  const layer = (name: string, of: string): string => `${name}: &${name} [${Array(10).fill(of).join(', ')}]`;
  const letters = Array.from('abcdefghij');
  const lists = letters.map((letter, at) => layer(letter, at === 0 ? 'x' : `*${letters[at - 1] ?? ''}`)).join('\n');
  const long = `a: &a ${'x'.repeat(1_000_000)}\nb: [${Array(20).fill('*a').join(', ')}]\n`;
  const many = `a: &a x\nb: [${'*a, '.repeat(500_000)}]\n`;
  for (const [name, text] of Object.entries({lists, long, many})) {
    const {value, problems} = readYaml('f', text);
    t.is(value, null, name);
    t.regex(
      told(problems)[0] ?? '',
      /^f:\d+:\d+: anchors and aliases repeat too much text; write the values out$/,
      name,
    );
    t.is(problems.length, 1, name);
  }
});

test('what is nested too deeply is refused, not thrown', (t) => {
  for (const text of ['['.repeat(50_000), '{a: '.repeat(20_000), `${'['.repeat(40)}${']'.repeat(40)}`]) {
    const {value, problems} = readYaml('f', text);
    t.is(value, null);
    t.is(problems.length, 1);
  }
});

test('a text of more than 50 MiB is not parsed', (t) => {
  const {tree, problems} = parseYaml('f', ' '.repeat(50 * 1024 * 1024 + 1), 'values');
  t.is(tree, null);
  t.regex(told(problems)[0] ?? '', /^f: the file has 52428801 characters; write at most 52428800$/);
});

test('places: of a value, of a key, inside of a text, of what is not there', (t) => {
  const source = readYaml('f', 'a:\n  b: "x y"\n  c: [1, 2]\n');
  t.deepEqual(told([source.at(['a', 'c', 1], nothing)]), ['f:3:10: here']);
  t.deepEqual(told([source.at(['a', 'c', 7, 'd'], nothing)]), ['f:3:6: here']);
  t.deepEqual(told([source.atKey(['a'], 'c', nothing)]), ['f:3:3: here']);
  t.deepEqual(told([source.atKey(['a'], 'z', nothing)]), ['f:2:3: here']);
  t.deepEqual(told([source.inside(['a', 'b'], 2, nothing)]), ['f:2:9: here']);
  t.true(source.has(['a', 'c', 1]));
  t.false(source.has(['a', 'c', 2]));
});

const schema = z.strictObject({
  id: z.string(),
  list: z.array(z.strictObject({name: z.string()})).optional(),
  by: z.record(z.string(), z.strictObject({count: z.int().max(9)})).default({}),
});

test('what does not fit is told in the order of the file, in both languages, with what to write', (t) => {
  const {data, problems} = fitYaml(
    readYaml('f', 'list: [{nane: x, name: y}]\nby: {k: {cuont: 1, count: 10}}\nextra: 1\n'),
    schema,
  );
  t.is(data, null);
  t.deepEqual(told(problems), [
    'f:1:1: “id” is missing: write it',
    'f:1:9: unknown key “nane”: did you mean “name”?',
    'f:2:10: unknown key “cuont”: did you mean “count”?',
    'f:2:27: by.k.count: Too big: expected number to be <=9',
    'f:3:1: unknown key “extra”: write one of: id, list, by',
  ]);
  t.true(problems.every(({message}) => /[ぁ-ん]/.test(message.ja)));
});

test('what fits comes with its defaults', (t) => {
  t.deepEqual(fitYaml(readYaml('f', 'id: x\n'), schema).data, {id: 'x', by: {}});
});

function fileWith(t: ExecutionContext, bytes: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'yaml-'));
  t.teardown(() => rmSync(folder, {recursive: true}));
  const path = join(folder, 'f.yaml');
  writeFileSync(path, bytes);
  return path;
}

test('a file is read with or without BOM, and throws nothing but InputError', (t) => {
  t.is(readYamlFile(fileWith(t, '\ufeffid: x\n'), schema).data.id, 'x');
  const shiftJis = fileWith(t, Buffer.concat([Buffer.from('id: x\nname: '), Buffer.from([0x90, 0x85])]));
  const wrong = [
    [shiftJis, /f\.yaml:2:7: the file is not UTF-8 from here on/],
    [fileWith(t, 'id: [\n'), /f\.yaml:2:1: /],
    [fileWith(t, 'id: 1\n'), /f\.yaml:1:5: id: Invalid input/],
    [`${shiftJis}.none`, /cannot be read \(ENOENT\)/],
    [tmpdir(), /name a plain file of at most 52428800 bytes/],
  ] as const;
  for (const [path, message] of wrong) t.throws(() => readYamlFile(path, schema), {instanceOf: InputError, message});
});

test('a file that is too large is not even read', (t) => {
  const path = fileWith(t, '');
  truncateSync(path, 50 * 1024 * 1024 + 1);
  t.throws(() => openYaml(path), {instanceOf: InputError, message: /at most 52428800 bytes/});
});
