import type {CliAsk} from '../../model/ask.ts';
import type {CliText} from '../../model/plan.ts';
import type {CliDialect} from '../../model/platform.ts';
import {resultOf} from '../../transports/cli/answer.ts';
import {lineMatches} from '../../transports/cli/decodings.ts';
import {promptBase} from '../../transports/cli/prompt.ts';
import type {CliResult} from '../../transports/cli/types.ts';
import {refusal} from '../refusal.ts';
import type {LogLine} from './log-lines.ts';

export interface LoggedAnswer {
  readonly ask: CliAsk;
  readonly privileged: boolean;
  readonly result: CliResult;
}

export interface LoggedSession {
  readonly answers: readonly LoggedAnswer[];
  /** What stands in front of the sign of the prompt: most often the name of the device. */
  readonly prompt: string;
}

/** A command that was typed behind a prompt. */
interface Echo {
  readonly run: string;
  readonly prompt: string;
  /** Of the line. */
  readonly at: number;
  /** Of the first line of what was printed then. */
  readonly next: number;
}

function echoOf(text: string, commands: readonly string[], pattern: RegExp): Pick<Echo, 'run' | 'prompt'> | null {
  const line = text.trimEnd();
  for (const run of commands) {
    if (!line.endsWith(run)) continue;
    const prompt = line.slice(0, line.length - run.length);
    if (prompt !== '' && lineMatches(Buffer.from(prompt), pattern)) return {run, prompt};
  }
  return null;
}

/** Longest commands first: one may end with another. */
function echoesIn(lines: readonly LogLine[], commands: readonly string[], pattern: RegExp): Echo[] {
  const ordered = [...new Set(commands)].sort((a, b) => b.length - a.length);
  const echoes: Echo[] = [];
  for (const [at, {text}] of lines.entries()) {
    const whole = echoOf(text, ordered, pattern);
    // An echo that the device wrapped goes on in the next line.
    const wrapped = whole ?? echoOf(text + (lines[at + 1]?.text ?? ''), ordered, pattern);
    const told = whole ?? (wrapped !== null && text.startsWith(wrapped.prompt) ? wrapped : null);
    if (told !== null) echoes.push({...told, at, next: at + (whole === null ? 2 : 1)});
  }
  return echoes;
}

/** Whether a line may be the prompt of this session, with or without something typed behind it. */
function prompts(base: string): (text: string) => boolean {
  if (base === '') return (text) => /^[>#] ?$/.test(text.trim());
  return (text) => text.startsWith(base) && /^ ?(?:\([^()]{0,64}\))? ?[>#$%\]]/.test(text.slice(base.length));
}

interface Log {
  readonly lines: readonly LogLine[];
  readonly echoes: readonly Echo[];
  readonly isPrompt: (text: string) => boolean;
  readonly dialect: CliDialect;
  readonly text: CliText;
}

/** Whether a command that was typed surely ends the answer before it: an answer may hold what looks like it. */
function surelyEnds(echo: Echo, {echoes, text}: Log): boolean {
  if (echoes.filter(({run}) => run === echo.run).length === 1) return true;
  const asked = new Set(text.asks.map(({run}) => run));
  return text.finish.includes(echo.run) && !echoes.some(({run, at}) => at > echo.at && asked.has(run));
}

/** Lines of an answer without the prompts behind it; null: they are not surely all of it, and no others. */
function bodyOf(echo: Echo, ending: Echo | undefined, log: Log): string[] | null {
  const {lines, isPrompt} = log;
  const region = lines.slice(echo.next, ending?.at ?? lines.length);
  const end = region.findLastIndex(({text}) => text.trim() !== '' && !isPrompt(text));
  const rest = region.slice(end + 1).filter(({text}) => text.trim() !== '');
  const closing = [...rest, ...(ending === undefined ? [] : lines.slice(ending.at, ending.at + 1))];
  const body = region.slice(0, end + 1);
  const [close] = closing;
  const interrupted = close?.afterPager === true || /\^C\s*$/.test(body.at(-1)?.text ?? '');
  const unclear = body.some(({text, spoilt}) => spoilt || isPrompt(text));
  const ended = close !== undefined && (rest.length === 0 || /[>#$%\]] ?$/.test(close.text));
  if (!ended || interrupted || unclear || (ending !== undefined && !surelyEnds(ending, log))) return null;
  return body.map(({text}) => text);
}

const cut: CliResult = {ok: false, reason: 'cut', detail: 'the log does not surely show all of the answer'};

function answersIn(log: Log): LoggedAnswer[] {
  const {echoes, text, dialect} = log;
  return text.asks.flatMap((ask): LoggedAnswer[] => {
    const typed = echoes.filter(({run}) => run === ask.run);
    const [echo] = typed;
    if (echo === undefined) return [];
    const body = typed.length > 1 ? null : bodyOf(echo, echoes[echoes.indexOf(echo) + 1], log);
    const privileged = dialect.enable !== null && lineMatches(Buffer.from(echo.prompt), dialect.enable.privileged);
    const bytes = Buffer.from(body === null ? '' : body.map((line) => `${line}\n`).join(''));
    return [{ask, privileged, result: body === null ? cut : resultOf({body: bytes, cut: false}, ask, dialect)}];
  });
}

/**
 * Finds the questions of a platform and what was answered to them in the log of one session. An answer is whole only where the
 * log leaves no doubt of it.
 * @throws Refusal for a log of several devices; null: no question stands in it
 */
export function readSession(lines: readonly LogLine[], dialect: CliDialect, text: CliText): LoggedSession | null {
  const commands = [...text.start, ...text.asks.map(({run}) => run), ...text.finish];
  if (text.enable !== null) commands.push(text.enable);
  const echoes = echoesIn(lines, commands, dialect.prompt);
  const bases = [...new Set(echoes.map(({prompt}) => promptBase(prompt)))];
  const [base] = bases;
  if (base === undefined) return null;
  if (bases.length > 1)
    throw refusal(
      `is of more than one device (${bases.slice(0, 4).join(', ')}): save one log for each`,
      `に複数の機器（${bases.slice(0, 4).join(', ')}）の記録が含まれています。機器ごとに1つのログに分けてください`,
    );
  const answers = answersIn({lines, echoes, isPrompt: prompts(base), dialect, text});
  return answers.length === 0 ? null : {answers, prompt: base};
}
