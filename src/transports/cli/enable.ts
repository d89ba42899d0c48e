import type {GapReason} from '../../model/evidence.ts';
import {TransportError} from '../connection.ts';
import type {CliOptions} from './types.ts';

type EnableOptions = Pick<CliOptions, 'enableSecret' | 'onEnableRefused' | 'enableTurn'>;

/** Why a question that needs privileged mode is not asked. */
export const denials: Readonly<Record<'noPassword' | 'refused' | 'notEntered', readonly [GapReason, string]>> = {
  noPassword: ['permission-denied', 'needs privileged mode, and there is no password for it'],
  refused: ['auth-failed', 'the device refused the password of privileged mode'],
  notEntered: ['permission-denied', 'the device did not enter privileged mode'],
};

/** True when there is no leave for the password, because it was refused before. */
export function isStopped(error: unknown): error is TransportError {
  return error instanceof TransportError && error.reason === 'credential-stopped';
}

const nothing = (): void => undefined;

/** What is said about the one password of privileged mode, which is sent at most once. */
export class EnableDialogue {
  readonly #options: EnableOptions;
  #state: 'not asked' | 'sent' | 'judged' = 'not asked';
  #onAccepted: () => void = nothing;
  #close: (error: Error | null) => void = nothing;

  constructor(options: EnableOptions) {
    this.#options = options;
  }

  /** True when the password was sent and nothing tells what became of it: it may count as wrong over there. */
  get unanswered(): boolean {
    return this.#state === 'sent';
  }

  /** Waits for its turn, in which `type` types the command; the turn lasts until `ended` or `over`. */
  begin(type: () => void): Promise<void> {
    return this.#options.enableTurn((accepted) => {
      this.#onAccepted = accepted;
      return new Promise((resolve, reject) => {
        this.#close = (error) => (error === null ? resolve() : reject(error));
        type();
      });
    });
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
    if (this.#state === 'sent') {
      this.#state = 'judged';
      if (privileged) this.#onAccepted();
      else this.#options.onEnableRefused();
    }
    this.#close(null);
  }

  /** The session is over; `outcome` throws what ended it too early. */
  over(outcome: () => void): void {
    try {
      outcome();
      this.#close(null);
    } catch (error) {
      this.#close(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
  }
}
