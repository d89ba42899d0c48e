import {PowerShellReader} from '../../../transports/powershell/frames.ts';
import type {AnswerFrame} from '../../../transports/powershell/answer.ts';
import type {Digested} from '../../bounded-file.ts';
import {lineSum} from '../../line-sum.ts';
import {plainText} from '../form.ts';
import {checkFormat, damaged, endsEarly, headLines, timeOf, toldHead} from '../head.ts';
import type {WindowsParts} from './parts.ts';

/** More lines are no head. */
const longestHead = 20_000;

interface Lines {
  readonly head: string;
  readonly rest: readonly string[];
}

/** @throws Refusal when the head does not agree with its checksum */
function linesOf(text: string): Lines {
  const lines = text.split('\n').map((line) => line.replace(/\r+$/, ''));
  checkFormat(lines[0] ?? '');
  const end = lines.slice(0, longestHead).findIndex((line) => /^head \d{1,10} \d{1,6}$/.test(line));
  const [, sum, count] = lines[end]?.split(' ') ?? [];
  if (end === -1) throw endsEarly();
  const head = lines.slice(0, end);
  if (head.length !== Number(count) || lineSum(head) !== Number(sum)) throw damaged();
  return {head: head.join('\n'), rest: lines.slice(end + 1)};
}

/** The answer in the lines up to the one that ends it; null: it is none, or not as it was. */
function answerIn(lines: readonly string[], nonce: string, sum: number, longestText: number): AnswerFrame | null {
  if (lineSum(lines) !== sum) return null;
  const frames = new PowerShellReader(nonce, longestText).push(Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
  const [frame] = frames;
  return frames.length === 1 && frame?.kind === 'answer' && frame.intact ? frame : null;
}

/** Answers by their slots, the first of each: behind every answer stands its checksum. */
function answersIn(lines: readonly string[], nonce: string, longestText: number): Map<number, AnswerFrame> {
  const answers = new Map<number, AnswerFrame>();
  let from = 0;
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith(`${nonce} `)) continue;
    const sum = /^ sum (?<sum>\d{1,10})$/.exec(line.slice(nonce.length))?.groups?.['sum'];
    if (sum === undefined) {
      // An answer whose checksum is missing must not take the next one with it.
      if (lines[at + 1]?.startsWith(`${nonce} sum `) !== true) from = at + 1;
      continue;
    }
    const frame = answerIn(lines.slice(from, at), nonce, Number(sum), longestText);
    if (frame !== null && !answers.has(frame.index)) answers.set(frame.index, frame);
    from = at + 1;
  }
  return answers;
}

/** What the closing line tells; null: it is missing or damaged. */
function endOf(lines: readonly string[], nonce: string): {readonly at: string; readonly answers: number} | null {
  const last = lines.findLast((line) => line !== '') ?? '';
  const found = /^(?<nonce>\S+) (?<said>end (?<at>\S{20}) (?<answers>\d{1,6})) (?<sum>\d{1,10})$/.exec(last)?.groups;
  const at = timeOf(found?.['at'] ?? '');
  if (found?.['nonce'] !== nonce || at === null || lineSum([found['said'] ?? '']) !== Number(found['sum'])) return null;
  return {at, answers: Number(found['answers'])};
}

/**
 * Takes apart what the collector for PowerShell wrote; line ends and the encoding may have been changed since.
 * @throws Refusal for a file without a head that can be relied on
 */
export function powershellParts(bytes: Buffer, digested: Digested, longestText: number): WindowsParts {
  const {head: text, rest} = linesOf(plainText(bytes));
  const lines = headLines(text);
  const head = toldHead(lines, text.length);
  const answers = answersIn(rest, head.nonce, longestText);
  const end = endOf(rest, head.nonce);
  return {
    ...digested,
    ...{head, elevated: lines.value('user', /^[01]$/) === '1', finishedAt: end?.at ?? null},
    closed: end?.answers === answers.size,
    answerTo: (slot) => {
      const frame = answers.get(slot);
      return frame === undefined ? null : {frame, encoding: 'utf8'};
    },
  };
}
