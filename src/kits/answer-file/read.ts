import {askId, type Ask} from '../../model/ask.ts';
import type {Bilingual} from '../../model/text.ts';
import type {Slot} from '../../model/plan.ts';
import {cksum} from '../../transports/cksum.ts';
import {exchangesOf, type NewExchange, type Redact} from '../../transports/exchanges.ts';
import {FrameReader, type Frame} from '../../transports/frames.ts';
import {readAnswer, unreadable} from '../../transports/slot-answer.ts';
import {readPieces, type Digested} from '../bounded-file.ts';
import type {KitQuestions} from '../kit.ts';
import {questionsOf} from '../questions.ts';
import {refusal} from '../refusal.ts';
import {readHead, timeOf, type Head} from './head.ts';

type AnswerFrame = Extract<Frame, {kind: 'answer'}>;

/** Longer heads are none. */
const longestHead = 1_048_576;
/** The closing line is shorter. */
const longestEnd = 200;
/** What stands around the longest answer. */
const room = 1_024;

interface Parts extends Digested {
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

function partsOf(path: string, longestBody: number): Parts {
  const parser = new Parser(longestBody);
  const digested = readPieces(path, (piece) => parser.take(piece));
  const head = parser.end();
  return {...digested, head, frames: parser.frames, end: endOf(parser.tail, head.nonce)};
}

/** What an answer file holds. */
export interface AnswerFile extends Digested {
  readonly head: Head;
  readonly exchanges: readonly NewExchange[];
  /** False when something of it is missing or damaged. */
  readonly whole: boolean;
  /** Slots that were asked and of which no whole answer is there. */
  readonly lost: number;
  /** Ids of questions that this version asks otherwise, or not at all: what was said to them is not taken. */
  readonly foreign: readonly string[];
}

interface Known {
  readonly slot: Slot;
  readonly ask: Ask;
}

/** One command, or any number of files: what a file puts together otherwise is left out. */
function slotFor(index: number, [first, ...rest]: readonly Known[]): Slot {
  if (first === undefined) throw new Error('a slot without a question');
  if (first.slot.kind === 'command') return {...first.slot, index};
  const files = [first, ...rest].map(({ask}) => ask).filter((ask) => ask.kind === 'files');
  return {...first.slot, index, asks: files};
}

/** Slots as the file has them, with the questions that are ours. */
function slotsOf({questions}: Head, {slots, filesProgram}: KitQuestions): {slots: Slot[]; foreign: string[]} {
  const ours = new Map<string, Known>();
  for (const slot of slots()) {
    const asks = new Map([...slot.asks].map((ask) => [askId(ask), ask]));
    for (const {digest, id} of questionsOf([slot], filesProgram)) {
      const ask = asks.get(id);
      if (ask !== undefined) ours.set(`${digest} ${id}`, {slot, ask});
    }
  }
  const known = new Map<number, Known[]>();
  const foreign: string[] = [];
  for (const {slot, digest, id} of questions) {
    const found = ours.get(`${digest} ${id}`);
    if (found === undefined) foreign.push(id);
    else known.set(slot, [...(known.get(slot) ?? []), found]);
  }
  const merged = [...known].map(([index, all]) => slotFor(index, all));
  return {slots: merged, foreign};
}

export const noQuestions: Bilingual = {
  en: 'asks nothing that this version of mizumori asks: make a new kit and run it',
  ja: 'には、この版のmizumoriと共通する質問がありません。新しいキットを作成して実行してください',
};

/**
 * Reads an answer file as far as it is whole, redacted. A question of which no whole answer is there has the gap `cut`.
 * @throws Refusal for a file of which nothing can be taken
 */
export function readAnswerFile(
  path: string,
  questionsFor: (platform: string) => KitQuestions,
  redactorFor: (platform: string) => Redact,
  longestBody: number,
): AnswerFile {
  const {head, frames, end, sha256, bytes} = partsOf(path, longestBody + room);
  const {slots, foreign} = slotsOf(head, questionsFor(head.platform));
  if (slots.length === 0) throw refusal(noQuestions.en, noQuestions.ja);
  const redact = redactorFor(head.platform);
  const times = {
    sentAt: Date.parse(head.startedAt),
    receivedAt: Date.parse(end !== null && end.at > head.startedAt ? end.at : head.startedAt),
  };
  const answered = slots.map((slot) => {
    const frame = frames.get(slot.index);
    const read =
      frame === undefined ? unreadable('corrupt') : readAnswer(frame, {slot, nonce: head.nonce, ended: false});
    return {slot, runAs: frame?.runAs ?? ('user' as const), ...read, ...times};
  });
  const lost = answered.filter(({state}) => state === 'corrupt').length;
  const exchanges = answered.flatMap((answer) => exchangesOf(answer, 'kit', redact));
  const whole = lost === 0 && end?.answers === frames.size;
  return {head, exchanges, whole, lost, foreign, sha256, bytes};
}
