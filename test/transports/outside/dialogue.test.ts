import {createServer as createTlsServer} from 'node:tls';
import {setMaxListeners} from 'node:events';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import type {AddressInfo, Socket} from 'node:net';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test, {type ExecutionContext} from 'ava';
import type {Dialogue, WireStep} from '../../../src/model/outside.ts';
import {readTranscript, type Transcript} from '../../../src/model/transcript.ts';
import {TransportError} from '../../../src/transports/connection.ts';
import {holdDialogue, type DialogueOptions, type Held} from '../../../src/transports/outside/dialogue.ts';
import {askOf, dialogueOptions} from '../../support/outside.ts';
import {startRaw, temporaryFolder} from '../../support/sshd.ts';

const host = '127.0.42.1';
const quiet = new AbortController();
setMaxListeners(0, quiet.signal);
const options = dialogueOptions(host, quiet.signal);
const line: WireStep = {do: 'read', end: {at: 'line', like: '.'}};
const say = (text: string): WireStep => ({do: 'send', bytes: `${text}\\n`});

/** A server that does what it is told with one connection, and how that ended there. */
interface Watched {
  readonly port: number;
  readonly said: () => string;
  /** `fin`: the other side ended it in order; `reset`: it threw it away. */
  readonly ending: () => Promise<'fin' | 'reset' | 'open'>;
}

async function watched(t: ExecutionContext, act: (socket: Socket) => void): Promise<Watched> {
  let [said, ended] = ['', 'open' as 'fin' | 'reset' | 'open'];
  const server = await startRaw((socket) => {
    socket
      .on('data', (chunk: Buffer) => (said += chunk.toString('latin1')))
      .on('end', () => {
        ended = 'fin';
        socket.end();
      })
      .on('error', () => (ended = 'reset'));
    act(socket);
  }, host);
  t.teardown(() => server.stop());
  return {
    port: server.port,
    said: () => said,
    async ending() {
      for (let waited = 0; ended === 'open' && waited < 3000; waited += 20) await sleep(20);
      return ended;
    },
  };
}

const hold = (
  port: number,
  steps: readonly WireStep[],
  more: Partial<Dialogue> = {},
  other: Partial<DialogueOptions> = {},
) => holdDialogue(askOf(port, steps, more), host, {...options, ...other});

function told(held: Held): Transcript {
  if (held.state !== 'told') throw new Error(held.state);
  return readTranscript(held.lines.join('\n'));
}

test('what is sent and what comes stand in the transcript, and the connection is closed in full', async (t) => {
  const server = await watched(t, (socket) => {
    socket.write('220 hi\r\n');
    socket.once('data', () => socket.write('250 \x80 ok\r\n'));
  });
  const held = await hold(server.port, [line, say('EHLO {{address}}'), line]);
  t.deepEqual(held, {
    state: 'told',
    lines: ['< 220 hi\\r\\n', '> EHLO {{address}}\\n', '< 250 \\xc2\\x80 ok\\r\\n', '. done'],
    cut: false,
  });
  t.is(server.said(), `EHLO ${host}\n`);
  t.is(await server.ending(), 'fin');
});

const misbehaviours: Readonly<
  Record<string, readonly [(socket: Socket) => void, Transcript['ending'], 'fin' | 'reset']>
> = {
  'says nothing at all': [() => undefined, 'silence', 'fin'],
  'drips a line without an end': [
    (socket) => {
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    },
    'silence',
    'fin',
  ],
  'closes at once': [(socket) => socket.end(), 'closed', 'fin'],
  'closes in the middle of a line': [(socket) => socket.end('22'), 'closed', 'fin'],
  'speaks something else': [(socket) => socket.write('SSH-2.0-x\r\n'), 'mismatch', 'fin'],
  'says more than is taken': [(socket) => socket.write('x'.repeat(6000)), 'limit', 'fin'],
};
for (const [what, [act, ending, closed]] of Object.entries(misbehaviours)) {
  test(`a server that ${what}: ${ending}, in time, and closed in full`, async (t) => {
    const server = await watched(t, act);
    const at = performance.now();
    const held = await hold(server.port, [{...line, like: '^220'}, say('never'), line], {seconds: 0.4});
    t.is(told(held).ending, ending);
    t.is(held.state === 'told' && held.cut, ending === 'limit');
    t.true(performance.now() - at < 2400);
    t.is(server.said(), '', 'nothing is said to it');
    t.is(await server.ending(), closed);
  });
}

test('a server that resets in the middle: what came is kept', async (t) => {
  const server = await watched(t, (socket) => {
    socket.write('220 hi\r\n');
    socket.once('data', () => socket.resetAndDestroy());
  });
  const transcript = told(await hold(server.port, [line, say('EHLO'), line]));
  t.deepEqual([transcript.ending, transcript.received.map(String)], ['closed', ['220 hi\r\n', '']]);
});

test('a server that never stops talking is left within the time of a goodbye, and takes no room', async (t) => {
  const server = await watched(t, (socket) => {
    const more = (): boolean => socket.writable && socket.write('y'.repeat(60_000), more as () => void);
    more();
  });
  const before = process.memoryUsage().rss;
  const at = performance.now();
  const held = await hold(server.port, [line], {seconds: 1});
  t.is(told(held).ending, 'limit');
  t.is(told(held).received[0]?.length, 4096);
  t.true(performance.now() - at < 4500);
  t.true(process.memoryUsage().rss - before < 100_000_000);
});

test('a closed port is nothing; one that does not answer is not known', async (t) => {
  const server = await startRaw(() => undefined, host);
  await server.stop();
  t.deepEqual(await hold(server.port, [line]), {state: 'absent'});
});

test('before each message it is looked whether it may be sent: after a stop in between, none is', async (t) => {
  let allowed = true;
  const server = await watched(t, (socket) => {
    socket.write('220 hi\r\n');
    socket.once('data', () => {
      allowed = false;
      socket.write('250 ok\r\n');
    });
  });
  const check = (): void => {
    if (!allowed) throw new TransportError('stopped', 'the kill switch is set');
  };
  const held = hold(server.port, [line, say('one'), line, say('two'), line], {}, {check});
  await t.throwsAsync(held, {message: 'the kill switch is set'});
  t.is(server.said(), 'one\n');
  t.is(await server.ending(), 'fin');
});

test('a stop while it waits ends it, and closes in full', async (t) => {
  const stop = new AbortController();
  const server = await watched(t, () => setTimeout(() => stop.abort(new TransportError('stopped', 'test')), 50));
  await t.throwsAsync(hold(server.port, [line], {seconds: 30}, {signal: stop.signal}), {message: 'test'});
  t.is(await server.ending(), 'fin');
});

test('under TLS, whatever the certificate: its chain, version and suite are told, and the connection is closed in full', async (t) => {
  const folder = temporaryFolder();
  t.teardown(folder.remove);
  const [key, cert] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')];
  const subject = ['-subj', '/CN=test.invalid', '-days', '1'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ],
    {stdio: 'pipe'},
  );
  let ended = '';
  const server = createTlsServer({key: readFileSync(key), cert: readFileSync(cert)}, (socket) => {
    socket
      .on('data', () => socket.write('220 under TLS\r\n'))
      .on('end', () => (ended = 'fin'))
      .on('error', () => (ended = 'reset'));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  t.teardown(() => server.close());
  const {port} = server.address() as AddressInfo;
  const {tls, received, ending} = told(await hold(port, [{do: 'tls'}, say('hello'), line]));
  t.is(ending, 'done');
  t.is(received[0]?.toString(), '220 under TLS\r\n');
  t.is(tls?.version, 'TLSv1.3');
  t.is(tls?.certificates.length, 1);
  for (let waited = 0; ended === '' && waited < 2000; waited += 20) await sleep(20);
  t.is(ended, 'fin');
});

const noTls: Readonly<Record<string, (socket: Socket) => void>> = {
  'speaks no TLS': (socket) => void socket.once('data', () => socket.write('500 what?\r\n')),
  'closes instead': (socket) => void socket.once('data', () => socket.end()),
  'says nothing': () => undefined,
};
for (const [what, act] of Object.entries(noTls)) {
  test(`a server that ${what} where TLS should begin: told as such, in time, and no connection is left`, async (t) => {
    const server = await watched(t, act);
    const at = performance.now();
    const {tls, ending} = told(await hold(server.port, [{do: 'tls'}, say('hello'), line], {seconds: 0.5}));
    t.deepEqual([tls, ending], [null, 'tls-failed']);
    t.true(performance.now() - at < 3000);
    t.is(await server.ending(), 'fin');
  });
}
