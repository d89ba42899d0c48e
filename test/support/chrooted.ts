import {spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {askId, type Ask} from '../../src/model/ask.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {probes} from '../../src/probes/index.ts';
import {buildBatch} from '../../src/transports/batch.ts';
import type {Connection} from '../../src/transports/connection.ts';
import {exchangesOf} from '../../src/transports/exchanges.ts';
import {connectLocal} from '../../src/transports/local.ts';
import {runBatch} from '../../src/transports/shell.ts';
import {localEntry} from './local-entry.ts';

const mounts = 'mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev" && mount --bind /sys "$1/sys" || exit 9;';
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A command in the root, in namespaces of its own that end with it. `user`: numbers of user and group. */
function inside(root: string, user: string, command: string): string[] {
  const enter = `${mounts} exec chroot --userspec="$2" "$1" /bin/sh -c "$3"`;
  return ['-m', '-p', '-u', '-n', '-f', '--kill-child', 'sh', '-c', enter, 'sh', root, user, command];
}

function connection(root: string, user: string): Connection {
  const local = connectLocal();
  const enter = (command: string): string => `exec unshare ${inside(root, user, command).map(quote).join(' ')}`;
  return {...local, exec: (command, output) => local.exec(enter(command), output)};
}

/** Everything that a scan asks, asked in a root that is no running system. */
export async function askInside(root: string, user: string): Promise<Exchange[]> {
  const asks = new Map<string, Ask>(probes.flatMap(({ask}) => (ask['linux'] ?? []).map((one) => [askId(one), one])));
  const entry = localEntry([...asks.values()]);
  const exchanges: Exchange[] = [];
  const batch = buildBatch(entry, entry.slots, randomBytes(8).toString('hex'));
  await runBatch(connection(root, user), batch, {
    sudoPassword: null,
    onPasswordRefused: () => undefined,
    onPasswordAccepted: () => undefined,
    onAnswer(answer) {
      const told = exchangesOf(answer, 'local', (text) => ({text, count: 0}));
      exchanges.push(...told.map((one, at) => ({...one, seq: exchanges.length + at + 1})));
    },
    now: () => Date.now(),
    signal: new AbortController().signal,
    helloMs: 30_000,
    graceMs: 5000,
    limit: 33_554_432,
  });
  return exchanges;
}

export function runInside(root: string, user: string, command: string): Promise<{code: number | null; said: string}> {
  const child = spawn('/usr/bin/unshare', inside(root, user, command), {stdio: ['ignore', 'pipe', 'pipe']});
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({code, said})));
}
