import type {RegistryAsk} from '../../../model/windows-ask.ts';
import type {Step} from '../../windows-legacy/steps.ts';
import type {Answered, Saw} from './parts.ts';
import {showsBelow, toldRegistry} from './printed-registry.ts';

/** Lines that the listings of a key of all users printed: `@"KEY"` for one that can be read, and the names of keys. null: one is missing. */
function listed(steps: readonly Step[], saw: Saw): ReadonlySet<string> | null {
  const lines = new Set<string>();
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'listings') continue;
    const run = saw(index);
    if (run === null) return null;
    for (const line of run.text.split('\n')) lines.add(line.trim().toLowerCase());
  }
  return lines;
}

/** Why a key of a user is not shown: by the nearest key above it that can be read. */
function whyMissing(key: string, user: string, lines: ReadonlySet<string>): 'absent' | 'denied' {
  for (let below = key; below.length > user.length;) {
    const above = below.slice(0, below.lastIndexOf('\\'));
    if (lines.has(`@"${above}"`.toLowerCase())) return lines.has(below.toLowerCase()) ? 'denied' : 'absent';
    below = above;
  }
  // The registry of the user as a whole is closed.
  return 'denied';
}

/** What was told of a key of every user; null: something of it is missing. */
export function batchUsers(
  ask: RegistryAsk,
  below: string,
  steps: readonly Step[],
  saw: Saw,
  env: ReadonlyMap<string, string>,
): Answered | null {
  const all = saw(0);
  if (all === null) return null;
  if (all.exit !== 0) return {state: 'failed', text: '', exitCode: 0};
  const [told, lines] = [saw(1), listed(steps, saw)];
  if (told === null || lines === null) return null;
  const users = all.text
    .split('\n')
    .flatMap((line) => /^(?<user>HKEY_USERS\\[^\\]{1,255})$/i.exec(line.trim())?.groups?.['user'] ?? []);
  const parts = users.flatMap((user) => {
    const key = `${user}\\${below}`;
    if (showsBelow(told.text, key)) return [toldRegistry(told.text, {...ask, key}, env, [])];
    const why = whyMissing(key, user, lines);
    return why === 'absent' ? [] : [`[${key}] ${why}`];
  });
  return {state: 'ok', text: ['[HKEY_USERS]', ...parts].join('\n'), exitCode: 0};
}
