import {TransportError} from './connection.ts';

export interface GuardedCredential {
  readonly name: string;
  readonly scope: 'domain' | 'local';
}

type State = 'unproven' | 'proven' | 'stopped';

function keyOf({name, scope}: GuardedCredential, asset: string): string {
  return scope === 'domain' ? name : `${name}@${asset}`;
}

function unlessAborted(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, {once: true});
    void turn.then(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}

/**
 * Keeps a password from locking an account out: its first use runs alone, and one refusal stops it for good,
 * everywhere when it belongs to a domain.
 */
export class CredentialGuard {
  readonly #states = new Map<string, State>();
  readonly #turns = new Map<string, Promise<void>>();
  readonly #onStop: (key: string) => void;

  /** `stopped`: keys refused in an earlier part of the run. `onStop` must remember the key beyond this process. */
  constructor(stopped: Iterable<string>, onStop: (key: string) => void) {
    for (const key of stopped) this.#states.set(key, 'stopped');
    this.#onStop = onStop;
  }

  /**
   * Runs an attempt that may send the password. It calls `proved` when the password was judged and accepted: an
   * attempt that ended well without it proves nothing.
   * @throws TransportError `credential-stopped` without trying, the signal's reason, or whatever the attempt throws.
   */
  async use<T>(
    credential: GuardedCredential,
    asset: string,
    signal: AbortSignal,
    attempt: (proved: () => void) => Promise<T>,
  ): Promise<T> {
    const key = keyOf(credential, asset);
    for (;;) {
      const state = this.#states.get(key) ?? 'unproven';
      if (state === 'stopped') throw new TransportError('credential-stopped', `${credential.name} was refused before`);
      if (state === 'proven') return this.#attempt(key, attempt);
      const turn = this.#turns.get(key);
      if (turn === undefined) return this.#alone(key, attempt);
      await unlessAborted(turn, signal);
    }
  }

  /** The password was judged and refused. */
  refused(credential: GuardedCredential, asset: string): void {
    this.#stop(keyOf(credential, asset));
  }

  async #alone<T>(key: string, attempt: (proved: () => void) => Promise<T>): Promise<T> {
    let end = (): void => undefined;
    this.#turns.set(key, new Promise((resolve) => (end = resolve)));
    try {
      return await this.#attempt(key, attempt);
    } finally {
      this.#turns.delete(key);
      end();
    }
  }

  async #attempt<T>(key: string, attempt: (proved: () => void) => Promise<T>): Promise<T> {
    try {
      return await attempt(() => {
        if (this.#states.get(key) !== 'stopped') this.#states.set(key, 'proven');
      });
    } catch (error) {
      // A password whose answer was never seen may have been counted as wrong over there.
      if (error instanceof TransportError && error.unanswered) this.#stop(key);
      throw error;
    }
  }

  #stop(key: string): void {
    if (this.#states.get(key) === 'stopped') return;
    this.#states.set(key, 'stopped');
    this.#onStop(key);
  }
}
