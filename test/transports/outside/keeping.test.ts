import test from 'ava';
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import type {WireAsk, WireStep} from '../../../src/model/outside.ts';
import {holdDatagrams} from '../../../src/transports/outside/datagrams.ts';
import {holdDialogue, type DialogueOptions} from '../../../src/transports/outside/dialogue.ts';
import {partLength} from '../../../src/transports/outside/part-length.ts';
import {keepOf, sentBytes} from '../../../src/transports/outside/sent-bytes.ts';
import {startRaw} from '../../support/sshd.ts';

const options: DialogueOptions = {
  host: '127.0.0.1',
  check: () => undefined,
  connectMs: 1000,
  signal: new AbortController().signal,
  redact: (text) => text,
};

const askOf = (transport: 'tcp' | 'udp', port: number, steps: readonly WireStep[], seconds = 3): WireAsk => ({
  kind: 'wire',
  id: `test@${transport}/${port}`,
  class: 'read',
  transport,
  port,
  steps,
  seconds,
  limit: 1000,
  privilege: 'user',
  cost: 'cheap',
});

test('what a read keeps is said back, with its length, whatever bytes it is', async (t) => {
  const heard: Buffer[] = [];
  const server = await startRaw((socket) => {
    socket.write(Buffer.from([0x49, 0x44, 0x7b, 0x7b, 0x5c, 0xff, 0x0a]));
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
  });
  const steps: WireStep[] = [
    {do: 'read', end: {at: 'line', like: '^ID'}, keep: {name: 'session', like: '^ID([\\s\\S]{4})\\n', most: 4}},
    {do: 'send', bytes: '\\x01{{2:{{=session}}abc}}{{address}}\\n'},
    {do: 'read', end: {at: 'close'}},
  ];
  const held = await holdDialogue(askOf('tcp', server.port, steps, 1), server.address, options);
  await server.stop();
  const sent = Buffer.from([1, 0, 7, 0x7b, 0x7b, 0x5c, 0xff, 0x61, 0x62, 0x63]);
  t.deepEqual(Buffer.concat(heard), Buffer.concat([sent, Buffer.from('127.0.0.1\n')]));
  t.is(held.state, 'told');
});

test('the dialogue is over where there is nothing to keep, or too much', async (t) => {
  for (const like of ['^no(.)', '^([\\s\\S]{5})']) {
    const heard: Buffer[] = [];
    const server = await startRaw((socket) => {
      socket.write('hello\n');
      socket.on('data', (chunk: Buffer) => heard.push(chunk));
    });
    const steps: WireStep[] = [
      {do: 'read', end: {at: 'line', like: ''}, keep: {name: 'word', like, most: 4}},
      {do: 'send', bytes: '{{=word}}'},
    ];
    const held = await holdDialogue(askOf('tcp', server.port, steps), server.address, options);
    await server.stop();
    t.deepEqual(held, {state: 'told', lines: ['< hello\\n', '. mismatch'], cut: false});
    t.is(heard.length, 0);
  }
});

test('nothing is sent under a name that was never kept', (t) => {
  t.throws(() => sentBytes('{{=word}}', '127.0.0.1', new Map()), {message: /nothing was kept as word/});
  t.false(keepOf({name: 'word', like: '^a(b)', most: 1}, 'xb', new Map()));
});

test('a BER element ends where its length says, short or long', (t) => {
  const length = (hex: string): number | null => partLength({at: 'ber'}, Buffer.from(hex, 'hex'));
  t.is(length('3002aabbcc'), 4);
  t.is(length('3002aa'), null);
  t.is(length('30820003aabbccdd'), 7);
  t.is(length('308400000001aa'), 7);
  t.is(length('30'), null);
  t.is(length('3080aabb0000'), null, 'an indefinite length is told by nothing but time');
  t.is(length('308affffffffffffffffffff'), null);
});

async function peer(onMessage: (count: number) => string | null) {
  const socket = createSocket('udp4');
  let count = 0;
  socket.on('message', (_, {port, address}) => {
    count += 1;
    const answer = onMessage(count);
    if (answer !== null) socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {port: socket.address().port, count: () => count, close: () => socket.close()};
}

const datagram: readonly WireStep[] = [
  {do: 'send', bytes: 'hi', again: true},
  {do: 'read', end: {at: 'bytes', count: 2}},
];

test('a datagram that gets no answer is sent once more, and no more', async (t) => {
  const late = await peer((count) => (count === 2 ? 'ok' : null));
  const first = await holdDatagrams(askOf('udp', late.port, datagram), '127.0.0.1', options);
  late.close();
  t.deepEqual(first, {state: 'told', lines: ['> hi', '< ok', '. done'], cut: false});
  const mute = await peer(() => null);
  const second = await holdDatagrams(askOf('udp', mute.port, datagram, 2), '127.0.0.1', options);
  mute.close();
  t.deepEqual(second, {state: 'told', lines: ['> hi', '< ', '. silence'], cut: false});
  t.is(mute.count(), 2);
  const prompt = await peer(() => 'ok');
  await holdDatagrams(askOf('udp', prompt.port, datagram), '127.0.0.1', options);
  prompt.close();
  t.is(prompt.count(), 1);
});

test('that nothing is there shows also where several datagrams went, or the answer would end in silence', async (t) => {
  const closed = await peer(() => null);
  closed.close();
  const steps: WireStep[] = [
    ...datagram.slice(0, 1),
    ...datagram.slice(0, 1),
    {do: 'read', end: {at: 'silence', ms: 100}},
  ];
  const held = await holdDatagrams(askOf('udp', closed.port, steps), '127.0.0.1', options);
  t.deepEqual(held, {state: 'absent'});
});

test('a peer that resets the connection as it is closed does no harm', async (t) => {
  const server = await startRaw((socket) => socket.resetAndDestroy());
  const held = await holdDialogue(askOf('tcp', server.port, [{do: 'read', end: {at: 'close'}}]), '127.0.0.1', options);
  await server.stop();
  t.not(held.state, 'silent');
});
