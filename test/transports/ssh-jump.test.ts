import test from 'ava';
import {setTimeout as sleep} from 'node:timers/promises';
import {connectSsh, type SshHop} from '../../src/transports/ssh.ts';
import {byKey, byPassword, failure, options, run, target} from '../support/ssh-client.ts';
import {freePort} from '../support/free-port.ts';
import {addUser, makeKey, requireServers, startRaw, startSshd, temporaryFolder} from '../support/sshd.ts';
import type {TestServer, TestUser} from '../support/sshd.ts';

requireServers();
const folder = temporaryFolder();
const key = makeKey(folder.path, 'key', 'ed25519');
const stranger = makeKey(folder.path, 'stranger', 'ed25519');
const quiet = {stdout: (): void => undefined, stderr: (): void => undefined};
let users: TestUser[];
let servers: TestServer[];

test.before(async () => {
  users = [
    await addUser({authorizedKeys: [key.publicKey]}),
    await addUser({password: 'second hop'}),
    await addUser({authorizedKeys: [key.publicKey]}),
  ];
  servers = await Promise.all(['127.0.0.2', '127.0.0.3', '127.0.0.4'].map((address) => startSshd({address})));
});

test.after.always(async () => {
  for (const server of servers) await server.stop();
  for (const user of users) await user.remove();
  folder.remove();
});

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
};
const nameOf = (index: number): string => at(users, index).name;
const known = (...indexes: number[]): string => indexes.map((index) => at(servers, index).knownHosts).join('');

function hops(): SshHop[] {
  const [first, second] = [at(servers, 0), at(servers, 1)];
  return [
    {address: first.address, port: first.port, credential: byKey(nameOf(0), key.privateKey), legacy: []},
    {address: second.address, port: second.port, credential: byPassword(nameOf(1), 'second hop'), legacy: []},
  ];
}

const last = () => target(at(servers, 2), byKey(nameOf(2), key.privateKey), {jump: hops()});

test.serial('two jump hosts are passed, each with its own credential, and all are left again', async (t) => {
  const connection = await connectSsh(last(), options(known(0, 1, 2)));
  const {stdout} = await run(connection, 'echo $SSH_CONNECTION; id -un');
  t.regex(stdout, new RegExp(`^127\\.0\\.0\\.\\d+ \\d+ 127\\.0\\.0\\.4 \\d+\n${nameOf(2)}\n$`));
  connection.close();
  await connection.closed;
  await sleep(300);
  for (const [index, server] of servers.entries()) {
    t.regex(server.log(), new RegExp(`Accepted \\w+ for ${nameOf(index)}`));
    t.regex(server.log(), new RegExp(`Disconnected from user ${nameOf(index)}`));
  }
});

test.serial('every host key on the way is verified', async (t) => {
  for (const [lines, where] of [
    [known(1, 2), 'jump host 127.0.0.2:'],
    [known(0, 2), 'jump host 127.0.0.3:'],
    [known(0, 1), 'ssh-ed25519 '],
  ] as const) {
    const error = await failure(t, connectSsh(last(), options(lines)));
    t.is(error.reason, 'host-key-unknown');
    t.true(error.message.startsWith(where), error.message);
  }
});

test.serial('a credential refused by a jump host is told by its name', async (t) => {
  const refused: string[] = [];
  const [first, second] = hops();
  const wrong = {...byKey(nameOf(0), stranger.privateKey), name: 'jump-ops'};
  const jump = [{...at([first], 0), credential: wrong} as SshHop, second as SshHop];
  const given = options(known(0, 1, 2), {onAuthRefused: (name, secret) => refused.push(`${name} ${secret}`)});
  const error = await failure(t, connectSsh({...last(), jump}, given));
  t.deepEqual(
    [error.reason, error.message],
    ['auth-failed', `jump host 127.0.0.2:${at(servers, 0).port}: publickey refused`],
  );
  t.deepEqual(refused, ['jump-ops key']);
});

test.serial('what a jump host does not reach, and what it forbids, is told apart', async (t) => {
  const port = await freePort('127.0.0.5');
  const unreached = await failure(t, connectSsh({...last(), address: '127.0.0.5', port}, options(known(0, 1))));
  t.deepEqual([unreached.reason, unreached.message], ['unreachable', 'not reached by the jump host']);
  const closed = await startSshd({address: '127.0.0.6', settings: ['AllowTcpForwarding no']});
  t.teardown(closed.stop);
  const {address, knownHosts} = closed;
  const jump = [{address, port: closed.port, credential: byKey(nameOf(0), key.privateKey), legacy: []}];
  const forbidden = await failure(t, connectSsh({...last(), jump}, options(knownHosts)));
  t.is(forbidden.reason, 'permission-denied');
});

test.serial('a server behind a jump host that never answers is given up in time', async (t) => {
  const silent = await startRaw(() => undefined, '127.0.0.7');
  t.teardown(silent.stop);
  const given = options(known(0, 1));
  const slow = {...given, timeouts: {...given.timeouts, handshakeMs: 500}};
  const error = await failure(t, connectSsh({...last(), address: silent.address, port: silent.port}, slow));
  t.deepEqual([error.reason, error.message], ['timeout', 'no end of the SSH handshake in 500 ms']);
  await sleep(1_500);
  t.is(silent.open(), 0);
});

test.serial('a jump host that dies takes the connection with it, and says so', async (t) => {
  const {log} = at(servers, 0);
  const before = log().length;
  const connection = await connectSsh(last(), options(known(0, 1, 2)));
  const channel = await connection.exec('cat', quiet);
  const pid = /User child is on pid (?<pid>\d+)/.exec(log().slice(before))?.groups?.['pid'];
  process.kill(Number(pid), 'SIGKILL');
  const error = await failure(t, channel.done);
  t.is(error.reason, 'unreachable');
  t.regex(error.message, /^jump host 127\.0\.0\.2:\d+: the other end closed the connection/);
  await connection.closed;
  t.is((await failure(t, connection.exec('true', quiet))).reason, 'unreachable');
});
