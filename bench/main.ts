/**
 * Measures a whole scan next to what it could cost at best and to its peers, in one run on one machine: compare rows, the
 * seconds of one machine say nothing about another. `npm run bench -- --hosts 1,10`
 */
import {execFileSync} from 'node:child_process';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {contestants, type Contestants} from './contestants.ts';
import {goalsOf, type Goal, type Name, type Results} from './goals.ts';
import {createLab, missingForLab, type Lab} from './lab.ts';
import {measure, median, middle, type Measured} from './measure.ts';
import {table} from './table.ts';

const {values} = parseArgs({options: {hosts: {type: 'string', default: '1,10,50,200'}, rounds: {type: 'string'}}});
const names: readonly Name[] = ['scan', 'bare', 'script', 'ansible'];

function hostCounts(): number[] {
  const counts = values.hosts.split(',').map(Number);
  if (counts.every((count) => Number.isInteger(count) && count >= 1 && count <= 10_000)) return counts;
  throw new Error(`--hosts ${values.hosts}: write numbers from 1 to 10000, for example 1,10`);
}

function roundsFor(hosts: number): number {
  return values.rounds === undefined ? (hosts <= 10 ? 3 : 1) : Number(values.rounds);
}

/** Round by round, so that what else the machine does meets all of them alike. */
async function measureAll(lab: Lab, all: Contestants, hosts: number): Promise<Record<Name, Measured | null>> {
  const runs: Record<Name, Measured[]> = {scan: [], bare: [], script: [], ansible: []};
  for (let round = 0; round < roundsFor(hosts); round++) {
    for (const name of names) {
      const command = all[name].command?.(hosts);
      if (command !== undefined) runs[name].push(await measure(lab, command));
      process.stderr.write('.');
    }
  }
  const middleOf = (name: Name): Measured | null => (runs[name].length === 0 ? null : median(runs[name]));
  return {scan: middleOf('scan'), bare: middleOf('bare'), script: middleOf('script'), ansible: middleOf('ansible')};
}

const perHost = (seconds: number): string => `${(seconds * 1000).toFixed(1)} ms`;

function rowOf(name: string, hosts: number, measured: Measured | null): string[] {
  if (measured === null) return [name, String(hosts), 'not installed'];
  const {wall, clientCpu, targetCpu, peak} = measured;
  const rate = `${(hosts / wall).toFixed(1)} /s`;
  return [
    name,
    String(hosts),
    rate,
    perHost(clientCpu / hosts),
    `${(peak / 1_048_576).toFixed(0)} MB`,
    perHost(targetCpu / hosts),
  ];
}

function resultTable(results: Results, all: Contestants, more: readonly string[][]): string {
  const head = ['', 'hosts', 'hosts', 'client CPU/host', 'peak memory', 'target CPU/host'];
  const rows = [...results].flatMap(([hosts, row]) => names.map((name) => rowOf(all[name].name, hosts, row[name])));
  return table([head, ...rows, ...more]);
}

function goalTable(goals: readonly Goal[]): string {
  const sign = ({met}: Goal): string => (met === null ? '–' : met ? '✓' : '✗');
  return table(goals.map((goal) => [`${sign(goal)} ${goal.text}`, goal.wanted, goal.measured]));
}

/** Median of ten, in seconds. */
function helpSeconds(): number {
  const cli = join(dirname(fileURLToPath(import.meta.url)), '../src/cli.js');
  const times = Array.from({length: 10}, () => {
    const start = performance.now();
    execFileSync(process.execPath, [cli, '--help'], {stdio: 'ignore'});
    return (performance.now() - start) / 1000;
  });
  return middle(times);
}

/** On the server itself, in seconds of CPU. */
async function lynisSeconds(lab: Lab): Promise<number> {
  const files = ['--log-file', '/dev/null', '--report-file', '/tmp/lynis-report.dat'];
  const argv = lab.onServer(['/usr/sbin/lynis', 'audit', 'system', '--quick', '--no-colors', ...files]);
  return (await measure(lab, {argv, good: [0, 1, 64, 65, 66]})).clientCpu;
}

async function bench(lab: Lab, counts: readonly number[]): Promise<void> {
  const start = performance.now();
  console.error(
    `${counts.join(', ')} hosts: a median of three rounds up to 10 hosts, one round above; this takes a while`,
  );
  const all = await contestants(lab);
  for (const name of ['scan', 'bare', 'script'] as const) {
    const command = all[name].command?.(1);
    if (command !== undefined) await measure(lab, command);
  }
  const results = new Map<number, Record<Name, Measured | null>>();
  for (const hosts of counts) results.set(hosts, await measureAll(lab, all, hosts));
  process.stderr.write('\n');
  const others = {files: lab.files, lynisCpu: await lynisSeconds(lab), help: helpSeconds()};
  const lynis = ['lynis audit system', '1', '', '', '', perHost(others.lynisCpu)];
  console.log(`${resultTable(results, all, [lynis])}\n\n${goalTable(goalsOf(results, others))}`);
  console.error(`\nmeasured in ${((performance.now() - start) / 60_000).toFixed(0)} minutes`);
}

const missing = missingForLab();
if (missing.length > 0) {
  console.error(missing.join('\n'));
  process.exit(1);
}
const counts = hostCounts();
const lab = await createLab();
const stopped = new AbortController();
const stop = (): void => {
  stopped.abort();
  process.exitCode = 130;
  void lab.remove();
};
process.once('SIGINT', stop).once('SIGTERM', stop);
try {
  await bench(lab, counts);
} catch (error) {
  // What fails because the lab is being taken down under it is no news.
  if (!stopped.signal.aborted) throw error;
} finally {
  await lab.remove();
}
