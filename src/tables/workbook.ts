import type {Bilingual} from '../model/text.ts';
import {readWorkbook, SpreadsheetError, type Sheet} from '../spreadsheets/index.ts';
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

/**
 * The sheets of a workbook that hold anything, but for those of people. Cells stand as written.
 * @throws InputError with `nothing` where there is none
 */
export function readSheets(source: Source, nothing: Bilingual, problems: Problems): Table[] {
  const tables = sheetsOf(source, problems)
    .filter(({rows}) => rows.length > 0)
    .map(({name, rows}) => ({
      file: sheetFile(source.path, name),
      rows: rows.map(({row, cells}) => ({line: row, cells})),
    }));
  return tables.length > 0 ? tables : problems.fatal(wholeFile(source.path), nothing);
}
