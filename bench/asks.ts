/**
 * CPU that each question costs the host it is put to, this one, the dearest first: `npm run bench:asks`. As root, since control
 * groups count it; the script around the questions is the first line.
 */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {randomBytes} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {askId, type Ask} from '../src/model/ask.ts';
import type {PlanEntry, Slot} from '../src/model/plan.ts';
import {shellProgram, slotsOf} from '../src/platforms/shell-script.ts';
import {probes} from '../src/probes/index.ts';
import {buildBatch, launchCommand} from '../src/transports/batch.ts';
import {canGroup, createGroup, type Group} from './cgroup.ts';
import {filesOnDisk} from './disk.ts';
import {table} from './table.ts';

const rounds = 5;

function nameOf({kind, asks}: Slot): string {
  return kind === 'files' ? `${asks.length} files and patterns` : asks.map(askId).join(' ');
}

function entryOf(slots: readonly Slot[]): PlanEntry {
  const endpoint = {via: 'local', credential: null} as const;
  const of = {key: 'here', asset: 'here', zone: 'here', loadGroup: null, platform: 'linux', batch: 'user'} as const;
  return {...of, endpoint, program: shellProgram('none'), slots};
}

/** Seconds of CPU for one conversation of these questions. */
async function cpuOf(group: Group, entry: PlanEntry, wanted: readonly Slot[]): Promise<number> {
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
  await once(child, 'exit');
  child.stdin.destroy();
  while (group.pids().length > 0) await sleep(5);
  return group.cpuSeconds() - before;
}

/** The least of some: whatever else the machine does can only add to it. */
async function leastOf(group: Group, entry: PlanEntry, wanted: readonly Slot[]): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await cpuOf(group, entry, wanted));
  return Math.min(...times);
}

async function measureAsks(group: Group): Promise<string> {
  const asks = new Map<string, Ask>(probes.flatMap(({ask}) => (ask['linux'] ?? []).map((one) => [askId(one), one])));
  const slots = slotsOf([...asks.values()]);
  const entry = entryOf(slots);
  const frame = await leastOf(group, entry, []);
  const costs: [string, string, number][] = [];
  for (const slot of slots) {
    const cost = slot.asks.map((ask) => (ask.kind === 'command' ? ask.cost : 'cheap'))[0] ?? 'cheap';
    costs.push([nameOf(slot), cost, (await leastOf(group, entry, [slot])) - frame]);
  }
  costs.sort(([, , a], [, , b]) => b - a);
  const rows = costs.map(([name, cost, seconds]) => [name, cost, `${(seconds * 1000).toFixed(1)} ms`]);
  const walk = `the walk looks at about ${filesOnDisk()} files`;
  return `${table([['the script itself', '', `${(frame * 1000).toFixed(1)} ms`], ...rows])}\n\n${walk}`;
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
