import {createSocket, type Socket} from 'node:dgram';
import {once} from 'node:events';
import {createServer, type Server} from 'node:net';
import test from 'ava';
import type {LookupAsk} from '../../../src/model/outside.ts';
import type {OutsideEntry} from '../../../src/model/plan.ts';
import {readTranscript} from '../../../src/model/transcript.ts';
import {dnsQuery} from '../../../src/transports/outside/dns-query.ts';
import {lookUp} from '../../../src/transports/outside/lookup.ts';
import {collectFrom, officePolicy, planOf, senderFor} from '../../support/sender.ts';

const ask = (name = 'example.lg.jp'): LookupAsk => ({
  kind: 'lookup',
  id: `mx/${name}/${name}`,
  name,
  type: 'MX',
  privilege: 'user',
  cost: 'cheap',
});
const running: (Socket | Server)[] = [];
test.after.always(() => {
  for (const server of running) server.close();
});

/** A server that answers each datagram with some others. */
async function udp(address: string, answers: (query: Buffer) => readonly Buffer[]): Promise<{count: number}> {
  const seen = {count: 0};
  const socket = createSocket('udp4');
  running.push(socket);
  socket.on('message', (query, {port, address: from}) => {
    seen.count += 1;
    for (const answer of answers(query)) socket.send(answer, port, from);
  });
  socket.bind(53, address);
  await once(socket, 'listening');
  return seen;
}

/** The query as an answer without records; `flags`: 0x8180 is one that is whole. */
function answer(query: Buffer, flags = 0x8180): Buffer {
  const copy = Buffer.from(query);
  copy.writeUInt16BE(flags, 2);
  return copy;
}

const signal = (): AbortSignal => new AbortController().signal;
const bytesOf = (body: string | null): Buffer | undefined => readTranscript(body ?? '').received[0];

test('a question is one question with the wish for recursion, and as long as it says', (t) => {
  const {bytes} = dnsQuery(ask());
  t.deepEqual([...bytes.subarray(2, 12)], [1, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
  t.is(bytes.subarray(12).toString('latin1'), '\x07example\x02lg\x02jp\0\0\x0f\0\x01\0\0\x29\x04\xd0\0\0\0\0\0\0');
});

test('only an answer to the very question is taken, whatever comes before it', async (t) => {
  await udp('127.0.18.1', (query) => {
    const wrongNumber = answer(query);
    wrongNumber.writeUInt16BE(query.readUInt16BE(0) ^ 1, 0);
    const other = answer(query);
    other.write('e', 13, 'latin1');
    other.write('f', 14, 'latin1');
    return [Buffer.from('x'), wrongNumber, other, query, answer(query)];
  });
  const bytes = bytesOf(await lookUp(ask(), {server: '127.0.18.1', waitMs: 2000}, signal()));
  t.is(bytes?.readUInt16BE(0), 0);
  t.is(bytes?.readUInt16BE(2), 0x8180);
  t.is(bytes?.subarray(12, 20).toString('latin1'), '\x07example');
});

test('what had no room is asked for again over TCP; a part of it is no answer', async (t) => {
  await udp('127.0.18.2', (query) => [answer(query, 0x8380)]);
  let whole = true;
  const server = createServer((socket) => {
    socket.once('data', (data) => {
      const reply = answer(data.subarray(2));
      const length = Buffer.from([0, reply.length]);
      socket.end(Buffer.concat([length, whole ? reply : reply.subarray(0, 20)]));
    });
  });
  running.push(server);
  server.listen(53, '127.0.18.2');
  await once(server, 'listening');
  const to = {server: '127.0.18.2', waitMs: 2000};
  t.is(bytesOf(await lookUp(ask(), to, signal()))?.readUInt16BE(2), 0x8180);
  whole = false;
  t.is(await lookUp(ask(), to, signal()), null);
});

test('a server that stays silent is asked twice for a name, and after two names no more', async (t) => {
  const seen = await udp('127.0.18.3', () => []);
  const asks = ['a.example', 'b.example', 'c.example', 'd.example'].map(ask);
  const base = {asset: 'site', zone: 'office', loadGroup: null, platform: 'site', talk: 'outside'} as const;
  const endpoint = {via: 'nmap', address: '127.0.18.3', credential: null} as const;
  const entry: OutsideEntry = {...base, key: 'site/nmap/dns', endpoint, asks};
  const plan = {...planOf([entry]), policies: {office: {...officePolicy, via: ['nmap'] as const}}};
  const {sent, byAsk} = await collectFrom(senderFor({targets: [], plan, secrets: {}}), [entry.key]);
  t.deepEqual(sent, {ok: true});
  t.is(seen.count, 4);
  t.is(byAsk.size, 4);
  for (const {answer: told} of byAsk.values()) t.like(told, {ok: false, reason: 'timeout'});
});

test('a run that is stopped waits for nothing', async (t) => {
  await udp('127.0.18.4', () => []);
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('stopped')), 50);
  const started = performance.now();
  await t.throwsAsync(lookUp(ask(), {server: '127.0.18.4', waitMs: 5000}, stop.signal), {message: 'stopped'});
  t.true(performance.now() - started < 3000);
});
