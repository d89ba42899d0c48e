import test, {type ExecutionContext} from 'ava';
import ssh2, {type Connection as ServerConnection} from 'ssh2';
import type {AddressInfo} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {connectSsh, loadKey, type ResolvedCredential} from '../../src/transports/ssh.ts';
import {byAgent, byKey, byPassword, failure, options, run, secret, target} from '../support/ssh-client.ts';
import {
  addUser,
  makeKey,
  requireServers,
  startAgent,
  startDropbear,
  startSshd,
  temporaryFolder,
} from '../support/sshd.ts';
import type {SshdOptions, TestServer, TestUser} from '../support/sshd.ts';

requireServers();
const folder = temporaryFolder();
const key = makeKey(folder.path, 'key', 'ed25519');
const rsa = makeKey(folder.path, 'rsa', 'rsa');
const encrypted = makeKey(folder.path, 'encrypted', 'ed25519', 'open sesame');
const stranger = makeKey(folder.path, 'stranger', 'ed25519');
const password = 'correct horse 9';
let user: TestUser;

test.before(async () => {
  user = await addUser({password, authorizedKeys: [key, rsa, encrypted].map(({publicKey}) => publicKey)});
});

test.after.always(async () => {
  await user.remove();
  folder.remove();
});

async function withSshd(t: ExecutionContext, settings: SshdOptions = {}): Promise<TestServer> {
  const server = await startSshd(settings);
  t.teardown(server.stop);
  return server;
}

async function assertLogsIn(t: ExecutionContext, server: TestServer, credential: ResolvedCredential): Promise<void> {
  const connection = await connectSsh(target(server, credential), options(server.knownHosts));
  t.is((await run(connection, 'id -un')).stdout, `${user.name}\n`);
  connection.close();
  await connection.closed;
}

/** How often a password was judged, once the server has had time to log it. */
async function passwordAttempts(server: TestServer): Promise<number> {
  await sleep(300);
  return server.log().match(/(?:Failed|Accepted) (?:password|keyboard)/g)?.length ?? 0;
}

test.serial('a key logs in', async (t) => {
  const server = await withSshd(t);
  await assertLogsIn(t, server, byKey(user.name, key.privateKey));
  await assertLogsIn(t, server, byKey(user.name, rsa.privateKey));
});

test.serial('an encrypted key logs in and is parsed once', async (t) => {
  const server = await withSshd(t);
  const text = secret(encrypted.privateKey);
  const started = performance.now();
  const loaded = loadKey(text, secret('open sesame'));
  const first = performance.now() - started;
  const again = loadKey(secret(encrypted.privateKey), secret('open sesame'));
  t.true(performance.now() - started - first < first / 10);
  t.is(again, loaded);
  await assertLogsIn(t, server, byKey(user.name, encrypted.privateKey, 'open sesame'));
});

test('a key that cannot be read says why and shows nothing of it', (t) => {
  for (const [text, phrase, expected] of [
    [encrypted.privateKey, null, 'the private key cannot be read: it needs a passphrase'],
    [encrypted.privateKey, 'wrong', 'the private key cannot be read: wrong passphrase or format'],
    ['rubbish', null, 'the private key cannot be read: wrong passphrase or format'],
    [key.publicKey, null, 'the key file holds no private key'],
  ] as const) {
    t.throws(() => loadKey(secret(text), phrase === null ? null : secret(phrase)), {message: expected});
  }
});

test.serial('an agent logs in', async (t) => {
  const server = await withSshd(t);
  const agent = await startAgent([stranger, key]);
  t.teardown(agent.stop);
  await assertLogsIn(t, server, byAgent(user.name, agent.socket));
});

test.serial('an agent without the key is refused, one that is not there too', async (t) => {
  const server = await withSshd(t);
  const agent = await startAgent([stranger]);
  t.teardown(agent.stop);
  const refused: string[] = [];
  const onAuthRefused = (name: string, kind: string): number => refused.push(`${name} ${kind}`);
  const connect = (socket: string): Promise<unknown> =>
    connectSsh(target(server, byAgent(user.name, socket)), options(server.knownHosts, {onAuthRefused}));
  const wrong = await failure(t, connect(agent.socket));
  t.deepEqual([wrong.reason, wrong.message], ['auth-failed', 'no key of the SSH agent was accepted']);
  t.deepEqual(refused, ['test key']);
  const absent = await failure(t, connect(`${folder.path}/nobody`));
  t.deepEqual([absent.reason, absent.message], ['auth-failed', 'the SSH agent does not answer']);
  t.is(refused.length, 1);
});

test.serial('a password logs in by the password method, once', async (t) => {
  const server = await withSshd(t, {settings: ['KbdInteractiveAuthentication no']});
  await assertLogsIn(t, server, byPassword(user.name, password));
  t.regex(server.log(), /Accepted password/);
  t.is(await passwordAttempts(server), 1);
});

test.serial('a password logs in through PAM and keyboard-interactive, once', async (t) => {
  const settings = ['UsePAM yes', 'PasswordAuthentication no', 'KbdInteractiveAuthentication yes'];
  const server = await withSshd(t, {settings});
  await assertLogsIn(t, server, byPassword(user.name, password));
  t.regex(server.log(), /Accepted keyboard-interactive/);
  t.is(await passwordAttempts(server), 1);
});

for (const [method, settings] of [
  ['password', ['UsePAM yes']],
  ['keyboard-interactive', ['UsePAM yes', 'PasswordAuthentication no', 'KbdInteractiveAuthentication yes']],
] as const) {
  test.serial(`a wrong password by ${method} is tried exactly once`, async (t) => {
    const server = await withSshd(t, {settings});
    const refused: string[] = [];
    const onAuthRefused = (name: string, kind: string): number => refused.push(`${name} ${kind}`);
    const credential = byPassword(user.name, 'wrong horse');
    const error = await failure(t, connectSsh(target(server, credential), options(server.knownHosts, {onAuthRefused})));
    t.is(error.reason, 'auth-failed');
    t.false(error.unanswered);
    t.notRegex(error.message, /horse/);
    t.deepEqual(refused, ['test password']);
    t.is(await passwordAttempts(server), 1);
  });
}

test.serial('a server that ends the login at the first wrong password has refused it', async (t) => {
  const server = await withSshd(t, {settings: ['MaxAuthTries 1', 'KbdInteractiveAuthentication no']});
  const refused: string[] = [];
  const onAuthRefused = (name: string): number => refused.push(name);
  const credential = byPassword(user.name, 'wrong horse');
  const error = await failure(t, connectSsh(target(server, credential), options(server.knownHosts, {onAuthRefused})));
  t.is(error.reason, 'auth-failed');
  t.deepEqual(refused, ['test']);
  t.is(await passwordAttempts(server), 1);
});

test.serial('a wrong key is refused, and the password of the same credential is kept back', async (t) => {
  const server = await withSshd(t);
  const credential = {...byKey(user.name, stranger.privateKey), password: secret(password)};
  const error = await failure(t, connectSsh(target(server, credential), options(server.knownHosts)));
  t.deepEqual([error.reason, error.message], ['auth-failed', 'publickey refused']);
  t.is(await passwordAttempts(server), 0);
});

test.serial('key and password both go to a server that wants both', async (t) => {
  const server = await withSshd(t, {settings: ['AuthenticationMethods publickey,password']});
  await assertLogsIn(t, server, {...byKey(user.name, key.privateKey), password: secret(password)});
  const error = await failure(
    t,
    connectSsh(target(server, byKey(user.name, key.privateKey)), options(server.knownHosts)),
  );
  t.deepEqual(
    [error.reason, error.message],
    ['auth-failed', 'the server offers no login that the credential has: password'],
  );
});

test.serial('a server that takes no password never sees it', async (t) => {
  const server = await withSshd(t, {settings: ['PasswordAuthentication no', 'KbdInteractiveAuthentication no']});
  const refused: string[] = [];
  const onAuthRefused = (name: string): number => refused.push(name);
  const credential = byPassword(user.name, password);
  const error = await failure(t, connectSsh(target(server, credential), options(server.knownHosts, {onAuthRefused})));
  t.deepEqual(
    [error.reason, error.message],
    ['auth-failed', 'the server offers no login that the credential has: publickey'],
  );
  t.deepEqual(refused, []);
  t.is(await passwordAttempts(server), 0);
});

test.serial('dropbear takes key and password', async (t) => {
  const server = await startDropbear();
  t.teardown(server.stop);
  await assertLogsIn(t, server, byKey(user.name, key.privateKey));
  await assertLogsIn(t, server, byPassword(user.name, password));
  const error = await failure(
    t,
    connectSsh(target(server, byPassword(user.name, 'wrong')), options(server.knownHosts)),
  );
  t.is(error.reason, 'auth-failed');
  t.is(server.log().match(/Bad password attempt/g)?.length, 1);
});

let hosts = 0;

/** A server of our own making that logs people in as `onClient` says. */
async function fakeServer(t: ExecutionContext, onClient: (client: ServerConnection) => void) {
  const hostKey = makeKey(folder.path, `host_${++hosts}`, 'ed25519');
  const server = new ssh2.Server({hostKeys: [hostKey.privateKey]}, (client) => {
    client.on('error', () => undefined);
    onClient(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const {port} = server.address() as AddressInfo;
  return {address: '127.0.0.1', port, knownHosts: `[127.0.0.1]:${port} ${hostKey.publicKey}\n`};
}

test.serial('a password goes to a prompt that does not echo, and to no second one', async (t) => {
  const answers: string[][] = [];
  const server = await fakeServer(t, (client) =>
    client.on('authentication', (context) => {
      if (context.method !== 'keyboard-interactive') {
        context.reject(['keyboard-interactive']);
        return;
      }
      context.prompt([{prompt: 'パスワード: ', echo: false}], (first) => {
        answers.push(first);
        context.prompt([{prompt: 'Again: ', echo: false}], (second) => answers.push(second));
      });
    }),
  );
  const error = await failure(t, connectSsh(target(server, byPassword('u', password)), options(server.knownHosts)));
  t.deepEqual([error.reason, error.message], ['auth-failed', 'keyboard-interactive asked again']);
  t.deepEqual(answers, [[password]]);
});

for (const prompts of [
  [{prompt: 'User: ', echo: true}],
  [
    {prompt: 'Password: ', echo: false},
    {prompt: 'Code: ', echo: false},
  ],
]) {
  test.serial(`no password goes to ${prompts.map(({prompt}) => prompt).join('and ')}`, async (t) => {
    let answered = false;
    const server = await fakeServer(t, (client) =>
      client.on('authentication', (context) => {
        if (context.method !== 'keyboard-interactive') {
          context.reject(['keyboard-interactive']);
          return;
        }
        context.prompt(prompts, () => (answered = true));
      }),
    );
    const error = await failure(t, connectSsh(target(server, byPassword('u', password)), options(server.knownHosts)));
    t.is(error.message, 'keyboard-interactive asks for more than a password');
    t.false(answered);
  });
}

test.serial('an expired password is told as such', async (t) => {
  const server = await fakeServer(t, (client) =>
    client.on('authentication', (context) => {
      if (context.method !== 'password') {
        context.reject(['password']);
        return;
      }
      context.requestChange('change it', () => undefined);
    }),
  );
  const error = await failure(t, connectSsh(target(server, byPassword('u', password)), options(server.knownHosts)));
  t.deepEqual([error.reason, error.message], ['auth-failed', 'the password has expired']);
});

test.serial('a server that dies over a password has not refused it, but may have counted it', async (t) => {
  const refused: string[] = [];
  const onAuthRefused = (name: string): number => refused.push(name);
  const server = await fakeServer(t, (client) =>
    client.on('authentication', (context) => {
      if (context.method === 'password') client.end();
      else context.reject(['password']);
    }),
  );
  const credential = byPassword('u', password);
  const error = await failure(t, connectSsh(target(server, credential), options(server.knownHosts, {onAuthRefused})));
  t.is(error.reason, 'unreachable');
  t.true(error.unanswered);
  t.deepEqual(refused, []);
});

test.serial('a login that never ends is given up in time', async (t) => {
  const server = await fakeServer(t, (client) => client.on('authentication', () => undefined));
  const given = options(server.knownHosts);
  const slow = {...given, timeouts: {...given.timeouts, authMs: 300}};
  const error = await failure(t, connectSsh(target(server, byKey('u', key.privateKey)), slow));
  t.deepEqual([error.reason, error.message], ['timeout', 'no answer to the login in 300 ms']);
});
