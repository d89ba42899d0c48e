import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';

/** What a reading makes of an answer; null when there was none. */
export function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Gap) return null;
    throw error;
  }
}

/** The text of a command that a reading can do without; null when it was not answered. */
export function textOrNull(answers: Answers, id: string): string | null {
  return orNull(() => answers.command(id).text);
}
