import type {Bilingual} from '../model/text.ts';

/** A row that has at least one text. */
export interface SheetRow {
  /** From 1, as Excel numbers it. */
  readonly row: number;
  /** Texts from column A on, up to the last that is not empty; empty cells are ''. */
  readonly cells: readonly string[];
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** In the order of the rows. */
  readonly rows: readonly SheetRow[];
}

/** What a workbook may have at most. Bytes are checked before anything is unpacked, the rest before it is kept. */
export interface Limits {
  readonly bytes: number;
  /** Bytes of all parts together, unpacked. */
  readonly unpacked: number;
  readonly sheets: number;
  /** Number of the last row and the last column that hold a value. */
  readonly rows: number;
  readonly columns: number;
  /** Cells up to the last with a value in each row, in all sheets together. */
  readonly cells: number;
  /** Characters of all cells together: many cells may name one long text. */
  readonly characters: number;
}

/** Room for an inventory of ten thousand assets with every column filled in. */
export const defaultLimits: Limits = {
  bytes: 20_000_000,
  unpacked: 150_000_000,
  sheets: 100,
  rows: 100_000,
  columns: 256,
  cells: 2_000_000,
  characters: 100_000_000,
};

/** Characters, as UTF-16 code units, that Excel takes in one cell. */
export const longestText = 32_767;

/** Where something is wrong; null when the whole workbook, sheet or row is meant. */
export interface SheetPlace {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: number | null;
}

/** A workbook that cannot be read as it is. The message says what to do instead. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError';
  readonly problem: Bilingual;
  readonly place: SheetPlace;

  constructor(problem: Bilingual, place: SheetPlace = {sheet: null, row: null, column: null}) {
    super(problem.en);
    this.problem = problem;
    this.place = place;
  }
}

export function damaged(): SpreadsheetError {
  return new SpreadsheetError({
    en: 'the workbook is damaged or not a workbook; open it in Excel and save it again as .xlsx',
    ja: 'ブックが壊れているか、Excelブックではありません。Excelで開き、.xlsx形式で保存し直してください',
  });
}

export function tooLarge(what: Bilingual, most: number, place?: SheetPlace): SpreadsheetError {
  return new SpreadsheetError(
    {
      en: `the workbook is too large: at most ${most} ${what.en}; split it`,
      ja: `ブックが大きすぎます。${what.ja}は${most}までです。分割してください`,
    },
    place,
  );
}

/** No workbook that Excel saved has such a cell: it is made to be slow. */
export function textTooLong(place: SheetPlace): SpreadsheetError {
  return new SpreadsheetError(
    {
      en: `the text in this cell is too long: at most ${longestText} characters, as in Excel; shorten it`,
      ja: `このセルの文字列が長すぎます。Excelと同じ${longestText}文字までです。短くしてください`,
    },
    place,
  );
}
