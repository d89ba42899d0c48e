import {EscapeReader, numberOf, type Sequence} from './escapes.ts';

/** Longer lines are handed on in pieces: their beginnings cannot be written over any more. */
export const longestLine = 16_384;

const [backspace, tab, lineFeed, carriageReturn, esc, space, del] = [0x08, 0x09, 0x0a, 0x0d, 0x1b, 0x20, 0x7f];

/**
 * What a terminal would show of the bytes that a device prints, line by line: CR, backspace and the sequences that move
 * in a line or erase from it are carried out, all others are dropped. Lines go to `emit` with `\n`, in a buffer that is
 * written over afterwards. Linear in the bytes; holds one line.
 */
export class Screen {
  readonly #emit: (text: Buffer) => void;
  readonly #escapes = new EscapeReader();
  readonly #buffer = Buffer.alloc(longestLine + 1);
  #length = 0;
  #column = 0;
  /** Nothing but spaces was written to the line. */
  #blank = true;
  #pieces = false;
  /** The line held a question that was taken off by `erase`, and the device has not touched it since. */
  #answered = false;

  constructor(emit: (text: Buffer) => void) {
    this.#emit = emit;
  }

  /** The line that is not ended yet; valid until the next `push`. null when its beginning was handed on already. */
  get line(): Buffer | null {
    return this.#pieces ? null : this.#buffer.subarray(0, this.#length);
  }

  push(chunk: Buffer): void {
    for (const byte of chunk) {
      if (this.#escapes.active) {
        const read = this.#escapes.feed(byte);
        if (read === 'taken') continue;
        if (read !== 'foreign') {
          this.#obey(read);
          continue;
        }
      }
      this.#byte(byte);
    }
  }

  /** Takes the end of the open line away, from a position on: a question that was answered is no text. */
  erase(from: number): void {
    this.#length = Math.min(this.#length, from);
    this.#column = this.#length;
    this.#blank = this.#length === 0;
    this.#answered = this.#blank;
  }

  #byte(byte: number): void {
    if (byte >= space && byte !== del) this.#put(byte);
    else if (byte === lineFeed) this.#newLine();
    else if (byte === carriageReturn) this.#column = 0;
    else if (byte === backspace) this.#move(this.#column - 1);
    else if (byte === tab) this.#put(byte);
    else if (byte === esc) this.#escapes.begin();
  }

  #put(byte: number): void {
    this.#answered = false;
    // Spaces that erased something are no text, and would else stand behind a shorter line.
    if (this.#column === 0 && this.#blank) this.#length = 0;
    if (this.#column > this.#length) this.#buffer.fill(space, this.#length, this.#column);
    this.#blank &&= byte === space;
    this.#buffer[this.#column++] = byte;
    this.#length = Math.max(this.#length, this.#column);
    if (this.#length < longestLine) return;
    this.#emit(this.#buffer.subarray(0, this.#length));
    this.#clear();
    this.#pieces = true;
  }

  #newLine(): void {
    if (!this.#answered) {
      this.#buffer[this.#length] = lineFeed;
      this.#emit(this.#buffer.subarray(0, this.#length + 1));
    }
    this.#clear();
  }

  #clear(): void {
    this.#length = 0;
    this.#column = 0;
    this.#blank = true;
    this.#pieces = false;
    this.#answered = false;
  }

  #move(column: number): void {
    this.#answered = false;
    this.#column = Math.max(0, Math.min(column, longestLine - 1));
  }

  #obey(sequence: Sequence): void {
    const {kind, final} = sequence;
    if (kind === 'escape') {
      if (final === 'E') this.#newLine();
      return;
    }
    const first = numberOf(sequence, 0);
    if (final === 'K' || final === 'J') this.#eraseLine(first);
    else if (final === 'G') this.#move(first - 1);
    else if (final === 'C') this.#move(this.#column + Math.max(1, first));
    else if (final === 'D') this.#move(this.#column - Math.max(1, first));
    else if (final === 'H' || final === 'f') this.#move(numberOf(sequence, 1) - 1);
  }

  /** 0: from the cursor on; 1: up to the cursor; 2: all of it. */
  #eraseLine(part: number): void {
    this.#answered = false;
    if (part === 0) this.#length = Math.min(this.#length, this.#column);
    else if (part === 1) this.#buffer.fill(space, 0, Math.min(this.#length, this.#column + 1));
    else if (part === 2) this.#length = 0;
    if (this.#length === 0) this.#blank = true;
  }
}
