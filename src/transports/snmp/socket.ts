import type {RemoteInfo, Socket} from 'node:dgram';
import {TransportError} from '../connection.ts';
import type {Line} from './line.ts';

type Sent = (error: Error | null, bytes: number) => void;
/** The one form of `send` that both libraries call. */
type Send = (buffer: Buffer, offset: number, length: number, port: number, host: string, callback: Sent) => void;

/** Gives a datagram to the library. */
type Deliver = (bytes: Buffer) => void;

interface Taming {
  /** A datagram from the agent itself. Nothing reaches the library unless it is delivered. */
  readonly onDatagram: (bytes: Buffer, deliver: Deliver) => void;
  readonly onSend: (bytes: Buffer) => void;
  /** Lets the library end its requests, and close the socket. */
  readonly close: () => void;
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}

function unreachable({remote}: Line, error: Error): TransportError {
  const code = codeOf(error);
  const detail = code === 'ECONNREFUSED' ? `nothing listens on UDP port ${remote.port}` : code;
  return new TransportError('unreachable', detail);
}

function guardSending(socket: Socket, line: Line, onSend: Taming['onSend']): () => void {
  const raw = socket.send.bind(socket);
  let open = true;
  const send: Send = (buffer, offset, length, _port, _host, callback) => {
    const go = (): void => {
      if (!open) return;
      try {
        onSend(buffer);
        raw(buffer, offset, length, (error, bytes) => {
          if (error) line.fail(unreachable(line, error));
          callback(error, bytes);
        });
      } catch {
        // It would end the process from within a timer.
        line.fail(new TransportError('unsupported', 'the library makes what cannot be sent'));
      }
    };
    const wait = line.turn();
    if (wait > 0) setTimeout(go, wait);
    else go();
  };
  Object.assign(socket, {send});
  return () => (open = false);
}

/**
 * Makes a library's socket safe: it is connected, so the kernel drops what comes from elsewhere and tells of closed ports;
 * packets keep to the line's pace; what comes in goes through `onDatagram` first, and no exception of the library escapes.
 * Gives what closes it. @throws TransportError
 */
export async function tame(socket: Socket, line: Line, taming: Taming): Promise<() => Promise<void>> {
  const {address, port} = line.remote;
  const {onDatagram, onSend} = taming;
  const listeners = socket.listeners('message');
  socket.removeAllListeners('message');
  socket.on('error', (error) => line.fail(unreachable(line, error)));
  const stop = guardSending(socket, line, onSend);
  const closed = new Promise<void>((resolve) => socket.once('close', resolve));
  const close = async (): Promise<void> => {
    stop();
    taming.close();
    await closed;
  };
  await new Promise<void>((resolve, reject) => {
    socket.connect(port, address, (error?: Error) => (error ? reject(unreachable(line, error)) : resolve()));
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const peer = socket.remoteAddress();
  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    // What came before it was connected.
    if (from.address !== peer.address || from.port !== peer.port) return;
    const deliver = (passed: Buffer): void => {
      for (const listener of listeners) Reflect.apply(listener, socket, [passed, from]);
    };
    try {
      onDatagram(bytes, deliver);
    } catch {
      line.rejected += 1;
    }
  });
  return close;
}
