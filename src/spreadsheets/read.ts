import type {Bilingual} from '../model/text.ts';
import {readBook} from './book.ts';
import {readFormats} from './formats.ts';
import {readRows, type Shared} from './rows.ts';
import {defaultLimits, tooLarge, type Limits, type Sheet} from './sheet.ts';
import {readSharedStrings} from './strings.ts';
import {unpack} from './unpack.ts';

function counter(limit: number, what: Bilingual): (count: number) => void {
  let taken = 0;
  return (count) => {
    taken += count;
    if (taken > limit) throw tooLarge(what, limit);
  };
}

export interface ReadOptions {
  readonly limits?: Limits;
  /** Sheets to read; the others may hold anything. All when not given. */
  readonly wanted?: (sheet: Pick<Sheet, 'name' | 'hidden'>) => boolean;
}

/**
 * Reads an .xlsx (or .xlsm) workbook: of every wanted sheet, in their order, each cell's text as a person sees it.
 *
 * Dates are `2027-03-31`, with a time `2027-03-31 09:30`, whatever format Excel shows them in (wareki too). Numbers stand
 * as they are stored, with the leading zeros of a format such as `0000`; other formats (%, thousands) are not applied.
 * Formulas give their stored result, and are never computed. Of merged cells the first holds the value. Hidden rows are
 * read too; furigana is left out. Texts are not trimmed.
 * @throws SpreadsheetError for what is no workbook, is larger than the limits, or has a cell that shows an error
 */
export function readWorkbook(bytes: Uint8Array, options: ReadOptions = {}): readonly Sheet[] {
  const {limits = defaultLimits, wanted = () => true} = options;
  const {sheets, strings, styles, from1904} = readBook(unpack(bytes, limits));
  if (sheets.length > limits.sheets) throw tooLarge({en: 'sheets', ja: 'シート数'}, limits.sheets);
  const shared: Shared = {
    strings: strings === null ? [] : readSharedStrings(strings),
    formats: styles === null ? [] : readFormats(styles),
    from1904,
    limits,
    takeCells: counter(limits.cells, {en: 'cells', ja: 'セルの数'}),
    takeCharacters: counter(limits.characters, {en: 'characters', ja: '文字数'}),
  };
  return sheets.filter(wanted).map(({name, hidden, xml}) => ({name, hidden, rows: readRows(name, xml, shared)}));
}
