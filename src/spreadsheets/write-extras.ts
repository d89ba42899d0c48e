import type writeExcelFile from 'write-excel-file/node';
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import {width} from '../model/width.ts';
import type {SheetColumn, SheetToWrite} from './layout.ts';

type Arguments = Parameters<typeof writeExcelFile>;
export type LibrarySheet = Arguments[0][number];
type Feature = NonNullable<NonNullable<Arguments[1]>['features']>[number];

const part = 'xl/worksheets/sheet{id}.xml';
const lastRow = 1_048_576;

function choiceRule(choices: readonly string[], column: number, firstRow: number): string {
  const list = choices.join(',');
  if (list.length > 255 || choices.some((choice) => choice.includes(','))) {
    throw new RangeError('a list of choices has at most 255 characters, and no comma in a choice');
  }
  const letters = getCellAddress(0, column).slice(0, -1);
  const range = `${letters}${firstRow}:${letters}${lastRow}`;
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${range}"><formula1>"${sanitizeTextContent(list.replaceAll('"', '""'))}"</formula1></dataValidation>`;
}

function validations(columns: readonly SheetColumn[], firstRow: number): string | null {
  const rules = columns.flatMap(({choices}, index) => (choices ? [choiceRule(choices, index, firstRow)] : []));
  return rules.length === 0 ? null : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

/** The header row with the filter and the rows below it; null without one. */
function filtered({headerRows, rows, columns}: SheetToWrite): readonly [string, string] | null {
  if (headerRows === 0 || columns.length === 0) return null;
  const last = getCellAddress(Math.max(rows.length, headerRows) - 1, columns.length - 1);
  return [`A${headerRows}`, last];
}

function filter(sheet: SheetToWrite): string | null {
  const range = filtered(sheet);
  return range && `<autoFilter ref="${range.join(':')}"/>`;
}

/** Names by which programs know the filter's range, and the rows to print on every page. */
function definedNames(sheets: readonly SheetToWrite[]): string {
  const names = sheets.flatMap((sheet, index) => {
    const range = filtered(sheet);
    if (range === null) return [];
    const name = sanitizeTextContent(`'${sheet.name.replaceAll("'", "''")}'`);
    const cells = range.map((address) => address.replace(/^(?<letters>[A-Z]+)(?<digits>\d+)$/, '$$$1$$$2')).join(':');
    const at = `localSheetId="${index}"`;
    return [
      `<definedName name="_xlnm._FilterDatabase" ${at} hidden="1">${name}!${cells}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" ${at}>${name}!$1:$${sheet.headerRows}</definedName>`,
    ];
  });
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}

/** A4, as many pages long as it takes, but one wide: a table cut in two columns of pages cannot be read. */
function pageSetup({landscape}: SheetToWrite): string {
  return `<pageSetup paperSize="9" orientation="${landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`;
}

const lineHeight = 14;
/** The highest row that Excel takes, in points. */
const highest = 409;

function linesOf(text: string, columns: number): number {
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(width(line) / columns)), 0);
}

/** Points that a row takes when its texts break within their columns. */
function heightOf(row: SheetToWrite['rows'][number], columns: readonly SheetColumn[]): number {
  const lines = row.map((cell, index) => {
    const {value, style} = cell !== null && typeof cell === 'object' ? cell : {value: cell, style: {}};
    const room = columns[index]?.width;
    return typeof value !== 'string' || style.wrap === false || room === undefined ? 1 : linesOf(value, room);
  });
  return Math.min(highest, 3 + lineHeight * Math.max(1, ...lines));
}

/** Heights for programs that do not find them by themselves. They are no one's wish: Excel changes them with the texts. */
function withHeights(xml: string, {rows, columns}: SheetToWrite): string {
  return xml.replaceAll(/<row r="(?<number>\d+)">/g, (tag, number: string) => {
    const row = rows[Number(number) - 1];
    return row === undefined ? tag : `<row r="${number}" ht="${heightOf(row, columns)}">`;
  });
}

const fitToPage = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** Filters, choices and the fit to the page's width, which the library does not know. */
export function sheetExtras(sheets: readonly SheetToWrite[]): Feature {
  return {
    files: {
      transform: {
        'xl/workbook.xml': {transform: (xml) => xml.replace('<definedNames/>', () => definedNames(sheets))},
        [part]: {
          transform: (xml, _options, {sheetIndex}) => {
            const sheet = sheets[sheetIndex];
            const order = getOrderOfSiblings(part, 'worksheet');
            if (sheet === undefined || order === undefined) throw new TypeError('the library has changed its parts');
            const extras = [
              fitToPage,
              filter(sheet),
              validations(sheet.columns, sheet.headerRows + 1),
              pageSetup(sheet),
            ];
            return extras
              .filter((extra) => extra !== null)
              .reduce(
                (all, extra) => insertElementMarkupAccordingToOrderOfSiblings(all, extra, order, 'worksheet'),
                withHeights(xml, sheet),
              );
          },
        },
      },
    },
  };
}
