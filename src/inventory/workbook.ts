import {readWorkbook, SpreadsheetError, type Sheet} from '../spreadsheets/index.ts';
import {unwrap} from './cells.ts';
import {type Problems, wholeFile} from './problems.ts';
import type {Source} from './source.ts';
import type {Table} from './table.ts';

/** Name of a sheet in messages: `inventory.xlsx:庁内`. */
const sheetFile = (path: string, sheet: string): string => `${path}:${sheet}`;

/** Sheets for people: hidden ones, and those whose name begins with `#`. */
const isNote = ({name, hidden}: Pick<Sheet, 'name' | 'hidden'>): boolean => hidden || /^[#＃]/u.test(name.trim());

function sheetsOf({path, bytes}: Source, problems: Problems): readonly Sheet[] {
  try {
    return readWorkbook(bytes, {wanted: (sheet) => !isNote(sheet)});
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    const {sheet, row, column} = error.place;
    return problems.fatal(
      {file: sheet === null ? path : sheetFile(path, sheet), line: row, column, header: null},
      error.problem,
    );
  }
}

/** The sheets of a workbook that hold assets. Empty ones are left out. @throws InventoryError */
export function readSheets(source: Source, problems: Problems): Table[] {
  const tables = sheetsOf(source, problems)
    .filter(({rows}) => rows.length > 0)
    .map(({name, rows}) => ({
      file: sheetFile(source.path, name),
      rows: rows.map(({row, cells}) => ({line: row, cells: cells.map(unwrap)})),
    }));
  if (tables.length > 0) return tables;
  return problems.fatal(wholeFile(source.path), {
    en: 'no sheet holds assets; write a header row and one row per asset in a visible sheet whose name does not begin with #',
    ja: '資産を書いたシートがありません。表示されていて名前が「#」で始まらないシートに、見出し行と資産の行を書いてください',
  });
}
