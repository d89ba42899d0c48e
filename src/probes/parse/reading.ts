import {readPrograms, type Programs} from './programs.ts';
import type {GapReason} from '../../model/evidence.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type CommandText, type FileText, type Parsed} from '../../model/probe.ts';

/**
 * Reads answers one by one and keeps going when some are missing. What was missing makes the fact partial;
 * when nothing at all was answered the first gap is thrown.
 */
export interface Reading {
  file(path: string): FileText | null;
  files(...patterns: readonly string[]): FileText[];
  /** null when the command was not answered. */
  command(id: string): CommandText | null;
  /** @throws Gap */
  programs(): Programs;
  /** Notes that something that was read could not be understood. */
  doubt(): void;
  /**
   * The value, or null once anything was missing, cut, failed or doubtful: for what is derived from all that was read,
   * where a part that is missing would change it. Call it after the last read.
   */
  sure<T>(value: T): T | null;
  /** @throws Gap when nothing was answered */
  result<T>(value: T): Parsed<T>;
}

export function reading(answers: Answers): Reading {
  let answered = 0;
  let doubtful = false;
  let first: Gap | null = null;

  function attempt<T>(read: () => T): T | null {
    try {
      const value = read();
      answered += 1;
      return value;
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      first ??= error;
      return null;
    }
  }

  function matching(pattern: string): readonly FileText[] {
    const found = attempt(() => answers.files(pattern));
    if (found === null) return [];
    if (!found.complete) doubtful = true;
    found.files.forEach(noted);
    return found.files;
  }

  function noted<T extends {readonly cut: boolean; readonly exitCode?: number | null}>(found: T | null): T | null {
    if (found !== null && (found.cut || (found.exitCode ?? 0) !== 0)) doubtful = true;
    return found;
  }

  return {
    file: (path) => noted(attempt(() => answers.file(path))),
    files: (...patterns) => patterns.flatMap(matching),
    command: (id) => noted(attempt(() => answers.command(id))),
    programs() {
      const present = readPrograms(answers);
      answered += 1;
      return present;
    },
    doubt() {
      doubtful = true;
    },
    sure: (value) => (first !== null || doubtful ? null : value),
    result<T>(value: T): Parsed<T> {
      if (first === null) return doubtful ? partial(value) : whole(value);
      if (answered === 0) throw first;
      return partial(value, first.reason satisfies GapReason);
    },
  };
}
