import {spawn} from 'node:child_process';
import {accessSync, constants, mkdirSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {dirname, join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {temporaryFolder} from './sshd.ts';

/** Fails with what to install where programs that a test starts are missing. `needed`: package by path. */
export function requirePrograms(needed: Readonly<Record<string, string>>): void {
  if (process.getuid?.() !== 0) throw new Error('these tests start real servers: run them as root');
  const missing = Object.entries(needed).filter(([path]) => {
    try {
      accessSync(path, constants.X_OK);
      return false;
    } catch {
      return true;
    }
  });
  const packages = [...new Set(missing.map(([, name]) => name))].sort();
  if (packages.length > 0) throw new Error(`these tests need real servers: apt-get install ${packages.join(' ')}`);
}

export interface DaemonOptions {
  /** Package by path of each program that is needed. */
  readonly needs: Readonly<Record<string, string>>;
  /** Files of its folder, by their paths there. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is to be done in its folder before it starts. */
  readonly prepare?: (folder: string) => void;
  readonly run: (folder: string) => readonly [string, ...string[]];
  readonly env?: (folder: string) => NodeJS.ProcessEnv;
  readonly address: string;
  /** All of these are open once it has started. */
  readonly ports: readonly number[];
}

export interface Daemon {
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

const isOpen = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({host: address, port});
    const done = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.on('connect', () => done(true)).on('error', () => done(false));
  });

async function allOpen({address, ports}: DaemonOptions): Promise<boolean> {
  for (const port of ports) if (!(await isOpen(address, port))) return false;
  return true;
}

/** Runs a server in the foreground, in a folder and a process group of its own. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  requirePrograms(options.needs);
  const {path: folder, remove} = temporaryFolder();
  for (const [name, text] of Object.entries(options.files ?? {})) {
    const path = join(folder, name);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text.replaceAll('{{folder}}', folder));
  }
  options.prepare?.(folder);
  const [file, ...args] = options.run(folder);
  const env = {...process.env, HOME: folder, ...options.env?.(folder)};
  const child = spawn(file, args, {stdio: ['ignore', 'pipe', 'pipe'], cwd: folder, env, detached: true});
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!isGone() && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await exited;
    remove();
  };
  for (let attempt = 0; !(await allOpen(options)); attempt += 1) {
    if (attempt < 1200 && !isGone()) await sleep(50);
    else {
      await stop();
      throw new Error(`${file} does not start: ${log}`);
    }
  }
  return {folder, stop};
}
