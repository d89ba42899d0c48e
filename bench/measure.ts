import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import type {Lab} from './lab.ts';
import {spawnInside} from './lab.ts';

/** One run of a client against the lab. Times in seconds, memory in bytes. */
export interface Measured {
  readonly wall: number;
  readonly clientCpu: number;
  readonly targetCpu: number;
  /** Largest sum, at one moment, of the highest resident sizes of the client's processes. */
  readonly peak: number;
}

export interface Command {
  readonly argv: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Exit codes that mean that the work was done. */
  readonly good: readonly number[];
}

function highestResident(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s+(?<kb>\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.['kb'];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Connections that a client keeps open for later (Ansible does, for a minute) would count as memory of the next one. */
function endLeftovers({client}: Lab): void {
  for (const pid of client.pids()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/** @throws Error with the end of its output when the client fails */
export async function measure(lab: Lab, {argv, environment, good}: Command): Promise<Measured> {
  await lab.quiet();
  const before = {client: lab.client.cpuSeconds(), target: lab.server.cpuSeconds()};
  const start = performance.now();
  const child = spawnInside(lab.namespace, lab.client, argv, environment);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4096)));
  let peak = 0;
  const look = (): void => {
    peak = Math.max(
      peak,
      lab.client.pids().reduce((sum, pid) => sum + highestResident(pid), 0),
    );
  };
  const timer = setInterval(look, 50);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(timer);
  endLeftovers(lab);
  const wall = (performance.now() - start) / 1000;
  await lab.quiet();
  if (code === null || !good.includes(code)) throw new Error(`${argv.join(' ')} ended with ${code}:\n${output}`);
  const clientCpu = lab.client.cpuSeconds() - before.client;
  return {wall, clientCpu, targetCpu: lab.server.cpuSeconds() - before.target, peak};
}

export function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[half]];
  return (low + high) / 2;
}

/** Medians; the peak is the highest. */
export function median(runs: readonly Measured[]): Measured {
  return {
    wall: middle(runs.map(({wall}) => wall)),
    clientCpu: middle(runs.map(({clientCpu}) => clientCpu)),
    targetCpu: middle(runs.map(({targetCpu}) => targetCpu)),
    peak: Math.max(...runs.map(({peak}) => peak)),
  };
}
