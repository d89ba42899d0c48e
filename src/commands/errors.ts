import {formatProblem, InputError} from '../model/input-error.ts';
import type {Language} from '../model/text.ts';
import {BrokenJournal} from '../run/journal.ts';
import {exitCodes} from './basics.ts';
import {messages} from './messages.ts';

export interface Explained {
  readonly text: string;
  readonly exitCode: number;
}

function systemError(error: Error): NodeJS.ErrnoException | null {
  return 'syscall' in error ? (error as NodeJS.ErrnoException) : null;
}

/** What to tell of an error that reached the top, and how to exit. */
export function explain(error: unknown, language: Language): Explained {
  const text = messages(language);
  if (error instanceof InputError) {
    const lines = error.problems.map((problem) => formatProblem(problem, language));
    return {text: lines.join('\n'), exitCode: exitCodes.badInput};
  }
  if (error instanceof BrokenJournal) return {text: `${text.broken}: ${error.message}`, exitCode: exitCodes.badInput};
  if (error instanceof Error) {
    const system = systemError(error);
    if (system?.code === 'ENOSPC') return {text: text.noSpace, exitCode: exitCodes.fault};
    if (system && ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EISDIR'].includes(system.code ?? '')) {
      return {text: `${system.path ?? ''} ${text.notWritable} (${system.code ?? ''})`, exitCode: exitCodes.badInput};
    }
    return {text: `${text.internal}\n${error.stack ?? error.message}`, exitCode: exitCodes.fault};
  }
  return {text: `${text.internal}\n${String(error)}`, exitCode: exitCodes.fault};
}
