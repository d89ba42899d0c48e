import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import fc from 'fast-check';
import {strFromU8, unzipSync} from 'fflate';
import {readWorkbook, writeWorkbook, type SheetToWrite} from '../../src/spreadsheets/index.ts';

const sheet: SheetToWrite = {
  name: "所内 '26",
  headerRows: 1,
  stickyColumns: 1,
  blankRows: 2,
  landscape: true,
  columns: [{width: 20}, {width: 12, choices: ['サーバー', '端末', '"引用"', 'A&B']}, {width: 40}],
  rows: [
    ['資産ID', '種別', '備考'],
    ['0001', {value: '端末', style: {bold: true, fill: '#FFEB9C', color: '#9C0006', align: 'center'}}, '改行\nあり'],
    ['b', null, 3.5],
  ],
};

const part = async (sheets: readonly SheetToWrite[], path: string): Promise<string> => {
  const bytes = unzipSync(await writeWorkbook(sheets))[path];
  if (bytes === undefined) throw new Error(`no ${path}`);
  return strFromU8(bytes);
};

test('what is written is read again, text as text', async (t) => {
  t.deepEqual(readWorkbook(await writeWorkbook([sheet])), [
    {
      name: "所内 '26",
      hidden: false,
      rows: [
        {row: 1, cells: ['資産ID', '種別', '備考']},
        {row: 2, cells: ['0001', '端末', '改行\nあり']},
        {row: 3, cells: ['b', '', '3.5']},
      ],
    },
  ]);
});

test('no text becomes a formula, breaks the XML or is read as an escape', async (t) => {
  const texts = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    "='x'!A1",
    '\t=1',
    '<a>&"\'',
    ']]>',
    '_x0041_',
    '𠮷',
    '  x  ',
    ' ',
    '\n',
  ];
  const rows = [...texts.map((text) => [text]), ['\u0000\u001b[31m\ud800'], ['x'.repeat(40_000)]];
  const bytes = await writeWorkbook([{name: 'a', headerRows: 0, columns: [{width: 10}], rows}]);
  const read = readWorkbook(bytes)[0]?.rows.map(({cells}) => cells[0]) ?? [];
  t.deepEqual(read.slice(0, texts.length), texts);
  t.is(read[texts.length], '□□[31m□');
  t.is(read[texts.length + 1]?.length, 32_767);
  for (const [path, content] of Object.entries(unzipSync(bytes))) t.false(strFromU8(content).includes('<f>'), path);
});

test('names that every object of JavaScript has are texts like others', async (t) => {
  const rows = Object.getOwnPropertyNames(Object.prototype).map((name) => [name]);
  const bytes = await writeWorkbook([{name: 'a', headerRows: 0, columns: [{width: 10}], rows}]);
  t.deepEqual(
    readWorkbook(bytes)[0]?.rows.map(({cells}) => cells),
    rows,
  );
  t.true(rows.length > 8);
});

test('any text is written and read again', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.string({unit: 'grapheme', minLength: 1, maxLength: 50}), async (text) => {
      const bytes = await writeWorkbook([{name: 'a', headerRows: 0, columns: [{width: 10}], rows: [[text]]}]);
      t.is(readWorkbook(bytes)[0]?.rows[0]?.cells[0], text.replaceAll(/\r\n?/g, '\n'));
    }),
    {numRuns: 100},
  );
});

test('headers are frozen, filtered and printed on every page; choices stand below them', async (t) => {
  const xml = await part([sheet], 'xl/worksheets/sheet1.xml');
  t.regex(xml, /<pane ySplit="1" xSplit="1"[^>]*state="frozen"\/>/);
  t.regex(xml, /<autoFilter ref="A1:C3"\/>/);
  t.regex(
    xml,
    /<dataValidation type="list"[^>]*sqref="B2:B1048576"><formula1>"サーバー,端末,""引用"",A&amp;B"<\/formula1>/,
  );
  t.true(xml.indexOf('</sheetData>') < xml.indexOf('<autoFilter'));
  t.true(xml.indexOf('<autoFilter') < xml.indexOf('<dataValidations'));
  t.true(xml.indexOf('<dataValidations') < xml.indexOf('<pageSetup'));
  const workbook = await part([sheet], 'xl/workbook.xml');
  t.true(workbook.includes(`<definedName name="_xlnm.Print_Titles" localSheetId="0">'所内 ''26'!$1:$1</definedName>`));
  t.true(workbook.includes(`hidden="1">'所内 ''26'!$A$1:$C$3</definedName>`));
});

test('a sheet is printed one page wide, upright or across', async (t) => {
  const base = {columns: [{width: 200}], rows: [['a']], headerRows: 0};
  const sheets: readonly SheetToWrite[] = [
    {...base, name: 'a'},
    {...base, name: 'b', landscape: true},
  ];
  for (const [name, orientation] of [
    ['sheet1', 'portrait'],
    ['sheet2', 'landscape'],
  ] as const) {
    const xml = await part(sheets, `xl/worksheets/${name}.xml`);
    t.regex(xml, /<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/);
    t.is(xml.split('<pageSetup ').length, 2);
    t.regex(xml, new RegExp(`<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`));
  }
});

test('a row is as high as its longest text needs, counting Japanese characters twice', async (t) => {
  const columns = [{width: 10}, {width: 10}];
  const long = {value: 'あ'.repeat(40), style: {wrap: false}};
  const rows = [
    ['a', 'b'],
    ['a', 'あ'.repeat(10)],
    ['1\n2\n3', null],
    [long, 'x'],
    ['あ'.repeat(9999), ''],
  ];
  const xml = await part([{name: 'a', columns, rows, headerRows: 0}], 'xl/worksheets/sheet1.xml');
  const heights = [...xml.matchAll(/<row r="\d+" ht="(?<height>\d+)">/g)].map((match) => match.groups?.['height']);
  t.deepEqual(heights, ['17', '31', '45', '17', '409']);
});

for (const text of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
  test(`${text} is a text like any other`, async (t) => {
    const bytes = await writeWorkbook([
      {name: 'a', columns: [{width: 10}], rows: [[text], ['b'], [text]], headerRows: 0},
    ]);
    t.deepEqual(
      readWorkbook(bytes)[0]?.rows.map(({cells}) => cells),
      [[text], ['b'], [text]],
    );
  });
}

test('choices that Excel would refuse are refused', async (t) => {
  for (const choices of [['a,b'], ['x'.repeat(256)]]) {
    await t.throwsAsync(writeWorkbook([{...sheet, columns: [{width: 1, choices}]}]), {instanceOf: RangeError});
  }
});

test('a sheet without headers has no filter and no names', async (t) => {
  const plain = {name: 'a', headerRows: 0, columns: [{width: 10}], rows: [['x']]};
  t.false((await part([plain], 'xl/worksheets/sheet1.xml')).includes('autoFilter'));
  t.false((await part([plain], 'xl/workbook.xml')).includes('definedName'));
});

const writer = `
  import {createHash} from 'node:crypto';
  const {writeWorkbook} = await import(${JSON.stringify(fileURLToPath(new URL('../../src/spreadsheets/index.js', import.meta.url)))});
  const bytes = await writeWorkbook(JSON.parse(process.argv[1]));
  process.stdout.write(createHash('sha256').update(bytes).digest('hex'));
`;

test('the bytes are the same at any time, in any time zone and any language', async (t) => {
  const here = createHash('sha256')
    .update(await writeWorkbook([sheet]))
    .digest('hex');
  for (const env of [
    {TZ: 'UTC', LANG: 'C'},
    {TZ: 'America/New_York', LANG: 'ja_JP.UTF-8'},
    {TZ: 'Asia/Kolkata', LANG: 'C'},
  ]) {
    const args = ['--input-type=module', '-e', writer, JSON.stringify([sheet])];
    t.is(execFileSync(process.execPath, args, {encoding: 'utf8', env: {PATH: process.env['PATH'], ...env}}), here);
  }
});
