import {z} from 'zod';
import type {Problem} from '../model/input-error.ts';
import {writeInstead} from '../model/suggest.ts';
import type {Path, Source} from './yaml.ts';

const english = z.locales.en().localeError;
const japanese = z.locales.ja().localeError;

type Issue = z.core.$ZodIssue;

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) return unwrap(schema.unwrap());
  return schema;
}

/** Keys that a schema knows at a path. */
function keysAt(schema: unknown, path: Path): string[] {
  let found = unwrap(schema);
  for (const key of path) {
    if (found instanceof z.ZodObject) found = unwrap((found.shape as Readonly<Record<string, unknown>>)[key]);
    else if (found instanceof z.ZodArray) found = unwrap(found.element);
    else if (found instanceof z.ZodRecord) found = unwrap(found.valueType);
  }
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

function missing(path: Path, source: Source): Problem {
  const key = path.join('.');
  return source.at(path, {en: `“${key}” is missing: write it`, ja: `「${key}」がありません。書いてください`});
}

function problemsOf(issue: Issue, ja: Issue | undefined, schema: z.ZodType, source: Source): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code !== 'unrecognized_keys') {
    if (!source.has(path)) return [missing(path, source)];
    const name = path.length === 0 ? '' : `${path.join('.')}: `;
    return [source.at(path, {en: `${name}${issue.message}`, ja: `${name}${ja?.message ?? issue.message}`})];
  }
  return issue.keys.map((key) => {
    const instead = writeInstead(key, keysAt(schema, path));
    const message = {en: `unknown key “${key}”: ${instead.en}`, ja: `「${key}」というキーはありません: ${instead.ja}`};
    return source.atKey(path, key, message);
  });
}

/** Everything in a YAML file that does not fit a schema, each at its line and column. */
export function shapeProblems(schema: z.ZodType, source: Source): Problem[] {
  const inEnglish = schema.safeParse(source.value, {error: english}).error?.issues ?? [];
  const inJapanese = schema.safeParse(source.value, {error: japanese}).error?.issues ?? [];
  const problems = inEnglish.flatMap((issue, at) => problemsOf(issue, inJapanese[at], schema, source));
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
