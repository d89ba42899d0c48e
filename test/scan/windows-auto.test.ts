import test from 'ava';
import {startExecServer} from '../support/exec-server.ts';
import type {SshDevice} from '../support/ssh-device.ts';
import {Workshop} from './support.ts';

const shop = new Workshop();
const env = {PASSWORD: 'login-3141'};
const heard: Record<'windows' | 'linux', string[]> = {windows: [], linux: []};
let hosts: Readonly<Record<'windows' | 'linux', SshDevice>>;

const question = /^Mz(?:Registry|Cim|Members|Program) (?<index>\d+) /gm;

/** It knows nothing that it is asked. */
async function playWindows(command: string, stdin: Promise<string>): Promise<string> {
  heard.windows.push(command);
  if (command.startsWith('echo ')) return 'C:\\Windows\\system32\\cmd.exe $PSHOME\r\n';
  const text = await stdin;
  const nonce = /^\$MzNonce = '(?<nonce>[0-9a-f]+)'/.exec(text)?.groups?.['nonce'] ?? '';
  const answers = [...text.matchAll(question)].map(({groups}) => `${nonce} answer ${groups?.['index']} absent 0 0\r\n`);
  return [`${nonce} hello 5.1.26100.1 FullLanguage 0\r\n`, ...answers, `${nonce} bye\r\n`].join('');
}

test.before(async () => {
  hosts = {
    windows: await startExecServer('OpenSSH_for_Windows_9.5', playWindows),
    linux: await startExecServer('OpenSSH_9.2p1 Debian-2', (command) => {
      heard.linux.push(command);
      return Promise.resolve('');
    }),
  };
  shop.trust(hosts.windows, hosts.linux);
  const assets = (['windows', 'linux'] as const).map((id) => ({
    ...{id, kind: 'terminal', zone: 'office', address: '127.0.0.1'},
    access: [{via: 'ssh', port: hosts[id].port, credential: 'pc'}],
  }));
  shop.writeInventory({credentials: {pc: {user: 'scan', password: 'env:PASSWORD'}}, assets});
});
test.after.always(async () => {
  await Promise.all(Object.values(hosts).map(({stop}) => stop()));
  shop.remove();
});

const scan = (only: string): Promise<{stderr: string}> =>
  shop.run(['scan', shop.inventory, '--format', 'json', '--json', '--only', only, '--out', only], env);

test.serial('a host whose server is that of Windows is asked by PowerShell alone', async (t) => {
  const {stderr} = await scan('windows');
  t.is(shop.readRun('windows').assets[0]?.platform, 'windows', stderr);
  t.deepEqual(
    heard.windows.map((command) => command.split(' ', 1)[0]),
    ['echo', 'powershell'],
  );
  const first = shop.answers('windows', 'windows')[0];
  t.like(first, {ask: 'identify:ssh-server', body: 'SSH-2.0-OpenSSH_for_Windows_9.5'});
});

test.serial('another one is asked by one POSIX script, as ever', async (t) => {
  const {stderr} = await scan('linux');
  t.is(shop.readRun('linux').assets[0]?.platform, 'linux', stderr);
  t.deepEqual(
    heard.linux.map((command) => command.slice(0, 10)),
    ['exec sh -c'],
  );
});

test.serial('the plan tells both, and that one of them is sent', async (t) => {
  const {stdout} = await shop.run(['plan', shop.inventory, '--only', 'windows', '--json'], env);
  const {entries} = JSON.parse(stdout) as {entries: {key: string; candidate?: true}[]};
  t.deepEqual(
    entries.map(({key, candidate}) => [key, candidate]),
    [
      ['windows/ssh/user', true],
      ['windows/ssh/windows', true],
    ],
  );
});
