import {createSocket} from 'node:dgram';
import {getServers} from 'node:dns';
import {isIP} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {escapeBytes} from '../../model/escaped.ts';
import type {LookupAsk} from '../../model/outside.ts';
import {closeFully, connect} from './connect.ts';
import {dnsQuery, isTruncated, withoutNumber, type DnsQuery} from './dns-query.ts';
import {Inbox} from './inbox.ts';

const port = 53;
const attempts = 2;
/** As long as a message over TCP may be, with the two bytes that tell its length. */
const largest = 65_537;

/** Address of the DNS server that this machine asks first; null: none is known, or not at the usual port. */
export const systemResolver = (): string | null => getServers().find((address) => isIP(address) !== 0) ?? null;

export interface DnsServer {
  readonly server: string;
  /** Longest wait for one answer, in milliseconds. */
  readonly waitMs: number;
}

/** The answer in one datagram; null: none came in time, or nothing is there. */
async function overUdp(query: DnsQuery, {server, waitMs}: DnsServer, signal: AbortSignal): Promise<Buffer | null> {
  const socket = createSocket(isIP(server) === 6 ? 'udp6' : 'udp4');
  const timer = new AbortController();
  try {
    const answered = new Promise<Buffer | null>((resolve) => {
      socket.on('message', (message) => query.isAnswer(message) && resolve(message));
      socket.on('error', () => resolve(null));
    });
    socket.connect(port, server, () => socket.send(query.bytes));
    const ended = AbortSignal.any([signal, timer.signal]);
    return await Promise.race([answered, delay(waitMs, null, {signal: ended}).catch(() => null)]);
  } finally {
    timer.abort();
    socket.close();
  }
}

async function overTcp(query: DnsQuery, {server, waitMs}: DnsServer, signal: AbortSignal): Promise<Buffer | null> {
  const attempt = await connect(server, port, waitMs, signal);
  if (attempt.state !== 'open') return null;
  const {socket} = attempt;
  const inbox = new Inbox(largest);
  socket.on('data', (chunk: Buffer) => inbox.add(chunk));
  for (const event of ['end', 'close', 'error']) socket.on(event, () => inbox.close());
  try {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(query.bytes.length);
    socket.write(Buffer.concat([length, query.bytes]));
    const end = {at: 'length', offset: 0, bytes: 2, order: 'big', plus: 2} as const;
    const {bytes, ending} = await inbox.read(end, performance.now() + waitMs, signal);
    const message = bytes.subarray(2);
    return ending === 'met' && query.isAnswer(message) ? message : null;
  } finally {
    await closeFully(socket);
  }
}

/**
 * What a DNS server answers to a question, as a transcript; null: nothing. It is asked over UDP, once more where nothing comes, and over
 * TCP where the answer had no room. @throws TransportError, or what the signal says
 */
export async function lookUp(ask: LookupAsk, server: DnsServer, signal: AbortSignal): Promise<string | null> {
  const query = dnsQuery(ask);
  let message: Buffer | null = null;
  for (let attempt = 0; message === null && attempt < attempts; attempt += 1) {
    message = await overUdp(query, server, signal);
    signal.throwIfAborted();
  }
  const whole = message !== null && isTruncated(message) ? await overTcp(query, server, signal) : message;
  return whole === null ? null : `< ${escapeBytes(withoutNumber(whole))}\n. done`;
}
