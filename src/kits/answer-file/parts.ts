import {cksum} from '../../transports/cksum.ts';
import {FrameReader, type Frame} from '../../transports/frames.ts';
import {readPieces, type Digested} from '../bounded-file.ts';
import {readHead, timeOf, type Head} from './head.ts';

type AnswerFrame = Extract<Frame, {kind: 'answer'}>;

/** Longer heads are none. */
const longestHead = 1_048_576;
/** The closing line is shorter. */
const longestEnd = 200;
/** What stands around the longest answer. */
const room = 1_024;

export interface Parts extends Digested {
  readonly head: Head;
  /** The first whole frame of each slot, by its index. */
  readonly frames: ReadonlyMap<number, AnswerFrame>;
  readonly end: End | null;
}

/** What the closing line tells. */
interface End {
  /** UTC ISO 8601, by the clock of the host. */
  readonly at: string;
  /** How many answers were written. */
  readonly answers: number;
}

/** null: the closing line is missing or damaged. */
function endOf(tail: string, nonce: string): End | null {
  const found =
    /\n(?<nonce>[0-9a-f]{24}) (?<said>end (?<at>\S{20}) (?<answers>\d{1,6})) (?<crc>\d{1,10}) \d{1,4} ?\n$/.exec(
      tail,
    )?.groups;
  if (found === undefined || found['nonce'] !== nonce) return null;
  const at = timeOf(found['at'] ?? '');
  if (at === null || cksum(Buffer.from(found['said'] ?? '')) !== Number(found['crc'])) return null;
  return {at, answers: Number(found['answers'])};
}

/** Takes a file apart as it is read: nothing but its answers is kept. */
class Parser {
  readonly #longestBody: number;
  readonly frames = new Map<number, AnswerFrame>();
  head: Head | null = null;
  tail = '';
  #beginning: Buffer = Buffer.alloc(0);
  #reader: FrameReader | null = null;

  constructor(longestBody: number) {
    this.#longestBody = longestBody;
  }

  take(piece: Buffer): void {
    this.tail = (this.tail + piece.toString('latin1', Math.max(0, piece.length - longestEnd))).slice(-longestEnd);
    if (this.#reader !== null) this.#frames(this.#reader, piece);
    else {
      this.#beginning = Buffer.concat([this.#beginning, piece]);
      if (this.#beginning.length >= longestHead) this.#begin();
    }
  }

  end(): Head {
    if (this.#reader === null) this.#begin();
    if (this.head === null) throw new Error('a file without a head was not refused');
    return this.head;
  }

  #begin(): void {
    const head = readHead(this.#beginning.subarray(0, longestHead));
    this.head = head;
    this.#reader = new FrameReader(head.nonce, this.#longestBody);
    this.#frames(this.#reader, this.#beginning.subarray(head.length));
  }

  #frames(reader: FrameReader, piece: Buffer): void {
    for (const frame of reader.push(Buffer.from(piece))) {
      if (frame.kind !== 'answer' || !frame.intact || this.frames.has(frame.index)) continue;
      // Its bytes are a part of a larger buffer that would be held with it.
      this.frames.set(frame.index, {...frame, body: Buffer.from(frame.body)});
    }
  }
}

/**
 * Takes a file apart. `longestBody`: of one answer, in bytes.
 * @throws Refusal for a file without a head that can be relied on, or that is none
 */
export function partsOf(path: string, longestBody: number): Parts {
  const parser = new Parser(longestBody + room);
  const digested = readPieces(path, (piece) => parser.take(piece));
  const head = parser.end();
  return {...digested, head, frames: parser.frames, end: endOf(parser.tail, head.nonce)};
}
