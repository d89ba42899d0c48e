import type {CliAnswer} from './types.ts';

/** Keeps the last answer back until what comes next shows whether that was all of it. */
export class HeldAnswer {
  readonly #tell: (answer: CliAnswer) => void;
  #answer: CliAnswer | null = null;

  constructor(tell: (answer: CliAnswer) => void) {
    this.#tell = tell;
  }

  hold(answer: CliAnswer): void {
    this.release(false);
    this.#answer = answer;
  }

  /** `more`: there was more of it, behind a line that looked like the prompt. */
  release(more: boolean): void {
    const answer = this.#answer;
    this.#answer = null;
    if (!answer) return;
    const detail = 'a line like the prompt stands in the answer';
    this.#tell(more ? {...answer, result: {ok: false, reason: 'cut', detail}} : answer);
  }
}
