import type {NumberFormat} from './formats.ts';
import {numberText} from './numbers.ts';
import {damaged, SpreadsheetError, type SheetPlace} from './sheet.ts';
import {unescapeText} from './strings.ts';

/** A cell as it stands in the XML. */
export interface OpenCell {
  readonly place: SheetPlace;
  readonly type: string;
  readonly format: NumberFormat;
  /** Text of `<v>`; null without one. */
  value: string | null;
  formula: boolean;
}

/** What cells refer to. */
export interface CellSources {
  readonly strings: readonly string[];
  readonly from1904: boolean;
}

function unfinished(place: SheetPlace): SpreadsheetError {
  return new SpreadsheetError(
    {
      en: 'the formula in this cell has no stored result; open the workbook in Excel and save it, or write the value',
      ja: 'このセルの数式は計算結果が保存されていません。Excelで開いて保存するか、値を直接書いてください',
    },
    place,
  );
}

function showsError(value: string, place: SheetPlace): SpreadsheetError {
  const shown = value.slice(0, 20);
  return new SpreadsheetError(
    {
      en: `the cell shows ${shown}; mend the formula or write the value`,
      ja: `セルが${shown}になっています。数式を直すか、値を直接書いてください`,
    },
    place,
  );
}

function sharedString(value: string, {strings}: CellSources): string {
  const text = /^\d+$/.test(value) ? strings[Number(value)] : undefined;
  if (text === undefined) throw damaged();
  return text;
}

/** Text of a cell as a person sees it; '' for an empty one. */
export function textOf(cell: OpenCell, inline: string, sources: CellSources): string {
  const {type, value, place} = cell;
  if (type === 'inlineStr') return inline;
  if (value === null) {
    if (cell.formula) throw unfinished(place);
    return '';
  }
  switch (type) {
    case 's':
      return sharedString(value, sources);
    case 'str':
      return unescapeText(value);
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      throw showsError(value, place);
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, '').replace('T', ' ');
    case 'n': {
      if (value === '') return '';
      const text = numberText(value, cell.format, sources.from1904);
      if (text === null) throw damaged();
      return text;
    }
    default:
      throw damaged();
  }
}
