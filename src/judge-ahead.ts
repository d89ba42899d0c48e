/** A judgement that is made of one asset after the other. */
export interface Turns {
  /** Id of the asset whose turn it is; null: all have been judged. */
  readonly next: string | null;
  judgeNext(): void;
}

/**
 * Judges assets as soon as they, and all that come before them, have been asked to their end, while others still are: the
 * machine has time for it then. One at a time, so that no conversation waits for more than one of them.
 */
export class JudgeAhead<T extends Turns> {
  readonly #begin: () => T;
  readonly #ended = new Set<string>();
  #judging: T | null = null;
  #waiting: NodeJS.Immediate | null = null;
  #failed = false;

  /** `begin` is called when the first asset has been asked. */
  constructor(begin: () => T) {
    this.#begin = begin;
  }

  /** The journal of an asset is closed. */
  ended(asset: string): void {
    this.#ended.add(asset);
    this.#wake();
  }

  /** What was judged so far, for the judgement to go on with; null: it has to be made from the beginning. */
  stop(): T | null {
    if (this.#waiting !== null) clearImmediate(this.#waiting);
    return this.#failed ? null : this.#judging;
  }

  #wake(): void {
    if (this.#waiting !== null || this.#failed) return;
    this.#waiting = setImmediate(() => {
      this.#waiting = null;
      this.#judgeOne();
    });
  }

  /** What fails here fails again in the judgement itself: nothing is to keep the other assets from being asked. */
  #judgeOne(): void {
    try {
      this.#judging ??= this.#begin();
      const {next} = this.#judging;
      if (next === null || !this.#ended.has(next)) return;
      this.#judging.judgeNext();
      this.#wake();
    } catch {
      this.#failed = true;
    }
  }
}
