import {brief, writeInstead} from '../model/suggest.ts';
import type {Position, Problems} from '../tables/problems.ts';
import type {Row, Table} from '../tables/table.ts';
import {fold} from '../tables/text.ts';
import {columnOf, type Form, type FormColumn} from './form.ts';

export interface Heading {
  readonly header: string;
  readonly column: FormColumn;
  readonly index: number;
}

const notes = ['note', 'notes', 'remarks', '備考', 'メモ'];
const isNote = (header: string): boolean => /^[#＃]/u.test(header.trim()) || notes.includes(fold(header));

/** The form that a header row belongs to; null when it is none. */
export function formOf<F extends Form<unknown>>(head: Row, forms: readonly F[]): F | null {
  const has = (form: F, key: string): boolean => head.cells.some((cell) => columnOf(form, cell)?.key === key);
  return forms.find((form) => form.marks.every((mark) => has(form, mark))) ?? null;
}

function tellUnknown(form: Form<unknown>, header: string, at: Position, problems: Problems): void {
  const named = (language: 'ja' | 'en'): string[] => form.columns.map((column) => column.header[language]);
  problems.add(at, {
    en: `unknown column “${brief(header)}” (begin the header with # to leave it out); ${writeInstead(header, named('en')).en}`,
    ja: `「${brief(header)}」という列はありません。${writeInstead(header, named('ja')).ja}。読み込まない列は見出しを「#」で始めてください`,
  });
}

/** Columns without which no row can be an entry. */
function tellMissing(form: Form<unknown>, headings: readonly Heading[], at: Position, problems: Problems): void {
  for (const {key, header, kind} of form.columns) {
    if (kind === null || !form.required.includes(key) || headings.some(({column}) => column.key === key)) continue;
    problems.add(at, {
      en: `the column “${header.en}” is missing: add it to the header row`,
      ja: `「${header.ja}」列がありません。見出し行に加えてください`,
    });
  }
}

/** The columns of a table, by its header row. */
export function readHeadings(form: Form<unknown>, {file}: Table, head: Row, problems: Problems): Heading[] {
  const headings: Heading[] = [];
  for (const [index, header] of head.cells.entries()) {
    if (header.trim() === '' || isNote(header)) continue;
    const at: Position = {file, line: head.line, column: index + 1, header: null};
    const column = columnOf(form, header);
    if (column === null) tellUnknown(form, header, at, problems);
    else if (headings.some((other) => other.column === column)) {
      problems.add(at, {
        en: `the column “${brief(header)}” stands twice: delete one`,
        ja: `「${brief(header)}」列が2つあります。どちらかを削除してください`,
      });
    } else headings.push({header, column, index});
  }
  tellMissing(form, headings, {file, line: head.line, column: null, header: null}, problems);
  return headings;
}

/** Tells cells with text that no header speaks for: mostly a comma that was not quoted. */
export function tellStray({file}: Table, row: Row, head: Row, problems: Problems): void {
  for (const [index, cell] of row.cells.entries()) {
    if (cell.trim() === '' || (head.cells[index] ?? '').trim() !== '') continue;
    problems.add(
      {file, line: row.line, column: index + 1, header: null},
      {
        en: 'a cell in a column without a header; write the header, or delete the cell (quote text that holds a comma)',
        ja: '見出しのない列に値があります。見出しを書くか、値を削除してください（カンマを含む値は引用符で囲みます）',
      },
    );
  }
}
