import type {ClientChannel} from 'ssh2';
import {TransportError, printable, type Channel, type ExitStatus, type Output} from '../connection.ts';
import {closedEarly} from './failures.ts';
import type {Session} from './session.ts';

/** An ssh2 channel as ours. */
function channelOf(session: Session, stream: ClientChannel, output: Output): Channel {
  let open = true;
  let settle: (status: ExitStatus) => void = () => undefined;
  const done = new Promise<ExitStatus>((resolve, reject) => {
    const unwatch = session.onFailure((error) => {
      open = false;
      reject(error);
    });
    settle = (status) => {
      open = false;
      unwatch();
      resolve(status);
    };
  });
  done.catch(() => undefined);
  stream.on('data', (chunk: Buffer) => open && output.stdout(chunk));
  stream.stderr.on('data', (chunk: Buffer) => open && output.stderr(chunk));
  stream.on('error', () => undefined);
  stream.on('close', (code?: number | null, signal?: string) => {
    settle({exitCode: code ?? null, signal: signal === undefined ? null : printable(signal, 32)});
  });
  const kill = (): void => {
    if (!open) return;
    stream.close();
    settle({exitCode: null, signal: null});
  };
  return {write: (data) => open && stream.write(data), end: () => open && stream.end(), kill, done};
}

type ChannelError = Error & {readonly reason?: unknown};

function sessionRefusal(error: ChannelError, what: string): TransportError {
  if (error.reason === undefined) return new TransportError('unsupported', what);
  return new TransportError('permission-denied', `the server opens no further session: ${printable(error.message)}`);
}

/** A forward's refusal: RFC 4254 5.1, 2 is a failed connect, 1 and 3 are the jump host's rules. */
function forwardRefusal(error: ChannelError): TransportError {
  if (error.reason === 2) return new TransportError('unreachable', 'not reached by the jump host');
  return new TransportError('permission-denied', `the jump host forwards no connections: ${printable(error.message)}`);
}

type Answer = (error: Error | undefined, stream: ClientChannel) => void;

interface Opening {
  readonly limitMs: number;
  readonly request: (answer: Answer) => void;
  readonly refusal: (error: ChannelError) => TransportError;
}

/** `use` runs in the tick of the answer, before anything else is read from the connection. @throws TransportError */
function open<T>(session: Session, opening: Opening, use: (stream: ClientChannel) => T): Promise<T> {
  const {limitMs, request, refusal} = opening;
  return new Promise((resolve, reject) => {
    if (session.failure) {
      reject(session.failure);
      return;
    }
    let waiting = true;
    const settle = (result: () => void): void => {
      waiting = false;
      clearTimeout(timer);
      unwatch();
      result();
    };
    const fail = (error: TransportError): void => settle(() => reject(error));
    const timer = setTimeout(() => fail(new TransportError('timeout', `no channel in ${limitMs} ms`)), limitMs);
    const unwatch = session.onFailure(fail);
    const answer: Answer = (error, stream) => {
      if (error) fail(session.failure ?? refusal(error));
      else if (waiting) settle(() => resolve(use(stream)));
      else stream.close();
    };
    try {
      request(answer);
    } catch {
      // ssh2 throws when the socket has broken and the news is still on its way.
      fail(closedEarly('open', false));
    }
  });
}

/** Starts a command on its own channel. @throws TransportError */
export function execOn(session: Session, command: string, output: Output, limitMs: number): Promise<Channel> {
  const request: Opening['request'] = (answer) => session.client.exec(command, answer);
  const refusal: Opening['refusal'] = (error) => sessionRefusal(error, 'the server runs no commands');
  return open(session, {limitMs, request, refusal}, (stream) => channelOf(session, stream, output));
}

/** So wide that nothing is wrapped and so high that little is paged; the size that netmiko has tried on many devices. */
const terminal = {term: 'vt100', cols: 511, rows: 1000, width: 0, height: 0};

/** Starts an interactive shell on a terminal of its own. @throws TransportError */
export function shellOn(session: Session, output: Output, limitMs: number): Promise<Channel> {
  const request: Opening['request'] = (answer) => session.client.shell(terminal, answer);
  const refusal: Opening['refusal'] = (error) => sessionRefusal(error, 'the server gives no interactive shell');
  return open(session, {limitMs, request, refusal}, (stream) => channelOf(session, stream, output));
}

/** A stream to another address through a jump host. @throws TransportError */
export function forwardOn(session: Session, address: string, port: number, limitMs: number): Promise<ClientChannel> {
  const request: Opening['request'] = (answer) => session.client.forwardOut('127.0.0.1', 0, address, port, answer);
  return open(session, {limitMs, request, refusal: forwardRefusal}, (stream) => stream);
}
