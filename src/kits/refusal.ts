import {InputError, type Problem} from '../model/input-error.ts';
import type {Bilingual} from '../model/text.ts';

/** Why nothing is taken from a file; who opened the file makes an `InputError` of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly told: Bilingual;

  constructor(told: Bilingual) {
    super(told.en);
    this.told = told;
  }
}

export function refusal(en: string, ja: string): Refusal {
  return new Refusal({en, ja});
}

/** Does something with a file. @throws InputError that names the file, for a `Refusal` and for what the system says of it */
export function about<T>(file: string, work: () => T): T {
  const problem = (message: Bilingual): InputError =>
    new InputError([{file, line: null, column: null, message} satisfies Problem]);
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw problem(error.told);
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw problem({en: `cannot be read (${code})`, ja: `を読み取れません（${code}）`});
  }
}
