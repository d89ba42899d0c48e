import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {strToU8, zipSync} from 'fflate';
import {packageRoot} from '../../src/model/paths.ts';
import {readWorkbook, SpreadsheetError, type Limits} from '../../src/spreadsheets/index.ts';
import {book, pack, partsOf} from './parts.ts';

function cells(bytes: Uint8Array): readonly (readonly string[])[] {
  return readWorkbook(bytes)[0]?.rows.map((row) => row.cells) ?? [];
}

function fault(run: () => unknown): SpreadsheetError {
  try {
    run();
  } catch (error) {
    if (error instanceof SpreadsheetError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

const text = (address: string, content: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${content}</t></is></c>`;

// From a flat ODF with the same cells, saved as .xlsx by LibreOffice 7.4.7.
const fixture = readFileSync(join(packageRoot, 'test/fixtures/spreadsheets/libreoffice-7.4.xlsx'));

test('a workbook saved by LibreOffice: dates, wareki, zeros, formulas, line breaks, merged cells', (t) => {
  const [sheet, ...more] = readWorkbook(fixture, {wanted: ({name}) => name === '資産台帳'});
  t.is(more.length, 0);
  t.deepEqual(
    sheet?.rows.map((row) => row.cells),
    [
      ['項目', '値'],
      ['日付', '2027-03-31'],
      ['和暦', '2027-03-31'],
      ['日時', '2026-11-24 09:30'],
      ['時刻', '22:05'],
      ['番号', '000123'],
      ['桁区切り', '12345'],
      ['小数', '0.1'],
      ['数式', 'srv-07'],
      ['真偽', 'TRUE'],
      ['改行', '2階\n電算室（髙橋・𠮷田）'],
      ['結合', '上'],
      ['', '下'],
    ],
  );
});

test('a cell that shows an error is told with its place, and never read as empty', (t) => {
  const {problem, place} = fault(() => readWorkbook(fixture));
  t.deepEqual(place, {sheet: '式の誤り', row: 1, column: 2});
  t.regex(problem.en, /shows #DIV\/0!/);
  t.regex(problem.ja, /#DIV\/0!/);
});

test('furigana is left out, runs are joined, escapes and entities are undone, also beyond U+FFFF', (t) => {
  const strings =
    '<si><t>渡邊</t><rPh sb="0" eb="2"><t>ワタナベ</t></rPh><phoneticPr fontId="1"/></si>' +
    '<si><r><t>監視</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 制御</t></r></si>' +
    '<si><t>&#x20BB7;田 &amp;&lt; _x005F_x0041_ <![CDATA[<c>]]> a&#10;b</t></si>';
  const rows =
    '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row><row r="5"><c r="A5" t="s"><v>2</v></c></row>';
  t.deepEqual(readWorkbook(book({rows, strings})), [
    {
      name: '表',
      hidden: false,
      rows: [
        {row: 2, cells: ['', '渡邊', '監視 制御']},
        {row: 5, cells: ['𠮷田 &< _x0041_ <c> a\nb']},
      ],
    },
  ]);
});

test('rows and cells without an address stand after the one before', (t) => {
  const rows = `<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`;
  t.deepEqual(cells(book({rows})), [['1', '2'], ['3']]);
});

const format = (code: string): string =>
  `<numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>`;

for (const [code, stored, shown] of [
  ['yyyy/m/d', '46477', '2027-03-31'],
  ['[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@', '46477', '2027-03-31'],
  ['yyyy\\-mm\\-dd hh:mm', '46350.395833333336', '2026-11-24 09:30'],
  ['h:mm:ss', '0.5000115740740741', '12:00:01'],
  ['yyyy/m/d', '1', '1900-01-01'],
  ['yyyy/m/d', '61', '1900-03-01'],
  ['yyyy/m/d', '60', '60'],
  ['yyyy/m/d', '-1', '-1'],
  ['yyyy/m/d', '2958466', '2958466'],
  ['0000', '12', '0012'],
  ['0000', '1.5', '1.5'],
  ['General', '1E3', '1000'],
  ['0.00E+00', '15', '15'],
  ['#,##0&quot;台&quot;', '1200', '1200'],
  ['[Red]0.0', '1.1000000000000001', '1.1'],
] as const) {
  test(`${stored} in the format ${code} is read as ${shown}`, (t) => {
    t.deepEqual(cells(book({rows: `<row r="1"><c r="A1" s="0"><v>${stored}</v></c></row>`, styles: format(code)})), [
      [shown],
    ]);
  });
}

test('dates of a workbook that counts from 1904', (t) => {
  const rows = '<row r="1"><c r="A1" s="0"><v>45015</v></c></row>';
  t.deepEqual(cells(book({rows, styles: format('yyyy/m/d'), workbookPr: 'date1904="1"'})), [['2027-03-31']]);
});

test('a formula that was never computed is told, one with an empty result is empty', (t) => {
  const row = (cell: string): Uint8Array => book({rows: `<row r="3"><c r="B3" t="str"><f>X()</f>${cell}</c></row>`});
  t.deepEqual(fault(() => readWorkbook(row(''))).place, {sheet: '表', row: 3, column: 2});
  t.deepEqual(cells(row('<v></v>')), []);
  t.deepEqual(cells(row('<v>=a</v>')), [['', '=a']]);
});

const small: Limits = {bytes: 5000, unpacked: 20_000, sheets: 1, rows: 10, columns: 5, cells: 12, characters: 40};

for (const [title, bytes, en] of [
  ['a file too large', () => Buffer.alloc(5001), /at most 5000 bytes/],
  ['a zip bomb', () => book({rows: ' '.repeat(20_000)}), /at most 20000 bytes of content/],
  ['many rows', () => book({rows: `<row r="11">${text('A11', 'x')}</row>`}), /at most 10 rows/],
  ['many columns', () => book({rows: `<row r="1">${text('F1', 'x')}</row>`}), /at most 5 columns/],
  [
    'many cells',
    () => book({rows: [1, 2, 3].map((row) => `<row r="${row}">${text(`E${row}`, 'x')}</row>`).join('')}),
    /at most 12 cells/,
  ],
  [
    'much text, though in few cells',
    () => book({rows: `<row r="1">${text('A1', 'x'.repeat(20))}${text('B1', 'x'.repeat(21))}</row>`}),
    /at most 40 characters/,
  ],
] as const) {
  test(`${title} is refused`, (t) => {
    t.regex(fault(() => readWorkbook(bytes(), {limits: small})).problem.en, en);
  });
}

const long = (length: number): string => 'あ'.repeat(length);
for (const [title, of] of [
  [
    'shared',
    (it: string) => ({strings: `<si><t>${it}</t></si>`, rows: '<row r="2"><c r="C2" t="s"><v>0</v></c></row>'}),
  ],
  ['inline', (it: string) => ({rows: `<row r="2">${text('C2', it)}</row>`})],
  ['of a formula', (it: string) => ({rows: `<row r="2"><c r="C2" t="str"><f>X()</f><v>${it}</v></c></row>`})],
] as const) {
  test(`a text, ${title}, that is longer than Excel takes is refused at its place`, (t) => {
    t.deepEqual(cells(book(of(long(32_767)))), [['', '', long(32_767)]]);
    const {problem, place} = fault(() => readWorkbook(book(of(long(32_768)))));
    t.deepEqual(place, {sheet: '表', row: 2, column: 3});
    t.regex(problem.en, /at most 32767 characters/);
    t.regex(problem.ja, /32767文字まで/);
  });
}

test('cells that are styled and empty count for nothing, however far out', (t) => {
  const rows = `<row r="1">${text('A1', 'x')}<c r="XFD1" s="0"/></row><row r="1048576" s="1"><c r="A1048576" s="0"/></row>`;
  t.deepEqual(readWorkbook(book({rows}), {limits: small})[0]?.rows, [{row: 1, cells: ['x']}]);
});

test('an entry that unpacks to more than it claims is not unpacked to the end', (t) => {
  const parts = partsOf({rows: `<row r="1">${text('A1', 'x'.repeat(100_000))}</row>`});
  const bytes = Buffer.from(pack(parts));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(parts['xl/worksheets/sheet1.xml']?.length ?? 0);
  let at = bytes.indexOf(size);
  t.true(at > 0);
  for (; at > 0; at = bytes.indexOf(size)) bytes.writeUInt32LE(50, at);
  fault(() => readWorkbook(bytes, {limits: {...small, bytes: 1_000_000}}));
  t.pass();
});

for (const [title, bytes, en] of [
  ['no bytes', Buffer.alloc(0), /damaged/],
  ['text', Buffer.from('id,kind\n'), /damaged/],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /\.xls workbook, or one with a password/],
  ['another zip', zipSync({'a.xml': strToU8('<a/>')}), /damaged/],
  ['a document type', book({rows: '<!DOCTYPE a [<!ENTITY b "c">]>'}), /damaged/],
  ['an unknown entity', book({rows: text('A1', '&nbsp;')}), /damaged/],
  ['broken XML', book({rows: '<row><c></row>'}), /damaged/],
  ['a string that is not there', book({rows: '<row><c t="s"><v>0</v></c></row>'}), /damaged/],
  ['a place that is none', book({rows: '<row><c r="ÄA1"><v>0</v></c></row>'}), /damaged/],
  ['a cell that stands twice', book({rows: '<row><c r="A1"><v>0</v></c><c r="A1"><v>1</v></c></row>'}), /damaged/],
  ['a number that is none', book({rows: '<row><c r="A1"><v>x</v></c></row>'}), /damaged/],
] as const) {
  test(`${title} is refused with what to do`, (t) => {
    const {problem} = fault(() => readWorkbook(bytes));
    t.regex(problem.en, en);
    t.regex(problem.ja, /保存し直してください/);
  });
}
