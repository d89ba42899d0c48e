import {fork, type ChildProcess} from 'node:child_process';
import {join} from 'node:path';
import {packageRoot} from '../../src/model/paths.ts';
import type {Call, Ended} from './program-host.ts';

export type {Ended};

let host: ChildProcess | null = null;
let last: Promise<unknown> = Promise.resolve();

function start(): ChildProcess {
  const child = fork(join(packageRoot, 'build/test/support/program-host.js'), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // It ends with this process, which need not wait for it.
  child.unref();
  child.channel?.unref();
  return child;
}

function ask(call: Call): Promise<Ended> {
  const child = (host ??= start());
  child.channel?.ref();
  return new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      child.off('message', onAnswer).off('exit', onExit);
      child.channel?.unref();
      settle();
    };
    const onAnswer = (answer: unknown): void => done(() => resolve(answer as Ended));
    const onExit = (code: number | null): void => {
      host = null;
      done(() => reject(new Error(`the program ended with ${code} in the middle of ${call.args.join(' ')}`)));
    };
    child.on('message', onAnswer).on('exit', onExit);
    child.send(call);
  });
}

/**
 * Runs command lines of the program in one process, one after the other: a process for each spends a second of CPU time on
 * its start. For commands that ask nobody; a scan is to have its signals, locks and connections for itself.
 */
export function runProgram(call: Call): Promise<Ended> {
  const next = last.then(() => ask(call));
  last = next.catch(() => undefined);
  return next;
}
