import type {WireEnd} from '../../model/outside.ts';
import {partLength} from './part-length.ts';

/** Why a read came to its end. `silence`: time was up before the end was known. */
export type ReadEnding = 'met' | 'closed' | 'silence' | 'limit';

export interface Part {
  readonly bytes: Buffer;
  readonly ending: ReadEnding;
}

/** Bytes that a peer has sent, up to a limit for all of them together, handed out in parts. */
export class Inbox {
  #bytes = Buffer.alloc(0);
  #closed = false;
  #room: number;
  #wake: () => void = () => undefined;

  constructor(limit: number) {
    this.#room = limit;
  }

  add(chunk: Buffer): void {
    const kept = chunk.subarray(0, Math.max(this.#room, 0));
    // Keeps below zero that more came than was taken.
    this.#room -= chunk.length;
    this.#bytes = Buffer.concat([this.#bytes, kept]);
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** The next part. `deadline`: milliseconds of `performance.now()`. @throws what the signal was aborted with */
  async read(end: WireEnd, deadline: number, signal: AbortSignal): Promise<Part> {
    let quietSince = performance.now();
    for (let seen = 0; ;) {
      signal.throwIfAborted();
      const length = partLength(end, this.#bytes);
      if (length !== null) return this.#take(length, 'met');
      if (this.#room < 0) return this.#take(this.#bytes.length, 'limit');
      if (this.#closed)
        return this.#take(this.#bytes.length, end.at === 'close' || end.at === 'silence' ? 'met' : 'closed');
      const now = performance.now();
      if (this.#bytes.length > seen) [seen, quietSince] = [this.#bytes.length, now];
      const quietAt = end.at === 'silence' && seen > 0 ? quietSince + end.ms : Infinity;
      if (now >= quietAt) return this.#take(seen, 'met');
      if (now >= deadline) return this.#take(seen, 'silence');
      await this.#more(Math.min(quietAt, deadline) - now, signal);
    }
  }

  #take(length: number, ending: ReadEnding): Part {
    const bytes = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return {bytes, ending};
  }

  #more(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
      this.#wake = done;
    });
  }
}
