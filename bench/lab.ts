import {execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {once} from 'node:events';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {canGroup, createGroup, type Group} from './cgroup.ts';
import {filesIn, serverRoot} from './server-root.ts';

export const labPort = 22;

/**
 * A real Debian server in namespaces of its own. Its sshd answers on every address of 127.0.0.0/8 there, so that
 * 127.10.0.1 and on are as many hosts as wanted. Nothing in the namespaces reaches anything outside, nor the reverse.
 */
export interface Lab {
  /** Temporary folder, removed at the end. */
  readonly folder: string;
  /** Name of the network namespace. */
  readonly namespace: string;
  readonly keyFile: string;
  readonly knownHostsFile: string;
  /** `ssh-ed25519 AAAA…` of the server. */
  readonly hostKey: string;
  /** Files and folders of the server. */
  readonly files: number;
  readonly server: Group;
  readonly client: Group;
  /** Waits until the server has nothing left to do for earlier clients. */
  quiet(): Promise<void>;
  /** A command line that runs another one on the server. */
  onServer(argv: readonly string[]): string[];
  /** Ends what runs in it and removes every trace; a second call waits for the first. */
  remove(): Promise<void>;
}

const programs = {
  '/usr/sbin/debootstrap': 'debootstrap',
  '/usr/bin/ssh-keygen': 'openssh-client',
  '/usr/bin/nsenter': 'util-linux',
};

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The full path of a program, or null. */
export function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/bin', '/bin'];
  return folders.map((folder) => join(folder, name)).find(executable) ?? null;
}

/** What this machine lacks for the lab, as sentences; empty when all is there. */
export function missingForLab(): string[] {
  if (process.platform !== 'linux') return ['The lab needs Linux: network namespaces and control groups.'];
  if (process.getuid?.() !== 0) return ['The lab needs root: it makes a network namespace and starts sshd in it.'];
  const absent = Object.entries(programs).filter(([path]) => !executable(path));
  const packages = absent.map(([path, name]) => `${path} is missing: apt-get install ${name}`);
  if (findProgram('ip') === null) packages.push('ip is missing: apt-get install iproute2');
  if (!canGroup()) packages.push('No control group can be made under /sys/fs/cgroup: CPU time could not be measured.');
  return packages;
}

function makeKey(folder: string, name: string): string {
  const file = join(folder, name);
  execFileSync('/usr/bin/ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file]);
  return file;
}

/** Where the server keeps what makes it one of the lab. */
const settings = '/etc/ssh/mizumori-bench';

const config = [
  `Port ${labPort}`,
  'ListenAddress 0.0.0.0',
  `HostKey ${settings}/host_key`,
  'PidFile none',
  `AuthorizedKeysFile ${settings}/authorized_keys`,
  'PermitRootLogin prohibit-password',
  'PasswordAuthentication no',
  'KbdInteractiveAuthentication no',
  // A session manager behind PAM could move sessions out of our control group, and their CPU time with them.
  'UsePAM no',
  'PrintMotd no',
  'MaxStartups 20000:100:20000',
  'LogLevel ERROR',
  '',
].join('\n');

function writeSettings(root: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  mkdirSync(join(root, settings), {mode: 0o700});
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(root, settings, name), content, {mode: 0o600});
}

/** Starts a program inside of the namespace, in a control group. */
export function spawnInside(
  namespace: string,
  group: Group,
  command: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  const script = 'echo $$ >"$1" && net=$2 && shift 2 && exec /usr/bin/nsenter --net="$net" -- "$@"';
  const args = ['-c', script, 'sh', group.procs, `/run/netns/${namespace}`, ...command];
  return spawn('/bin/sh', args, {stdio: ['ignore', 'pipe', 'pipe'], env: environment});
}

/** Enters a root as its machine would have it: its own disk, processes and name. */
const enter = `
set -e
root=$1
shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --rbind /sys "$root/sys"
cd "$root"
pivot_root . mnt
umount -l mnt
exec "$@"
`;

function insideRoot(root: string, argv: readonly string[]): string[] {
  return ['/usr/bin/unshare', '-m', '-p', '-u', '--fork', '--kill-child', 'sh', '-c', enter, 'sh', root, ...argv];
}

async function startServer(root: string, namespace: string, group: Group): Promise<ChildProcess> {
  const sshd = ['/usr/sbin/sshd', '-D', '-e', '-f', `${settings}/sshd_config`];
  const child = spawnInside(namespace, group, insideRoot(root, sshd));
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4096)));
  const listening = `:${labPort.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`;
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) break;
    const pid = child.pid ?? 0;
    if (existsSync(`/proc/${pid}/net/tcp`) && readFileSync(`/proc/${pid}/net/tcp`, 'utf8').includes(listening))
      return child;
    await sleep(50);
  }
  throw new Error(`sshd does not start: ${log}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  // unshare(1) heeds no other signal, and takes along what runs in it.
  child.kill('SIGKILL');
  await exited;
}

/** Undoes steps in the reverse of their order, all of them, whatever one of them throws. */
async function undo(steps: readonly (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of [...steps].reverse()) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the lab could not be removed in full');
}

/** @throws Error when it cannot be set up; nothing is left behind then */
export async function createLab(): Promise<Lab> {
  const undoing: (() => unknown)[] = [];
  try {
    return await build(undoing);
  } catch (error) {
    await undo(undoing);
    throw error;
  }
}

async function build(undoing: (() => unknown)[]): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'mizumori-bench-'));
  undoing.push(() => rmSync(folder, {recursive: true, force: true}));
  const root = await serverRoot(folder);
  const [hostKeyFile, keyFile] = [makeKey(folder, 'host_key'), makeKey(folder, 'id')];
  const hostKey = readFileSync(`${hostKeyFile}.pub`, 'utf8').trim();
  writeSettings(root, {
    sshd_config: config,
    host_key: readFileSync(hostKeyFile),
    authorized_keys: readFileSync(`${keyFile}.pub`),
  });
  const knownHostsFile = join(folder, 'known_hosts');
  writeFileSync(knownHostsFile, `127.10.*.* ${hostKey}\n`);

  const namespace = `mizumori-bench-${process.pid}`;
  const ip = findProgram('ip') ?? 'ip';
  execFileSync(ip, ['netns', 'add', namespace]);
  undoing.push(() => execFileSync(ip, ['netns', 'delete', namespace]));
  execFileSync('/usr/bin/nsenter', [`--net=/run/netns/${namespace}`, '--', ip, 'link', 'set', 'lo', 'up']);

  const server = createGroup('server');
  undoing.push(() => server.remove());
  const client = createGroup('client');
  undoing.push(() => client.remove());
  const child = await startServer(root, namespace, server);
  undoing.push(() => stop(child));
  const atRest = server.pids().length;
  let removal: Promise<void> | null = null;
  return {
    ...{folder, namespace, keyFile, knownHostsFile, hostKey, server, client},
    files: filesIn(root),
    async quiet() {
      for (let attempt = 0; attempt < 100 && server.pids().length > atRest; attempt++) await sleep(20);
    },
    onServer: (argv) => insideRoot(root, argv),
    remove: () => (removal ??= undo(undoing)),
  };
}

/** Addresses of the first `count` hosts of the lab. */
export function hostsOf(count: number): string[] {
  return Array.from({length: count}, (_, index) => `127.10.${Math.floor(index / 250)}.${(index % 250) + 1}`);
}
