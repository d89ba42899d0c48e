import {execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';

/** A network namespace of the test. It lasts as long as the process that holds it. */
export interface Namespace {
  /** Words before a command that is to run there. */
  readonly within: readonly string[];
}

/** Two namespaces joined by one cable: `scanner` has 192.0.2.1, `plant` 192.0.2.10 and above, at the interface `cable`. */
export interface Cable {
  readonly scanner: Namespace;
  readonly plant: Namespace;
  readonly stop: () => Promise<void>;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exited;
}

function hold(): {readonly child: ChildProcess; readonly namespace: Namespace} {
  const child = spawn('/usr/bin/unshare', ['--net', '/bin/sleep', '300'], {stdio: 'ignore'});
  return {child, namespace: {within: ['/usr/bin/nsenter', `--net=/proc/${child.pid}/ns/net`]}};
}

export function runIn({within}: Namespace, ...command: readonly string[]): string {
  const [file = '', ...args] = [...within, ...command];
  return execFileSync(file, args, {encoding: 'utf8', stdio: 'pipe'});
}

const hasLeft = (namespace: Namespace): boolean =>
  runIn(namespace, '/usr/bin/readlink', '/proc/self/ns/net') !==
  execFileSync('/usr/bin/readlink', ['/proc/self/ns/net'], {encoding: 'utf8'});

/** `hosts`: how many addresses the plant has. Needs root. */
export async function layCable(hosts: number): Promise<Cable> {
  if (process.getuid?.() !== 0) throw new Error('these tests make network namespaces: run them as root');
  const [one, other] = [hold(), hold()];
  const stop = async (): Promise<void> => {
    for (const {child} of [one, other]) await ended(child);
  };
  try {
    for (let i = 0; !hasLeft(one.namespace) || !hasLeft(other.namespace); i++) {
      if (i === 2400) throw new Error('no network namespace could be made');
      await sleep(25);
    }
    const ends = ['cable', 'netns', String(one.child.pid), 'type', 'veth', 'peer', 'name', 'cable', 'netns'];
    execFileSync('/sbin/ip', ['link', 'add', ...ends, String(other.child.pid)], {stdio: 'pipe'});
    for (const {namespace} of [one, other]) {
      for (const name of ['lo', 'cable']) runIn(namespace, '/sbin/ip', 'link', 'set', name, 'up');
    }
    const address = (namespace: Namespace, last: number): string =>
      runIn(namespace, '/sbin/ip', 'address', 'add', `192.0.2.${last}/24`, 'dev', 'cable');
    address(one.namespace, 1);
    for (let last = 10; last < 10 + hosts; last += 1) address(other.namespace, last);
  } catch (error) {
    await stop();
    throw error;
  }
  return {scanner: one.namespace, plant: other.namespace, stop};
}
