import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {NmapProgram} from '../../src/transports/nmap/program.ts';
import type {NmapRequest} from '../../src/transports/nmap/run.ts';
import {temporaryFolder} from './sshd.ts';

/** What the tests ask for where it does not matter. */
export const request: NmapRequest = {
  address: '127.0.0.1',
  ports: '1-3',
  connectsPerSecond: 1000,
  connectsAtOnce: 10,
  connectMs: 1000,
  seconds: 20,
};

export interface FakeNmap {
  readonly program: NmapProgram;
  readonly folder: string;
  /** Where the script may leave something: `$HERE`. */
  readonly left: (name: string) => Promise<string>;
  readonly remove: () => void;
}

/** A program `nmap` that is a shell script. */
export function fakeNmap(script: string): FakeNmap {
  const folder = temporaryFolder();
  const path = join(folder.path, 'nmap');
  writeFileSync(path, `#!/bin/sh\nHERE=${folder.path}\n${script}\n`, {mode: 0o755});
  const left = async (name: string): Promise<string> => {
    for (let tries = 0; tries < 500; tries += 1) {
      const file = join(folder.path, name);
      if (existsSync(file) && readFileSync(file, 'utf8').endsWith('\n')) return readFileSync(file, 'utf8').trim();
      await sleep(10);
    }
    throw new Error(`the script left no ${name}`);
  };
  return {program: {path, version: '7.93', privileged: false}, folder: folder.path, left, remove: folder.remove};
}

/** True for a process that runs; one that waits for nobody to collect it does not. */
export function isAlive(pid: string): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Whether processes that were killed are gone: they take a moment to end. */
export async function allEnd(pids: readonly string[]): Promise<boolean> {
  for (let tries = 0; tries < 100 && pids.some(isAlive); tries += 1) await sleep(10);
  return !pids.some(isAlive);
}
