import {askText, type WindowsAsk} from '../../../model/ask.ts';
import {windowsAnswer} from '../../../transports/powershell/answer.ts';
import type {Answer} from '../../../model/evidence.ts';
import type {NewExchange, Redact} from '../../../transports/exchanges.ts';
import {readPieces} from '../../bounded-file.ts';
import type {WindowsAnswers} from '../../kit.ts';
import {windowsQuestionsOf, type Question} from '../../questions.ts';
import {noQuestions} from '../refusals.ts';
import type {AnswerFile} from '../read.ts';
import {batchParts} from './batch.ts';
import type {Told, WindowsParts} from './parts.ts';
import {powershellParts} from './powershell.ts';

const lost: Answer = {ok: false, reason: 'cut', detail: 'the answer was damaged on the way'};

function partsOf(path: string, {form, asks}: WindowsAnswers): WindowsParts {
  const pieces: Buffer[] = [];
  const digested = readPieces(path, (piece) => void pieces.push(Buffer.from(piece)));
  // Each character may come as five.
  const longest = Math.max(0, ...asks().map(({limit}) => limit)) * 5;
  const bytes = Buffer.concat(pieces);
  return form === 'powershell' ? powershellParts(bytes, digested, longest) : batchParts(bytes, digested);
}

interface Asked {
  readonly slot: number;
  readonly ask: WindowsAsk;
}

/** Questions of the file that are ours, and the ids of those that are not. */
function askedIn(questions: readonly Question[], {asks, putAs}: WindowsAnswers): {asked: Asked[]; foreign: string[]} {
  const all = asks();
  const ours = new Map(windowsQuestionsOf(all, putAs).map(({digest, id, slot}) => [`${digest} ${id}`, all[slot]]));
  const asked: Asked[] = [];
  const foreign: string[] = [];
  for (const {slot, digest, id} of questions) {
    const ask = ours.get(`${digest} ${id}`);
    if (ask === undefined) foreign.push(id);
    else asked.push({slot, ask});
  }
  return {asked, foreign};
}

function answerOf(ask: WindowsAsk, told: Told | null, redact: Redact): Answer {
  if (told === null) return lost;
  const answer = windowsAnswer(ask, told.frame, redact);
  return answer.ok ? {...answer, encoding: told.encoding} : answer;
}

/**
 * Reads an answer file of Windows as far as it is whole, redacted. A question of which no whole answer is there has the gap `cut`.
 * @throws Refusal for a file of which nothing can be taken
 */
export function readWindowsFile(
  path: string,
  ours: WindowsAnswers,
  redactorFor: (platform: string) => Redact,
): AnswerFile {
  const {head, elevated, finishedAt, closed, answerTo, sha256, bytes} = partsOf(path, ours);
  const {asked, foreign} = askedIn(head.questions, ours);
  if (asked.length === 0) throw noQuestions();
  const redact = redactorFor(head.platform);
  const receivedAt = finishedAt !== null && finishedAt > head.startedAt ? finishedAt : head.startedAt;
  const privilege = elevated ? ('root' as const) : ('user' as const);
  const answered = asked.map(({slot, ask}) => ({ask, told: answerTo(slot, ask)}));
  const exchanges = answered.map(({ask, told}): NewExchange => ({
    ...{ask: ask.id, request: askText(ask), via: 'kit', privilege, sentAt: head.startedAt, receivedAt},
    answer: answerOf(ask, told, redact),
  }));
  const missing = answered.filter(({told}) => told === null).length;
  return {head, exchanges, whole: missing === 0 && closed, lost: missing, foreign, sha256, bytes};
}
