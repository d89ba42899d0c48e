import test from 'ava';
import {parseInventory} from '../../src/inventory/load.ts';
import {InventoryError} from '../../src/inventory/problems.ts';
import {formatProblem} from '../../src/model/input-error.ts';
import type {DeclaredChecks, ParameterDeclaration} from '../../src/model/parameters.ts';
import {soundCsv, soundYaml} from './cases.ts';

const label = {en: 'l', ja: 'l'};
const declared = (more: Pick<ParameterDeclaration, 'type' | 'default' | 'stricter'>): ParameterDeclaration => ({
  label,
  unit: null,
  min: null,
  max: null,
  ...more,
});
const parameters = {
  days: {...declared({type: 'int', default: 30, stricter: 'lower'}), min: 1, max: 90},
  ratio: declared({type: 'double', default: 0.5, stricter: 'lower'}),
  age: declared({type: 'duration', default: '7d', stricter: 'lower'}),
  strict: declared({type: 'bool', default: false, stricter: 'higher'}),
  zone: declared({type: 'string', default: '+0900', stricter: null}),
  names: declared({type: 'list<string>', default: ['1'], stricter: null}),
};
const checks: DeclaredChecks = new Map([
  ['one', {scope: 'asset', parameters}],
  ['whole', {scope: 'site', parameters}],
  ['part', {scope: 'zone', parameters}],
]);
const known = {
  platforms: ['linux'],
  policies: ['office'],
  antivirus: [],
  services: [],
  checks,
  layers: [{from: 'profile', values: {one: {ratio: 0.4}}} as const],
};

interface Written {
  readonly site?: string;
  readonly zone?: string;
  readonly asset?: string;
}

function yamlWith({site, zone, asset}: Written): string {
  const put = (text: string | undefined): string => (text === undefined ? '' : `, parameters: ${text}`);
  return soundYaml
    .replace('name: 見本市水道局', `name: 見本市水道局${put(site)}`)
    .replace('policy: office}', `policy: office${put(zone)}}`)
    .replace('    kind: server', `    kind: server${asset === undefined ? '' : `\n    parameters: ${asset}`}`);
}

const read = (written: Written) => parseInventory([{path: 'i.yaml', bytes: Buffer.from(yamlWith(written))}], known);

function problemsOf(written: Written, language: 'en' | 'ja' = 'en'): string[] {
  try {
    read(written);
  } catch (error) {
    if (error instanceof InventoryError) return error.problems.map((problem) => formatProblem(problem, language));
    throw error;
  }
  return [];
}

test('site, zones and assets set parameters, read as the checks declare them', (t) => {
  const {inventory} = read({
    site: '{one: {days: 20, ratio: 0.25, age: 12h, strict: true}, whole: {days: 1}}',
    zone: '{one: {days: 10}, part: {days: 2}}',
    asset: '{one: {names: {value: 01, reason: 2台だけ, approvedBy: 課長}}}',
  });
  t.deepEqual(inventory.site.parameters, {
    one: {days: 20, ratio: 0.25, age: '12h', strict: true},
    whole: {days: 1},
  });
  t.deepEqual(inventory.zones[0]?.parameters, {one: {days: 10}, part: {days: 2}});
  t.deepEqual(inventory.assets[0]?.parameters, {
    one: {names: {value: ['01'], reason: {en: '2台だけ', ja: '2台だけ'}, approvedBy: '課長'}},
  });
});

test('the digest covers parameters, and is as before where there are none', (t) => {
  const digest = (written: Written): string => read(written).inventory.digest;
  const none = digest({});
  t.is(none, parseInventory([{path: 'i.yaml', bytes: Buffer.from(soundYaml)}], known).inventory.digest);
  t.is(
    new Set([
      none,
      digest({site: '{one: {days: 20}}'}),
      digest({zone: '{one: {days: 20}}'}),
      digest({asset: '{one: {days: 20}}'}),
      digest({asset: '{one: {days: 21}}'}),
    ]).size,
    5,
  );
});

test('each parameter tells who set it, and where', (t) => {
  const {origins} = read({site: '{one: {days: 20, ratio: 0.1}}', zone: '{one: {days: 10}}', asset: '{one: {age: 1d}}'});
  const from = (path: string) => {
    const {value, from: level, line, column} = origins.get('srv-01')?.get(path) ?? {};
    return [value, level, line, column];
  };
  t.deepEqual(from('parameters.one.days'), [10, 'zone:office', 6, 59]);
  t.deepEqual(from('parameters.one.ratio'), [0.1, 'site', 1, 58]);
  t.deepEqual(from('parameters.one.age'), ['1d', 'asset', 14, 29]);
});

const wrong: readonly (readonly [title: string, written: Written, en: readonly string[], ja: RegExp])[] = [
  [
    'a check that does not exist',
    {site: '{on: {days: 1}}'},
    ['i.yaml:1:35: no check on: write one of: one, whole, part'],
    /チェックonがありません/,
  ],
  [
    'a parameter that the check does not have',
    {zone: '{one: {dais: 1}}'},
    ['i.yaml:6:53: one has no parameter “dais”: did you mean “days”?'],
    /「days」の誤りではありませんか/,
  ],
  ['a value of another type', {asset: '{one: {days: many}}'}, ['i.yaml:14:30: write a whole number'], /整数で/],
  ['a value that is not written', {asset: '{one: {days: }}'}, ['i.yaml:14:30: write a whole number'], /整数で/],
  ['a value out of range', {asset: '{one: {days: 0}}'}, ['i.yaml:14:30: write 1 or more'], /1以上で/],
  [
    'a check of the site at a zone',
    {zone: '{whole: {days: 1}}'},
    ['i.yaml:6:47: whole is judged for the site as a whole: write its parameters at the site'],
    /siteに書いて/,
  ],
  [
    'a check of a zone at an asset',
    {asset: '{part: {days: 1}}'},
    ['i.yaml:14:18: part is judged for a zone as a whole: write its parameters at the zone or the site'],
    /区画（zones）かsiteに/,
  ],
  [
    'a looser value that nobody has approved',
    {asset: '{one: {days: 31}}'},
    [
      'i.yaml:14:30: 31 is looser than 30 (default of the check): write {value: …, reason: …, approvedBy: …}, or 30 or less',
    ],
    /より緩い値です/,
  ],
  [
    'a value looser than that of the zone',
    {zone: '{one: {days: 10}}', asset: '{one: {days: 20}}'},
    ['i.yaml:14:30: 20 is looser than 10 (zone): write {value: …, reason: …, approvedBy: …}, or 10 or less'],
    /10（区画）より緩い/,
  ],
  [
    'a value looser than that of the profile',
    {site: '{one: {ratio: 0.45}}'},
    ['i.yaml:1:48: 0.45 is looser than 0.4 (profile): write {value: …, reason: …, approvedBy: …}, or 0.4 or less'],
    /0\.4（プロファイル）より緩い/,
  ],
  [
    'a changed value without an order',
    {site: '{one: {zone: "+0000"}}'},
    ['i.yaml:1:47: +0000 differs from +0900 (default of the check): write {value: …, reason: …, approvedBy: …}'],
    /と異なる値です/,
  ],
  [
    'no map',
    {site: 'strict'},
    ['i.yaml:1:34: write a map: {name: value, …}, or indented “name: value” lines here'],
    /マップ/,
  ],
];

for (const [title, written, en, ja] of wrong) {
  test(`told with its line and column: ${title}`, (t) => {
    t.deepEqual(problemsOf(written), en);
    t.regex(problemsOf(written, 'ja').join('\n'), ja);
  });
}

test('a group and the defaults have no parameters', (t) => {
  for (const [from, to] of [
    ['linux: {platform: linux}', 'linux: {platform: linux, parameters: {}}'],
    ['groups:', 'defaults: {parameters: {}}\ngroups:'],
  ] as const) {
    const bytes = Buffer.from(soundYaml.replace(from, to));
    t.throws(() => parseInventory([{path: 'i.yaml', bytes}], known), {message: /unknown key “parameters”/});
  }
});

test('a column of parameters is refused with where to write them', (t) => {
  const bytes = Buffer.from(soundCsv.replace('資産ID', 'parameters.one.days,資産ID').replace('srv-01', '1,srv-01'));
  const sources = [
    {path: 'i.csv', bytes},
    {path: 'with.yaml', bytes: Buffer.from(soundYaml)},
  ];
  const error = t.throws(() => parseInventory(sources, known), {instanceOf: InventoryError});
  t.regex(error.problems[0]?.message.en ?? '', /write them at the site or a zone of the YAML file/);
  t.regex(error.problems[0]?.message.ja ?? '', /表には書けません/);
});
