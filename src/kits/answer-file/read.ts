import {askId, type Ask} from '../../model/ask.ts';
import type {Slot} from '../../model/plan.ts';
import {exchangesOf, type NewExchange, type Redact} from '../../transports/exchanges.ts';
import {readAnswer, unreadable} from '../../transports/slot-answer.ts';
import type {Digested} from '../bounded-file.ts';
import type {KitQuestions} from '../kit.ts';
import {questionsOf} from '../questions.ts';
import type {Head} from './head.ts';
import {partsOf} from './parts.ts';
import {noQuestions} from './refusals.ts';

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
  const {head, frames, end, sha256, bytes} = partsOf(path, longestBody);
  const {slots, foreign} = slotsOf(head, questionsFor(head.platform));
  if (slots.length === 0) throw noQuestions();
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
