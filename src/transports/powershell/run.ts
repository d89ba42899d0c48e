import {askId, askText} from '../../model/ask.ts';
import type {Answer, Via} from '../../model/evidence.ts';
import type {PowerShellLine, ShellProgram} from '../../model/plan.ts';
import {TransportError, type Channel, type Connection} from '../connection.ts';
import type {OnExchanges} from '../conversation.ts';
import type {Redact} from '../exchanges.ts';
import {windowsAnswer} from './answer.ts';
import {PowerShellReader, type PowerShellFrame} from './frames.ts';

export interface QuestionOptions {
  /** What the login shell is given to take the program. */
  readonly command: string;
  readonly program: ShellProgram;
  readonly nonce: string;
  readonly lines: readonly PowerShellLine[];
  readonly via: Via;
  readonly redact: Redact;
  readonly onExchanges: OnExchanges;
  readonly signal: AbortSignal;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Longest wait for the first sign of the program, the start of PowerShell included. */
  readonly helloMs: number;
  /** Added to a question's own time for the way back. */
  readonly graceMs: number;
}

/** How it ended: at its end, or with a question that took too long, and what was not asked by then. */
export interface Ended {
  readonly hung: PowerShellLine | null;
  readonly left: readonly PowerShellLine[];
}

/** Longest sum of all that is taken from a host, in bytes. */
const longestTalk = 67_108_864;

const lost: Answer = {ok: false, reason: 'cut', detail: 'the answer did not come whole'};
const tooLong: Answer = {ok: false, reason: 'timeout', detail: 'the question took too long there'};

class Questions {
  readonly #options: QuestionOptions;
  readonly #reader: PowerShellReader;
  #channel: Channel | null = null;
  #timer: NodeJS.Timeout | null = null;
  #next = 0;
  #elevated = false;
  #state: 'starting' | 'asking' | 'done' = 'starting';
  #hung: PowerShellLine | null = null;
  #received = 0;
  #sentAt = 0;
  #end: TransportError | null = null;
  /** What a callback of ours threw: it must not fall into the hands of the socket that called us. */
  #fault: {readonly error: unknown} | null = null;

  constructor(options: QuestionOptions) {
    this.#options = options;
    const longest = Math.max(...options.lines.map(({ask}) => ask.limit));
    // Each character may come as five.
    this.#reader = new PowerShellReader(options.nonce, longest * 5);
  }

  async run(connection: Connection): Promise<Ended> {
    const {command, signal, helloMs, now, lines} = this.#options;
    const stop = (): void => this.#stop(new TransportError('stopped', 'the run was stopped'));
    signal.addEventListener('abort', stop);
    try {
      const stdout = (chunk: Buffer): void => this.#safely(() => this.#take(chunk));
      this.#channel = await connection.exec(command, {stdout, stderr: () => undefined});
      if (signal.aborted) stop();
      this.#sentAt = now();
      this.#channel.write(this.#script());
      this.#channel.end();
      this.#wait(helloMs);
      await this.#channel.done;
    } finally {
      signal.removeEventListener('abort', stop);
      if (this.#timer) clearTimeout(this.#timer);
    }
    if (this.#fault !== null) throw this.#fault.error;
    if (this.#end !== null) throw this.#end;
    if (this.#hung === null && this.#state !== 'done') throw this.#early();
    return {hung: this.#hung, left: lines.slice(this.#next)};
  }

  #script(): string {
    const {program, nonce, lines} = this.#options;
    const text = [program.preamble, ...lines.map(({line}) => line), program.epilogue].join('\n');
    return `${text.replaceAll('{{nonce}}', nonce)}\n`;
  }

  #early(): TransportError {
    return this.#state === 'starting'
      ? new TransportError('unsupported', 'PowerShell did not run the program')
      : new TransportError('cut', 'the program ended early');
  }

  #safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= {error};
      this.#channel?.kill();
    }
  }

  #stop(end: TransportError): void {
    this.#end ??= end;
    this.#channel?.kill();
  }

  #wait(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#safely(() => this.#late()), ms);
  }

  #late(): void {
    const line = this.#options.lines[this.#next];
    if (this.#state !== 'asking' || line === undefined) {
      this.#stop(new TransportError('timeout', 'no answer from PowerShell'));
      return;
    }
    this.#hung = line;
    this.#answered(line, tooLong);
    this.#next += 1;
    this.#channel?.kill();
  }

  #take(chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > longestTalk) this.#stop(new TransportError('cut', `more than ${longestTalk} bytes`));
    else for (const frame of this.#reader.push(chunk)) this.#frame(frame);
  }

  #frame(frame: PowerShellFrame): void {
    if (frame.kind === 'hello') {
      this.#elevated = frame.elevated;
      this.#state = 'asking';
    } else if (frame.kind === 'bye') {
      this.#lose(this.#options.lines.length);
      this.#state = 'done';
    } else {
      this.#answer(frame);
    }
    const next = this.#options.lines[this.#next];
    this.#wait((next?.ask.seconds ?? 1) * 1000 + this.#options.graceMs);
  }

  #answer(frame: Extract<PowerShellFrame, {kind: 'answer'}>): void {
    const position = this.#options.lines.findIndex(({index}) => index === frame.index);
    const line = this.#options.lines[position];
    if (this.#state !== 'asking' || line === undefined || position < this.#next) return;
    this.#lose(position);
    this.#next = position + 1;
    this.#answered(line, frame.intact ? windowsAnswer(line.ask, frame, this.#options.redact) : lost);
  }

  /** Answers before a position that did not come will not come any more. */
  #lose(position: number): void {
    for (const line of this.#options.lines.slice(this.#next, position)) this.#answered(line, lost);
    this.#next = Math.max(this.#next, position);
  }

  #answered({ask}: PowerShellLine, answer: Answer): void {
    const {via, onExchanges, now} = this.#options;
    const privilege = this.#elevated ? ('root' as const) : ('user' as const);
    const [sentAt, receivedAt] = [this.#sentAt, now()].map((at) => new Date(at).toISOString()) as [string, string];
    onExchanges([{ask: askId(ask), request: askText(ask), via, privilege, sentAt, receivedAt, answer}]);
  }
}

/** Puts questions by one program, and hands out its answers as they come. @throws TransportError when it does not run, or ends early */
export async function runQuestions(connection: Connection, options: QuestionOptions): Promise<Ended> {
  return new Questions(options).run(connection);
}
