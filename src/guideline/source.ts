import {isMap, isNode, LineCounter, parseDocument, type Document} from 'yaml';
import {z} from 'zod';
import {InputError, type Problem} from '../model/input-error.ts';
import {brief, writeInstead} from '../model/suggest.ts';
import type {Bilingual} from '../model/text.ts';

export type Path = readonly (string | number)[];

/** A YAML file that fits its schema, and the place of everything in it. */
export interface Source<T> {
  readonly text: string;
  readonly file: T;
  /** A problem at the value of a path, or at the nearest thing around it. */
  at(path: Path, message: Bilingual): Problem;
}

const english = z.locales.en().localeError;
const japanese = z.locales.ja().localeError;

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Where a key stands that no schema knows. */
function offsetOfKey(document: Document, path: Path, key: string): number {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const found = isMap(map) ? map.items.find((item) => String(item.key) === key)?.key : undefined;
  return isNode(found) ? (found.range?.[0] ?? 0) : offsetOf(document, path);
}

function objectAt(schema: unknown, path: Path): z.ZodObject | null {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return objectAt(schema.unwrap(), path);
  if (!(schema instanceof z.ZodArray) && !(schema instanceof z.ZodObject)) return null;
  const [first, ...rest] = path;
  if (first === undefined) return schema instanceof z.ZodObject ? schema : null;
  return objectAt(schema instanceof z.ZodArray ? schema.element : schema.shape[first], rest);
}

type Place = (offset: number, message: Bilingual) => Problem;

function unknownKey(key: string, known: readonly string[]): Bilingual {
  const instead = writeInstead(key, known);
  const told = brief(key);
  return {en: `unknown key “${told}”: ${instead.en}`, ja: `「${told}」というキーはありません: ${instead.ja}`};
}

function shapeProblems(schema: z.ZodType, document: Document, value: unknown, place: Place): Problem[] {
  const inEnglish = schema.safeParse(value, {error: english}).error?.issues ?? [];
  const inJapanese = schema.safeParse(value, {error: japanese}).error?.issues ?? [];
  return inEnglish.flatMap((issue, index) => {
    const at = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      const known = Object.keys(objectAt(schema, at)?.shape ?? {});
      return issue.keys.map((key) => place(offsetOfKey(document, at, key), unknownKey(key, known)));
    }
    const name = at.join('.');
    const message =
      at.length > 0 && !document.hasIn(at)
        ? {en: `“${name}” is missing: write it`, ja: `「${name}」がありません。書いてください`}
        : {en: `${name}: ${issue.message}`, ja: `${name}: ${inJapanese[index]?.message ?? issue.message}`};
    return [place(offsetOf(document, at), message)];
  });
}

/** @throws InputError for broken YAML and for everything that does not fit the schema, each at its line and column */
export function readSource<S extends z.ZodType>(path: string, text: string, schema: S): Source<z.infer<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
  const place: Place = (offset, message) => {
    const {line, col} = lines.linePos(offset);
    return {file: path, line: Math.max(line, 1), column: Math.max(col, 1), message};
  };
  const broken = [...document.errors, ...document.warnings].map(({pos, message}) =>
    place(pos[0], {en: message, ja: `YAMLの書き方に誤りがあります: ${message}`}),
  );
  if (broken.length > 0) throw new InputError(broken);
  const value: unknown = document.toJS({maxAliasCount: 50});
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InputError(shapeProblems(schema, document, value, place));
  return {text, file: parsed.data, at: (at, message) => place(offsetOf(document, at), message)};
}
