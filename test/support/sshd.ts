import {execFileSync, spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {randomBytes} from 'node:crypto';
import {createServer, type AddressInfo, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {freePort} from './free-port.ts';

const needed = {
  '/usr/sbin/sshd': 'openssh-server',
  '/usr/bin/ssh-keygen': 'openssh-client',
  '/usr/bin/ssh-agent': 'openssh-client',
  '/usr/sbin/dropbear': 'dropbear-bin',
  '/usr/bin/dropbearkey': 'dropbear-bin',
  '/usr/sbin/useradd': 'passwd',
};

function exists(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Fails with what to do where the real servers cannot run. */
export function requireServers(): void {
  if (process.getuid?.() !== 0) throw new Error('these tests start real SSH servers: run them as root');
  const missing = Object.entries(needed).filter(([path]) => !exists(path));
  const packages = [...new Set(missing.map(([, name]) => name))].sort();
  if (packages.length > 0) throw new Error(`these tests need real SSH servers: apt-get install ${packages.join(' ')}`);
  mkdirSync('/run/sshd', {recursive: true, mode: 0o755});
}

/** A folder that every test user can pass through, removed by `remove`. */
export function temporaryFolder(): {readonly path: string; readonly remove: () => void} {
  const path = mkdtempSync(join(tmpdir(), 'mizumori-test-'));
  chmodSync(path, 0o755);
  return {path, remove: () => rmSync(path, {recursive: true, force: true})};
}

export interface KeyPair {
  readonly file: string;
  readonly privateKey: string;
  /** `type base64`, as in authorized_keys and known_hosts. */
  readonly publicKey: string;
}

/** `type`: `ed25519`, `rsa`, `ecdsa`, `dsa`. `format`: `PEM` or OpenSSH's own. */
export function makeKey(folder: string, name: string, type: string, passphrase = '', format = 'RFC4716'): KeyPair {
  const file = join(folder, name);
  execFileSync('/usr/bin/ssh-keygen', ['-q', '-t', type, '-m', format, '-N', passphrase, '-C', '', '-f', file]);
  const publicKey = readFileSync(`${file}.pub`, 'utf8').trim();
  return {file, privateKey: readFileSync(file, 'utf8'), publicKey};
}

/** Runs a tool that locks the account files, which other tests may be holding. */
async function account(command: string, args: readonly string[], input = ''): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const {status, stderr} = spawnSync(command, args, {input, encoding: 'utf8'});
    if (status === 0) return;
    if (attempt === 40 || !/lock/.test(stderr)) throw new Error(`${command}: ${stderr}`);
    await sleep(250);
  }
}

export interface TestUser {
  readonly name: string;
  readonly remove: () => Promise<void>;
}

/** A real account with a home of its own. */
export async function addUser(options: {
  readonly password?: string;
  readonly shell?: string;
  readonly authorizedKeys?: readonly string[];
}): Promise<TestUser> {
  const name = `mizumori-test-${randomBytes(4).toString('hex')}`;
  const folder = temporaryFolder();
  const home = join(folder.path, 'home');
  // Without PAM, sshd takes an account with `!` in place of a password for a locked one.
  const shell = options.shell ?? '/bin/sh';
  await account('/usr/sbin/useradd', ['--create-home', '--home-dir', home, '--shell', shell, '--password', '*', name]);
  if (options.password !== undefined) await account('/usr/sbin/chpasswd', [], `${name}:${options.password}`);
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('/usr/bin/id', [flag, name], {encoding: 'utf8'})));
  const ssh = join(home, '.ssh');
  mkdirSync(ssh, {mode: 0o700});
  writeFileSync(join(ssh, 'authorized_keys'), (options.authorizedKeys ?? []).join('\n') + '\n', {mode: 0o600});
  for (const path of [ssh, join(ssh, 'authorized_keys')]) chownSync(path, uid ?? 0, gid ?? 0);
  const remove = async (): Promise<void> => {
    await account('/usr/sbin/userdel', ['--force', name]);
    folder.remove();
  };
  return {name, remove};
}

export interface TestServer {
  readonly address: string;
  readonly port: number;
  readonly hostKeys: readonly KeyPair[];
  /** Lines for known_hosts. */
  readonly knownHosts: string;
  /** What the server has logged so far. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

function knownHostsOf(address: string, port: number, keys: readonly KeyPair[]): string {
  return keys.map(({publicKey}) => `[${address}]:${port} ${publicKey}\n`).join('');
}

async function waitFor(log: () => string, pattern: RegExp, child: ChildProcess): Promise<void> {
  for (let i = 0; i < 2400; i++) {
    if (pattern.test(log())) return;
    if (child.exitCode !== null) break;
    await sleep(25);
  }
  throw new Error(`the server does not start: ${log()}`);
}

async function run(file: string, args: readonly string[], ready: RegExp): Promise<Pick<TestServer, 'log' | 'stop'>> {
  const child = spawn(file, args, {stdio: ['ignore', 'ignore', 'pipe']});
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const log = (): string => text;
  await waitFor(log, ready, child);
  const stop = async (): Promise<void> => {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await exited;
  };
  return {log, stop};
}

/**
 * What root's login files do on this machine is no part of any test, and to be killed in the middle of them may leave
 * something behind: root has none in this home. Other accounts are made by the tests, with homes of their own.
 */
const bareRoot = ['Match User root', '  SetEnv HOME=/nonexistent'];

export interface SshdOptions {
  readonly address?: string;
  /** Further lines of sshd_config; they win over ours. */
  readonly settings?: readonly string[];
  /** Types of host keys to make. */
  readonly hostKeyTypes?: readonly string[];
}

/** A real OpenSSH server on a high port of a loopback address. */
export async function startSshd(options: SshdOptions = {}): Promise<TestServer> {
  requireServers();
  const folder = temporaryFolder();
  const address = options.address ?? '127.0.0.1';
  const port = await freePort(address);
  const hostKeys = (options.hostKeyTypes ?? ['ed25519']).map((type) => makeKey(folder.path, `host_${type}`, type));
  const config = [
    ...(options.settings ?? []),
    `ListenAddress ${address}:${port}`,
    ...hostKeys.map(({file}) => `HostKey ${file}`),
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'LogLevel VERBOSE',
    'MaxStartups 100',
  ];
  const file = join(folder.path, 'sshd_config');
  writeFileSync(file, `${[...config, ...bareRoot].join('\n')}\n`);
  const server = await run('/usr/sbin/sshd', ['-D', '-e', '-f', file], /Server listening/);
  const stop = async (): Promise<void> => {
    await server.stop();
    folder.remove();
  };
  return {address, port, hostKeys, knownHosts: knownHostsOf(address, port, hostKeys), log: server.log, stop};
}

/** A real dropbear with an ed25519 key. */
export async function startDropbear(address = '127.0.0.1'): Promise<TestServer> {
  requireServers();
  const folder = temporaryFolder();
  const port = await freePort(address);
  const file = join(folder.path, 'host');
  const made = execFileSync('/usr/bin/dropbearkey', ['-t', 'ed25519', '-f', file], {encoding: 'utf8', stdio: 'pipe'});
  const publicKey = /^ssh-ed25519 \S+/m.exec(made)?.[0];
  if (publicKey === undefined) throw new Error('dropbearkey shows no public key');
  const hostKeys = [{file, privateKey: '', publicKey}];
  const server = await run(
    '/usr/sbin/dropbear',
    ['-F', '-E', '-r', file, '-p', `${address}:${port}`],
    /Not background/,
  );
  const stop = async (): Promise<void> => {
    await server.stop();
    folder.remove();
  };
  return {address, port, hostKeys, knownHosts: knownHostsOf(address, port, hostKeys), log: server.log, stop};
}

export interface TestAgent {
  readonly socket: string;
  readonly stop: () => Promise<void>;
}

/** A real ssh-agent that holds the given keys. */
export async function startAgent(keys: readonly KeyPair[]): Promise<TestAgent> {
  const folder = temporaryFolder();
  const socket = join(folder.path, 'agent');
  const child = spawn('/usr/bin/ssh-agent', ['-D', '-a', socket], {stdio: 'ignore'});
  for (let i = 0; spawnSync('/usr/bin/test', ['-S', socket]).status !== 0; i++) {
    if (i === 2400) throw new Error('ssh-agent does not start');
    await sleep(25);
  }
  const env = {...process.env, SSH_AUTH_SOCK: socket};
  for (const {file} of keys) execFileSync('/usr/bin/ssh-add', ['-q', file], {env, stdio: 'pipe'});
  const stop = async (): Promise<void> => {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await exited;
    folder.remove();
  };
  return {socket, stop};
}

export interface RawServer {
  readonly address: string;
  readonly port: number;
  /** Connections that the other end has not closed. */
  readonly open: () => number;
  readonly stop: () => Promise<void>;
}

/** A TCP server that does what it is told with each connection. */
export async function startRaw(onConnection: (socket: Socket) => void, address = '127.0.0.1'): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const open = new Set<Socket>();
  const server = createServer({allowHalfOpen: true}, (socket) => {
    sockets.add(socket);
    const gone = (): void => void open.delete(socket);
    open.add(socket);
    socket
      .on('error', () => undefined)
      .on('end', gone)
      .on('close', gone)
      .resume();
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const stop = async (): Promise<void> => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  };
  return {address, port: (server.address() as AddressInfo).port, open: () => open.size, stop};
}
