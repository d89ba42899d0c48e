import type {GapReason} from '../../model/evidence.ts';
import {TransportError, type Channel, type Connection} from '../connection.ts';

/** The shell that a session is held with, and why it ended. */
export class Port {
  #channel: Channel | null = null;
  #finished = false;
  #end: TransportError | null = null;
  /** What a callback of ours threw: it must not fall into the hands of the socket that called us. */
  #fault: {readonly error: unknown} | null = null;

  /** True when nothing more is to be read or typed. */
  get over(): boolean {
    return this.#finished || this.#end !== null || this.#fault !== null;
  }

  /** True when the session was carried through. */
  get finished(): boolean {
    return this.#finished;
  }

  /** Opens a shell and waits until it is closed, by whomever. Never rejects: `outcome` throws. */
  async hold(connection: Connection, signal: AbortSignal, take: (chunk: Buffer) => void): Promise<void> {
    const stop = (): void => this.stop('stopped', 'the run was stopped');
    const hear = (chunk: Buffer): void => this.safely(() => take(chunk));
    signal.addEventListener('abort', stop);
    try {
      this.#channel = await connection.shell({stdout: hear, stderr: hear});
      if (signal.aborted) stop();
      if (this.over) this.#channel.kill();
      await this.#channel.done;
      this.#end ??= new TransportError('cut', 'the device closed the session');
    } catch (error) {
      if (error instanceof TransportError) this.#end ??= error;
      else this.#fault ??= {error};
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Does some work of a callback; what it throws ends the session. */
  safely(work: () => void): void {
    if (this.#fault) return;
    try {
      work();
    } catch (error) {
      if (error instanceof TransportError) this.#end ??= error;
      else this.#fault = {error};
      this.#channel?.kill();
    }
  }

  type(text: string): void {
    this.#channel?.write(text);
  }

  stop(reason: GapReason, detail: string): void {
    this.#end ??= new TransportError(reason, detail);
    this.#channel?.kill();
  }

  finish(): void {
    this.#finished = true;
    this.#channel?.kill();
  }

  /** @throws what ended the session before it was carried through. `unanswered`: as in TransportError */
  outcome(leaving: boolean, unanswered: boolean): void {
    if (this.#fault) throw this.#fault.error;
    if (this.#finished || this.#end === null || (leaving && this.#end.reason !== 'stopped')) return;
    throw new TransportError(this.#end.reason, this.#end.message, unanswered);
  }
}
