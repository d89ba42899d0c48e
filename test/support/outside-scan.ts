import {spawn} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {AssetFacts, Facts} from '../../src/model/fact.ts';
import type {Finding} from '../../src/model/finding.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {temporaryFolder} from './sshd.ts';

export interface Looked {
  readonly facts: Facts;
  /** Outcome by check and subject: `tls-old-versions tcp/8443`. */
  readonly outcomes: ReadonlyMap<string, string>;
}

function lines<T>(path: string): T[] {
  const texts = readFileSync(path, 'utf8').split('\n');
  return texts.slice(0, -1).map((text) => JSON.parse(text) as T);
}

export interface LookOptions {
  readonly address?: string;
  /** What should not be allowed is tried as well. */
  readonly trials?: boolean;
  /** Words before the command line of the program: those of a network namespace, for instance. */
  readonly within?: readonly string[];
}

function run(args: readonly string[], home: string, within: readonly string[]): Promise<string> {
  const [file = '', ...rest] = [...within, process.execPath, join(packageRoot, 'build/src/cli.js'), ...args];
  const child = spawn(file, rest, {
    env: {PATH: process.env['PATH'], HOME: home, LANG: 'en_US.UTF-8'},
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  return new Promise((resolve) => child.on('close', () => resolve(told)));
}

/** Scans this machine from outside by the program itself. `services`: `https/8443`; their ports alone are looked at. */
export async function lookFromOutside(
  services: readonly string[],
  {address = '127.0.0.1', trials = false, within = []}: LookOptions = {},
): Promise<Looked> {
  const {path, remove} = temporaryFolder();
  try {
    const ports = services.map((service) => Number(service.split('/')[1])).sort((a, b) => a - b);
    const access = {via: 'nmap', ports: [...new Set(ports)].join(','), services};
    const inventory = {
      site: {name: 'Test', timezone: 'Asia/Tokyo'},
      zones: [{id: 'office', policy: 'office', ...(trials ? {trials: {by: 'Test', until: '2099-03-31'}} : {})}],
      assets: [{id: 'seen', kind: 'server', zone: 'office', address, access: [access]}],
    };
    const [file, out] = [join(path, 'inventory.yaml'), join(path, 'run')];
    writeFileSync(file, JSON.stringify(inventory));
    const told = await run(['scan', file, '--out', out, '--format', 'json'], path, within);
    const seen = lines<AssetFacts>(join(out, 'facts.jsonl')).find(({asset}) => asset === 'seen');
    if (seen === undefined) throw new Error(`no facts: ${told}`);
    const findings = lines<Finding>(join(out, 'findings.jsonl')).filter(({asset}) => asset === 'seen');
    const outcomes = findings.map(
      ({check, subject, outcome}) => [`${check} ${subject ?? ''}`, outcome.status] as const,
    );
    return {facts: seen.facts, outcomes: new Map(outcomes)};
  } finally {
    remove();
  }
}

/** The value of a fact that must be known whole. @throws Error */
export function wholeValue(facts: Facts, name: string): unknown {
  const fact = facts[name];
  if (fact?.state !== 'known' || !fact.complete) throw new Error(`${name} is not known whole: ${JSON.stringify(fact)}`);
  return fact.value;
}
