import type {Bilingual, Language} from './text.ts';

/** One thing wrong in a file that a person wrote. The message says what to write instead, and holds no secret. */
export interface Problem {
  readonly file: string;
  /** From 1; null when the whole file is meant. */
  readonly line: number | null;
  /** From 1: characters in YAML, cells in CSV. */
  readonly column: number | null;
  readonly message: Bilingual;
}

/** `file:line:column: message` */
export function formatProblem(problem: Problem, language: Language): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== null).join(':');
  return `${place}: ${problem.message[language]}`;
}

/** Bad input: the command ends with exit code 2. Carries every problem found, not only the first. */
export class InputError extends Error {
  override readonly name: string = 'InputError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(problem, 'en')).join('\n'));
    this.problems = problems;
  }
}
