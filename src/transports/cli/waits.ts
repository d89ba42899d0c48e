/** Something to do when the device has been silent for a while. */
export interface Move {
  readonly afterMs: number;
  readonly act: () => void;
}

/** The three timers of a session. Whatever they call is called once each time they are set. */
export class Waits {
  readonly #onLate: () => void;
  #quiet: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  #total: NodeJS.Timeout | undefined;

  /** `onLate`: a limit set by `limit` has passed. */
  constructor(onLate: () => void) {
    this.#onLate = onLate;
  }

  /** Replaces what was to be done in a silence before. */
  inSilence(ms: number, act: () => void): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(act, ms);
  }

  /** Something came: the silence begins anew. */
  heard(): void {
    clearTimeout(this.#quiet);
    this.#silence?.refresh();
  }

  /** Replaces the limits before. */
  limit(silenceMs: number, totalMs: number): void {
    this.clear();
    const late = (): void => {
      this.clear();
      this.#onLate();
    };
    this.#silence = setTimeout(late, silenceMs);
    this.#total = setTimeout(late, totalMs);
  }

  clear(): void {
    for (const timer of [this.#quiet, this.#silence, this.#total]) clearTimeout(timer);
    this.#silence = undefined;
  }
}
