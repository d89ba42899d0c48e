import {spawn, type ChildProcess} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Finding} from '../../src/model/finding.ts';
import type {Run} from '../../src/model/run.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {runProgram} from '../support/program.ts';
import {temporaryFolder, type TestServer} from '../support/sshd.ts';

const cli = join(dirname(fileURLToPath(import.meta.url)), '../../src/cli.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly stderr: () => string;
}

/** Environment of the program under test: what is given, and no more than it needs. */
function environment(home: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {PATH: process.env['PATH'], HOME: home, LANG: 'en_US.UTF-8', NO_COLOR: '1', ...more};
}

/** Commands that ask nobody. */
const quiet: ReadonlySet<string> = new Set([
  ...['baseline', 'checks', 'diff', 'guideline', 'history', 'import', 'inventory', 'judge', 'kit', 'plan', 'report'],
  ...['verify', 'waivers'],
]);

/** A folder for one test: inventory, known hosts, checks and run folders. */
export class Workshop {
  readonly folder: string;
  readonly checks: string;
  readonly inventory: string;
  readonly #remove: () => void;

  constructor(options: {readonly costs: 'cheap' | 'all'} = {costs: 'cheap'}) {
    const {path, remove} = temporaryFolder();
    this.folder = path;
    this.#remove = remove;
    this.checks = join(path, 'checks');
    this.inventory = join(path, 'inventory.yaml');
    cpSync(join(packageRoot, 'test/scan/fixtures/checks'), this.checks, {recursive: true});
    cpSync(join(packageRoot, 'checks/data'), join(this.checks, 'data'), {recursive: true});
    mkdirSync(join(path, 'home'));
    if (options.costs === 'cheap') this.#onlyCheapQuestions();
  }

  remove(): void {
    this.#remove();
  }

  /** Walks over this machine's file systems would say nothing more here, and take minutes. */
  #onlyCheapQuestions(): void {
    const path = join(this.checks, 'data/zone-policies.yaml');
    const text = readFileSync(path, 'utf8').replaceAll('costs: [cheap, disk, slow]', 'costs: [cheap]');
    writeFileSync(path, text.replaceAll(/gapMs: \d+/g, 'gapMs: 0'));
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  write(name: string, text: string, mode = 0o600): string {
    const path = this.path(name);
    writeFileSync(path, text, {mode});
    return path;
  }

  /** JSON is YAML too. */
  writeInventory(content: Readonly<Record<string, unknown>>): void {
    const base = {site: {name: 'Test', timezone: 'Asia/Tokyo'}, zones: [{id: 'office', policy: 'office'}]};
    writeFileSync(this.inventory, JSON.stringify({...base, ...content}, null, 1));
  }

  trust(...servers: readonly Pick<TestServer, 'knownHosts'>[]): void {
    writeFileSync(this.path('known_hosts'), servers.map(({knownHosts}) => knownHosts).join(''));
  }

  #words(args: readonly string[]): string[] {
    const needsChecks = !args.includes('--checks') && args[0] !== 'verify';
    return [cli, ...args, ...(needsChecks ? ['--checks', this.checks] : [])];
  }

  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    const child = spawn(process.execPath, this.#words(args), {
      env: environment(this.path('home'), env),
      cwd: this.folder,
    });
    return watch(child);
  }

  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    if (!quiet.has(args[0] ?? '')) return this.start(args, env).ended;
    const [, ...words] = this.#words(args);
    return runProgram({args: words, cwd: this.folder, env: environment(this.path('home'), env)});
  }

  /** `command` is a shell command; `"$@"` in it stands for node, the program and its arguments. */
  startInside(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    const child = spawn('/bin/sh', ['-c', command, 'sh', process.execPath, ...this.#words(args)], {
      env: environment(this.path('home'), env),
      cwd: this.folder,
    });
    return watch(child);
  }

  runInside(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return this.startInside(command, args, env).ended;
  }

  readRun(name: string): Run {
    return JSON.parse(readFileSync(this.path(name, 'run.json'), 'utf8')) as Run;
  }

  findings(name: string): Finding[] {
    return readLines(this.path(name, 'findings.jsonl')) as Finding[];
  }

  /** Lines of an asset's journal: header, answers, marks. */
  journal(name: string, asset: string): Readonly<Record<string, unknown>>[] {
    return readLines(this.path(name, 'evidence', `${asset}.jsonl`)) as Readonly<Record<string, unknown>>[];
  }

  answers(name: string, asset: string): readonly (Exchange & {readonly body?: string; readonly reason?: string})[] {
    return this.journal(name, asset).filter((line) => 'ask' in line) as never;
  }
}

function watch(child: ChildProcess): Running {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) =>
      resolve({code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString()}),
    );
  });
  return {child, ended, stderr: () => Buffer.concat(err).toString()};
}

export function readLines(path: string): unknown[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.slice(0, -1).map((line): unknown => JSON.parse(line));
}

/** Every file below a folder, with its bytes. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  return new Map(
    names.map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name))]),
  );
}

export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 60_000) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Bytes of an asset's journal so far. */
export function journalSize(folder: string, asset: string): number {
  const path = join(folder, 'evidence', `${asset}.jsonl`);
  return existsSync(path) ? readFileSync(path).length : 0;
}

interface Way {
  readonly server: Pick<TestServer, 'address' | 'port'>;
  readonly credential: string;
  readonly jump?: string | readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
}

/** An asset of the inventory that is reached by SSH. */
export function sshAsset(id: string, {server, credential, jump, more}: Way): Readonly<Record<string, unknown>> {
  const access = {via: 'ssh', port: server.port, credential, ...(jump === undefined ? {} : {jump})};
  return {id, kind: 'server', zone: 'office', address: server.address, platform: 'linux', access: [access], ...more};
}
