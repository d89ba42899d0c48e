import {CsvError, parse} from 'csv-parse/sync';
import type {Problems} from './problems.ts';
import type {Row} from './table.ts';

function delimiterOf(text: string): string {
  const first = text.split(/\r?\n/u).find((line) => line.trim() !== '') ?? '';
  return first.split('\t').length > first.split(',').length ? '\t' : ',';
}

/** Row and cell, from 1, of the double quote that is never closed; null: all are. Line ends inside of quotes are of the cell. */
function openQuote(text: string, delimiter: string): {readonly line: number; readonly column: number} | null {
  let line = 1;
  let column = 1;
  let opened: {readonly line: number; readonly column: number} | null = null;
  let fresh = true;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"' && opened !== null && text[at + 1] === '"') at += 1;
    else if (char === '"' && (opened !== null || fresh)) opened = opened === null ? {line, column} : null;
    if (char === '\n') line += 1;
    if (opened !== null) continue;
    fresh = char === delimiter || char === '\n';
    if (char === delimiter) column += 1;
    else if (char === '\n') column = 1;
  }
  return opened;
}

function quoteProblem(file: string, text: string, error: CsvError, problems: Problems): never {
  const opened = openQuote(text, delimiterOf(text));
  if (opened !== null) {
    return problems.fatal(
      {file, ...opened, header: null},
      {
        en: 'the double quote that begins this cell is not closed (write "" for one inside a cell)',
        ja: 'このセルの先頭の二重引用符が閉じられていません（セル内の引用符は "" と書きます）',
      },
    );
  }
  const line = typeof error['lines'] === 'number' ? error['lines'] : null;
  return problems.fatal(
    {file, line, column: 1, header: null},
    {
      en: 'this row cannot be read; look here and above for a double quote in a wrong place (write "" for one inside a cell)',
      ja: 'この行を読み取れません。この行か、それより前の二重引用符の位置を確かめてください（セル内の引用符は "" と書きます）',
    },
  );
}

/** Takes the text of a CSV apart. Cells stand as written. @throws InputError when it cannot be taken apart into rows */
export function readCsv(file: string, text: string, problems: Problems): Row[] {
  try {
    const records = parse(text, {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      // For ="0123", which Excel users write to keep a leading zero.
      relax_quotes: true,
      max_record_size: 1_000_000,
    }) as unknown as readonly {readonly info: {readonly lines: number}; readonly record: readonly string[]}[];
    let line = 1;
    return records.map(({info, record}) => {
      const row = {line, cells: record};
      line = info.lines + 1;
      return row;
    });
  } catch (error) {
    if (error instanceof CsvError) return quoteProblem(file, text, error, problems);
    throw error;
  }
}
