/**
 * CPU that each question costs the host it is put to, this one, the dearest first: `npm run bench:asks`. As root, since control
 * groups count it; the script around the questions is the first line.
 */
import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {randomBytes} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {askId, type Ask} from '../src/model/ask.ts';
import type {ShellEntry, Slot} from '../src/model/plan.ts';
import {shellProgram, slotsOf} from '../src/platforms/shell-script.ts';
import {probes} from '../src/probes/index.ts';
import {buildBatch, launchCommand} from '../src/transports/batch.ts';
import {canGroup, createGroup, type Group} from './cgroup.ts';
import {filesOnDisk} from './disk.ts';
import {table} from './table.ts';

const rounds = 5;
/** For the script around the questions, in seconds. */
const frameSeconds = 30;

function nameOf({kind, asks}: Slot): string {
  return kind === 'files' ? `${asks.length} files and patterns` : asks.map(askId).join(' ');
}

function entryOf(slots: readonly Slot[]): ShellEntry {
  const endpoint = {via: 'local', credential: null} as const;
  const of = {key: 'here', asset: 'here', zone: 'here', loadGroup: null, platform: 'linux', batch: 'user'} as const;
  return {...of, endpoint, talk: 'shell', program: shellProgram('none'), slots};
}

/** Waits until all has ended. What has not in time is ended: false. */
async function endsIn(seconds: number, child: ChildProcess, group: Group): Promise<boolean> {
  const signal = AbortSignal.timeout(seconds * 1000);
  try {
    await once(child, 'exit', {signal});
    child.stdin?.destroy();
    while (group.pids().length > 0) await sleep(5, undefined, {signal});
    return true;
  } catch (error) {
    if (!signal.aborted) throw error;
    await group.clear();
    return false;
  }
}

/** Seconds of CPU for one conversation of these questions; null when it takes longer than they may. */
async function cpuOf(group: Group, entry: ShellEntry, wanted: readonly Slot[]): Promise<number | null> {
  const batch = buildBatch(entry, wanted, randomBytes(12).toString('hex'));
  const before = group.cpuSeconds();
  const enter = 'echo $$ >"$1" && exec sh -c "$2"';
  const child = spawn('/bin/sh', ['-c', enter, 'sh', group.procs, launchCommand(batch)], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdout.resume();
  child.stdin.write(batch.script);
  const ended = await endsIn(frameSeconds + wanted.reduce((sum, {seconds}) => sum + seconds, 0), child, group);
  return ended ? group.cpuSeconds() - before : null;
}

/** The least of some: whatever else the machine does can only add to it. Infinity when one does not end. */
async function leastOf(group: Group, entry: ShellEntry, wanted: readonly Slot[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const time = await cpuOf(group, entry, wanted);
    if (time === null) return Infinity;
    times.push(time);
  }
  return Math.min(...times);
}

function told(seconds: number): string {
  return seconds === Infinity ? 'did not end in time' : `${(seconds * 1000).toFixed(1)} ms`;
}

async function measureAsks(group: Group): Promise<string> {
  const asks = new Map<string, Ask>(probes.flatMap(({ask}) => (ask['linux'] ?? []).map((one) => [askId(one), one])));
  const slots = slotsOf([...asks.values()]);
  const entry = entryOf(slots);
  const frame = await leastOf(group, entry, []);
  if (frame === Infinity) throw new Error(`the script itself did not end in ${frameSeconds} s`);
  const costs: [string, string, number][] = [];
  for (const slot of slots) {
    const cost = slot.asks.map((ask) => (ask.kind === 'command' ? ask.cost : 'cheap'))[0] ?? 'cheap';
    costs.push([nameOf(slot), cost, (await leastOf(group, entry, [slot])) - frame]);
  }
  costs.sort(([, , a], [, , b]) => (a === b ? 0 : b - a));
  const rows = costs.map(([name, cost, seconds]) => [name, cost, told(seconds)]);
  const walk = `the walk looks at about ${filesOnDisk()} files`;
  return `${table([['the script itself', '', told(frame)], ...rows])}\n\n${walk}`;
}

if (!canGroup()) {
  console.error('No control group can be made under /sys/fs/cgroup: CPU time could not be measured.');
  process.exit(1);
}
const group = createGroup('asks');
try {
  console.log(await measureAsks(group));
} finally {
  await group.remove();
}
