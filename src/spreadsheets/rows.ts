import {textOf, type CellSources, type OpenCell} from './cell.ts';
import type {NumberFormat} from './formats.ts';
import {damaged, longestText, textTooLong, tooLarge, type Limits, type SheetPlace, type SheetRow} from './sheet.ts';
import {TextRuns} from './strings.ts';
import {readXml, type Attributes} from './xml.ts';

/** What the cells of all sheets of a workbook refer to. */
export interface Shared extends CellSources {
  readonly formats: readonly NumberFormat[];
  readonly limits: Limits;
  /** Takes so many of the cells that a workbook may have. @throws SpreadsheetError when too few are left */
  readonly takeCells: (count: number) => void;
  /** Counts characters of all sheets. @throws SpreadsheetError over the limit */
  readonly takeCharacters: (count: number) => void;
}

const plain: NumberFormat = {kind: 'plain'};

function columnOf(letters: string): number {
  return Buffer.from(letters, 'latin1').reduce((sum, letter) => sum * 26 + letter - 64, 0);
}

function addressOf(attribute: string | undefined, next: {readonly row: number; readonly column: number}) {
  if (attribute === undefined) return next;
  const match = /^(?<letters>[A-Z]{1,3})(?<digits>[1-9]\d{0,6})$/.exec(attribute);
  if (!match?.groups) throw damaged();
  return {row: Number(match.groups['digits']), column: columnOf(match.groups['letters'] ?? '')};
}

class RowReader {
  readonly #sheet: string;
  readonly #shared: Shared;
  readonly #rows = new Map<number, string[]>();
  readonly #runs = new TextRuns();
  #row = 0;
  #column = 0;
  #cell: OpenCell | null = null;
  #inValue = false;

  constructor(sheet: string, shared: Shared) {
    this.#sheet = sheet;
    this.#shared = shared;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'row') {
      this.#row = attributes['r'] === undefined ? this.#row + 1 : Number(attributes['r']);
      this.#column = 0;
    } else if (name === 'c') this.#openCell(attributes);
    else if (this.#cell !== null) {
      if (name === 'v') {
        this.#inValue = true;
        this.#cell.value = '';
      } else if (name === 'f') this.#cell.formula = true;
      else this.#runs.open(name);
    }
  }

  #openCell(attributes: Attributes): void {
    const {row, column} = addressOf(attributes['r'], {row: this.#row, column: this.#column + 1});
    if (!Number.isSafeInteger(row) || row < 1 || (row === this.#row && column <= this.#column)) throw damaged();
    this.#row = row;
    this.#column = column;
    const style = Number(attributes['s'] ?? 0);
    const format = this.#shared.formats[style] ?? plain;
    const place = {sheet: this.#sheet, row, column};
    this.#cell = {place, type: attributes['t'] ?? 'n', format, value: null, formula: false};
  }

  text(text: string): void {
    if (this.#cell === null) return;
    if (this.#inValue) this.#cell.value = (this.#cell.value ?? '') + text;
    else this.#runs.add(text);
  }

  close(name: string): void {
    if (this.#cell === null) return;
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#closeCell(this.#cell);
    else this.#runs.close(name);
  }

  #closeCell(cell: OpenCell): void {
    const text = textOf(cell, this.#runs.take(), this.#shared);
    this.#cell = null;
    if (text !== '') this.#keep(text, cell.place);
  }

  #keep(text: string, place: SheetPlace): void {
    if (text.length > longestText) throw textTooLong(place);
    const {limits, takeCells, takeCharacters} = this.#shared;
    const row = place.row ?? 0;
    const column = place.column ?? 0;
    if (row > limits.rows) throw tooLarge({en: 'rows', ja: '行数'}, limits.rows, place);
    if (column > limits.columns) throw tooLarge({en: 'columns', ja: '列数'}, limits.columns, place);
    const cells = this.#rows.get(row) ?? [];
    takeCells(column - cells.length);
    takeCharacters(text.length);
    if (cells[column - 1] !== undefined) throw damaged();
    this.#rows.set(row, cells);
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = text;
  }

  rows(): SheetRow[] {
    return [...this.#rows].sort(([a], [b]) => a - b).map(([row, cells]) => ({row, cells}));
  }
}

/** Rows of a sheet's XML. @throws SpreadsheetError */
export function readRows(sheet: string, xml: string, shared: Shared): readonly SheetRow[] {
  const reader = new RowReader(sheet, shared);
  readXml(xml, {
    open: (name, attributes) => reader.open(name, attributes),
    close: (name) => reader.close(name),
    text: (text) => reader.text(text),
  });
  return reader.rows();
}
