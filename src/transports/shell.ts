import type {GapReason} from '../model/evidence.ts';
import type {Slot} from '../model/plan.ts';
import {launchCommand, sudoLaunchCommand, type Batch} from './batch.ts';
import {TransportError, type Channel, type Connection} from './connection.ts';
import {SudoDialogue} from './sudo.ts';
import {readAnswer, unreadable, type AnswerRead, type SlotAnswer} from './slot-answer.ts';
import {FrameReader, type Frame, type RunAs} from './frames.ts';

export interface ShellOptions {
  /** Read when sudo asks for it, and only then; null: no sudo. */
  readonly sudoPassword: (() => string) | null;
  /** Called when sudo refuses the password. */
  readonly onPasswordRefused: () => void;
  /** Called when sudo asked for the password and took it. */
  readonly onPasswordAccepted: () => void;
  readonly onAnswer: (answer: SlotAnswer) => void;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Longest wait for the first sign of our script, login files included. */
  readonly helloMs: number;
  /** Added to a command's own limit for the way back. */
  readonly graceMs: number;
  /** Longest sum of all answers, in bytes. */
  readonly limit: number;
}

interface End {
  readonly reason: GapReason;
  readonly detail: string;
}

/** Runs one batch over one channel: a small state machine fed by chunks and one timer. */
class Conversation {
  readonly #batch: Batch;
  readonly #options: ShellOptions;
  readonly #reader: FrameReader;
  #channel: Channel | null = null;
  /** Written before there was a channel: what a host says can come in one packet with the leave to open it. */
  #early = '';
  #timer: NodeJS.Timeout | null = null;
  /** Position in the batch's order of the next answer. */
  #next = 0;
  /** Position of the command that runs over there, as far as we can tell. */
  #running = 0;
  #skipped = -1;
  #greeted = false;
  #finished = false;
  #received = 0;
  #sentAt = 0;
  readonly #sudo: SudoDialogue;
  #end: End | null = null;
  /** What a callback of ours threw: it must not fall into the hands of the socket that called us. */
  #fault: {readonly error: unknown} | null = null;

  constructor(batch: Batch, options: ShellOptions) {
    this.#batch = batch;
    this.#options = options;
    this.#sudo = new SudoDialogue(batch.nonce);
    this.#reader = new FrameReader(batch.nonce, options.limit);
  }

  async run(connection: Connection): Promise<void> {
    const {sudoPassword, signal} = this.#options;
    const command = sudoPassword ? sudoLaunchCommand(this.#batch) : launchCommand(this.#batch);
    const stop = (): void => this.#stop('stopped', 'the run was stopped');
    signal.addEventListener('abort', stop);
    try {
      this.#sentAt = this.#options.now();
      this.#channel = await connection.exec(command, {
        stdout: (chunk) => this.#safely(() => this.#stdout(chunk)),
        stderr: (chunk) => this.#safely(() => this.#hear(chunk)),
      });
      if (signal.aborted) stop();
      if (this.#end || this.#fault) this.#channel.kill();
      this.#channel.write(this.#early);
      if (sudoPassword === null) this.#channel.write(this.#batch.script);
      this.#wait(this.#options.helloMs);
      await this.#channel.done;
    } catch (error) {
      throw this.#told(error);
    } finally {
      signal.removeEventListener('abort', stop);
      if (this.#timer) clearTimeout(this.#timer);
    }
    this.#conclude();
  }

  #write(text: string): void {
    if (this.#channel) this.#channel.write(text);
    else this.#early += text;
  }

  #safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault ??= {error};
      this.#channel?.kill();
    }
  }

  /** The error with a note whether sudo may have counted the password as wrong without our seeing it. */
  #told(error: unknown): unknown {
    if (this.#fault) return this.#fault.error;
    if (!(error instanceof TransportError)) return error;
    return new TransportError(error.reason, error.message, this.#sudo.unanswered);
  }

  #conclude(): void {
    const failure = this.#failure();
    if (failure) throw this.#told(failure);
  }

  #failure(): unknown {
    if (this.#fault) return this.#fault.error;
    if (this.#end) return new TransportError(this.#end.reason, this.#end.detail);
    if (this.#finished) return null;
    if (this.#greeted) return new TransportError('cut', 'the script ended early');
    if (this.#options.sudoPassword === null) {
      return new TransportError('unsupported', 'the login shell did not run our script');
    }
    if (!this.#sudo.refused) return new TransportError('permission-denied', 'sudo did not run the script');
    this.#options.onPasswordRefused();
    return new TransportError('auth-failed', 'sudo refused the password');
  }

  #stop(reason: GapReason, detail: string): void {
    this.#end ??= {reason, detail};
    this.#channel?.kill();
  }

  #stdout(chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > this.#options.limit) {
      this.#stop('cut', `more than ${this.#options.limit} bytes`);
      return;
    }
    for (const frame of this.#reader.push(chunk)) this.#frame(frame);
  }

  #frame(frame: Frame): void {
    switch (frame.kind) {
      case 'ready':
        if (this.#options.sudoPassword === null || !this.#sudo.start()) return;
        if (this.#sudo.accepted) this.#options.onPasswordAccepted();
        this.#write(this.#batch.script);
        return;
      case 'foreign':
        this.#stop('unsupported', 'no Linux system, no session of its own, or no cksum and awk');
        return;
      case 'hello':
        this.#greeted = true;
        this.#waitForSlot();
        return;
      case 'bye':
        this.#lose(this.#batch.order.length);
        this.#finished = true;
        return;
      case 'answer':
        this.#answer(frame);
        return;
      default:
        frame satisfies never;
    }
  }

  #answer(frame: Extract<Frame, {kind: 'answer'}>): void {
    const slot = this.#batch.slots.get(frame.index);
    const position = this.#batch.order.indexOf(frame.index);
    if (!frame.intact) {
      // Its index may be what was damaged: all it tells is that the script has gone on by one.
      this.#running = Math.min(this.#running + 1, this.#batch.order.length);
      this.#waitForSlot();
      return;
    }
    if (slot === undefined || position < this.#next) return;
    this.#lose(position);
    this.#next = position + 1;
    this.#running = this.#next;
    const ended = position === this.#skipped;
    this.#answered(slot, frame.runAs, readAnswer(frame, {slot, nonce: this.#batch.nonce, ended}));
    this.#waitForSlot();
  }

  /** Answers before a position that did not come whole will not come any more. */
  #lose(position: number): void {
    for (const index of this.#batch.order.slice(this.#next, position)) {
      const slot = this.#batch.slots.get(index);
      if (slot) this.#answered(slot, 'user', unreadable('corrupt'));
    }
    this.#next = Math.max(this.#next, position);
  }

  #answered(slot: Slot, runAs: RunAs, read: AnswerRead): void {
    this.#options.onAnswer({slot, runAs, ...read, sentAt: this.#sentAt, receivedAt: this.#options.now()});
  }

  #hear(chunk: Buffer): void {
    if (this.#options.sudoPassword === null) return;
    const heard = this.#sudo.hear(chunk);
    if (heard === 'asked') this.#write(`${this.#options.sudoPassword()}\n`);
    if (heard !== 'refused') return;
    this.#options.onPasswordRefused();
    this.#stop('auth-failed', 'sudo refused the password');
  }

  #wait(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#late(), ms);
  }

  #waitForSlot(): void {
    const slot = this.#batch.slots.get(this.#batch.order[this.#running] ?? -1);
    this.#wait((slot?.seconds ?? 1) * 1000 + this.#options.graceMs);
  }

  /** The first time we ask the script to end the command that hangs; the second time we give up on the host. */
  #late(): void {
    if (!this.#greeted) this.#stop('timeout', 'no answer from the login shell');
    else if (this.#skipped === this.#running || this.#running >= this.#batch.order.length) {
      this.#stop('timeout', 'a command on the host cannot be ended');
    } else {
      this.#skipped = this.#running;
      this.#write('\n');
      this.#wait(this.#options.graceMs);
    }
  }
}

/**
 * Sends a batch and hands out its answers as they come.
 * @throws TransportError when it could not be carried through; answers that came before remain good.
 */
export async function runBatch(connection: Connection, batch: Batch, options: ShellOptions): Promise<void> {
  await new Conversation(batch, options).run(connection);
}
