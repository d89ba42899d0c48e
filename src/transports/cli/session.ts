import type {CliAsk} from '../../model/ask.ts';
import type {GapReason} from '../../model/evidence.ts';
import {TransportError, type Channel, type Connection} from '../connection.ts';
import {resultOf} from './answer.ts';
import {Bytes} from './bytes.ts';
import {lineMatches, questionAt} from './decodings.ts';
import {EnableDialogue} from './enable.ts';
import {findEcho, type Echo} from './echo.ts';
import {HeldAnswer} from './held.ts';
import {PromptMemory} from './prompt.ts';
import {decisionAsked, wantedKey} from './questions.ts';
import {Screen} from './screen.ts';
import {assertAllowed, assertTypeable, stepsOf, type Step} from './script.ts';
import {defaultPace, type CliAnswer, type CliOptions, type CliResult, type CliScript, type Pace} from './types.ts';
import {Waits} from './waits.ts';

/** Something to do when the device has been silent for a while. */
interface Move {
  readonly afterMs: number;
  readonly act: () => void;
}

/** What is under way: a step, or the wait for the first prompt. */
type Phase = Step | {readonly kind: 'greeting'; readonly run: ''};

/** Keys pressed before the first prompt. */
const mostKeys = 3;
/** Kept of an answer beside its ask's limit: enough for the echo, or to see that there is none. */
const room = 16_384;
const startMs = 10_000;

/**
 * One session on a command line: a small state machine fed by chunks and by silence. Whatever the device prints, a step
 * ends only when the open line has been the prompt of this session for a while, behind the echo of the step's command
 * where the device echoes.
 */
export class CliSession {
  readonly #script: CliScript;
  readonly #options: CliOptions;
  readonly #pace: Pace;
  readonly #prompt: PromptMemory;
  readonly #held: HeldAnswer;
  readonly #enable: EnableDialogue;
  readonly #waits = new Waits(() => this.#safely(() => this.#late()));
  readonly #screen = new Screen((text) => this.#text.add(text));
  #text = new Bytes(room);
  #phase: Phase = {kind: 'greeting', run: ''};
  #steps: Step[] = [];
  #channel: Channel | null = null;
  /** Something came since we typed last. */
  #heard = false;
  #received = 0;
  #keys = 0;
  /** The line that the command was typed behind. */
  #typedBehind = '';
  #sentAt = 0;
  #echoes = false;
  #privileged = false;
  /** What the step under way comes out as although its end is still awaited. */
  #givenUp: CliResult | null = null;
  #finished = false;
  #end: TransportError | null = null;
  /** What a callback of ours threw: it must not fall into the hands of the socket that called us. */
  #fault: {readonly error: unknown} | null = null;

  constructor(script: CliScript, options: CliOptions) {
    this.#script = script;
    this.#options = options;
    this.#pace = {...defaultPace, ...options.pace};
    this.#prompt = new PromptMemory(script.dialect.prompt);
    this.#held = new HeldAnswer(options.onAnswer);
    this.#enable = new EnableDialogue(options);
  }

  async run(connection: Connection): Promise<void> {
    const {signal, promptMs} = this.#options;
    const stop = (): void => this.#stop('stopped', 'the run was stopped');
    const take = (chunk: Buffer): void => this.#safely(() => this.#take(chunk));
    signal.addEventListener('abort', stop);
    try {
      this.#channel = await connection.shell({stdout: take, stderr: take});
      if (signal.aborted) stop();
      if (this.#end || this.#fault) this.#channel.kill();
      else this.#waits.limit(promptMs, promptMs);
      await this.#channel.done;
      this.#end ??= new TransportError('cut', 'the device closed the session');
    } catch (error) {
      if (error instanceof TransportError) this.#end ??= error;
      else this.#fault ??= {error};
    } finally {
      signal.removeEventListener('abort', stop);
      this.#waits.clear();
    }
    this.#conclude();
  }

  #conclude(): void {
    this.#safely(() => {
      this.#held.release(this.#isMoreOfHeld());
      if (this.#phase.kind === 'ask' && this.#givenUp) this.#held.hold(this.#answerTo(this.#phase.ask, this.#givenUp));
      this.#held.release(false);
    });
    if (this.#fault) throw this.#fault.error;
    const left = this.#phase.kind === 'finish' && !this.#options.signal.aborted;
    if (this.#finished || left || this.#end === null) return;
    throw new TransportError(this.#end.reason, this.#end.message, this.#enable.unanswered);
  }

  #safely(work: () => void): void {
    if (this.#fault) return;
    try {
      work();
    } catch (error) {
      this.#fault = {error};
      this.#channel?.kill();
    }
  }

  #stop(reason: GapReason, detail: string): void {
    this.#end ??= new TransportError(reason, detail);
    this.#channel?.kill();
  }

  #finish(): void {
    this.#finished = true;
    this.#channel?.kill();
  }

  #take(chunk: Buffer): void {
    if (this.#end || this.#finished) return;
    this.#received += chunk.length;
    if (this.#received > this.#options.limit) {
      this.#stop('cut', `more than ${this.#options.limit} bytes`);
      return;
    }
    this.#heard = true;
    this.#screen.push(chunk);
    this.#waits.heard();
    this.#lookAfter(this.#pace.settleMs);
  }

  #lookAfter(silenceMs: number, since = 0): void {
    this.#waits.inSilence(silenceMs - since, () => this.#safely(() => this.#look(silenceMs)));
  }

  #look(silenceMs: number): void {
    const line = this.#screen.line;
    const move = line === null || !this.#heard ? null : this.#move(line);
    if (!move) return;
    if (move.afterMs > silenceMs) this.#lookAfter(move.afterMs, silenceMs);
    else move.act();
  }

  #move(line: Buffer): Move | null {
    const {settleMs} = this.#pace;
    const {pager} = this.#script.dialect;
    const more = pager ? questionAt(line, pager.pattern) : null;
    if (this.#phase.kind === 'enable') return this.#moveToPrivilege(line);
    if (pager && more !== null) return {afterMs: settleMs, act: () => this.#press(pager.answer, more)};
    return this.#phase.kind === 'greeting' ? this.#moveAtFirst(line) : this.#moveToNext(line);
  }

  #moveAtFirst(line: Buffer): Move | null {
    const {settleMs, quietMs, unsureMs} = this.#pace;
    const wanted = wantedKey(line);
    if (wanted && this.#keys < mostKeys) return {afterMs: settleMs, act: () => this.#press(wanted.key, wanted.at)};
    const asked = decisionAsked(line);
    if (asked) return {afterMs: unsureMs, act: () => this.#stop(asked.reason, asked.detail)};
    return this.#prompt.judge(line) ? {afterMs: 2 * quietMs, act: () => this.#begin(line)} : null;
  }

  #moveToPrivilege(line: Buffer): Move | null {
    const {settleMs, quietMs, unsureMs} = this.#pace;
    const {enable} = this.#script.dialect;
    if (enable && lineMatches(line, enable.password)) return {afterMs: settleMs, act: () => this.#passwordAsked()};
    if (!this.#prompt.judge(line)) return null;
    return {afterMs: this.#text.view.length > 0 ? quietMs : unsureMs, act: () => this.#enabled(line)};
  }

  #moveToNext(line: Buffer): Move | null {
    const judged = this.#prompt.judge(line);
    const mayChange = this.#phase.kind !== 'ask' || !this.#prompt.confirmed;
    if (judged === null || (judged === 'likely' && !mayChange)) return null;
    const {echoed} = this.#echo();
    if (!echoed && this.#echoes) return null;
    const sure = judged === 'same' && (echoed || this.#text.view.length > 0);
    return {afterMs: sure ? this.#pace.quietMs : this.#pace.unsureMs, act: () => this.#endStep(line)};
  }

  #echo(): Echo {
    return findEcho(this.#text.view.toString('latin1'), this.#typedBehind, this.#phase.run);
  }

  /** True when what came since the last command was typed is the rest of the answer before it. */
  #isMoreOfHeld(): boolean {
    if (this.#phase.kind === 'greeting') return false;
    const {echoed, late, start} = this.#echo();
    if (echoed || !this.#echoes) return late;
    // Devices that close say good-bye without an echo.
    if (this.#phase.kind === 'finish') return this.#text.cut;
    return /\S/.test(this.#text.view.toString('latin1', start));
  }

  #press(key: string, questionAtByte: number): void {
    this.#keys++;
    this.#type(key);
    this.#screen.erase(questionAtByte);
  }

  #type(text: string): void {
    this.#heard = false;
    this.#channel?.write(text);
  }

  #begin(line: Buffer): void {
    const {dialect, asks} = this.#script;
    this.#atPrompt(line);
    const wanting = dialect.enable !== null && !this.#privileged && asks.some(({privilege}) => privilege === 'root');
    this.#steps = stepsOf(this.#script, wanting);
    if (wanting && this.#options.enableSecret === null) {
      this.#steps = this.#steps.filter(({kind}) => kind !== 'enable');
      this.#refuse('permission-denied', 'needs privileged mode, and there is no password for it');
    }
    this.#next(line);
  }

  #atPrompt(line: Buffer): void {
    const {enable} = this.#script.dialect;
    this.#prompt.learn(line);
    this.#privileged = enable !== null && lineMatches(line, enable.privileged);
  }

  #passwordAsked(): void {
    const password = this.#enable.password();
    if (password === null) {
      // To leave the question one would have to answer it, and that would be a second attempt.
      this.#refuse('auth-failed', 'the device refused the password of privileged mode');
      this.#finish();
      return;
    }
    this.#type(`${password}\r`);
    this.#screen.erase(0);
  }

  #enabled(line: Buffer): void {
    const asked = this.#enable.unanswered;
    this.#held.release(this.#isMoreOfHeld());
    this.#atPrompt(line);
    this.#enable.ended(this.#privileged);
    if (!this.#privileged) {
      if (asked) this.#refuse('auth-failed', 'the device refused the password of privileged mode');
      else this.#refuse('permission-denied', 'the device did not enter privileged mode');
    }
    this.#next(line);
  }

  /** Answers what was to be asked in privileged mode, which is not to be had. */
  #refuse(reason: GapReason, detail: string): void {
    const left = this.#steps;
    this.#steps = left.filter((step) => step.kind !== 'ask' || step.ask.privilege !== 'root');
    this.#sentAt = this.#options.now();
    for (const step of left) {
      if (step.kind === 'ask' && step.ask.privilege === 'root') {
        this.#held.hold(this.#answerTo(step.ask, {ok: false, reason, detail}));
      }
    }
    this.#held.release(false);
  }

  #answerTo(ask: CliAsk, result: CliResult): CliAnswer {
    const receivedAt = this.#options.now();
    return {ask, privileged: this.#privileged, sentAt: this.#sentAt, receivedAt, result};
  }

  #endStep(line: Buffer): void {
    const {echoed, late} = this.#echo();
    this.#echoes ||= echoed;
    this.#held.release(late);
    if (this.#phase.kind === 'ask') {
      const answer = this.#answerTo(this.#phase.ask, this.#givenUp ?? this.#result(this.#phase.ask));
      this.#held.hold(answer);
      if (this.#options.enough?.(answer)) this.#steps = this.#steps.filter(({kind}) => kind === 'finish');
    }
    this.#atPrompt(line);
    this.#next(line);
  }

  #result(ask: CliAsk): CliResult {
    const {view, cut} = this.#text;
    return resultOf(view.subarray(this.#echo().start), cut, ask, this.#script.dialect);
  }

  #next(line: Buffer): void {
    const step = this.#steps.shift();
    if (!step) {
      this.#finish();
      return;
    }
    if (step.kind === 'enable') assertTypeable(step.run);
    else assertAllowed(step.run, this.#script.dialect.allow);
    this.#phase = step;
    this.#givenUp = null;
    this.#text = new Bytes(room + (step.kind === 'ask' ? step.ask.limit : 0));
    this.#typedBehind = line.toString('latin1');
    this.#sentAt = this.#options.now();
    this.#limit(step);
    this.#type(`${step.run}\r`);
  }

  #limit(step: Step): void {
    const {promptMs} = this.#options;
    if (step.kind === 'ask') this.#waits.limit(step.ask.seconds * 500, step.ask.seconds * 1_000);
    else if (step.kind === 'finish') this.#waits.limit(this.#pace.graceMs, this.#pace.graceMs);
    else if (step.kind === 'start') this.#waits.limit(startMs, startMs);
    else this.#waits.limit(promptMs, promptMs);
  }

  /** A command has its time; then its end is awaited for a while, so that the rest can still be asked. */
  #late(): void {
    const {graceMs} = this.#pace;
    switch (this.#phase.kind) {
      case 'greeting':
        this.#noPrompt();
        return;
      case 'enable':
        this.#stop('timeout', 'no answer to the command for privileged mode');
        return;
      case 'finish':
        this.#finish();
        return;
      case 'start':
      case 'ask':
        if (this.#givenUp) this.#stop('timeout', 'a command does not end');
        else this.#waits.limit(graceMs, graceMs);
        this.#givenUp ??= this.#unended(this.#phase);
        return;
      default:
        this.#phase satisfies never;
    }
  }

  #noPrompt(): void {
    const line = this.#screen.line;
    if (line === null || line.length === 0) this.#stop('timeout', 'no prompt of a command line');
    else this.#stop('unsupported', 'what the device shows is no prompt of this platform');
  }

  #unended(step: Step): CliResult {
    if (step.kind === 'ask' && this.#text.cut && this.#echo().echoed === this.#echoes) return this.#result(step.ask);
    return {ok: false, reason: 'timeout', detail: 'the answer did not end in time'};
  }
}
