import {readFileSync} from 'node:fs';
import {controlProtocols} from '../../src/model/asset.ts';
import type {Fact} from '../../src/model/fact.ts';
import type {Ended, Running, Workshop} from '../scan/support.ts';
import type {Namespace} from './namespace.ts';

/** Leave of the owner, in writing. */
export const leave = {by: '浄水課長', until: '2999-03-31', document: '承諾書7号'} as const;

/** A controller in a control zone, asked by all protocols unless told otherwise. */
export function controller(address: string, more: Readonly<Record<string, unknown>> = {}) {
  const controlled = {controlProtocols: {...leave, read: [...controlProtocols]}};
  return {id: 'plc-01', kind: 'controller', zone: 'control', address, ...controlled, ...more};
}

export const controlZone = {id: 'control', policy: 'control'};

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/** Starts the program in a namespace. */
export function startFrom(
  {within}: Namespace,
  shop: Workshop,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Running {
  return shop.startInside(`exec ${quoted(within)} "$@"`, args, env);
}

export function runFrom(
  namespace: Namespace,
  shop: Workshop,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return startFrom(namespace, shop, args, env).ended;
}

/** Approves what would be sent: the plan of now, in a file. */
export async function approve(shop: Workshop, name = 'approved.json'): Promise<string> {
  const planned = await shop.run(['plan', shop.inventory, '--json']);
  if (planned.code !== 0) throw new Error(planned.stderr);
  return shop.write(name, planned.stdout);
}

/** A fact of an asset as the run stored it. */
export function storedFact(shop: Workshop, run: string, asset: string, fact: string): Fact | undefined {
  const lines = readFileSync(shop.path(run, 'facts.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const all = lines.map((line) => JSON.parse(line) as {asset: string; facts: Readonly<Record<string, Fact>>});
  return all.find((each) => each.asset === asset)?.facts[fact];
}
