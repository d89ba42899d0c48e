import {spawn, type ChildProcess} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {linuxScript} from '../../src/kits/linux/script.ts';
import {linuxKit} from '../../src/kits/linux.ts';
import {questionLine, questionsDigest, questionsOf} from '../../src/kits/questions.ts';
import type {Ask, Cost} from '../../src/model/ask.ts';
import {linux} from '../../src/platforms/linux.ts';
import {readFiles, slotsOf} from '../../src/platforms/shell-script.ts';

export const kitTool = 'mizumori 0.1.0';

/** A collector for questions of a test. */
export function kitFor(asks: readonly Ask[]): string {
  const slots = slotsOf(asks);
  const questions = questionsOf(slots, readFiles);
  const [id, titles] = ['0123456789abcdef', [{en: 'Tests', ja: '試験'}]];
  const questionLines = questions.map(questionLine);
  return linuxScript({id, tool: kitTool, questions: questionsDigest(questions), questionLines, slots, titles});
}

export function wholeKit(costs: readonly Cost[] = ['cheap']): string {
  return linuxKit.write({platform: linux, costs, tool: kitTool}).text;
}

/** Shells that the collector has to run in: what stands for `sh`. */
export const shells: Readonly<Record<string, string>> = {
  dash: '/usr/bin/dash',
  bash: '/usr/bin/bash',
  busybox: '/usr/bin/busybox',
};

export interface KitRun {
  readonly child: ChildProcess;
  readonly ended: Promise<{readonly code: number | null; readonly stdout: string; readonly stderr: string}>;
}

export interface KitPlace {
  /** Folder of the collector, where the answer file comes. */
  readonly folder: string;
  /** Paths of the answer files. */
  readonly answers: () => string[];
  readonly start: (args: readonly string[], as?: {readonly uid: number; readonly gid: number}) => KitRun;
}

/** Puts a collector below a folder, to be run by a shell of `shells`. */
export function placeKit(below: string, text: string, shell = 'dash'): KitPlace {
  const [folder, bin] = [join(below, 'stick of the test'), join(below, 'bin')];
  for (const each of [folder, bin]) mkdirSync(each, {recursive: true});
  chmodSync(folder, 0o777);
  const path = join(folder, 'kit.sh');
  writeFileSync(path, text, {mode: 0o644});
  const own = join(bin, shell);
  mkdirSync(own, {recursive: true});
  symlinkSync(shells[shell] ?? shell, join(own, 'sh'));
  const start: KitPlace['start'] = (args, as) => {
    const env = {PATH: `${own}:/usr/sbin:/usr/bin:/sbin:/bin`, LANG: 'C', HOME: '/nonexistent'};
    const child = spawn(join(own, 'sh'), [path, ...args], {env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], ...as});
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise<{code: number | null; stdout: string; stderr: string}>((resolve) =>
      child.on('close', (code) => resolve({code, stdout, stderr})),
    );
    return {child, ended};
  };
  const answers = (): string[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.answers'))
      .map((name) => join(folder, name));
  return {folder, answers, start};
}
