import {existsSync, readdirSync, statSync, type Dirent} from 'node:fs';
import {join} from 'node:path';
import type {z} from 'zod';
import type {Attestation} from '../model/attestation.ts';
import {InputError, type Problem} from '../model/input-error.ts';
import type {Waiver} from '../model/waiver.ts';
import {readYamlFile, type YamlFile} from '../model/yaml.ts';
import {attestationProblems, waiverProblems, type EntryProblem, type Known} from './rules.ts';
import {attestationFile, waiverFile} from './schema.ts';

/** What looks as if it were read, and is not: an answer in it would be missed without a word. */
function strangers(folder: string, entries: readonly Dirent[]): Problem[] {
  const strange = entries.filter((entry) => entry.isDirectory() || /\.(?:ya?ml|csv|xls[xm]?)$/i.test(entry.name));
  return strange
    .filter((entry) => entry.isDirectory() || !entry.name.endsWith('.yaml'))
    .map(({name}) => ({
      file: join(folder, name),
      line: null,
      column: null,
      message: {
        en: 'is not read: only .yaml files directly in the folder are; take a table in with mizumori import',
        ja: 'は読み込まれません。フォルダー直下の.yamlだけを読み込みます。表はmizumori importで取り込んでください',
      },
    }));
}

/**
 * The YAML files that a path stands for: itself, or those in the folder, sorted; none where nothing is there.
 * @throws InputError for tables, other endings and folders in the folder
 */
function filesAt(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const entries = readdirSync(path, {withFileTypes: true}).filter(({name}) => !/^[.~]/.test(name));
  const problems = strangers(path, entries);
  if (problems.length > 0) throw new InputError(problems);
  const names = entries.map(({name}) => name).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => join(path, name));
}

interface Entries<T> {
  readonly values: readonly T[];
  /** Place of a field of an entry, counted over all files. */
  at(problem: EntryProblem): Problem;
}

/** Entries of several files as one list, so that rules hold across files. */
function entriesOf<S extends z.ZodType, T>(
  files: readonly string[],
  schema: S,
  key: string,
  listOf: (file: z.output<S>) => readonly T[],
): Entries<T> {
  const sources = files.map((file) => readYamlFile(file, schema));
  const places = sources.flatMap((source) =>
    listOf(source.data).map((value, index): {value: T; source: YamlFile<z.output<S>>; index: number} => ({
      value,
      source,
      index,
    })),
  );
  return {
    values: places.map(({value}) => value),
    at({index, field, message}) {
      const place = places[index];
      if (place === undefined) throw new RangeError(`no entry ${index}`);
      return place.source.at([key, place.index, field], message);
    },
  };
}

function checked<T>(entries: Entries<T>, problems: readonly EntryProblem[]): readonly T[] {
  if (problems.length > 0) throw new InputError(problems.map((problem) => entries.at(problem)));
  return entries.values;
}

const order = (a: readonly string[], b: readonly string[]): number => {
  const index = a.findIndex((part, at) => part !== b[at]);
  return index < 0 ? 0 : (a[index] ?? '') < (b[index] ?? '') ? -1 : 1;
};

export const sortWaivers = (waivers: readonly Waiver[]): Waiver[] => [...waivers].sort((a, b) => order([a.id], [b.id]));

export const sortAttestations = (attestations: readonly Attestation[]): Attestation[] =>
  [...attestations].sort((a, b) => order([a.clause, a.subject, a.date], [b.clause, b.subject, b.date]));

/**
 * Waivers of a file, or of every `.yaml` file in a folder; none where nothing is there. Sorted by id.
 * @throws InputError with every problem at its file, line and column
 */
export function loadWaivers(path: string, known: Known): readonly Waiver[] {
  const entries = entriesOf(filesAt(path), waiverFile, 'waivers', ({waivers}) => waivers);
  return sortWaivers(checked(entries, waiverProblems(entries.values, known)));
}

/**
 * Attestations of a file, or of every `.yaml` file in a folder; none where nothing is there. Sorted by clause,
 * subject, date.
 * @throws InputError with every problem at its file, line and column
 */
export function loadAttestations(path: string, known: Known): readonly Attestation[] {
  const entries = entriesOf(filesAt(path), attestationFile, 'attestations', ({attestations}) => attestations);
  return sortAttestations(checked(entries, attestationProblems(entries.values, known)));
}
