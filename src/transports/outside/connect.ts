import {once} from 'node:events';
import {connect as connectTcp, type Socket} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {TransportError} from '../connection.ts';

/** What a connection attempt shows of a port. `unreachable`: a router or the host itself said that there is no way. */
export type Attempt =
  {readonly state: 'open'; readonly socket: Socket} | {readonly state: 'closed' | 'filtered' | 'unreachable'};

const longestGoodbyeMs = 2000;
const longestHandshakeMs = 250;

function stateOf(error: NodeJS.ErrnoException): Exclude<Attempt['state'], 'open'> {
  switch (error.code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return 'closed';
    case 'ETIMEDOUT':
      return 'filtered';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
      return 'unreachable';
    default:
      throw new TransportError('unreachable', error.message);
  }
}

/**
 * Connects once, in full. A connection that is under way when the run is stopped is not dropped half open: it is given a
 * moment to come about, and closed. @throws TransportError when the name is not known or this machine cannot; what the signal says
 */
export async function connect(address: string, port: number, ms: number, signal: AbortSignal): Promise<Attempt> {
  signal.throwIfAborted();
  const socket = connectTcp({host: address, port});
  socket.setNoDelay(true);
  const timers = [setTimeout(() => socket.destroy(), ms)];
  const abort = (): void => void timers.push(setTimeout(() => socket.destroy(), longestHandshakeMs));
  signal.addEventListener('abort', abort);
  try {
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  } catch (error) {
    signal.throwIfAborted();
    return {state: stateOf(error as NodeJS.ErrnoException)};
  } finally {
    timers.forEach(clearTimeout);
    signal.removeEventListener('abort', abort);
  }
  // What goes wrong later shows as the end of what is read.
  socket.on('error', () => undefined);
  if (signal.aborted) await closeFully(socket);
  signal.throwIfAborted();
  return socket.destroyed ? {state: 'filtered'} : {state: 'open', socket};
}

/** Closes a connection in full: both sides say that they have ended, so that nothing is left half open at the peer. */
export async function closeFully(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  // A peer that resets the connection has closed it, too.
  const closed = once(socket, 'close').catch(() => undefined);
  socket.end();
  socket.resume();
  const timer = new AbortController();
  await Promise.race([closed, delay(longestGoodbyeMs, undefined, {signal: timer.signal}).catch(() => undefined)]);
  timer.abort();
  socket.destroy();
}
