import {successAnswer, type Answer} from '../../model/evidence.ts';
import type {WindowsAsk} from '../../model/windows-ask.ts';
import type {Redact} from '../exchanges.ts';
import type {AnswerState, PowerShellFrame} from './frames.ts';

export type AnswerFrame = Extract<PowerShellFrame, {kind: 'answer'}>;

const troubles: Readonly<Record<Exclude<AnswerState, 'ok' | 'cut' | 'absent'>, Answer>> = {
  denied: {ok: false, reason: 'permission-denied', detail: 'Windows denies the access'},
  query: {ok: false, reason: 'unsupported', detail: 'this Windows does not know the question'},
  timeout: {ok: false, reason: 'timeout', detail: 'the question took too long there'},
  failed: {ok: false, reason: 'unsupported', detail: 'the question failed there'},
};

/** State of a key that stands alone in the answer: `[HKEY_LOCAL_MACHINE\…] absent`. */
const aloneAs = (text: string): string | null => /^\[[^\n]*\] (?<state>[a-z]+)$/.exec(text)?.groups?.['state'] ?? null;

function stateOf(ask: WindowsAsk, {state, text}: AnswerFrame): AnswerState {
  const alone = ask.kind === 'registry' && state === 'ok' ? aloneAs(text) : null;
  return alone === 'absent' || alone === 'denied' || alone === 'failed' ? alone : state;
}

/** What Windows said to a question, redacted. */
export function windowsAnswer(ask: WindowsAsk, frame: AnswerFrame, redact: Redact): Answer {
  const state = stateOf(ask, frame);
  if (state === 'absent') return successAnswer('', {absent: true});
  if (state !== 'ok' && state !== 'cut') return troubles[state];
  const {text, count} = redact(frame.text);
  const exitCode = ask.kind === 'program' && state === 'ok' ? frame.exitCode : null;
  return successAnswer(text, {exitCode, cut: state === 'cut', redactions: count});
}
