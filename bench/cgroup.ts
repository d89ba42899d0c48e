import {existsSync, mkdirSync, readFileSync, rmdirSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

/** A control group of our own: its CPU time holds all that its processes used, also after they are gone. */
export interface Group {
  /** File that takes the id of a process that is to join. */
  readonly procs: string;
  /** CPU time so far, in seconds. */
  cpuSeconds(): number;
  pids(): number[];
  /** Ends what is left in it. */
  clear(): Promise<void>;
  /** Ends what is left in it, then removes it. */
  remove(): Promise<void>;
}

const legacyRoot = '/sys/fs/cgroup/cpuacct';
const unifiedRoot = '/sys/fs/cgroup';

/** Folder that groups are made in, or null where there is none that counts CPU time. */
export function groupRoot(): string | null {
  if (existsSync(join(legacyRoot, 'cpuacct.usage'))) return legacyRoot;
  return existsSync(join(unifiedRoot, 'cgroup.controllers')) ? unifiedRoot : null;
}

function cpuSecondsOf(path: string): number {
  const legacy = join(path, 'cpuacct.usage');
  if (existsSync(legacy)) return Number(readFileSync(legacy, 'utf8')) / 1e9;
  const usage = /^usage_usec (?<usec>\d+)$/m.exec(readFileSync(join(path, 'cpu.stat'), 'utf8'));
  if (usage === null) throw new Error(`no CPU time in ${path}`);
  return Number(usage.groups?.['usec']) / 1e6;
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went by itself between the listing and now.
  }
}

/** @throws Error where groups cannot be made */
export function createGroup(name: string): Group {
  const root = groupRoot();
  if (root === null) throw new Error('no control groups that count CPU time');
  const path = join(root, `mizumori-bench-${process.pid}-${name}`);
  mkdirSync(path);
  const procs = join(path, 'cgroup.procs');
  const pids = (): number[] => readFileSync(procs, 'utf8').split('\n').filter(Boolean).map(Number);
  const clear = async (): Promise<void> => {
    for (let attempt = 0; attempt < 50 && pids().length > 0; attempt++) {
      pids().forEach(end);
      await sleep(50);
    }
  };
  return {
    procs,
    clear,
    cpuSeconds: () => cpuSecondsOf(path),
    pids,
    async remove() {
      await clear();
      rmdirSync(path);
    },
  };
}

/** True where this process may make groups. */
export function canGroup(): boolean {
  const root = groupRoot();
  if (root === null) return false;
  const path = join(root, `mizumori-bench-${process.pid}-try`);
  try {
    mkdirSync(path);
    rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}
