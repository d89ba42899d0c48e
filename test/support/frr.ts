import {execFileSync, spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

const daemons = '/usr/lib/frr';

/** Why FRRouting cannot be started here; null when it can. */
export function frrMissing(): string | null {
  if (process.getuid?.() !== 0) return 'a network namespace can be made by root alone';
  if (!existsSync(join(daemons, 'zebra')) || !existsSync('/usr/bin/vtysh')) return 'apt-get install frr';
  const namespace = spawnSync('/usr/bin/unshare', ['--net', '/bin/true']);
  return namespace.status === 0 ? null : 'this machine lets nobody make a network namespace';
}

export interface TestRouter {
  /** Arguments of vtysh that reach this router. */
  readonly arguments: readonly string[];
  /** What vtysh prints for one command. */
  readonly ask: (command: string) => string;
  readonly stop: () => Promise<void>;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

/** Two cables, each with both ends in a network namespace that lasts as long as the process that holds it. */
async function makeNamespace(): Promise<ChildProcess> {
  const holder = spawn('/usr/bin/unshare', ['--net', '/bin/sleep', '600'], {stdio: 'ignore'});
  await sleep(300);
  const inside = (...command: string[]): Buffer =>
    execFileSync('/usr/bin/nsenter', ['--net', '--target', String(holder.pid), ...command], {stdio: 'pipe'});
  for (const [one, other] of [
    ['test0', 'peer0'],
    ['test1', 'peer1'],
  ] as const) {
    inside('/sbin/ip', 'link', 'add', one, 'type', 'veth', 'peer', 'name', other);
  }
  for (const name of ['lo', 'test0', 'peer0', 'test1', 'peer1']) inside('/sbin/ip', 'link', 'set', name, 'up');
  return holder;
}

/** zebra and further daemons with a configuration, apart from any other router of this machine. */
export async function startFrr(configuration: string, names: readonly string[]): Promise<TestRouter> {
  const folder = mkdtempSync(join(tmpdir(), 'mizumori-frr-'));
  const id = (flag: string): number => Number(execFileSync('/usr/bin/id', [flag, 'frr'], {encoding: 'utf8'}));
  chmodSync(folder, 0o755);
  chownSync(folder, id('-u'), id('-g'));
  writeFileSync(join(folder, 'vtysh.conf'), 'service integrated-vtysh-config\n');
  writeFileSync(join(folder, 'frr.conf'), configuration);
  const holder = await makeNamespace();
  const enter = ['--net', '--target', String(holder.pid)];
  const children: ChildProcess[] = [];
  for (const name of names) {
    const own = ['-f', '/dev/null', '-i', join(folder, `${name}.pid`), '-z', join(folder, 'zserv.api')];
    const more = ['--vty_socket', folder, '-A', '127.0.0.1', '-P', '0', ...(name === 'bgpd' ? ['-n'] : [])];
    children.push(spawn('/usr/bin/nsenter', [...enter, join(daemons, name), ...own, ...more], {stdio: 'ignore'}));
    for (let i = 0; !existsSync(join(folder, `${name}.vty`)); i++) {
      if (i === 200) throw new Error(`${name} does not start`);
      await sleep(25);
    }
  }
  const stop = async (): Promise<void> => {
    for (const child of [...children.reverse(), holder]) await ended(child);
    rmSync(folder, {recursive: true, force: true});
  };
  // Who may log in to the test's own server may speak to the daemons of the test.
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o777);
  const base = ['--vty_socket', folder, '--config_dir', folder];
  const vtysh = (...more: string[]): string =>
    execFileSync('/usr/bin/vtysh', [...base, ...more], {
      encoding: 'utf8',
      env: {VTYSH_PAGER: '/bin/cat'},
      stdio: 'pipe',
    });
  vtysh('-b');
  return {arguments: base, ask: (command) => vtysh('-c', command), stop};
}
