import {execFile, execFileSync, spawn} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {promisify} from 'node:util';
import {freePort} from './free-port.ts';

const run = promisify(execFile);

/** What a root holds beside the base of its release. */
export interface RootKind {
  /** Unique among the kinds: the cache keeps one of each. */
  readonly name: string;
  readonly suite: string;
  /** Options of debootstrap. */
  readonly options: readonly string[];
  /** Command of the shell, run in the root at the end. */
  readonly finish: string;
}

/** In memory, since dpkg waits for the disk at every file; only what is finished goes to the cache. */
const debootstrap = `
set -e
finish=$1 suite=$2 memory=$3 to=$4
shift 4
mount -t tmpfs tmpfs "$memory"
root=$memory/root
debootstrap "$@" "$suite" "$root" http://deb.debian.org/debian
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/proc/* "$root"/sys/*
chroot "$root" /bin/sh -ec "$finish"
cp -a "$root" "$to"
`;

async function make({suite, options, finish}: RootKind, path: string): Promise<void> {
  const part = `${path}.${process.pid}`;
  const memory = `${part}.memory`;
  mkdirSync(memory);
  const args = ['-m', 'sh', '-c', debootstrap, 'sh', finish, suite, memory, part, ...options];
  await run('/usr/bin/unshare', args, {maxBuffer: 64_000_000});
  rmSync(memory, {recursive: true});
  try {
    renameSync(part, path);
  } catch {
    // Another process was faster.
    rmSync(part, {recursive: true, force: true});
  }
}

/** A real Debian: made once, then kept in a cache. The copy is yours. */
export async function debianRootOf(kind: RootKind, folder: string): Promise<string> {
  const cache = join(tmpdir(), 'mizumori-debian');
  mkdirSync(cache, {recursive: true, mode: 0o700});
  const cached = join(cache, kind.name);
  if (!existsSync(cached)) await make(kind, cached);
  const copy = join(folder, kind.name);
  execFileSync('/usr/bin/cp', ['-a', '--reflink=auto', cached, copy]);
  mkdirSync(join(copy, 'run/sshd'), {recursive: true});
  return copy;
}

/** A small one with an SSH server and sudo. */
export function debianRoot(suite: string, folder: string): Promise<string> {
  const options = ['--variant=minbase', '--include=openssh-server,sudo'];
  return debianRootOf({name: suite, suite, options, finish: 'rm -rf /var/lib/apt/lists/*'}, folder);
}

export interface DebianHost {
  readonly address: string;
  readonly port: number;
  readonly knownHosts: string;
  readonly log: () => string;
  /** What runs there, but for the server itself. */
  readonly processes: () => string[];
  readonly stop: () => Promise<void>;
}

const boot = `
mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && shift
root=$1; shift
exec chroot "$root" /usr/sbin/sshd -D -e "$@"
`;

function namespaceOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return null;
  }
}

function commandOf(pid: string): string {
  return execFileSync('/usr/bin/ps', ['-o', 'stat=,args=', '-ww', '-p', pid], {encoding: 'utf8'}).trim();
}

/** The SSH server of a root, with the settings of its distribution, in namespaces of its own. */
export async function startDebian(root: string, address: string): Promise<DebianHost> {
  const port = await freePort(address);
  const settings = ['-o', `ListenAddress=${address}:${port}`, '-o', 'PidFile=none'];
  const args = ['-m', '-p', '-u', '--fork', '--kill-child', 'sh', '-c', boot, 'sh', root, root, ...settings];
  const child = spawn('/usr/bin/unshare', args, {stdio: ['ignore', 'ignore', 'pipe']});
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  for (let waited = 0; !text.includes('Server listening'); waited += 25) {
    if (waited > 20_000 || child.exitCode !== null) throw new Error(`the server does not start: ${text}`);
    await sleep(25);
  }
  const init = execFileSync('/usr/bin/pgrep', ['-P', String(child.pid)], {encoding: 'utf8'}).trim();
  const own = namespaceOf(init);
  const key = execFileSync('/usr/bin/cat', [join(root, 'etc/ssh/ssh_host_ed25519_key.pub')], {encoding: 'utf8'});
  return {
    address,
    port,
    knownHosts: `[${address}]:${port} ${key.split(' ').slice(0, 2).join(' ')}\n`,
    log: () => text,
    processes: () => {
      const pids = readdirSync('/proc').filter(
        (name) => /^\d+$/.test(name) && name !== init && namespaceOf(name) === own,
      );
      return pids.map((pid) => commandOf(pid)).filter((line) => line !== '' && !line.startsWith('Z'));
    },
    stop: async () => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await exited;
    },
  };
}
