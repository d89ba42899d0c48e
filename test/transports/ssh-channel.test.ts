import test from 'ava';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Connection} from '../../src/transports/connection.ts';
import {connectSsh} from '../../src/transports/ssh.ts';
import {byKey, failure, options, run, target} from '../support/ssh-client.ts';
import {addUser, makeKey, requireServers, startSshd, temporaryFolder} from '../support/sshd.ts';
import type {TestServer, TestUser} from '../support/sshd.ts';

requireServers();
const folder = temporaryFolder();
const key = makeKey(folder.path, 'key', 'ed25519');
const quiet = {stdout: (): void => undefined, stderr: (): void => undefined};
let user: TestUser;
let server: TestServer;
let connection: Connection;

test.before(async () => {
  user = await addUser({authorizedKeys: [key.publicKey]});
  server = await startSshd();
});

test.beforeEach(async () => {
  connection = await connectSsh(target(server, byKey(user.name, key.privateKey)), options(server.knownHosts));
});

test.afterEach.always(async () => {
  connection.close();
  await connection.closed;
});

test.after.always(async () => {
  await server.stop();
  await user.remove();
  folder.remove();
});

test.serial('a command gets its stdin and gives output, errors and exit code', async (t) => {
  const {stdout, stderr, exitCode, signal} = await run(connection, 'cat; echo bad >&2; exit 3', 'hello');
  t.deepEqual({stdout, stderr, exitCode, signal}, {stdout: 'hello', stderr: 'bad\n', exitCode: 3, signal: null});
});

test.serial('a signal is told', async (t) => {
  const {exitCode, signal} = await run(connection, 'kill -TERM $$');
  t.deepEqual({exitCode, signal}, {exitCode: null, signal: 'SIGTERM'});
});

test.serial('all of a long output and of long errors comes', async (t) => {
  const {stdout, stderr} = await run(connection, 'head -c 8000000 /dev/zero; head -c 6000000 /dev/zero >&2');
  t.deepEqual([stdout.length, stderr.length], [8_000_000, 6_000_000]);
});

test.serial('a long stdin goes out whole', async (t) => {
  t.is((await run(connection, 'wc -c', 'x'.repeat(5_000_000))).stdout.trim(), '5000000');
});

test.serial('the handshake tells what was agreed on and what the server offers', (t) => {
  const {handshake} = connection;
  t.like(handshake, {
    kex: 'curve25519-sha256',
    hostKeyAlgorithm: 'ssh-ed25519',
    cipher: 'aes128-gcm@openssh.com',
    mac: null,
  });
  t.regex(handshake?.software ?? '', /^SSH-2\.0-OpenSSH_/);
  t.regex(handshake?.hostKey.fingerprint ?? '', /^SHA256:[A-Za-z0-9+/]{43}$/);
  t.true(handshake?.offer?.kex?.includes('diffie-hellman-group-exchange-sha256'));
  t.deepEqual(handshake?.offer?.hostKey, ['ssh-ed25519']);
  t.true(handshake?.offer?.cipher?.includes('chacha20-poly1305@openssh.com'));
  t.true(handshake?.offer?.mac?.includes('hmac-sha2-256-etm@openssh.com'));
  t.deepEqual(handshake?.offer?.compress, ['none', 'zlib@openssh.com']);
});

test.serial('the eleventh session is refused, the ten go on', async (t) => {
  const channels = await Promise.all(Array.from({length: 10}, () => connection.exec('cat', quiet)));
  const error = await failure(t, connection.exec('cat', quiet));
  t.is(error.reason, 'permission-denied');
  channels.forEach((channel) => channel.end());
  const ends = await Promise.all(channels.map(({done}) => done));
  t.true(ends.every(({exitCode}) => exitCode === 0));
  t.is((await run(connection, 'echo on')).stdout, 'on\n');
});

test.serial('endless output and endless errors can be stopped, and the connection goes on', async (t) => {
  let bytes = 0;
  let errors = '';
  const count = (chunk: Buffer): void => void (bytes += chunk.length);
  const stderr = (chunk: Buffer): void => {
    count(chunk);
    if (!errors.includes('\n')) errors += chunk.toString();
  };
  const channel = await connection.exec('yes & echo $! $$ >&2; exec yes >&2', {stdout: count, stderr});
  while (bytes < 20_000_000) await sleep(5);
  channel.kill();
  t.deepEqual(await channel.done, {exitCode: null, signal: null});
  const then = bytes;
  const pids = /^\d+ \d+$/m.exec(errors)?.[0] ?? '';
  t.not(pids, '');
  t.is((await run(connection, `kill -9 ${pids}; echo on`)).stdout, 'on\n');
  t.is(bytes, then);
  channel.write('late');
  channel.end();
  channel.kill();
});

test.serial('a connection that dies in the middle of an answer is no answer', async (t) => {
  let text = '';
  const channel = await connection.exec('echo begun; sleep 0.3; kill -9 $PPID; sleep 1; echo never', {
    ...quiet,
    stdout: (chunk) => (text += chunk.toString()),
  });
  channel.end();
  const error = await failure(t, channel.done);
  t.deepEqual(
    [error.reason, error.message],
    ['unreachable', 'the other end closed the connection while it was in use'],
  );
  t.is(text, 'begun\n');
  channel.write('late');
  channel.end();
  channel.kill();
  await connection.closed;
  t.is((await failure(t, connection.exec('true', quiet))).reason, 'unreachable');
});

test.serial('a connection closed here stops its channels', async (t) => {
  const channel = await connection.exec('cat', quiet);
  channel.end();
  const other = await connection.exec('cat', quiet);
  connection.close();
  t.is((await failure(t, other.done)).reason, 'stopped');
  await connection.closed;
  t.is((await failure(t, connection.exec('true', quiet))).reason, 'stopped');
});

test.serial('an abort ends a connect and an open connection', async (t) => {
  const before = new AbortController();
  before.abort();
  const credential = byKey(user.name, key.privateKey);
  const start = (signal: AbortSignal): Promise<Connection> =>
    connectSsh(target(server, credential), options(server.knownHosts, {signal}));
  t.is((await failure(t, start(before.signal))).reason, 'stopped');
  const later = new AbortController();
  const open = await start(later.signal);
  const channel = await open.exec('sleep 60', quiet);
  later.abort();
  t.is((await failure(t, channel.done)).reason, 'stopped');
  await open.closed;
});

test.serial('a frozen server is noticed by keep-alives', async (t) => {
  const given = options(server.knownHosts);
  const quick = {...given, timeouts: {...given.timeouts, idleKeepAliveMs: 100}};
  const open = await connectSsh(target(server, byKey(user.name, key.privateKey)), quick);
  const {stdout} = await run(open, 'echo $PPID');
  const channel = await open.exec('sleep 60', quiet);
  process.kill(Number(stdout), 'SIGSTOP');
  const error = await failure(t, channel.done);
  process.kill(Number(stdout), 'SIGKILL');
  t.deepEqual([error.reason, error.message], ['timeout', 'no answer to keep-alives']);
  await open.closed;
});
