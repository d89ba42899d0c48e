import {setMaxListeners} from 'node:events';
import {TransportError} from '../connection.ts';
import type {Pdu} from './pdu.ts';
import type {SnmpLimits} from './types.ts';

export interface Remote {
  /** IP address. */
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
}

/** What came back for one request. */
export type Reply =
  | {readonly kind: 'answer'; readonly status: Pdu['status']; readonly instances: Pdu['instances']}
  | {readonly kind: 'silent'}
  /** Something came that cannot be read. */
  | {readonly kind: 'damaged'};

/** Puts requests to an agent, one at a time, and tells what came back. Names are dotted decimal without a leading dot. */
export interface Wire {
  readonly get: (oids: readonly string[]) => Promise<Reply>;
  /** The instances that follow, at most so many. */
  readonly next: (oid: string, repetitions: number) => Promise<Reply>;
  /** Everything it opened is gone when this resolves. */
  readonly close: () => Promise<void>;
}

/** One conversation: what it may still do, and why it ended. */
export interface Line {
  readonly remote: Remote;
  readonly limits: SnmpLimits;
  /** Aborts with a TransportError when the conversation is over. */
  readonly signal: AbortSignal;
  fail(error: TransportError): void;
  /** Takes the turn of one packet, and gives the milliseconds to wait for it. */
  turn(): number;
  /** Counts datagrams that were thrown away. */
  rejected: number;
  /** Whether an SNMPv3 agent told who it is. */
  engineSeen: boolean;
}

function stopped(signal: AbortSignal): TransportError {
  return signal.reason instanceof TransportError ? signal.reason : new TransportError('stopped', 'the run was stopped');
}

/** `end` takes back the timer and the listener. */
export function openLine(remote: Remote, limits: SnmpLimits, outer: AbortSignal): {line: Line; end: () => void} {
  const controller = new AbortController();
  const fail = (error: TransportError): void => controller.abort(error);
  setMaxListeners(0, controller.signal);
  const onAbort = (): void => fail(stopped(outer));
  if (outer.aborted) onAbort();
  outer.addEventListener('abort', onAbort);
  const late = new TransportError('timeout', `the conversation did not end in ${limits.totalMs} ms`);
  const timer = setTimeout(() => fail(late), limits.totalMs);
  let free = 0;
  const turn = (): number => {
    const now = performance.now();
    const at = Math.max(now, free);
    free = at + 1000 / limits.packetsPerSecond;
    return at - now;
  };
  const end = (): void => {
    clearTimeout(timer);
    outer.removeEventListener('abort', onAbort);
  };
  return {line: {remote, limits, signal: controller.signal, fail, turn, rejected: 0, engineSeen: false}, end};
}

/**
 * One request; the first outcome that `send` tells is taken. What a library never answers is silent after a while.
 * @throws TransportError when the conversation ends meanwhile.
 */
export function request(line: Line, send: (settle: (reply: Reply) => void) => void): Promise<Reply> {
  const {signal, limits} = line;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(stopped(signal));
      return;
    }
    const settle = (reply: Reply): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(reply);
    };
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(stopped(signal));
    };
    // Twice, for SNMPv3 asks for the engine first.
    const longest = 2 * (limits.retries + 1) * (limits.timeoutMs + 1000 / limits.packetsPerSecond) + 1000;
    const timer = setTimeout(() => settle({kind: 'silent'}), longest);
    signal.addEventListener('abort', onAbort, {once: true});
    try {
      send(settle);
    } catch {
      // The libraries throw what may hold the community: nothing of it is told.
      settle({kind: 'damaged'});
    }
  });
}
