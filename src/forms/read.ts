import type {Known} from '../overlay/rules.ts';
import type {Position, Problems} from '../tables/problems.ts';
import type {Row, Table} from '../tables/table.ts';
import {readCell, type FieldValue} from './cells.ts';
import {headerOf, type Form} from './form.ts';
import {readHeadings, tellStray, type Heading} from './headings.ts';
import {entryOf, type Draft} from './shape.ts';

interface Drafts {
  readonly drafts: readonly Draft[];
  readonly skipped: number;
}

export interface FormEntries<E> {
  readonly entries: readonly E[];
  /** Rows without an answer. */
  readonly skipped: number;
}

const isEmpty = (row: Row): boolean => row.cells.every((cell) => cell.trim() === '');

/** First row of a table with anything in it. */
export const headOf = ({rows}: Table): Row | null => rows.find((row) => !isEmpty(row)) ?? null;

function draftOf(file: string, row: Row, headings: readonly Heading[], problems: Problems): Draft & {bad: boolean} {
  const at = (field: string): Position => {
    const heading = headings.find(({column}) => column.key === field);
    const column = heading === undefined ? null : heading.index + 1;
    return {file, line: row.line, column, header: heading?.header ?? null};
  };
  const fields: Record<string, FieldValue> = {};
  let bad = false;
  for (const {column, index} of headings) {
    if (column.kind === null) continue;
    const reading = readCell(column.kind, row.cells[index] ?? '');
    if ('problem' in reading) {
      problems.add(at(column.key), reading.problem);
      bad = true;
    } else if (reading.value !== null) fields[column.key] = reading.value;
  }
  return {fields, at, bad};
}

function draftsOf(form: Form<unknown>, table: Table, problems: Problems): Drafts {
  const head = headOf(table);
  if (head === null) return {drafts: [], skipped: 0};
  const headings = readHeadings(form, table, head, problems);
  const drafts: Draft[] = [];
  let skipped = 0;
  for (const row of table.rows.slice(table.rows.indexOf(head) + 1)) {
    if (isEmpty(row)) continue;
    tellStray(table, row, head, problems);
    const draft = draftOf(table.file, row, headings, problems);
    if (draft.bad) continue;
    const answered = form.isAnswered(draft.fields);
    if (answered === true) drafts.push(draft);
    else if (answered === false) skipped += 1;
    else problems.add(draft.at(answered.field), answered.message);
  }
  return {drafts, skipped};
}

/** Entries of the tables of one form, sorted; the rules of the YAML hold over all of them. Problems are added. */
export function readForm<E>(form: Form<E>, tables: readonly Table[], known: Known, problems: Problems): FormEntries<E> {
  const read = tables.map((table) => draftsOf(form, table, problems));
  const whole = read
    .flatMap(({drafts}) => drafts)
    .flatMap((draft) => {
      const entry = entryOf(form, draft, problems);
      return entry === null ? [] : [{entry, draft}];
    });
  const entries = whole.map(({entry}) => entry);
  for (const {index, field, message} of form.problemsOf(entries, known, (key) => headerOf(form, key))) {
    const at = whole[index]?.draft.at(field);
    if (at !== undefined) problems.add(at, message);
  }
  return {entries: form.sorted(entries), skipped: read.reduce((sum, {skipped}) => sum + skipped, 0)};
}
