import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parse} from 'yaml';
import {guidelineFile} from '../../src/guideline/schema.ts';
import {systemKinds, type SystemDescription} from '../../src/model/asset.ts';
import {attestationMethods, methodTitles} from '../../src/model/attestation.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {loadCatalogues} from '../../src/reporters/text/catalogue.ts';
import {repeatedWords, sourceClauses, sourceFolder} from '../support/guideline-text.ts';

const readChecks = (path: string): unknown => parse(readFileSync(join(packageRoot, 'checks', path), 'utf8'));
const {clauses, tables} = guidelineFile.parse(readChecks('guidelines/water-4.yaml'));
const rowsOf = (id: string) => tables.find((table) => table.id === id)?.rows ?? [];

test('every table that carries facts is there, whole and in order', (t) => {
  t.deepEqual(
    tables.map(({id, rows}) => `${id}: ${rows.length}`),
    [
      ...['2-1: 3', '2-2: 10', '2-3: 3'],
      ...['3-1: 4', '3-2: 8', '3-3: 14', '3-4: 4', '3-5: 3', '3-6: 4'],
      ...['4-1: 4', '4-2: 5', '5-1: 6', '5-2: 6', '6-1: 3', '7-1: 4', '7-2: 2'],
    ],
  );
});

test('rows are numbered as the guideline numbers them', (t) => {
  const special: Readonly<Record<string, readonly string[]>> = {
    '4-1': ['①', '②', '③', '④'],
    '4-2': ['レベル４', 'レベル３', 'レベル２', 'レベル１', 'レベル０'],
    '6-1': ['STEP 1', 'STEP 2', 'STEP 3'],
  };
  for (const {id, rows} of tables) {
    t.deepEqual(
      rows.map(({number}) => number),
      special[id] ?? rows.map((_, index) => String(index + 1)),
      id,
    );
  }
});

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

for (const {id, title, rows} of tables) {
  test(`table ${id} is worded in both languages, in words of our own`, (t) => {
    for (const text of [title, ...rows.flatMap((row) => [row.title, row.text])]) {
      t.true(japanese.test(text.ja) || text.ja === text.ja.toUpperCase(), text.ja);
      t.notRegex(text.en, japanese);
      t.notRegex(text.ja, /。/u);
      t.notRegex(text.en, /\.$/);
      t.true(text.ja.length <= 80 && text.en.length <= 160, text.en);
      t.is(repeatedWords(text.ja), null);
    }
    if (sourceClauses === null) t.log(`${sourceFolder} is absent: not compared`);
  });
}

test('a clause that a table holds is a row of it', (t) => {
  const held = clauses.flatMap(({id}) => /^T(\d+-\d+)-(\d+)$/.exec(id) ?? []);
  t.true(held.length > 0);
  for (const {id} of clauses.filter((clause) => clause.id.startsWith('T'))) {
    const [, table = '', row = ''] = /^T(\d+-\d+)-(\d+)$/.exec(id) ?? [];
    t.not(rowsOf(table)[Number(row) - 1], undefined, id);
  }
});

test('table 3-3 holds the kinds of system that the inventory and the data on systems know', (t) => {
  const {systems} = readChecks('data/systems.yaml') as {readonly systems: readonly SystemDescription[]};
  const rows = rowsOf('3-3');
  t.deepEqual(
    rows.map(({id}) => id),
    [...systemKinds],
  );
  t.deepEqual(
    rows.map(({id, number, title}) => ({kind: id, number: Number(number), title})),
    systems.map(({kind, number, title}) => ({kind, number, title})),
  );
});

test('reports name severities as table 4-2 does', (t) => {
  const {ja, en} = loadCatalogues();
  t.deepEqual(
    rowsOf('4-2').map(({id, title}) => [id, title]),
    (['4', '3', '2', '1', '0'] as const).map((level) => [
      `severity-${level}`,
      {ja: ja.severity[level], en: en.severity[level]},
    ]),
  );
});

test('other files refer to rows of the audit techniques by these ids', (t) => {
  t.deepEqual(
    rowsOf('7-1').map(({id}) => id),
    ['inquiry', 'inspection', 'observation', 'reperformance'],
  );
});

test('answers are found by the audit techniques of table 7-1, and no others', (t) => {
  const rows = rowsOf('7-1');
  t.deepEqual(
    rows.map(({id}) => id),
    attestationMethods,
  );
  for (const [index, method] of attestationMethods.entries()) {
    const {en = '', ja = ''} = rows[index]?.title ?? {};
    t.true(ja.startsWith(methodTitles[method].ja), method);
    t.true(methodTitles[method].en.startsWith(en), method);
  }
});
