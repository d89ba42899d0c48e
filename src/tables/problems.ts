import {InputError, type Problem} from '../model/input-error.ts';
import type {Bilingual} from '../model/text.ts';

/** Where a value stands in its file. */
export interface Position {
  /** Of a workbook: `file:sheet`. */
  readonly file: string;
  /** Row in a workbook. */
  readonly line: number | null;
  /** Character in YAML, cell in a table, both from 1. */
  readonly column: number | null;
  /** Header of the column of a table; null in YAML. */
  readonly header: string | null;
}

export interface Problems {
  add(at: Position, message: Bilingual): void;
  /** For what makes reading on pointless. @throws InputError */
  fatal(at: Position, message: Bilingual): never;
  /** @throws InputError when there is any problem. */
  throwIfAny(): void;
}

const most = 50;

function toProblem(at: Position, message: Bilingual): Problem {
  const {file, line, column, header} = at;
  if (header === null) return {file, line, column, message};
  const {en, ja} = message;
  return {file, line, column, message: {en: `${en} (column “${header}”)`, ja: `${ja}（「${header}」列）`}};
}

function byPlace(files: readonly string[]) {
  // A sheet of a workbook is named after it: `inventory.xlsx:sheet`.
  const rank = (name: string) => files.findIndex((file) => name === file || name.startsWith(`${file}:`));
  return (a: Problem, b: Problem) =>
    rank(a.file) - rank(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function shorten(found: readonly Problem[], files: readonly string[]): Problem[] {
  const sorted = found.toSorted(byPlace(files));
  const rest = sorted.length - most;
  const first = sorted[0];
  if (rest <= 0 || first === undefined) return sorted;
  const message = {en: `and ${rest} more problems`, ja: `ほかに${rest}件の誤りがあります`};
  return [...sorted.slice(0, most), {file: first.file, line: null, column: null, message}];
}

/** Collects problems. `files` gives the order in which they are told, `asError` what is thrown. */
export function collectProblems(
  files: readonly string[],
  asError: (problems: readonly Problem[]) => InputError = (problems) => new InputError(problems),
): Problems {
  const found: Problem[] = [];
  const cells = new Set<string>();
  // What a faulty cell makes wrong further on is not worth telling.
  const isEcho = ({file, line, column, header}: Position) => {
    const cell = `${file}:${line ?? 0}:${column ?? 0}`;
    const seen = header !== null && cells.has(cell);
    cells.add(cell);
    return seen;
  };
  const fail = () => asError(shorten(found, files));
  return {
    add: (at, message) => {
      if (!isEcho(at)) found.push(toProblem(at, message));
    },
    fatal: (at, message) => {
      found.push(toProblem(at, message));
      throw fail();
    },
    throwIfAny: () => {
      if (found.length > 0) throw fail();
    },
  };
}

export function wholeFile(file: string): Position {
  return {file, line: null, column: null, header: null};
}
