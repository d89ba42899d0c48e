import {partial, whole, type Parsed} from '../../model/probe.ts';

/**
 * Rows of a table, line by line without empty ones: `read` tells the rows of a line, none for a heading, null for a line
 * that it does not understand.
 */
export function readRows<T>(
  text: string,
  read: (line: string) => readonly T[] | null,
): {readonly rows: T[]; readonly understood: boolean} {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const all = lines.map((line) => read(line.trimEnd()));
  return {rows: all.flatMap((rows) => rows ?? []), understood: !all.includes(null)};
}

/** A value that holds rows; incomplete when one line was not understood. */
export function rowsTold<T, V>(
  {rows, understood}: {readonly rows: T[]; readonly understood: boolean},
  value: (rows: T[]) => V,
): Parsed<V> {
  return understood ? whole(value(rows)) : partial(value(rows), 'unsupported');
}
