import {readFileSync, statSync} from 'node:fs';
import type {z} from 'zod';
import {InputError, type Problem} from './input-error.ts';
import type {Bilingual} from './text.ts';
import {decodeUtf8, notUtf8} from './utf8.ts';
import {shapeProblems} from './yaml-shape.ts';
import {readYaml, type YamlSource} from './yaml-source.ts';
import {largestYaml} from './yaml-tree.ts';

export {readYaml, type Path, type YamlSource} from './yaml-source.ts';

/** A YAML file that fits its schema. */
export interface YamlFile<T> extends YamlSource {
  readonly data: T;
}

export type Fitted<T> =
  {readonly data: T; readonly problems: readonly []} | {readonly data: null; readonly problems: readonly Problem[]};

/** Holds a YAML file against a schema. Never throws. */
export function fitYaml<S extends z.ZodType>(source: YamlSource, schema: S): Fitted<z.output<S>> {
  if (source.problems.length > 0) return {data: null, problems: source.problems};
  const parsed = schema.safeParse(source.value);
  if (parsed.success) return {data: parsed.data, problems: []};
  return {data: null, problems: shapeProblems(schema, source)};
}

function unreadable(path: string, message: Bilingual): InputError {
  return new InputError([{file: path, line: null, column: null, message}]);
}

/** Bytes of a file as large as a YAML may be. @throws InputError for one that cannot be read or is larger */
export function bytesOf(path: string): Uint8Array {
  try {
    const facts = statSync(path);
    // A pipe would keep us waiting.
    if (facts.isFile() && facts.size <= largestYaml) return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '?';
    throw unreadable(path, {
      en: `the file cannot be read (${code}); check its name and permissions`,
      ja: `ファイルを読めません（${code}）。ファイル名とアクセス権を確かめてください`,
    });
  }
  throw unreadable(path, {
    en: `the file cannot be read; name a plain file of at most ${largestYaml} bytes`,
    ja: `ファイルを読めません。${largestYaml}バイトまでの通常のファイルを指定してください`,
  });
}

/** `readYaml` of a file. @throws InputError for a file that cannot be read, is too large or is not UTF-8 */
export function openYaml(path: string): YamlSource {
  const bytes = bytesOf(path);
  const text = decodeUtf8(bytes);
  if (text === null) throw new InputError([notUtf8(path, bytes)]);
  return readYaml(path, text);
}

/** @throws InputError for everything wrong with the file, each at its line and column */
export function readYamlFile<S extends z.ZodType>(path: string, schema: S): YamlFile<z.output<S>> {
  const source = openYaml(path);
  const {data, problems} = fitYaml(source, schema);
  if (problems.length > 0) throw new InputError(problems);
  return {...source, data: data as z.output<S>};
}
