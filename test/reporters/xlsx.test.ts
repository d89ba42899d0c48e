import test from 'ava';
import {readWorkbook, type Sheet} from '../../src/spreadsheets/index.ts';
import type {Language} from '../../src/model/text.ts';
import {reporters, type ReportInput} from '../../src/reporters/index.ts';
import {fixture, parts} from './fixture.ts';
import {guideline} from './fixture-guideline.ts';
import {deps, hostileTexts, rendered, saying} from './helpers.ts';

async function bytesOf(input: ReportInput, language: Language = 'ja'): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of reporters.xlsx.render(input, language, deps)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

async function sheetsOf(input: ReportInput, language: Language = 'ja'): Promise<readonly Sheet[]> {
  return readWorkbook(await bytesOf(input, language));
}

const texts = (sheet: Sheet | undefined): string[][] => (sheet?.rows ?? []).map(({cells}) => [...cells]);

test('the checklist holds every clause once, in the order of the guideline, with its state and evidence', async (t) => {
  const [, checklist] = await sheetsOf(fixture());
  const [heads = [], ...rows] = texts(checklist);
  t.deepEqual(
    rows.map(([id]) => id),
    guideline.clauses.map(({id}) => id),
  );
  const time = rows.find(([id]) => id === '3.5.4-03') ?? [];
  t.is(time[heads.indexOf('結果')], '× 要是正');
  t.regex(time[heads.indexOf('証跡')] ?? '', /× 要是正 1：.*time-sync.*#\d/s);
});

test('the cover says verdict, coverage and by what the run can be verified', async (t) => {
  const input = fixture();
  const [cover] = await sheetsOf(input);
  const rows = texts(cover);
  const valueOf = (label: string): string | undefined => rows.find(([first]) => first === label)?.[1];
  t.is(valueOf('判定'), '？ 判定保留');
  t.true(rows.flat().includes(input.run.id));
  t.is(rows.flat().filter((text) => text === input.run.rootHash).length, 1);
  t.true(rows.flat().includes(input.run.rootHash));
});

test('fails are listed, the gravest first', async (t) => {
  const [, , , fails] = await sheetsOf(fixture());
  const rows = texts(fails).slice(1);
  const failed = parts.findings.filter(({outcome}) => outcome.status === 'fail');
  t.is(rows.length, failed.length);
  const severities = rows.map((row) => Number(row[2]?.[0]));
  t.deepEqual(
    severities,
    [...severities].sort((a, b) => b - a),
  );
});

test('sums stand for the organisation, every section, every zone and kind', async (t) => {
  const input = fixture();
  const [, , sums] = await sheetsOf(input);
  const {sections, zones, kinds} = input.clauseReport;
  const labels = texts(sums).map(([first]) => first);
  t.is(labels.length, 2 + sections.length + zones.length + kinds.length);
  t.is(labels[1], '組織全体');
});

test('clauses by assets stand in a sheet of their own, also where the page has no room for them', async (t) => {
  const [, , , , matrix] = await sheetsOf(fixture());
  const [heads = [], ...rows] = texts(matrix);
  t.deepEqual(heads.slice(2), parts.assets.map(({id}) => id).sort());
  const time = rows.find(([id]) => id === '3.5.4-03') ?? [];
  t.true(time.includes('×') && time.includes('？') && time.includes('○'));
  const many = Array.from(
    {length: 40},
    (_, index) => ({...parts.assets[0], id: `pc-${index}`}) as (typeof parts.assets)[0],
  );
  const wide = fixture({assets: [...parts.assets, ...many]});
  t.is(texts((await sheetsOf(wide))[4])[0]?.length, 2 + wide.assets.length);
  t.notRegex(await rendered('html', wide), /class="matrix"/);
});

for (const text of [...hostileTexts, '=1+1', '@SUM(A1)', '+1', '-1', '=HYPERLINK("http://x","y")']) {
  test(`text from devices is never a formula, and shows what is invisible: ${JSON.stringify(text)}`, async (t) => {
    const sheets = await sheetsOf(saying(text));
    const cells = sheets.flatMap((sheet) => texts(sheet).flat());
    t.true(cells.length > 100);
    for (const cell of cells) t.notRegex(cell, /[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069\u200b]/u);
  });
}

test('no cell of the workbook is a formula', async (t) => {
  const {unzipSync, strFromU8} = await import('fflate');
  const files = unzipSync(await bytesOf(saying('=1+1')));
  const sheets = Object.entries(files).filter(([name]) => name.startsWith('xl/worksheets/'));
  t.true(sheets.length >= 4);
  for (const [name, bytes] of sheets) t.notRegex(strFromU8(bytes), /<f[ >]/, name);
});

test('equal runs give equal bytes; the English workbook says the same in English', async (t) => {
  t.deepEqual(await bytesOf(fixture()), await bytesOf(fixture()));
  const [, checklist] = await sheetsOf(fixture(), 'en');
  t.is(texts(checklist)[0]?.[0], 'Clause');
});
