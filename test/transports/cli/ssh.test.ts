import test from 'ava';
import {setTimeout as sleep} from 'node:timers/promises';
import type {CliDialect} from '../../../src/model/platform.ts';
import {TransportError, type Connection} from '../../../src/transports/connection.ts';
import {connectLocal} from '../../../src/transports/local.ts';
import {connectSsh} from '../../../src/transports/ssh.ts';
import {lineReader, simpleDevice, startSshDevice, type Device} from '../../support/cli-device.ts';
import type {SshDevice} from '../../support/ssh-device.ts';
import {hold, iosLike} from '../../support/cli-session.ts';
import {byKey, byPassword, failure, options, target} from '../../support/ssh-client.ts';
import {addUser, makeKey, requireServers, startSshd, temporaryFolder} from '../../support/sshd.ts';

const quiet = {stdout: (): void => undefined, stderr: (): void => undefined};

async function connected<T>(server: SshDevice, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connectSsh(target(server, byPassword('scan', 'x')), options(server.knownHosts));
  try {
    return await work(connection);
  } finally {
    connection.close();
    await connection.closed;
    await server.stop();
  }
}

test('a device behind an SSH server gives its answers', async (t) => {
  const big = 'interface Gi1/0/1\r\n switchport mode access\r\n'.repeat(20_000);
  const device = simpleDevice('sw1#', {'terminal length 0': '', 'show running-config': big, exit: null}, 'hello\r\n');
  const {results, error} = await connected(await startSshDevice(device), (connection) =>
    hold(connection, iosLike, ['show running-config', 'show vlan']),
  );
  t.is(error, null);
  t.deepEqual(results, {'show running-config': big.replaceAll('\r', ''), 'show vlan': '<unsupported>'});
});

test('a server that gives no shell says so', async (t) => {
  const error = await connected(await startSshDevice(null), (connection) => failure(t, connection.shell(quiet)));
  t.is(error.reason, 'unsupported');
});

test('a connection that is lost in the middle of an answer ends the session', async (t) => {
  let lose: () => void = () => undefined;
  const device: Device = (terminal) => {
    terminal.print('sw1#');
    return lineReader(terminal, (line) => {
      if (line === 'show version') setTimeout(lose, 30);
      return line === 'show version' ? 'half of\r\n' : 'fine\r\nsw1#';
    });
  };
  const {results, error} = await connected(await startSshDevice(device), (connection) => {
    lose = () => connection.close();
    return hold(connection, iosLike, ['show clock', 'show version', 'show vlan']);
  });
  t.true(error instanceof TransportError);
  t.deepEqual(results, {'show clock': 'fine\n'});
});

test('this machine has no command line of a device', async (t) => {
  const connection = connectLocal();
  t.is((await failure(t, connection.shell(quiet))).reason, 'unsupported');
  connection.close();
  await connection.closed;
});

const dash: CliDialect = {
  prompt: /^[$#] $/,
  start: [],
  pager: null,
  enable: null,
  finish: ['exit'],
  allow: [/^(?:echo|printf|seq|stty|tput) [\w .'\\-]+$/, /^exit$/],
  refusals: [{pattern: /not found$/, reason: 'unsupported'}],
};

test('a real shell on a real terminal gives its answers', async (t) => {
  requireServers();
  const folder = temporaryFolder();
  const key = makeKey(folder.path, 'key', 'ed25519');
  const user = await addUser({authorizedKeys: [key.publicKey], shell: '/bin/dash'});
  const server = await startSshd({settings: ['PrintMotd no', 'PrintLastLog no']});
  const connection = await connectSsh(target(server, byKey(user.name, key.privateKey)), options(server.knownHosts));
  try {
    const asks = ['stty size', 'echo one', "printf 'a\\n$ \\nb\\n'", 'seq 30000', 'tput-none 1'];
    const allow = [...dash.allow, /^printf 'a\\n\$ \\nb\\n'$/, /^tput-none 1$/];
    const {results, error} = await hold(connection, {...dash, allow}, asks, {pace: {quietMs: 150, settleMs: 20}});
    t.is(error, null);
    const numbers = Array.from({length: 30_000}, (_, index) => `${index + 1}\n`).join('');
    t.deepEqual(results, {
      'stty size': '1000 511\n',
      'echo one': 'one\n',
      "printf 'a\\n$ \\nb\\n'": 'a\n$ \nb\n',
      'seq 30000': numbers,
      'tput-none 1': '<unsupported>',
    });
  } finally {
    connection.close();
    await connection.closed;
    await sleep(50);
    await server.stop();
    await user.remove();
    folder.remove();
  }
});
