import {createSocket, type Socket} from 'node:dgram';
import {once} from 'node:events';
import {isIP} from 'node:net';
import type {WireAsk} from '../../model/outside.ts';
import type {Ending} from '../../model/transcript.ts';
import {endingAfter, receivedLine, type DialogueOptions, type Held} from './dialogue.ts';
import {Inbox} from './inbox.ts';
import {sentBytes} from './sent-bytes.ts';

/** One socket, and what it was told of the peer by ICMP, if anything. */
interface Line {
  readonly socket: Socket;
  readonly inbox: Inbox;
  readonly refusal: () => NodeJS.ErrnoException | null;
}

/** Nothing came, and a port without a service, or the way to it, says so by ICMP: the system tells it as an error of the socket. */
function refused({refusal}: Line): Held {
  const error = refusal();
  if (error?.code === 'ECONNREFUSED') return {state: 'absent'};
  return {state: 'silent', reason: 'unreachable'};
}

async function run(line: Line, ask: WireAsk, address: string, options: DialogueOptions): Promise<Held> {
  const {socket, inbox} = line;
  const lines: string[] = [];
  const deadline = performance.now() + ask.seconds * 1000;
  const told = (ending: Ending): Held => ({state: 'told', lines: [...lines, `. ${ending}`], cut: ending === 'limit'});
  let heard = false;
  for (const step of ask.steps) {
    if (step.do === 'tls') throw new Error(`${ask.id}: there is no TLS over datagrams`);
    if (step.do === 'send') {
      options.check();
      if (line.refusal() !== null) continue;
      socket.send(sentBytes(step.bytes, address));
      lines.push(`> ${step.bytes}`);
      continue;
    }
    const part = await inbox.read(step.end, deadline, options.signal);
    heard ||= part.bytes.length > 0;
    if (!heard && line.refusal() !== null) return refused(line);
    lines.push(receivedLine(part.bytes, options.redact));
    const ending = endingAfter(step, part);
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
  socket.on('error', (error: NodeJS.ErrnoException) => {
    refusal = error;
    inbox.close();
  });
  try {
    socket.connect(ask.port, options.host);
    // That there is no way to it at all shows already here.
    await once(socket, 'connect').catch(() => undefined);
    return await run({socket, inbox, refusal: () => refusal}, ask, address, options);
  } finally {
    socket.close();
  }
}
