import {CsvError, parse} from 'csv-parse/sync';
import type {Problems} from './problems.ts';
import type {Row} from './table.ts';

function delimiterOf(text: string): string {
  const first = text.split(/\r?\n/u).find((line) => line.trim() !== '') ?? '';
  return first.split('\t').length > first.split(',').length ? '\t' : ',';
}

function quoteProblem(file: string, error: CsvError, problems: Problems): never {
  const line = typeof error['lines'] === 'number' ? error['lines'] : null;
  return problems.fatal(
    {file, line, column: null, header: null},
    {
      en: 'this row cannot be read; look here and above for a double quote that is not closed (write "" for one inside a cell)',
      ja: 'この行を読み取れません。この行か、それより前に閉じていない二重引用符がないか確かめてください（セル内の引用符は "" と書きます）',
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
    if (error instanceof CsvError) return quoteProblem(file, error, problems);
    throw error;
  }
}
