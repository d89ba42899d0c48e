import {z} from 'zod';
import type {Bilingual} from '../model/text.ts';
import type {Known} from '../overlay/rules.ts';
import type {Position, Problems} from '../tables/problems.ts';
import type {Row, Table} from '../tables/table.ts';
import {readCell, type FieldValue} from './cells.ts';
import {headerOf, type Fields, type Form} from './form.ts';
import {readHeadings, tellStray, type Heading} from './headings.ts';

/** A row that is an answer, with the places of its cells. */
interface Draft {
  readonly fields: Fields;
  at(field: string): Position;
}

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

const english = z.locales.en().localeError;
const japanese = z.locales.ja().localeError;

/** What is wrong with a field that something is written in, where a schema's own words would say little to its writer. */
function ownWords(issue: z.core.$ZodIssue): Bilingual | null {
  if (issue.code === 'too_big' && issue.origin === 'string') {
    const most = Number(issue.maximum);
    return {en: `is too long: write at most ${most} characters`, ja: `長すぎます。${most}文字以内で書いてください`};
  }
  if (issue.code === 'too_big') {
    const most = Number(issue.maximum);
    return {en: `write a number from 1 to ${most}`, ja: `1から${most}までの数字を書いてください`};
  }
  if (issue.code === 'too_small') return {en: 'write a number from 1 on', ja: '1以上の数字を書いてください'};
  if (issue.code !== 'invalid_format') return null;
  return {
    en: 'write letters, digits, . _ - only, at most 64, a letter or digit first',
    ja: '半角英数字と . _ - だけで、英数字から始めて64文字以内で書いてください',
  };
}

function messageOf(
  form: Form<unknown>,
  issue: z.core.$ZodIssue,
  ja: z.core.$ZodIssue | undefined,
  draft: Draft,
): Bilingual {
  const [field = ''] = issue.path.map(String);
  const name = headerOf(form, field);
  if (draft.fields[field] === undefined)
    return {en: `“${name.en}” is missing: write it`, ja: `「${name.ja}」がありません。書いてください`};
  return ownWords(issue) ?? {en: issue.message, ja: ja?.message ?? issue.message};
}

/** The entry of a draft; null, and its problems told, where it does not fit. */
function entryOf<E>(form: Form<E>, draft: Draft, problems: Problems): E | null {
  const parsed = form.entry.safeParse(draft.fields, {error: english});
  if (parsed.success) return parsed.data;
  const inJapanese = form.entry.safeParse(draft.fields, {error: japanese}).error?.issues ?? [];
  for (const [index, issue] of parsed.error.issues.entries()) {
    problems.add(draft.at(String(issue.path[0])), messageOf(form, issue, inJapanese[index], draft));
  }
  return null;
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
