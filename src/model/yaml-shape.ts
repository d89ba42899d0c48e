import {z} from 'zod';
import type {Problem} from './input-error.ts';
import {brief, writeInstead} from './suggest.ts';
import type {Path, YamlSource} from './yaml-source.ts';

const english = z.locales.en().localeError;
const japanese = z.locales.ja().localeError;

type Issue = z.core.$ZodIssue;

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return unwrap(schema.unwrap());
  return schema;
}

/** Keys that a schema knows at a path. */
function keysAt(schema: unknown, path: Path): string[] {
  let found = unwrap(schema);
  for (const key of path) {
    if (found instanceof z.ZodObject) found = unwrap((found.shape as Readonly<Record<string, unknown>>)[String(key)]);
    else if (found instanceof z.ZodArray) found = unwrap(found.element);
    else if (found instanceof z.ZodRecord) found = unwrap(found.valueType);
  }
  return found instanceof z.ZodObject ? Object.keys(found.shape) : [];
}

function problemsOf(issue: Issue, ja: Issue | undefined, schema: z.ZodType, source: YamlSource): Problem[] {
  const {path} = issue;
  const name = path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const instead = writeInstead(key, keysAt(schema, path));
      const told = brief(key);
      const message = {
        en: `unknown key “${told}”: ${instead.en}`,
        ja: `「${told}」というキーはありません: ${instead.ja}`,
      };
      return source.atKey(path, key, message);
    });
  }
  if (!source.has(path))
    return [source.at(path, {en: `“${name}” is missing: write it`, ja: `「${name}」がありません。書いてください`})];
  const prefix = name === '' ? '' : `${name}: `;
  return [source.at(path, {en: `${prefix}${issue.message}`, ja: `${prefix}${ja?.message ?? issue.message}`})];
}

/** Everything in a YAML file that does not fit a schema, each at its line and column, in the order of the file. */
export function shapeProblems(schema: z.ZodType, source: YamlSource): Problem[] {
  const inEnglish = schema.safeParse(source.value, {error: english}).error?.issues ?? [];
  const inJapanese = schema.safeParse(source.value, {error: japanese}).error?.issues ?? [];
  const problems = inEnglish.flatMap((issue, at) => problemsOf(issue, inJapanese[at], schema, source));
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
