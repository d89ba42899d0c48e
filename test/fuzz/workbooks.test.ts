import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {packageRoot} from '../../src/model/paths.ts';
import {readWorkbook, SpreadsheetError, type Limits} from '../../src/spreadsheets/index.ts';
import {pack, partsOf} from '../spreadsheets/parts.ts';
import {mutations, parameters} from './support.ts';

const workbook = readFileSync(join(packageRoot, 'test/fixtures/spreadsheets/libreoffice-7.4.xlsx'));
const limits: Limits = {bytes: 2e6, unpacked: 4e6, sheets: 10, rows: 1000, columns: 50, cells: 10_000, characters: 1e6};

const parts = partsOf({
  rows:
    '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1" s="0"><v>1.5</v></c></row>' +
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>xx</v></c><c r="C2" t="b"><v>1</v></c></row>',
  styles: '<numFmts><numFmt numFmtId="164" formatCode="yyyy/m/d"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>',
  strings: '<si><r><t>監視</t></r><r><t xml:space="preserve"> &#x20BB7;</t></r><rPh><t>カンシ</t></rPh></si>',
});

/** Whether it was read. @throws what is no SpreadsheetError, and for more than the limits allow */
function read(bytes: Uint8Array): boolean {
  try {
    const sheets = readWorkbook(bytes, {limits});
    const cells = sheets.flatMap(({rows}) => rows.flatMap((row) => row.cells));
    if (cells.length > limits.cells || cells.some((text) => typeof text !== 'string')) throw new Error('beyond limits');
    return true;
  } catch (error) {
    if (error instanceof SpreadsheetError) return false;
    throw error;
  }
}

test('fuzz: a workbook with any bytes changed is read, or said to be damaged', (t) => {
  t.true(read(pack(parts)));
  const spot = fc.tuple(fc.nat(workbook.length - 1), fc.integer({min: 0, max: 255}));
  fc.assert(
    fc.property(fc.array(spot, {minLength: 1, maxLength: 8}), (spots) => {
      const bytes = Buffer.from(workbook);
      for (const [at, value] of spots) bytes[at] = value;
      read(bytes);
    }),
    parameters(),
  );
});

test('fuzz: XML of a workbook with anything done to it is read, or said to be damaged', (t) => {
  let refused = 0;
  const {numRuns} = parameters();
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(parts)), mutations, (path, mutate) => {
      if (!read(pack({...parts, [path]: mutate((parts[path] ?? '').replaceAll('><', '>\n<'))}))) refused += 1;
    }),
    parameters(),
  );
  t.true(refused > numRuns / 10, `only ${refused} were refused`);
});
