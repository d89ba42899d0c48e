import {createSocket} from 'node:dgram';
import {createServer, type Socket} from 'node:net';
import {unescapeBytes} from '../../src/model/escaped.ts';
import type {ReplayConfig, ReplayEvent, ReplayPort} from './replay.ts';

/** A program of its own: answers at ports with what it is told, and says what came. Ends by itself, or with its input. */
const config = JSON.parse(process.argv[2] ?? '') as ReplayConfig;
const tell = (event: ReplayEvent): void => void process.stdout.write(`${JSON.stringify(event)}\n`);

let connections = 0;
/** Sessions that were not closed in full: those that fell by a reset, or without a word, stay. */
const sessions = new Set<number>();

function serve(socket: Socket, {port, parts, greets, ends}: ReplayPort): void {
  const id = (connections += 1);
  const left = parts.map(unescapeBytes);
  const next = (): void => {
    const part = left.shift();
    if (part !== undefined) socket.write(part);
  };
  if (sessions.size >= (config.sessions ?? Infinity)) {
    tell({event: 'refused', port, id});
    socket.destroy();
    return;
  }
  sessions.add(id);
  tell({event: 'open', port, id, sessions: sessions.size});
  socket
    .on('data', (chunk: Buffer) => {
      tell({event: 'data', port, id, hex: chunk.toString('hex')});
      next();
    })
    .on('end', () => {
      sessions.delete(id);
      tell({event: 'end', port, id, sessions: sessions.size});
      socket.end();
    })
    .on('error', () => tell({event: 'reset', port, id, sessions: sessions.size}));
  if (ends) socket.setTimeout(60, () => socket.end());
  if (greets) next();
}

async function listen(one: ReplayPort): Promise<void> {
  const {address} = config;
  if (one.transport === 'tcp') {
    const server = createServer({allowHalfOpen: true}, (socket) => serve(socket, one));
    return new Promise((resolve) => server.listen(one.port, address, () => resolve()));
  }
  const left = one.parts.map(unescapeBytes);
  const socket = createSocket('udp4');
  socket.on('message', (message, {address: from, port: fromPort}) => {
    tell({event: 'datagram', port: one.port, id: 0, hex: message.toString('hex')});
    const part = left.shift();
    if (part !== undefined) socket.send(part, fromPort, from);
  });
  return new Promise((resolve) => socket.bind(one.port, address, () => resolve()));
}

for (const one of config.ports) await listen(one);
tell({event: 'ready', port: 0, id: 0});
const end = (): void => process.exit(0);
process.stdin.on('end', end).resume();
setTimeout(end, 120_000);
