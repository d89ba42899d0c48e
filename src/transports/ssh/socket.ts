import {connect, type Socket} from 'node:net';
import type {Duplex} from 'node:stream';
import {TransportError} from '../connection.ts';

/** How long the other end may take to close its half. */
const closeMs = 1_000;

/** System error code of a failed connect: `ECONNREFUSED`; `unknown` when there is none. */
export function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Opens a TCP connection without Nagle's delay. @throws TransportError `unreachable`, `timeout`, or the signal's. */
export function openSocket(address: string, port: number, connectMs: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const perAddress = Math.max(250, Math.ceil(connectMs / 3));
    const socket = connect({host: address, port, noDelay: true, autoSelectFamilyAttemptTimeout: perAddress});
    const settle = (error: TransportError | null): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.removeListener('connect', onConnect);
      if (error === null) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(error);
    };
    const onConnect = (): void => settle(null);
    const onAbort = (): void => settle(abortError(signal));
    const timer = setTimeout(
      () => settle(new TransportError('timeout', `no connection in ${connectMs} ms`)),
      connectMs,
    );
    socket.on('error', (error) => settle(new TransportError('unreachable', errorCode(error))));
    socket.on('connect', onConnect);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

/** What an abort means: the reason when it is a TransportError, else `stopped`. */
export function abortError(signal: AbortSignal): TransportError {
  const reason: unknown = signal.reason;
  return reason instanceof TransportError ? reason : new TransportError('stopped', 'stopped before it was done');
}

/** Sends FIN, reads what is still coming, and destroys the stream when the other end does not close in a second. */
export function closeInFull(stream: Duplex): Promise<void> {
  if (stream.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      stream.destroy();
      resolve();
    }, closeMs);
    stream.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    stream.end();
    stream.removeAllListeners('data');
    stream.resume();
  });
}
