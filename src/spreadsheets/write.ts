import {unzipSync, zipSync} from 'fflate';
import writeExcelFile, {type Cell as LibraryCell} from 'write-excel-file/node';
import type {CellStyle, CellValue, SheetToWrite} from './layout.ts';
import {sheetExtras, type LibrarySheet} from './write-extras.ts';

const longestText = 32_767;
const header: CellStyle = {bold: true, fill: '#DCE6F1'};
const font = {fontFamily: 'Yu Gothic', fontSize: 10};
const border = {borderColor: '#BFBFBF', borderStyle: 'thin'} as const;

// The library keeps texts as keys of a plain object, which has these before anything is put in.
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

const escapeOf = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** What XML and Excel can hold: other characters become □, what reads like an escape is escaped, too long is cut. */
function holdable(text: string): string {
  const clean = text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '□')
    .replaceAll(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_')
    .replace(/^./u, (first) => (inherited.has(text) ? escapeOf(first) : first));
  return clean.length <= longestText ? clean : `${clean.slice(0, longestText - 1).replace(/\p{Surrogate}$/u, '')}…`;
}

function libraryCell(value: CellValue, style: CellStyle): LibraryCell {
  const {bold, color, fill, align, wrap = true} = style;
  const shared = {
    alignVertical: 'top' as const,
    wrap,
    ...border,
    ...(bold ? {fontWeight: 'bold' as const} : {}),
    ...(color === undefined ? {} : {textColor: color}),
    ...(fill === undefined ? {} : {backgroundColor: fill}),
    ...(align === undefined ? {} : {align}),
  };
  if (typeof value === 'number') return {...shared, type: Number, value};
  // Text format, so that what a person types into the cell stays as typed too.
  if (value === null || value === '') return {...shared, type: String, format: '@'};
  return {...shared, type: String, value: holdable(value), format: '@'};
}

function rowsOf(sheet: SheetToWrite): LibraryCell[][] {
  const blank = Array.from({length: sheet.blankRows ?? 0}, () => sheet.columns.map(() => null));
  return [...sheet.rows, ...blank].map((row, index) =>
    row.map((cell) => {
      const {value, style} = cell !== null && typeof cell === 'object' ? cell : {value: cell, style: {}};
      return libraryCell(value, index < sheet.headerRows ? {...header, ...style} : style);
    }),
  );
}

function librarySheet(sheet: SheetToWrite): LibrarySheet {
  return {
    data: rowsOf(sheet),
    sheet: sheet.name,
    columns: sheet.columns.map(({width}) => ({width})),
    ...(sheet.headerRows > 0 ? {stickyRowsCount: sheet.headerRows} : {}),
    ...(sheet.stickyColumns ? {stickyColumnsCount: sheet.stickyColumns} : {}),
  };
}

/** The same parts packed with one time and in one order: equal sheets give equal bytes, whenever and wherever. */
function packed(bytes: Uint8Array): Buffer {
  // Fields of this time are read in the local zone, so it is made in the local zone.
  const mtime = new Date(1980, 0, 1);
  const entries = Object.entries(unzipSync(bytes)).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(zipSync(Object.fromEntries(entries), {mtime, level: 6}));
}

/**
 * Writes an .xlsx workbook that holds no time, no author and no formula.
 * @throws Error for a name or choices that Excel would refuse
 */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  const features = [sheetExtras(sheets)];
  const bytes = await writeExcelFile(sheets.map(librarySheet), {...font, features}).toBuffer();
  return packed(bytes);
}
