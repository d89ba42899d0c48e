import type {Slot} from '../model/plan.ts';
import type {Frame, RunAs} from './frames.ts';

/** What came back for one slot of a batch. Times are UTC milliseconds. */
export interface SlotAnswer {
  readonly slot: Slot;
  readonly runAs: RunAs;
  /** Exit status; null when the answer was cut or its command was ended at its time limit. */
  readonly exitCode: number | null;
  readonly state: 'whole' | 'cut' | 'timeout' | 'denied' | 'corrupt';
  readonly body: Buffer;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** timeout(1) told to kill: 137 in GNU and busybox; 124 where it could not tell. */
const timeoutCodes = new Set([124, 137]);
const exitLine = /\n(?<code>\d{1,3}) (?<nonce>[0-9a-f]+)$/;

export type AnswerRead = Pick<SlotAnswer, 'state' | 'exitCode' | 'body'>;

/** What stands for a slot of which nothing can be read. */
export function unreadable(state: 'corrupt' | 'denied' | 'timeout'): AnswerRead {
  return {state, exitCode: null, body: Buffer.alloc(0)};
}

interface Asked {
  readonly slot: Slot;
  readonly nonce: string;
  /** True when we have told the script to end this command. */
  readonly ended: boolean;
}

/** Reads an intact answer: its body without what the script put around it, and how its command ended. */
export function readAnswer({runAs, body: framed}: Extract<Frame, {kind: 'answer'}>, asked: Asked): AnswerRead {
  if (runAs === 'denied') return unreadable('denied');
  // sudo answers begin with the line that proves that the command ran at all.
  const body = runAs === 'sudo' ? framed.subarray(2) : framed;
  const tail = exitLine.exec(body.toString('latin1', Math.max(0, body.length - 80)));
  if (tail?.groups?.['nonce'] === asked.nonce) {
    const exitCode = Number(tail.groups['code']);
    if (runAs === 'sudo' && timeoutCodes.has(exitCode)) return unreadable('timeout');
    return {state: 'whole', exitCode, body: body.subarray(0, body.length - tail[0].length)};
  }
  if (asked.ended || body.length < asked.slot.limit / 2) return unreadable('timeout');
  return {state: 'cut', exitCode: null, body};
}
