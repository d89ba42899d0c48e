import {TransportError} from '../connection.ts';
import type {CliOptions} from './types.ts';

type EnableOptions = Pick<CliOptions, 'enableSecret' | 'onEnableRefused' | 'onEnableAccepted'>;

/** What is said about the one password of privileged mode, which is sent at most once. */
export class EnableDialogue {
  readonly #options: EnableOptions;
  #state: 'not asked' | 'sent' | 'judged' = 'not asked';

  constructor(options: EnableOptions) {
    this.#options = options;
  }

  /** True when the password was sent and nothing tells what became of it: it may count as wrong over there. */
  get unanswered(): boolean {
    return this.#state === 'sent';
  }

  /** The device asks for it. @returns null when it did before, which refuses what it was given */
  password(): string | null {
    if (this.#state !== 'not asked') {
      this.ended(false);
      return null;
    }
    const secret = this.#options.enableSecret?.() ?? '';
    if (/[\0-\x1f\x7f]/.test(secret)) {
      throw new TransportError('auth-failed', 'the password of privileged mode holds a control character');
    }
    this.#state = 'sent';
    return secret;
  }

  /** The device shows a prompt again, or the same question. */
  ended(privileged: boolean): void {
    if (this.#state !== 'sent') return;
    this.#state = 'judged';
    if (privileged) this.#options.onEnableAccepted();
    else this.#options.onEnableRefused();
  }
}
