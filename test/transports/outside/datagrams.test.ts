import {createSocket, type RemoteInfo, type Socket} from 'node:dgram';
import {setMaxListeners} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import type {Dialogue, WireStep} from '../../../src/model/outside.ts';
import {readTranscript, type Transcript} from '../../../src/model/transcript.ts';
import {TransportError} from '../../../src/transports/connection.ts';
import {holdDatagrams} from '../../../src/transports/outside/datagrams.ts';
import type {DialogueOptions, Held} from '../../../src/transports/outside/dialogue.ts';
import {askOf, dialogueOptions} from '../../support/outside.ts';

const host = '127.0.43.1';
const quiet = new AbortController();
setMaxListeners(0, quiet.signal);
const options = dialogueOptions(host, quiet.signal);
const ask: WireStep = {do: 'send', bytes: 'who?'};
const read: WireStep = {do: 'read', end: {at: 'silence', ms: 60}};

async function bound(address: string): Promise<Socket> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, address, () => resolve()));
  return socket;
}

/** A server that does what it is told with each datagram. */
async function serve(
  t: ExecutionContext,
  act: (message: string, from: RemoteInfo, socket: Socket) => void,
): Promise<{readonly port: number; readonly heard: string[]}> {
  const socket = await bound(host);
  const heard: string[] = [];
  socket.on('message', (message, from) => {
    heard.push(message.toString());
    act(message.toString(), from, socket);
  });
  t.teardown(() => socket.close());
  return {port: socket.address().port, heard};
}

const hold = (
  port: number,
  steps: readonly WireStep[],
  more: Partial<Dialogue> = {},
  other: Partial<DialogueOptions> = {},
) => holdDatagrams(askOf(port, steps, {transport: 'udp', seconds: 1, ...more}), host, {...options, ...other});

function told(held: Held): Transcript {
  if (held.state !== 'told') throw new Error(JSON.stringify(held));
  return readTranscript(held.lines.join('\n'));
}

test('one datagram for each message, and what came for each', async (t) => {
  const {port, heard} = await serve(t, (message, {port: to, address}, socket) =>
    socket.send(`${message} me`, to, address),
  );
  const {ending, received} = told(await hold(port, [ask, read, {do: 'send', bytes: 'again {{address}}'}, read]));
  t.deepEqual([ending, received.map(String)], ['done', ['who? me', `again ${host} me`]]);
  t.deepEqual(heard, ['who?', `again ${host}`]);
});

test('datagrams from another address or another port are ignored', async (t) => {
  const strangers = [await bound('127.0.43.2'), await bound(host)];
  t.teardown(() => strangers.forEach((socket) => socket.close()));
  const {port} = await serve(t, (_, {port: to, address}, socket) => {
    for (const stranger of strangers) stranger.send('believe me', to, address);
    setTimeout(() => socket.send('the true one', to, address), 40);
  });
  t.deepEqual(told(await hold(port, [ask, read])).received.map(String), ['the true one']);
});

test('only strangers answer: the peer was silent', async (t) => {
  const stranger = await bound('127.0.43.3');
  t.teardown(() => stranger.close());
  const {port} = await serve(t, (_, {port: to, address}) => stranger.send('believe me', to, address));
  const {ending, received} = told(await hold(port, [ask, read, ask], {seconds: 0.3}));
  t.deepEqual([ending, received.map(String)], ['silence', ['']]);
});

test('who does not answer gets no second message', async (t) => {
  const {port, heard} = await serve(t, () => undefined);
  t.is(told(await hold(port, [ask, read, ask, read], {seconds: 0.2})).ending, 'silence');
  await sleep(50);
  t.deepEqual(heard, ['who?']);
});

test('a flood is cut at the limit', async (t) => {
  const {port} = await serve(t, (_, {port: to, address}, socket) => {
    for (let i = 0; i < 50; i += 1) socket.send(Buffer.alloc(1000, 'x'), to, address);
  });
  const held = await hold(port, [ask, read]);
  t.is(told(held).ending, 'limit');
  t.is(told(held).received[0]?.length, 4096);
  t.true(held.state === 'told' && held.cut);
});

test('a port that says by ICMP that nothing is there is closed; of one that goes after an answer, the answer is kept', async (t) => {
  const gone = await bound(host);
  const {port} = gone.address();
  gone.close();
  t.deepEqual(await hold(port, [ask, read]), {state: 'absent'});
  const going = await bound(host);
  const there = going.address().port;
  going.on('message', (_, {port: to, address}) => going.send('once', to, address, () => going.close()));
  const {received} = told(await hold(there, [ask, read, ask, read]));
  t.deepEqual(received.map(String), ['once', '']);
});

test('an address to which there is no way at all is unreachable, not closed', async (t) => {
  // Broadcasts are not sent without being asked for.
  const held = await hold(9, [ask, read], {}, {host: '255.255.255.255'});
  t.deepEqual(held, {state: 'silent', reason: 'unreachable'});
});

test('before each message it is looked whether it may be sent', async (t) => {
  let allowed = true;
  const {port, heard} = await serve(t, (_, {port: to, address}, socket) => {
    allowed = false;
    socket.send('yes', to, address);
  });
  const check = (): void => {
    if (!allowed) throw new TransportError('stopped', 'the kill switch is set');
  };
  await t.throwsAsync(hold(port, [ask, read, ask, read], {}, {check}), {message: 'the kill switch is set'});
  t.deepEqual(heard, ['who?']);
});

test('a stop while it waits ends it', async (t) => {
  const stop = new AbortController();
  const {port} = await serve(t, () => stop.abort(new TransportError('stopped', 'test')));
  await t.throwsAsync(hold(port, [ask, read], {seconds: 30}, {signal: stop.signal}), {message: 'test'});
});
