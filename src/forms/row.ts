import {InputError, type Problem} from '../model/input-error.ts';
import type {Language} from '../model/text.ts';
import {cellOf, isCarried, type FieldValue} from './cells.ts';
import {headerOf, type Form} from './form.ts';

/** A row to write: its cells in the order of the form's columns. */
export interface FormRow {
  readonly cells: readonly string[];
  /** `closed` takes no answer. */
  readonly tone: 'open' | 'closed' | 'expired';
}

const fieldOf = (entry: object, key: string): FieldValue =>
  (entry as Readonly<Record<string, FieldValue | undefined>>)[key] ?? null;

/** The row of an entry, and of what is shown beside it by the keys of the columns. */
export function rowOf(
  form: Form<unknown>,
  entry: object,
  shown: Readonly<Record<string, string>>,
  tone: FormRow['tone'],
  language: Language,
): FormRow {
  const cells = form.columns.map(({key, kind}) =>
    kind === null ? (shown[key] ?? '') : cellOf(kind, fieldOf(entry, key), language),
  );
  return {cells, tone};
}

function problemsIn(form: Form<unknown>, entry: object, name: string, language: Language): Problem[] {
  return form.columns.flatMap(({key, kind}): Problem[] => {
    if (kind === null || isCarried(kind, fieldOf(entry, key), language)) return [];
    const {en, ja} = headerOf(form, key);
    const message = {
      en: `${name}: ${key} (${en}) would not come back from a table as it is: it holds control characters, the sign that parts values, or full-width codes; mend it in the YAML`,
      ja: `${name}: ${key}（${ja}）は表にすると元に戻せません。制御文字、値の区切り文字、全角のコードが含まれていないか確かめ、YAMLを直してください`,
    };
    return [{file: form.id, line: null, column: null, message}];
  });
}

/**
 * Makes sure that every entry comes back from a table as it is; texts in NFC. `nameOf` tells an entry from the others.
 * @throws InputError for all that would not
 */
export function checkCarried<E extends object>(
  form: Form<E>,
  entries: readonly E[],
  nameOf: (entry: E) => string,
  language: Language,
): void {
  const problems = entries.flatMap((entry) => problemsIn(form, entry, nameOf(entry), language));
  if (problems.length > 0) throw new InputError(problems);
}
