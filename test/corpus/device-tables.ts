import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import type {Parsed} from '../../src/model/probe.ts';
import type {Platform} from '../../src/model/platform.ts';
import {redactedFor} from '../support/device-facts.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';

export type Row = Readonly<Record<string, string | readonly string[]>>;

/** How one kind of recorded table is read by us, and what is known of it, both as values by a key. */
export interface TableCase {
  readonly actual: (text: string) => Values;
  readonly expected: (rows: readonly Row[]) => Values;
}

export const text = (row: Row, name: string): string => {
  const value = row[name] ?? '';
  return typeof value === 'string' ? value : value.join(' ');
};
export const list = (row: Row, name: string): readonly string[] => {
  const value = row[name] ?? [];
  return typeof value === 'string' ? [value] : value;
};

/** Rows of a fact by a key; what our parser did not understand is not held against it here. */
export function keyed<T>(parsed: Parsed<T>, rows: (value: T) => readonly (readonly [string, unknown])[]): Values {
  return Object.fromEntries(rows(parsed.value));
}

function rowsOf(path: string): Row[] {
  const data = parse(readFileSync(path, 'utf8')) as Row[] | {parsed_sample: Row[]};
  return Array.isArray(data) ? data : data.parsed_sample;
}

/** Tables of one folder, with what is known of each beside it; cases by the folder in which a table stands. */
export function tables(
  folder: string,
  source: string,
  {secrets}: Platform,
  cases: Readonly<Record<string, TableCase>>,
): SourceResult {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.raw'));
  const beside = (name: string): string | undefined =>
    ['yml', 'parsed'].map((end) => join(folder, name.replace(/raw$/, end))).find((path) => existsSync(path));
  const known = names.filter((name) => beside(name) !== undefined).sort();
  const caseOf = (name: string): TableCase | undefined => cases[name.split('/').at(-2) ?? ''];
  const verdicts = known.flatMap((name) => {
    const [one, path] = [caseOf(name), beside(name)];
    if (one === undefined || path === undefined) return [];
    const raw = redactedFor(secrets, readFileSync(join(folder, name), 'utf8').replaceAll('\r', ''));
    return [compare(name, one.expected(rowsOf(path)), one.actual(raw))];
  });
  return {source, read: known.length, parsed: verdicts.length, verdict: sum(verdicts)};
}
