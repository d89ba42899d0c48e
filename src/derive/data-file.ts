import {LineCounter, parseDocument, type Document} from 'yaml';
import type {z} from 'zod';
import type {Problem} from '../model/input-error.ts';
import type {Bilingual} from '../model/text.ts';

export type Path = readonly PropertyKey[];

/** A data file, read: its value, and what is wrong with it. `value` is null when something is. */
export interface DataFile<T> {
  readonly value: T | null;
  readonly problems: readonly Problem[];
  /** A problem at the value of a path, or at the nearest thing around it. */
  at(path: Path, message: Bilingual): Problem;
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = (node as {range?: readonly number[] | null} | null | undefined)?.range;
    if (range) return range[0] ?? 0;
  }
  return 0;
}

/** Reads YAML and holds it against its schema. Never throws. */
export function readDataFile<S extends z.ZodType>(file: string, text: string, schema: S): DataFile<z.infer<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false});
  const place = (offset: number, message: Bilingual): Problem => {
    const {line, col} = lines.linePos(offset);
    return {file, line: Math.max(line, 1), column: Math.max(col, 1), message};
  };
  const at = (path: Path, message: Bilingual): Problem => place(offsetOf(document, path), message);
  const wrong = (en: string): Bilingual => ({en, ja: `データファイルに誤りがあります: ${en}`});
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    return {value: null, problems: broken.map(({pos, message}) => place(pos[0], wrong(message))), at};
  }
  const parsed = schema.safeParse(document.toJS({maxAliasCount: 0}));
  if (parsed.success) return {value: parsed.data, problems: [], at};
  const problems = parsed.error.issues.map(({path, message}) => at(path, wrong(`${path.join('.')}: ${message}`)));
  return {value: null, problems, at};
}
