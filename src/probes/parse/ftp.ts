import type {GapReason} from '../../model/evidence.ts';
import type {Transcript} from '../../model/transcript.ts';
import {namesProduct, versionsIn} from './banner.ts';
import {other, speaks, strange, unclear, type Told} from './told.ts';
import {brief, linesOf} from './wire-text.ts';

export interface FtpServer {
  readonly greeting: string;
  readonly namesProduct: boolean;
  readonly versions: string[];
  /** AUTH TLS is offered; null: the server does not tell before a login. */
  readonly authTls: boolean | null;
}

/** The last line of an answer, which holds its code. */
function lastLine(bytes: Buffer | undefined): string {
  const line = linesOf(bytes)
    .filter((each) => each !== '')
    .at(-1);
  return line !== undefined && /^\d{3}(?: |$)/.test(line) ? line.slice(0, 500) : '';
}

const late = (ending: Transcript['ending']): GapReason => (ending === 'silence' ? 'timeout' : 'unsupported');

function greetingOf({received: [first]}: Transcript): string {
  return brief(
    linesOf(first)
      .map((line) => line.replace(/^220[ -]?/, ''))
      .join(' '),
  );
}

/** What a peer is that greets with 220, as mail servers do, too. */
function notFtp(transcript: Transcript): Told<never> | null {
  const [greeted = ''] = linesOf(transcript.received[0]);
  if (!greeted.startsWith('220')) return /^(?:421|530)/.test(greeted) ? unclear('unsupported') : strange(transcript);
  if (lastLine(transcript.received[0]) === '') return unclear(late(transcript.ending));
  return /\bE?SMTP\b/i.test(greetingOf(transcript)) ? other : null;
}

/** What a file server said: its greeting, and what it can do. */
export function readFtp(transcript: Transcript): Told<FtpServer> {
  const strangeTo = notFtp(transcript);
  if (strangeTo !== null) return strangeTo;
  const features = linesOf(transcript.received[1]);
  const answer = lastLine(transcript.received[1]);
  if (answer === '') return unclear(late(transcript.ending));
  const greeting = greetingOf(transcript);
  const offers = features.some((line) => /^\s*(?:\d{3}[- ])?\s*AUTH\s.*\b(?:TLS|SSL)\b/i.test(line.slice(0, 200)));
  // A server that knows no FEAT has none of what FEAT would tell.
  const knows = answer.startsWith('211') || /^50[0-24]/.test(answer);
  return speaks({
    greeting,
    namesProduct: namesProduct(greeting),
    versions: versionsIn(greeting),
    authTls: knows ? offers : null,
  });
}

/** Whether anybody may log in to a file server, by its answers to USER and PASS. */
export function readAnonymous(transcript: Transcript): Told<{readonly allowed: boolean}> {
  const strangeTo = notFtp(transcript);
  if (strangeTo !== null) return strangeTo;
  const [user, password] = [lastLine(transcript.received[1]), lastLine(transcript.received[2])];
  if (user.startsWith('230') || password.startsWith('230')) return speaks({allowed: true});
  const no = user.startsWith('331') ? password : user;
  // Of a server that is full, or wants TLS first, it is not known what it would say else.
  const refuses = /^53[02]/.test(no) && !/maximum|too many|limit|full|TLS|SSL|encrypt/i.test(no);
  return refuses ? speaks({allowed: false}) : unclear(late(transcript.ending));
}
