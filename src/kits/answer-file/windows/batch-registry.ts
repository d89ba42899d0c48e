import type {RegistryAsk} from '../../../model/windows-ask.ts';
import {belowUsers, type Step} from '../../windows-legacy/steps.ts';
import {batchUsers} from './batch-users.ts';
import type {Answered, Saw} from './parts.ts';
import {listsKey, showsKey, toldRegistry} from './printed-registry.ts';

const lastOf = (key: string): string => key.slice(key.lastIndexOf('\\') + 1);

/**
 * Whether a key that cannot be read is not there: `reg query` ends alike for both. It is not when the nearest key above it that can be
 * read does not list the next one on the way to it. null: a step on the way is missing.
 */
function whyMissing({key}: RegistryAsk, steps: readonly Step[], saw: Saw): Answered | null {
  let below = key;
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'listing') continue;
    const run = saw(index);
    if (run === null) return null;
    if (run.exit === 0)
      return {state: listsKey(run.text, step.key, lastOf(below)) ? 'denied' : 'absent', text: '', exitCode: 0};
    below = step.key;
  }
  return {state: 'failed', text: '', exitCode: 0};
}

/** Values that were asked for one by one, as one listing; null: a step is missing. */
function oneByOne(steps: readonly Step[], saw: Saw): {text: string; set: string[]} | null {
  const lines: string[] = [];
  const set: string[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'value' && step.kind !== 'set') continue;
    const run = saw(index);
    if (run === null) return null;
    if (run.exit !== 0) continue;
    if (step.kind === 'set') set.push(step.name);
    else lines.push(...run.text.split('\n').filter((line) => !/^HKEY_/i.test(line)));
  }
  return {text: lines.join('\n'), set};
}

/** What was told of a key; null: something of it is missing. */
export function batchRegistry(
  ask: RegistryAsk,
  steps: readonly Step[],
  saw: Saw,
  env: ReadonlyMap<string, string>,
): Answered | null {
  const first = saw(0);
  if (first === null) return null;
  const users = belowUsers(ask);
  if (users !== null) return batchUsers(ask, users, steps, saw, env);
  if (steps[0]?.kind === 'exists') {
    if (first.exit !== 0) return whyMissing(ask, steps, saw);
    const told = oneByOne(steps, saw);
    return told === null ? null : {state: 'ok', text: toldRegistry(told.text, ask, env, told.set), exitCode: 0};
  }
  if (first.exit === 0) return {state: 'ok', text: toldRegistry(first.text, ask, env, []), exitCode: 0};
  // It ends so as well when a key below it could not be read.
  if (showsKey(first.text, ask)) return {state: 'cut', text: toldRegistry(first.text, ask, env, []), exitCode: 0};
  return whyMissing(ask, steps, saw);
}
