import {createSocket, type Socket} from 'node:dgram';
import {once} from 'node:events';
import {isIP} from 'node:net';
import type {WireAsk, WireStep} from '../../model/outside.ts';
import type {Ending} from '../../model/transcript.ts';
import {endingAfter, receivedLine, type DialogueOptions, type Held} from './dialogue.ts';
import {Inbox, type Part} from './inbox.ts';
import {sentBytes, type Kept} from './sent-bytes.ts';

/** One socket, and what it was told of the peer by ICMP, if anything. */
interface Line {
  readonly socket: Socket;
  readonly inbox: Inbox;
  readonly refusal: () => NodeJS.ErrnoException | null;
  readonly send: (bytes: Buffer) => void;
}

/** After so long without an answer, a datagram may be lost: as long as TCP of most systems waits before it sends again. */
const lostAfterMs = 1000;

/** The next part; the datagrams before it are sent once more where nothing comes. */
async function answered(
  {inbox, send}: Line,
  {end}: Extract<WireStep, {do: 'read'}>,
  unanswered: readonly Buffer[],
  deadline: number,
  {check, signal}: DialogueOptions,
): Promise<Part> {
  const soon = performance.now() + lostAfterMs;
  if (unanswered.length === 0 || soon >= deadline) return inbox.read(end, deadline, signal);
  const part = await inbox.read(end, soon, signal);
  if (part.ending !== 'silence' || part.bytes.length > 0) return part;
  check();
  for (const bytes of unanswered) send(bytes);
  return inbox.read(end, deadline, signal);
}

/** Nothing came, and a port without a service, or the way to it, says so by ICMP: the system tells it as an error of the socket. */
function refused({refusal}: Line): Held {
  const error = refusal();
  if (error?.code === 'ECONNREFUSED') return {state: 'absent'};
  return {state: 'silent', reason: 'unreachable'};
}

async function run(line: Line, ask: WireAsk, address: string, options: DialogueOptions): Promise<Held> {
  const lines: string[] = [];
  const kept: Kept = new Map();
  let unanswered: Buffer[] = [];
  const deadline = performance.now() + ask.seconds * 1000;
  const told = (ending: Ending): Held => ({state: 'told', lines: [...lines, `. ${ending}`], cut: ending === 'limit'});
  let heard = false;
  for (const step of ask.steps) {
    if (step.do === 'tls') throw new Error(`${ask.id}: there is no TLS over datagrams`);
    if (step.do === 'send') {
      options.check();
      if (line.refusal() !== null) continue;
      const bytes = sentBytes(step.bytes, address, kept);
      line.send(bytes);
      if (step.again === true) unanswered.push(bytes);
      lines.push(`> ${step.bytes}`);
      continue;
    }
    const part = await answered(line, step, unanswered, deadline, options);
    unanswered = [];
    heard ||= part.bytes.length > 0;
    if (!heard && line.refusal() !== null) return refused(line);
    lines.push(receivedLine(part.bytes, options.redact));
    const ending = endingAfter(step, part, kept);
    if (ending !== null) return told(ending);
  }
  return told('done');
}

/** Holds a dialogue in datagrams; only those of the peer itself are taken. @throws TransportError, or what the signal says */
export async function holdDatagrams(ask: WireAsk, address: string, options: DialogueOptions): Promise<Held> {
  options.signal.throwIfAborted();
  const socket = createSocket(isIP(options.host) === 6 ? 'udp6' : 'udp4');
  const inbox = new Inbox(ask.limit);
  let refusal: NodeJS.ErrnoException | null = null;
  socket.on('message', (message) => inbox.add(message));
  const refuse = (error: NodeJS.ErrnoException): void => {
    refusal = error;
    inbox.close();
  };
  socket.on('error', refuse);
  // That nothing is there, the system may tell when the next datagram is sent.
  const send = (bytes: Buffer): void => socket.send(bytes, (error) => error !== null && refuse(error));
  try {
    socket.connect(ask.port, options.host);
    // That there is no way to it at all shows already here.
    await once(socket, 'connect').catch(() => undefined);
    return await run({socket, inbox, refusal: () => refusal, send}, ask, address, options);
  } finally {
    socket.close();
  }
}
