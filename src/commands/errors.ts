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

/** No room to write to: the disk, or what its user may have of it. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && ['ENOSPC', 'EDQUOT'].includes(systemError(error)?.code ?? '');
}

/** Of a folder that is made with all that stand above it, Node tells one that cannot be written to as missing. */
function isRefused({code = '', syscall}: NodeJS.ErrnoException): boolean {
  return ['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EISDIR'].includes(code) || (code === 'ENOENT' && syscall === 'mkdir');
}

function brokenText({file, told}: BrokenJournal, language: Language): string {
  const sentence = `${messages(language).broken}: ${told[language]}`;
  return file === null ? sentence : `${file}: ${sentence}`;
}

/** What to tell of an error that reached the top, and how to exit. */
export function explain(error: unknown, language: Language): Explained {
  const text = messages(language);
  if (error instanceof InputError) {
    const lines = error.problems.map((problem) => formatProblem(problem, language));
    return {text: lines.join('\n'), exitCode: exitCodes.badInput};
  }
  if (error instanceof BrokenJournal) return {text: brokenText(error, language), exitCode: exitCodes.badInput};
  if (error instanceof Error) {
    const system = systemError(error);
    if (isDiskFull(error)) return {text: `${system?.path ?? ''} ${text.noSpace}`.trim(), exitCode: exitCodes.fault};
    if (system && isRefused(system)) {
      return {text: `${system.path ?? ''} ${text.notWritable} (${system.code ?? ''})`, exitCode: exitCodes.badInput};
    }
    return {text: `${text.internal}\n${error.stack ?? error.message}`, exitCode: exitCodes.fault};
  }
  return {text: `${text.internal}\n${String(error)}`, exitCode: exitCodes.fault};
}
