import {z} from 'zod';
import type {Bilingual} from '../model/text.ts';
import type {Position, Problems} from '../tables/problems.ts';
import {headerOf, type Fields, type Form} from './form.ts';

/** A row that is an answer, with the places of its cells. */
export interface Draft {
  readonly fields: Fields;
  at(field: string): Position;
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
export function entryOf<E>(form: Form<E>, draft: Draft, problems: Problems): E | null {
  const parsed = form.entry.safeParse(draft.fields, {error: english});
  if (parsed.success) return parsed.data;
  const inJapanese = form.entry.safeParse(draft.fields, {error: japanese}).error?.issues ?? [];
  for (const [index, issue] of parsed.error.issues.entries()) {
    problems.add(draft.at(String(issue.path[0])), messageOf(form, issue, inJapanese[index], draft));
  }
  return null;
}
