import test, {type ExecutionContext} from 'ava';
import type {AddressInfo} from 'node:net';
import ssh2, {type ServerConfig} from 'ssh2';
import {connectSsh, legacyAlgorithms} from '../../src/transports/ssh.ts';
import {byKey, failure, options, run, target} from '../support/ssh-client.ts';
import {makeKey, requireServers, startSshd, temporaryFolder} from '../support/sshd.ts';

requireServers();
const folder = temporaryFolder();
const key = makeKey(folder.path, 'key', 'ed25519');
const rsa = makeKey(folder.path, 'rsa', 'rsa', '', 'PEM');
const dsa = makeKey(folder.path, 'dsa', 'dsa', '', 'PEM');
test.after.always(() => folder.remove());

/** A device of long ago. */
async function oldServer(t: ExecutionContext, hostKey: typeof rsa, algorithms: Record<string, string[]>) {
  const config = {hostKeys: [hostKey.privateKey], algorithms} as unknown as ServerConfig;
  const server = new ssh2.Server(config, (client) => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => context.accept());
    client.on('session', (accept) => {
      accept().on('exec', (start) => {
        const stream = start();
        stream.write('old\n');
        stream.exit(0);
        stream.end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const {port} = server.address() as AddressInfo;
  return {address: '127.0.0.1', port, knownHosts: `[127.0.0.1]:${port} ${hostKey.publicKey}\n`};
}

const group1 = {
  kex: ['diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-dss'],
  cipher: ['3des-cbc'],
  hmac: ['hmac-md5'],
};

test.serial('a server with legacy algorithms alone is refused, and says what it has', async (t) => {
  const server = await oldServer(t, dsa, group1);
  const error = await failure(t, connectSsh(target(server, byKey('u', key.privateKey)), options(server.knownHosts)));
  t.is(error.reason, 'no-common-algorithm');
  t.regex(error.message, /^no key exchange algorithm in common; the server offers: diffie-hellman-group1-sha1/);
});

test.serial('it is accepted when each of its algorithms is opted into', async (t) => {
  const server = await oldServer(t, dsa, group1);
  const legacy = Object.values(group1).flat();
  const connection = await connectSsh(target(server, byKey('u', key.privateKey), {legacy}), options(server.knownHosts));
  t.is((await run(connection, 'show')).stdout, 'old\n');
  t.like(connection.handshake, {
    kex: 'diffie-hellman-group1-sha1',
    hostKeyAlgorithm: 'ssh-dss',
    cipher: '3des-cbc',
    mac: 'hmac-md5',
  });
  connection.close();
  await connection.closed;
});

for (const missing of ['diffie-hellman-group1-sha1', 'ssh-dss', '3des-cbc', 'hmac-md5']) {
  test.serial(`it is refused without ${missing}`, async (t) => {
    const server = await oldServer(t, dsa, group1);
    const legacy = Object.values(group1)
      .flat()
      .filter((name) => name !== missing);
    const connect = connectSsh(target(server, byKey('u', key.privateKey), {legacy}), options(server.knownHosts));
    const error = await failure(t, connect);
    t.is(error.reason, 'no-common-algorithm');
    t.true(error.message.endsWith(missing) || error.message.includes(`${missing},`), error.message);
  });
}

test.serial('ssh-rsa with SHA-1 needs an opt-in', async (t) => {
  const server = await oldServer(t, rsa, {serverHostKey: ['ssh-rsa']});
  const refused = await failure(t, connectSsh(target(server, byKey('u', key.privateKey)), options(server.knownHosts)));
  t.is(refused.message, 'no host key format in common; the server offers: ssh-rsa');
  const opted = target(server, byKey('u', key.privateKey), {legacy: ['ssh-rsa']});
  const connection = await connectSsh(opted, options(server.knownHosts));
  t.is(connection.handshake?.hostKeyAlgorithm, 'ssh-rsa');
  connection.close();
  await connection.closed;
});

test('every legacy name can be offered', async (t) => {
  const nowhere = {address: '127.0.0.1', port: 1};
  const opted = target(nowhere, byKey('u', key.privateKey), {legacy: legacyAlgorithms});
  t.is((await failure(t, connectSsh(opted, options('')))).message, 'ECONNREFUSED');
});

test('a name that cannot be offered is told before anything is sent', async (t) => {
  const nowhere = {address: '127.0.0.1', port: 1};
  const connect = (name: string): Promise<unknown> =>
    connectSsh(target(nowhere, byKey('u', key.privateKey), {legacy: [name]}), options(''));
  const unknown = await failure(t, connect('blowfish-cbc\n'));
  t.is(unknown.reason, 'no-common-algorithm');
  t.regex(unknown.message, /^legacy algorithm blowfish-cbc\? is not one of 3des-cbc, /);
  const gex = await failure(t, connect('diffie-hellman-group-exchange-sha1'));
  t.regex(gex.message, /never offered/);
});

test.serial('a server with group exchange alone is refused at once, and blocks nothing', async (t) => {
  const server = await startSshd({settings: ['KexAlgorithms diffie-hellman-group-exchange-sha256']});
  t.teardown(server.stop);
  let last = performance.now();
  let longest = 0;
  const pulse = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const error = await failure(t, connectSsh(target(server, byKey('u', key.privateKey)), options(server.knownHosts)));
  clearInterval(pulse);
  t.is(error.reason, 'no-common-algorithm');
  t.regex(error.message, /the server offers: diffie-hellman-group-exchange-sha256/);
  t.true(longest < 300, `blocked for ${longest} ms`);
});

for (const kex of ['diffie-hellman-group18-sha512', 'diffie-hellman-group16-sha512', 'ecdh-sha2-nistp521']) {
  test.serial(`${kex} works`, async (t) => {
    const server = await startSshd({settings: [`KexAlgorithms ${kex}`]});
    t.teardown(server.stop);
    const error = await failure(
      t,
      connectSsh(target(server, byKey('nobody', key.privateKey)), options(server.knownHosts)),
    );
    t.is(error.reason, 'auth-failed');
  });
}
