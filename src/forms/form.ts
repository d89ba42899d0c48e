import type {z} from 'zod';
import type {Bilingual} from '../model/text.ts';
import type {EntryProblem, Known, NameOf} from '../overlay/rules.ts';
import {fold} from '../tables/text.ts';
import type {CellKind, FieldValue} from './cells.ts';

export interface FormColumn {
  /** Field of the entry; another name for what people only read. */
  readonly key: string;
  readonly header: Bilingual;
  /** Null: for people to read; left out when the form is read back. */
  readonly kind: CellKind | null;
  /** In half-width characters. */
  readonly width: number;
}

/** Fields of a row by their keys; those with nothing in them are left out. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** A kind of table that people fill in. */
export interface Form<E> {
  /** Key of the list in YAML, and name of its file. */
  readonly id: 'attestations' | 'waivers';
  readonly sheet: Bilingual;
  readonly columns: readonly FormColumn[];
  /** Columns at the left that stay in sight. */
  readonly sticky: number;
  /** Columns without which no row can be an entry. */
  readonly required: readonly string[];
  /** Columns by which a table is known to be this form. */
  readonly marks: readonly string[];
  readonly entry: z.ZodObject & z.ZodType<E>;
  /** Whether a row with something in it is an answer; or what is missing, and where. */
  isAnswered(fields: Fields): boolean | {readonly field: string; readonly message: Bilingual};
  problemsOf(entries: readonly E[], known: Known, nameOf: NameOf): readonly EntryProblem[];
  sorted(entries: readonly E[]): readonly E[];
}

export function columnOf(form: Form<unknown>, header: string): FormColumn | null {
  const folded = fold(header);
  return form.columns.find(({key, header: {ja, en}}) => [key, ja, en].some((name) => fold(name) === folded)) ?? null;
}

/** What a field is called in the form. */
export function headerOf(form: Form<unknown>, key: string): Bilingual {
  return form.columns.find((column) => column.key === key)?.header ?? {en: key, ja: key};
}
