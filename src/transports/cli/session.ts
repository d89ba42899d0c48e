import type {GapReason} from '../../model/evidence.ts';
import type {Connection} from '../connection.ts';
import {resultOf} from './answer.ts';
import {Answers} from './answers.ts';
import {lineMatches, questionAt} from './decodings.ts';
import {denials, EnableDialogue, isStopped} from './enable.ts';
import {Port} from './port.ts';
import {PromptMemory} from './prompt.ts';
import {decisionAsked, noPrompt, wantedKey} from './questions.ts';
import {assertStep, limitsOf, Steps, type Step} from './script.ts';
import {Transcript} from './transcript.ts';
import {defaultPace, type CliOptions, type CliResult, type CliScript, type Pace} from './types.ts';
import {Waits, type Move} from './waits.ts';

/** What is under way: a step, the wait for the first prompt, or that for leave to enter privileged mode. */
type Phase = Step | {readonly kind: 'greeting'} | {readonly kind: 'turn'};

/** Keys pressed before the first prompt. */
const mostKeys = 3;

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
  readonly #answers: Answers;
  readonly #enable: EnableDialogue;
  readonly #steps: Steps;
  readonly #port = new Port();
  readonly #transcript = new Transcript();
  readonly #waits = new Waits(() => this.#port.safely(() => this.#late()));
  #phase: Phase = {kind: 'greeting'};
  /** Something came since we typed last. */
  #heard = false;
  #received = 0;
  #keys = 0;
  #privileged = false;
  /** What the step under way comes out as although its end is still awaited. */
  #givenUp: CliResult | null = null;

  constructor(script: CliScript, options: CliOptions) {
    this.#script = script;
    this.#options = options;
    this.#pace = {...defaultPace, ...options.pace};
    this.#prompt = new PromptMemory(script.dialect.prompt);
    this.#steps = new Steps(script);
    this.#answers = new Answers(options);
    this.#enable = new EnableDialogue(options);
  }

  async run(connection: Connection): Promise<void> {
    const {signal, promptMs} = this.#options;
    this.#waits.limit(promptMs, promptMs);
    await this.#port.hold(connection, signal, (chunk) => this.#take(chunk));
    this.#waits.clear();
    const leaving = this.#phase.kind === 'finish';
    this.#port.safely(() => {
      this.#answers.release(this.#transcript.isRest(leaving));
      if (this.#phase.kind === 'ask' && this.#givenUp) this.#answers.tell(this.#phase.ask, this.#givenUp);
    });
    this.#enable.over(() => this.#port.outcome(leaving, this.#enable.unanswered));
  }

  #take(chunk: Buffer): void {
    if (this.#port.over) return;
    this.#received += chunk.length;
    if (this.#received > this.#options.limit) {
      this.#port.stop('cut', `more than ${this.#options.limit} bytes`);
      return;
    }
    this.#heard = true;
    this.#transcript.push(chunk);
    this.#waits.heard();
    this.#lookAfter(this.#pace.settleMs, 0);
  }

  #lookAfter(silenceMs: number, pastMs: number): void {
    this.#waits.inSilence(silenceMs - pastMs, () => this.#port.safely(() => this.#look(silenceMs)));
  }

  #look(silenceMs: number): void {
    const {line} = this.#transcript;
    const move = line === null || !this.#heard || this.#port.over ? null : this.#move(line);
    if (!move) return;
    if (move.afterMs > silenceMs) this.#lookAfter(move.afterMs, silenceMs);
    else move.act();
  }

  #move(line: Buffer): Move | null {
    if (this.#phase.kind === 'turn') return null;
    if (this.#phase.kind === 'enable') return this.#moveToPrivilege(line);
    const {pager} = this.#script.dialect;
    const more = pager ? questionAt(line, pager.pattern) : null;
    if (pager && more !== null) return {afterMs: this.#pace.settleMs, act: () => this.#press(pager.answer, more)};
    return this.#phase.kind === 'greeting' ? this.#moveAtFirst(line) : this.#moveToNext(line);
  }

  #moveAtFirst(line: Buffer): Move | null {
    const {settleMs, quietMs, unsureMs} = this.#pace;
    const wanted = wantedKey(line);
    if (wanted && this.#keys < mostKeys) return {afterMs: settleMs, act: () => this.#press(wanted.key, wanted.at)};
    const asked = decisionAsked(line);
    if (asked) return {afterMs: unsureMs, act: () => this.#port.stop(asked.reason, asked.detail)};
    return this.#prompt.judge(line) ? {afterMs: 2 * quietMs, act: () => this.#begin(line)} : null;
  }

  #moveToPrivilege(line: Buffer): Move | null {
    const {settleMs, quietMs, unsureMs} = this.#pace;
    const {enable} = this.#script.dialect;
    if (enable && lineMatches(line, enable.password)) return {afterMs: settleMs, act: () => this.#passwordAsked()};
    if (!this.#prompt.judge(line)) return null;
    return {afterMs: this.#transcript.empty ? unsureMs : quietMs, act: () => this.#enabled(line)};
  }

  #moveToNext(line: Buffer): Move | null {
    const judged = this.#prompt.judge(line);
    const mayChange = this.#phase.kind !== 'ask' || !this.#prompt.confirmed;
    if (judged === null || (judged === 'likely' && !mayChange) || !this.#transcript.inStep) return null;
    const {empty, blank} = this.#transcript;
    const sure = judged === 'same' && !(this.#phase.kind === 'ask' ? blank : empty);
    return {afterMs: sure ? this.#pace.quietMs : this.#pace.unsureMs, act: () => this.#endStep(line)};
  }

  #press(key: string, questionAtByte: number): void {
    this.#keys++;
    this.#type(key);
    this.#transcript.erase(questionAtByte);
  }

  #type(text: string): void {
    this.#heard = false;
    this.#port.type(text);
  }

  #begin(line: Buffer): void {
    this.#atPrompt(line);
    const denied = this.#steps.begin(this.#privileged, this.#options.enableSecret !== null);
    this.#answers.deny(denied, ...denials.noPassword, this.#privileged);
    this.#next(line);
  }

  #atPrompt(line: Buffer): void {
    const {enable} = this.#script.dialect;
    this.#prompt.learn(line);
    this.#privileged = enable !== null && lineMatches(line, enable.privileged);
  }

  #passwordAsked(): void {
    const password = this.#enable.password();
    if (password !== null) {
      this.#type(`${password}\r`);
      this.#transcript.erase(0);
      return;
    }
    // To leave the question one would have to answer it, and that would be a second attempt.
    this.#denyRest(...denials.refused);
    this.#port.finish();
  }

  #enabled(line: Buffer): void {
    const asked = this.#enable.unanswered;
    this.#answers.release(this.#transcript.isRest(false));
    this.#atPrompt(line);
    this.#enable.ended(this.#privileged);
    if (!this.#privileged) this.#denyRest(...(asked ? denials.refused : denials.notEntered));
    this.#next(line);
  }

  /** What is left to ask when privileged mode was not entered needs it. */
  #denyRest(reason: GapReason, detail: string): void {
    this.#answers.deny(this.#steps.dropAsks(), reason, detail, this.#privileged);
  }

  #endStep(line: Buffer): void {
    this.#answers.release(this.#transcript.echo().late);
    if (this.#phase.kind === 'ask') {
      const {ask} = this.#phase;
      const answer = this.#answers.hold(ask, this.#givenUp ?? resultOf(this.#transcript, ask, this.#script.dialect));
      if (this.#options.enough?.(answer)) this.#steps.dropAsks();
    }
    this.#atPrompt(line);
    this.#next(line);
  }

  #next(line: Buffer): void {
    const step = this.#steps.next();
    if (!step) {
      this.#port.finish();
      return;
    }
    if (step.kind === 'enable') this.#awaitTurn(step, line);
    else this.#send(step, line);
  }

  /** Others may be speaking of the same password: until it is our turn, the device stays at its prompt. */
  #awaitTurn(step: Step, line: Buffer): void {
    const behind = Buffer.from(line);
    this.#phase = {kind: 'turn'};
    this.#waits.clear();
    const type = (): void => {
      if (this.#port.over) this.#enable.ended(false);
      else this.#port.safely(() => this.#send(step, behind));
    };
    const stay = (error: unknown): void => this.#port.safely(() => this.#stay(error, behind));
    this.#enable.begin(type).catch(stay);
  }

  #stay(error: unknown, line: Buffer): void {
    if (this.#port.over) return;
    if (!isStopped(error)) throw error;
    this.#denyRest(error.reason, error.message);
    this.#next(line);
  }

  #send(step: Step, line: Buffer): void {
    assertStep(step, this.#script.dialect);
    this.#phase = step;
    this.#givenUp = null;
    this.#transcript.begin(line, step.run, step.kind === 'ask' ? step.ask.limit : 0);
    this.#answers.begin(this.#privileged);
    this.#waits.limit(...limitsOf(step, this.#options.promptMs, this.#pace.graceMs));
    this.#type(`${step.run}\r`);
  }

  /** A command has its time; then its end is awaited for a while, so that the rest can still be asked. */
  #late(): void {
    const phase = this.#phase;
    if (phase.kind === 'turn') return;
    if (phase.kind === 'greeting') this.#port.stop(...noPrompt(this.#transcript.line));
    else if (phase.kind === 'enable') this.#port.stop('timeout', 'no answer to the command for privileged mode');
    else if (phase.kind === 'finish') this.#port.finish();
    else if (this.#givenUp) this.#port.stop('timeout', 'a command does not end');
    else {
      this.#givenUp = this.#unended(phase);
      this.#waits.limit(this.#pace.graceMs, this.#pace.graceMs);
      this.#lookAfter(this.#pace.settleMs, 0);
    }
  }

  #unended(step: Step): CliResult {
    if (step.kind === 'ask' && this.#transcript.cut && this.#transcript.inStep) {
      return resultOf(this.#transcript, step.ask, this.#script.dialect);
    }
    return {ok: false, reason: 'timeout', detail: 'the answer did not end in time'};
  }
}
