import {cksum} from './cksum.ts';

/** How an answer was run: as root, through sudo, as the login user, or not for lack of privilege. */
export type RunAs = 'root' | 'sudo' | 'user' | 'denied';

export type Frame =
  | {readonly kind: 'ready'}
  | {readonly kind: 'hello'; readonly uid: number}
  | {readonly kind: 'foreign'}
  | {readonly kind: 'bye'}
  | {
      readonly kind: 'answer';
      readonly index: number;
      readonly runAs: RunAs;
      readonly body: Buffer;
      readonly intact: boolean;
    };

const runAsCodes: Readonly<Record<string, RunAs>> = {r: 'root', s: 'sudo', u: 'user', d: 'denied'};
/** A header is shorter than this; what is longer is noise. */
const longestHeader = 120;
const newline = 0x0a;

interface Header {
  readonly index: number;
  readonly runAs: RunAs;
  readonly crc: number;
  /** What the checksum covers before the body: index and code. */
  readonly prefix: Buffer;
  /** Of the body. */
  readonly length: number;
}

function parseHeader(words: readonly string[], longestBody: number): Header | null {
  const [index = '', code = '', crc = '', total = ''] = words;
  const runAs = runAsCodes[code];
  if (words.length !== 4 || runAs === undefined) return null;
  if (![index, crc, total].every((word) => /^\d{1,10}$/.test(word))) return null;
  const prefix = Buffer.from(`${index} ${code} `);
  const length = Number(total) - prefix.length;
  if (length < 0 || length > longestBody) return null;
  return {index: Number(index), runAs, crc: Number(crc), prefix, length};
}

function parseSignal(words: readonly string[]): Frame | null {
  const [word, value] = words;
  if (word === 'ready' && words.length === 1) return {kind: 'ready'};
  if (word === 'foreign' && words.length === 1) return {kind: 'foreign'};
  if (word === 'bye' && words.length === 1) return {kind: 'bye'};
  if (word === 'hello' && words.length === 2 && /^\d{1,10}$/.test(value ?? ''))
    return {kind: 'hello', uid: Number(value)};
  return null;
}

/**
 * Finds the frames of a batch in what a host sends. Text outside of frames (banners, messages of the day, noise of
 * login files) is skipped. The checksum covers index, code and body: noise inside of a frame breaks it, then nothing
 * that the frame says is to be trusted, and the reader goes on at the next header.
 */
export class FrameReader {
  readonly #marker: Buffer;
  readonly #longestBody: number;
  #pending: Buffer = Buffer.alloc(0);
  #chunks: Buffer[] = [];
  #size = 0;
  #wanted = 0;
  /** Bytes of broken answers that were checked in vain. */
  #wasted = 0;

  constructor(nonce: string, longestBody: number) {
    this.#marker = Buffer.from(`${nonce} `);
    this.#longestBody = longestBody;
  }

  /** Frames completed by this chunk, in order. */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    // Joining at every chunk would cost quadratic time on a large answer.
    if (this.#pending.length + this.#size < this.#wanted) return [];
    this.#pending = Buffer.concat([this.#pending, ...this.#chunks]);
    this.#chunks = [];
    this.#size = 0;
    this.#wanted = 0;
    return [...this.#frames()];
  }

  *#frames(): Generator<Frame> {
    for (;;) {
      const start = this.#pending.indexOf(this.#marker);
      if (start === -1) {
        this.#skip(this.#pending.length - this.#marker.length);
        return;
      }
      this.#skip(start);
      const end = this.#pending.subarray(0, longestHeader).indexOf(newline);
      if (end === -1 && this.#pending.length < longestHeader) return;
      const words = this.#pending.toString('latin1', this.#marker.length, Math.max(end, 0)).split(' ');
      const signal = parseSignal(words);
      const header = parseHeader(words, this.#longestBody);
      if (signal) {
        this.#skip(end + 1);
        yield signal;
      } else if (header) {
        const frame = this.#answer(header, end + 1);
        if (frame === null) return;
        yield frame;
      } else {
        this.#skip(1);
      }
    }
  }

  #answer(header: Header, from: number): Frame | null {
    const to = from + header.length;
    if (this.#pending.length < to) {
      this.#wanted = to;
      return null;
    }
    const body = this.#pending.subarray(from, to);
    const intact = cksum(Buffer.concat([header.prefix, body])) === header.crc;
    if (!intact) this.#wasted += body.length;
    // What was lost from a broken body may have pulled the next header into it: look for it there. But a host that puts
    // headers into headers must not buy more work than it sends.
    this.#skip(intact || this.#wasted > this.#longestBody ? to : from);
    return {kind: 'answer', index: header.index, runAs: header.runAs, body, intact};
  }

  #skip(bytes: number): void {
    if (bytes > 0) this.#pending = this.#pending.subarray(bytes);
  }
}
