import test from 'ava';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fetchHostKeys} from '../../src/transports/host-keys.ts';
import {formatKnownHost} from '../../src/transports/known-hosts.ts';
import {connectSsh} from '../../src/transports/ssh.ts';
import {byKey, failure, options, run, target} from '../support/ssh-client.ts';
import {makeKey, requireServers, startDropbear, startSshd, temporaryFolder} from '../support/sshd.ts';
import type {KeyPair, TestServer} from '../support/sshd.ts';
import {addUser, type TestUser} from '../support/sshd.ts';

requireServers();
const folder = temporaryFolder();
const key = makeKey(folder.path, 'key', 'ed25519');
let user: TestUser;
let server: TestServer;

test.before(async () => {
  user = await addUser({authorizedKeys: [key.publicKey]});
  server = await startSshd({hostKeyTypes: ['ed25519', 'ecdsa', 'rsa']});
});

test.after.always(async () => {
  await server.stop();
  await user.remove();
  folder.remove();
});

const lineOf = (pair: KeyPair): string => `[${server.address}]:${server.port} ${pair.publicKey}\n`;
const keyOf = (index: number): KeyPair => server.hostKeys[index] ?? key;

for (const [index, type] of ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ssh-rsa'].entries()) {
  test.serial(`the key type that is known is asked for: ${type}`, async (t) => {
    const connection = await connectSsh(
      target(server, byKey(user.name, key.privateKey)),
      options(lineOf(keyOf(index))),
    );
    t.is(connection.handshake?.hostKey.type, type);
    t.is((await run(connection, 'true')).exitCode, 0);
    connection.close();
    await connection.closed;
  });
}

test.serial('a changed host key is refused before any login', async (t) => {
  const credential = byKey(user.name, key.privateKey);
  const seen = server.log().length;
  const error = await failure(t, connectSsh(target(server, credential), options(lineOf(key))));
  t.is(error.reason, 'host-key-changed');
  t.regex(error.message, /^ssh-ed25519 SHA256:\S+ is not the key of known_hosts line 1$/);
  t.notRegex(server.log().slice(seen), new RegExp(user.name));
});

test.serial('an unknown and a revoked host key are refused', async (t) => {
  const credential = byKey(user.name, key.privateKey);
  const unknown = await failure(t, connectSsh(target(server, credential), options('')));
  t.is(unknown.reason, 'host-key-unknown');
  const lines = `${lineOf(keyOf(0))}@revoked * ${keyOf(0).publicKey}\n`;
  const revoked = await failure(t, connectSsh(target(server, credential), options(lines)));
  t.is(revoked.reason, 'host-key-changed');
  t.regex(revoked.message, /revoked in known_hosts line 2/);
});

test.serial('a hashed known_hosts will do', async (t) => {
  const file = join(folder.path, 'known_hosts');
  writeFileSync(file, server.knownHosts);
  execFileSync('/usr/bin/ssh-keygen', ['-H', '-f', file], {stdio: 'ignore'});
  const hashed = readFileSync(file, 'utf8');
  t.notRegex(hashed, /127/);
  const connection = await connectSsh(target(server, byKey(user.name, key.privateKey)), options(hashed));
  t.is((await run(connection, 'true')).exitCode, 0);
  connection.close();
  await connection.closed;
});

test.serial('all host keys of a server are fetched without a login', async (t) => {
  const seen = server.log().length;
  const keys = await fetchHostKeys(server.address, server.port, {...options(''), jump: [], legacy: []});
  const lines = keys.map(({blob}) => formatKnownHost(server.address, server.port, blob, {hash: false}));
  t.deepEqual([...lines].sort(), server.knownHosts.trim().split('\n').sort());
  t.deepEqual(
    keys.map(({type}) => type),
    ['ecdsa-sha2-nistp256', 'ssh-ed25519', 'ssh-rsa'],
  );
  t.notRegex(server.log().slice(seen), /user|Failed|Accepted/);
});

test.serial('a type that dropbear offers without having a key of it is passed over', async (t) => {
  const dropbear = await startDropbear();
  t.teardown(dropbear.stop);
  const keys = await fetchHostKeys(dropbear.address, dropbear.port, {...options(''), jump: [], legacy: []});
  t.deepEqual(
    keys.map(({type}) => type),
    ['ssh-ed25519'],
  );
});

test.serial('the host keys of a server behind a jump host are fetched through it', async (t) => {
  const inner = await startSshd({address: '127.0.0.3'});
  t.teardown(inner.stop);
  const {address, port} = server;
  const jump = [{address, port, credential: byKey(user.name, key.privateKey), legacy: []}];
  const keys = await fetchHostKeys(inner.address, inner.port, {...options(server.knownHosts), jump, legacy: []});
  t.deepEqual(
    keys.map(({type}) => type),
    ['ssh-ed25519'],
  );
});
