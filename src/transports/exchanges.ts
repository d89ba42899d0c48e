import {askId} from '../model/ask.ts';
import {successAnswer, type Answer, type Exchange, type GapReason, type Via} from '../model/evidence.ts';
import {splitFiles, type FileResult} from './files-answer.ts';
import type {SlotAnswer} from './slot-answer.ts';

/** Takes secrets out of a text; `count` tells how many. */
export type Redact = (text: string) => {readonly text: string; readonly count: number};

export type NewExchange = Omit<Exchange, 'seq'>;

const strictUtf8 = new TextDecoder('utf-8', {fatal: true});
const looseUtf8 = new TextDecoder('utf-8');
const strictCp932 = new TextDecoder('shift_jis', {fatal: true});

function decode(bytes: Buffer): {text: string; encoding: 'utf8' | 'cp932' | 'lossy'} {
  try {
    return {text: strictUtf8.decode(bytes), encoding: 'utf8'};
  } catch {
    try {
      return {text: strictCp932.decode(bytes), encoding: 'cp932'};
    } catch {
      return {text: looseUtf8.decode(bytes), encoding: 'lossy'};
    }
  }
}

/** What a host said, decoded and redacted. */
export function answerOf(bytes: Buffer, exitCode: number | null, cut: boolean, redact: Redact): Answer {
  const {text, encoding} = decode(bytes);
  const redacted = redact(text.replace(/\n$/, ''));
  return successAnswer(redacted.text, {encoding, exitCode, cut, redactions: redacted.count});
}

function failure(reason: GapReason, detail: string): Answer {
  return {ok: false, reason, detail};
}

const fileTroubles: Readonly<Record<'denied' | 'irregular' | 'cut' | 'changed', readonly [GapReason, string]>> = {
  denied: ['permission-denied', 'the file cannot be read'],
  irregular: ['unsupported', 'not a regular file'],
  cut: ['cut', 'the file is too large'],
  changed: ['cut', 'the file changed while it was read, or the answer was damaged'],
};

function fileAnswer(result: FileResult, redact: Redact): Answer {
  switch (result.state) {
    case 'text':
      return answerOf(result.bytes, null, false, redact);
    case 'absent':
      return {ok: true, body: '', encoding: 'utf8', exitCode: null, absent: true, cut: false, redactions: 0};
    case 'denied':
    case 'irregular':
    case 'cut':
    case 'changed':
      return failure(...fileTroubles[result.state]);
    default:
      return result satisfies never;
  }
}

/** Why a slot as a whole has no answer; null when it has one. */
function slotFailure(answer: SlotAnswer): Answer | null {
  switch (answer.state) {
    case 'denied':
      return failure('permission-denied', 'needs root');
    case 'timeout':
      return failure('timeout', `ended after ${answer.slot.seconds} s`);
    case 'corrupt':
      return failure('cut', 'the answer was damaged on the way');
    case 'whole':
    case 'cut':
      return null;
    default:
      return answer.state satisfies never;
  }
}

/** The evidence in one slot's answer: one exchange for a command, one for each file and pattern. Redacted. */
export function exchangesOf(answer: SlotAnswer, via: Via, redact: Redact): NewExchange[] {
  const {slot} = answer;
  const common = {
    via,
    privilege: answer.runAs === 'root' || answer.runAs === 'sudo' ? ('root' as const) : ('user' as const),
    sentAt: new Date(answer.sentAt).toISOString(),
    receivedAt: new Date(answer.receivedAt).toISOString(),
  };
  const failed = slotFailure(answer);
  if (slot.kind === 'command') {
    const [ask] = slot.asks;
    const told = failed ?? answerOf(answer.body, answer.exitCode, answer.state === 'cut', redact);
    return [{ask: ask.id, request: ask.run, ...common, answer: told}];
  }
  if (failed) return slot.asks.map((ask) => ({ask: askId(ask), request: ask.pattern, ...common, answer: failed}));
  return splitFiles(slot.asks, answer.body).map((result) => ({
    ask: result.ask,
    request: result.request,
    ...common,
    answer: fileAnswer(result, redact),
  }));
}
