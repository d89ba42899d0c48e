import {spawn, type ChildProcess} from 'node:child_process';
import {TransportError} from '../connection.ts';
import {cleanEnvironment} from '../environment.ts';
import {endWithUs, signalGroup} from './process-groups.ts';

export interface ChildLimits {
  readonly ms: number;
  /** Most bytes of its output that are taken. */
  readonly bytes: number;
}

/** How a program ended. */
export interface Ended {
  readonly stdout: Buffer;
  /** The beginning of what it complained of. */
  readonly stderr: string;
  /** null: a signal ended it. */
  readonly exitCode: number | null;
  readonly killedBy: string | null;
  /** Why we ended it; null: it ended by itself. */
  readonly stopped: 'time' | 'size' | 'abort' | null;
}

const graceMs = 1000;
const mostComplaints = 4096;

/** Takes the output of a child within its limits. `stop` is called where it is more. */
function collect({stdout, stderr}: ChildProcess, bytes: number, stop: () => void) {
  const chunks: Buffer[] = [];
  let [taken, complaints] = [0, ''];
  stdout?.on('data', (chunk: Buffer) => {
    const part = chunk.subarray(0, bytes - taken);
    if (part.length > 0) chunks.push(part);
    taken += part.length;
    if (part.length < chunk.length) stop();
  });
  stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString('latin1')).slice(0, mostComplaints);
  });
  return {stdout: () => Buffer.concat(chunks), stderr: () => complaints};
}

/** Ends a child and all that it started: asks first, and does not ask twice. It is over with the event `close`. */
function end(child: ChildProcess, pid: number): void {
  signalGroup(pid, 'SIGTERM');
  const timer = setTimeout(() => {
    signalGroup(pid, 'SIGKILL');
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, graceMs);
  child.once('close', () => clearTimeout(timer));
}

function start(path: string, argv: readonly string[]): Promise<ChildProcess & {readonly pid: number}> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown): void => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      reject(new TransportError('unsupported', `${path} does not start: ${code}`));
    };
    try {
      const child = spawn(path, argv, {
        detached: true,
        cwd: '/',
        env: cleanEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.on('error', refuse);
      if (child.pid !== undefined) resolve(child as ChildProcess & {readonly pid: number});
    } catch (error) {
      // Some failures are thrown, others come as an event.
      refuse(error);
    }
  });
}

/**
 * Runs a program without a shell, without our environment and without a terminal, in a process group of its own. When the
 * promise settles nothing of it is left; should this program end before, it is ended, too.
 * @throws TransportError `unsupported` where it does not start
 */
export async function runChild(
  path: string,
  argv: readonly string[],
  {ms, bytes}: ChildLimits,
  signal: AbortSignal,
): Promise<Ended> {
  const child = await start(path, argv);
  const forget = endWithUs(child.pid);
  let stopped: Ended['stopped'] = null;
  const stop = (why: NonNullable<Ended['stopped']>): void => {
    if (stopped === null) end(child, child.pid);
    stopped ??= why;
  };
  const output = collect(child, bytes, () => stop('size'));
  const closed = new Promise<{exitCode: number | null; killedBy: string | null}>((resolve) => {
    child.once('close', (exitCode, killedBy) => resolve({exitCode, killedBy}));
  });
  const abort = (): void => stop('abort');
  const timer = setTimeout(() => stop('time'), ms);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  const {exitCode, killedBy} = await closed;
  forget();
  clearTimeout(timer);
  signal.removeEventListener('abort', abort);
  return {stdout: output.stdout(), stderr: output.stderr(), exitCode, killedBy, stopped};
}
