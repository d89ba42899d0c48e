/** Bytes that come bit by bit, up to a limit; what is more is counted as cut and dropped. */
export class Bytes {
  readonly #limit: number;
  #store = Buffer.alloc(0);
  #length = 0;
  #cut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get cut(): boolean {
    return this.#cut;
  }

  /** What came so far; valid until the next `add`. */
  get view(): Buffer {
    return this.#store.subarray(0, this.#length);
  }

  add(piece: Buffer): void {
    const kept = Math.min(piece.length, this.#limit - this.#length);
    if (kept < piece.length) this.#cut = true;
    if (this.#length + kept > this.#store.length) this.#grow(this.#length + kept);
    piece.copy(this.#store, this.#length, 0, kept);
    this.#length += kept;
  }

  #grow(needed: number): void {
    const larger = Buffer.alloc(Math.min(this.#limit, Math.max(needed, 2 * this.#store.length, 4_096)));
    this.#store.copy(larger, 0, 0, this.#length);
    this.#store = larger;
  }
}
