import {createSocket, type Socket} from 'node:dgram';
import {once} from 'node:events';
import {lookup} from 'node:dns/promises';
import {TransportError} from '../connection.ts';
import type {WireAsk} from '../../model/outside.ts';
import type {Ending} from '../../model/transcript.ts';
import {endingAfter, receivedLine, type DialogueOptions, type Held} from './dialogue.ts';
import {Inbox} from './inbox.ts';
import {sentBytes} from './sent-bytes.ts';

async function run(
  socket: Socket,
  inbox: Inbox,
  ask: WireAsk,
  address: string,
  options: DialogueOptions,
): Promise<Held> {
  const lines: string[] = [];
  const deadline = performance.now() + ask.seconds * 1000;
  const told = (ending: Ending): Held => ({state: 'told', lines: [...lines, `. ${ending}`], cut: ending === 'limit'});
  for (const step of ask.steps) {
    if (step.do === 'tls') throw new Error(`${ask.id}: there is no TLS over datagrams`);
    if (step.do === 'send') {
      socket.send(sentBytes(step.bytes, address));
      lines.push(`> ${step.bytes}`);
      continue;
    }
    const part = await inbox.read(step.end, deadline, options.signal);
    // A port without a service says so by ICMP, which the system tells as an error of the socket.
    if (part.ending === 'closed') return {state: 'absent'};
    lines.push(receivedLine(part.bytes, options.redact));
    const ending = endingAfter(step, part);
    if (ending !== null) return told(ending);
  }
  return told('done');
}

/** Holds a dialogue in datagrams; only those of the peer itself are taken. @throws TransportError, or what the signal says */
export async function holdDatagrams(ask: WireAsk, address: string, options: DialogueOptions): Promise<Held> {
  options.signal.throwIfAborted();
  const {address: resolved, family} = await lookup(address).catch((error: unknown) => {
    throw new TransportError('unreachable', error instanceof Error ? error.message : String(error));
  });
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  const inbox = new Inbox(ask.limit);
  socket.on('message', (message) => inbox.add(message));
  socket.on('error', () => inbox.close());
  try {
    socket.connect(ask.port, resolved);
    await once(socket, 'connect');
    return await run(socket, inbox, ask, address, options);
  } finally {
    socket.close();
  }
}
