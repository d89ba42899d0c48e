import {stringify} from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import {InputError, type Problem} from '../model/input-error.ts';
import type {Language} from '../model/text.ts';
import type {Form} from './form.ts';
import {escapeFormula} from './formula.ts';
import type {FormRow} from './row.ts';

export const encodings = ['utf-8', 'cp932'] as const;
export type Encoding = (typeof encodings)[number];

/** Characters whose look-alike is what Windows writes and reads in cp932. */
const lookAlikes: Readonly<Record<string, string>> = {
  '\u301c': '\uff5e',
  '\u2212': '\uff0d',
  '\u2014': '\u2015',
  '\u2016': '\u2225',
  '\u00a2': '\uffe0',
  '\u00a3': '\uffe1',
  '\u00ac': '\uffe2',
};
const family = /[\u301c\u2212\u2014\u2016\u00a2\u00a3\u00ac]/gu;

export interface CsvBytes {
  readonly bytes: Buffer;
  /** Characters of entries that were written as their look-alikes, each once. */
  readonly replaced: readonly string[];
}

const holds = (character: string): boolean => iconv.decode(iconv.encode(character, 'cp932'), 'cp932') === character;

function lostIn(form: Form<unknown>, rows: readonly FormRow[], language: Language): Problem[] {
  return rows.flatMap(({cells}, at) =>
    cells.flatMap((cell, index): Problem[] => {
      const lost = [...new Set(cell.replaceAll(family, '').match(/[^\n\u0020-\u007e]/gu) ?? [])].filter(
        (character) => !holds(character),
      );
      if (lost.length === 0) return [];
      const header = form.columns[index]?.header[language] ?? '';
      const shown = lost.slice(0, 10).map((character) => `${character} (U+${hex(character)})`);
      const message = {
        en: `Shift_JIS (cp932) has no ${shown.join(', ')} (column “${header}”); write UTF-8 or xlsx, or change the text`,
        ja: `Shift_JIS（cp932）にない文字です: ${shown.join('、')}（「${header}」列）。UTF-8かxlsxで書き出すか、文字を改めてください`,
      };
      return [{file: form.id, line: at + 2, column: index + 1, message}];
    }),
  );
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function inCp932(form: Form<unknown>, rows: readonly FormRow[], text: string, language: Language): CsvBytes {
  const lost = lostIn(form, rows, language);
  if (lost.length > 0) throw new InputError(lost);
  const mapped = text.replaceAll(family, (character) => lookAlikes[character] ?? character);
  const answers = rows.flatMap(({cells}) => cells.filter((_, index) => form.columns[index]?.kind !== null));
  const replaced = new Set(answers.flatMap((cell) => cell.match(family) ?? []));
  return {bytes: iconv.encode(mapped, 'cp932'), replaced: [...replaced].sort()};
}

/**
 * A form as CSV for Excel: UTF-8 with a byte order mark, or cp932.
 * @throws InputError for characters that cp932 lacks
 */
export function formCsv(
  form: Form<unknown>,
  rows: readonly FormRow[],
  language: Language,
  encoding: Encoding,
): CsvBytes {
  const head = form.columns.map(({header}) => header[language]);
  const text = stringify([head, ...rows.map(({cells}) => cells.map(escapeFormula))], {
    record_delimiter: 'windows',
    quoted_match: /[\n\r\t'" ]/,
  });
  if (encoding === 'cp932') return inCp932(form, rows, text, language);
  return {bytes: Buffer.from(`\ufeff${text}`), replaced: []};
}
