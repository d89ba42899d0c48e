import {askId, type Ask, type WindowsAsk} from '../model/ask.ts';
import {canonicalJson} from '../model/canonical.ts';
import {sha256Hex} from '../model/digest.ts';
import type {Slot} from '../model/plan.ts';

/** One question as a kit carries it, and as its answer file names it. */
export interface Question {
  /** Index of the slot that it is answered in. */
  readonly slot: number;
  /** Of all that makes up the question: 24 hexadecimal digits. */
  readonly digest: string;
  readonly id: string;
}

function digestOf(ask: Ask, program: string | null): string {
  return sha256Hex(canonicalJson({ask, program})).slice(0, 24);
}

export function questionsOf(slots: readonly Slot[], filesProgram: string): Question[] {
  return slots.flatMap(({index, asks}) =>
    [...asks].map((ask) => ({
      slot: index,
      digest: digestOf(ask, ask.kind === 'files' ? filesProgram : null),
      id: askId(ask),
    })),
  );
}

/** Questions to Windows, each in a slot of its own, in their order. `putAs`: see `WindowsQuestions`. */
export function windowsQuestionsOf(asks: readonly WindowsAsk[], putAs: (ask: WindowsAsk) => string | null): Question[] {
  return asks.map((ask, slot) => ({slot, digest: digestOf(ask, putAs(ask)), id: ask.id}));
}

/** The question as a line of a kit and of an answer file. */
export function questionLine({slot, digest, id}: Question): string {
  return `ask ${slot} ${digest} ${id}`;
}

/** sha256 of the lines of all questions, in their order. */
export function questionsDigest(questions: readonly Question[]): string {
  return sha256Hex(questions.map(questionLine).join('\n'));
}
