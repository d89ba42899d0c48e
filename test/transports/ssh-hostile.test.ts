import test, {type ExecutionContext} from 'ava';
import type {Socket} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {connectSsh} from '../../src/transports/ssh.ts';
import {byKey, failure, options, target} from '../support/ssh-client.ts';
import {freePort} from '../support/free-port.ts';
import {makeKey, requireServers, startRaw, temporaryFolder, type RawServer} from '../support/sshd.ts';

requireServers();
const folder = temporaryFolder();
const key = makeKey(folder.path, 'key', 'ed25519');
test.after.always(() => folder.remove());

const quick = {connectMs: 500, handshakeMs: 1_000, authMs: 1_000, channelMs: 1_000, idleKeepAliveMs: 1_000};
const credential = byKey('u', key.privateKey);

async function raw(t: ExecutionContext, onConnection: (socket: Socket) => void): Promise<RawServer> {
  const server = await startRaw(onConnection);
  t.teardown(server.stop);
  return server;
}

/** Sends a chunk again and again for as long as the other end takes it. */
function flood(socket: Socket, chunk: Buffer): void {
  const push = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', push);
  push();
}

const cases: readonly (readonly [string, (socket: Socket) => void, string, RegExp])[] = [
  ['accepts and never answers', () => undefined, 'timeout', /^no end of the SSH handshake in 1000 ms$/],
  ['closes at once', (socket) => socket.end(), 'unreachable', /closed the connection during the handshake/],
  ['resets at once', (socket) => socket.resetAndDestroy(), 'unreachable', /ECONNRESET|closed the connection/],
  [
    'speaks HTTP',
    (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    'unreachable',
    /closed the connection during the handshake/,
  ],
  [
    'sends binary garbage without end',
    (socket) => flood(socket, Buffer.alloc(65_536, 0xee)),
    'unreachable',
    /no SSH server/,
  ],
  [
    'sends a banner of 10 MB',
    (socket) => socket.end('banner line\r\n'.repeat(800_000)),
    'unreachable',
    /no SSH server/,
  ],
  ['sends one line without end', (socket) => flood(socket, Buffer.alloc(65_536, 0x41)), 'unreachable', /no SSH server/],
  ['speaks SSH 1', (socket) => socket.write('SSH-1.5-Cisco-1.25\n'), 'no-common-algorithm', /SSH 1 alone/],
  [
    'identifies itself and falls silent',
    (socket) => socket.write('SSH-2.0-x\r\n'),
    'timeout',
    /^no end of the SSH handshake/,
  ],
  [
    'identifies itself and sends garbage',
    (socket) => socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(4_096, 0xee)])),
    'unreachable',
    /^protocol error/,
  ],
  [
    'identifies itself and floods',
    (socket) => {
      socket.write('SSH-2.0-x\r\n');
      // A plain SSH_MSG_IGNORE: length, padding length, type, empty string, padding.
      const packet = Buffer.from([0, 0, 0, 12, 6, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      flood(socket, Buffer.concat(Array.from({length: 4_096}, () => packet)));
    },
    'timeout',
    /^no end of the SSH handshake/,
  ],
];

for (const [title, behave, reason, detail] of cases) {
  test.serial(`a server that ${title}: ${reason}`, async (t) => {
    const server = await raw(t, behave);
    const started = performance.now();
    const error = await failure(t, connectSsh(target(server, credential), {...options(''), timeouts: quick}));
    t.is(error.reason, reason as typeof error.reason, error.message);
    t.regex(error.message, detail);
    t.true(performance.now() - started < 2_500);
  });
}

test.serial('a head that comes byte by byte is read', async (t) => {
  const server = await raw(t, (socket) => {
    socket.setNoDelay(true);
    void (async () => {
      for (const byte of Buffer.from('Authorized use only\r\nSSH-2.0-slow\r\n')) {
        socket.write(Buffer.from([byte]));
        await sleep(3);
      }
      socket.end(Buffer.alloc(64, 0xee));
    })();
  });
  const error = await failure(t, connectSsh(target(server, credential), {...options(''), timeouts: quick}));
  t.regex(error.message, /^protocol error/);
});

test.serial('a refused port and a name that does not exist are unreachable', async (t) => {
  const port = await freePort('127.0.0.1');
  const refused = await failure(t, connectSsh(target({address: '127.0.0.1', port}, credential), options('')));
  t.deepEqual([refused.reason, refused.message], ['unreachable', 'ECONNREFUSED']);
  const nameless = await failure(t, connectSsh(target({address: 'no.such.invalid', port}, credential), options('')));
  t.is(nameless.reason, 'unreachable');
  t.regex(nameless.message, /^E[A-Z_]+$/);
});

test.serial('nothing is left open by all this', async (t) => {
  const handles = (): string[] =>
    process.getActiveResourcesInfo().filter((name) => /TCPSocketWrap|TCPConnectWrap/.test(name));
  for (const [, behave] of cases) {
    const server = await startRaw(behave);
    await failure(t, connectSsh(target(server, credential), {...options(''), timeouts: quick}));
    for (let i = 0; server.open() > 0 && i < 30; i++) await sleep(100);
    await server.stop();
  }
  await sleep(1_500);
  t.is(handles().length, 0);
});
