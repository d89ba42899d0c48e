import type {CliAsk} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import type {CliAnswer, CliOptions, CliResult} from './types.ts';

/** Hands out answers, the last one not before what comes next shows whether that was all of it. */
export class Answers {
  readonly #options: Pick<CliOptions, 'onAnswer' | 'now'>;
  #held: CliAnswer | null = null;
  #sentAt = 0;
  #privileged = false;

  constructor(options: Pick<CliOptions, 'onAnswer' | 'now'>) {
    this.#options = options;
  }

  /** A command is typed now. */
  begin(privileged: boolean): void {
    this.#sentAt = this.#options.now();
    this.#privileged = privileged;
  }

  tell(ask: CliAsk, result: CliResult): void {
    this.#options.onAnswer(this.#answerTo(ask, result));
  }

  /** What is not asked. */
  deny(asks: readonly CliAsk[], reason: GapReason, detail: string, privileged: boolean): void {
    this.begin(privileged);
    for (const ask of asks) this.tell(ask, {ok: false, reason, detail});
  }

  hold(ask: CliAsk, result: CliResult): CliAnswer {
    this.release(false);
    this.#held = this.#answerTo(ask, result);
    return this.#held;
  }

  /** `more`: there was more of it, behind a line that looked like the prompt. */
  release(more: boolean): void {
    const answer = this.#held;
    this.#held = null;
    if (!answer) return;
    const detail = 'a line like the prompt stands in the answer';
    this.#options.onAnswer(more ? {...answer, result: {ok: false, reason: 'cut', detail}} : answer);
  }

  #answerTo(ask: CliAsk, result: CliResult): CliAnswer {
    const receivedAt = this.#options.now();
    return {ask, privileged: this.#privileged, sentAt: this.#sentAt, receivedAt, result};
  }
}
