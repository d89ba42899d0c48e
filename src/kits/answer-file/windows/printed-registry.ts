import {printedLine, readRegistry, writeRegistry} from '../../../model/registry-text.ts';
import type {RegistryAsk} from '../../../model/windows-ask.ts';

const longRoot = (key: string): string =>
  key.replace(/^HKLM(?=\\|$)/i, 'HKEY_LOCAL_MACHINE').replace(/^HKU(?=\\|$)/i, 'HKEY_USERS');

const deepest = {key: 0, children: 1, tree: Infinity} as const;

/** How far a key is below another; null: it is not. */
function levelBelow(key: string, root: string): number | null {
  const [lower, top] = [key.toLowerCase(), root.toLowerCase()];
  if (lower === top) return 0;
  return lower.startsWith(`${top}\\`) ? lower.slice(top.length + 1).split('\\').length : null;
}

const isDefault = (name: string): boolean => /^[(<].*[)>]$/.test(name);

/** `env`: variables of that Windows, by name in lower case. */
function expand(line: string, env: ReadonlyMap<string, string>): string {
  return line.replaceAll(
    /%([A-Za-z]{1,40}(?:\(x86\))?)%/g,
    (whole, name: string) => env.get(name.toLowerCase()) ?? whole,
  );
}

/** Lines of `reg query` for what was asked: the other keys and values, which it prints as well, are left out. */
function asked(text: string, {key, depth, values, hidden}: RegistryAsk, env: ReadonlyMap<string, string>): string[] {
  const root = longRoot(key);
  const wanted = values === null ? null : new Set(values.map((name) => name.toLowerCase()));
  const secret = new Set(hidden.map((name) => name.toLowerCase()));
  let [inKey, inValue] = [true, true];
  return text.split('\n').flatMap((line) => {
    if (/^HKEY_/i.test(line)) {
      const level = levelBelow(line.trim(), root);
      inKey = level !== null && level <= deepest[depth];
      inValue = true;
      return inKey ? [line] : [];
    }
    const value = printedLine(line);
    if (value !== null) {
      const name = value.name.toLowerCase();
      inValue = !secret.has(name) && (wanted === null || wanted.has(isDefault(name) ? '(default)' : name));
    }
    // Of a value of several lines the others stand below it.
    if (!inKey || !inValue) return [];
    return [value?.type === 'REG_EXPAND_SZ' ? expand(line, env) : line];
  });
}

/** Whether the text shows a key, by its whole path, or one below it. */
export function showsBelow(text: string, key: string): boolean {
  return text.split('\n').some((line) => levelBelow(line.trim(), key) !== null);
}

/** Whether the text shows the key that was asked for. */
export function showsKey(text: string, {key}: RegistryAsk): boolean {
  const root = longRoot(key).toLowerCase();
  return text.split('\n').some((line) => line.trim().toLowerCase() === root);
}

/**
 * What `reg query` printed of a key that is there, as the PowerShell program would tell it. `set`: names of hidden values that are
 * there.
 */
export function toldRegistry(
  text: string,
  ask: RegistryAsk,
  env: ReadonlyMap<string, string>,
  set: readonly string[],
): string {
  const lines = asked(text, ask, env);
  // Of a key without values only the keys below it are printed.
  const whole = showsKey(text, ask) ? lines : [longRoot(ask.key), ...lines];
  const table = readRegistry(whole.join('\n'), ask.key);
  if (table === null) throw new Error('a key that is shown was not found');
  return writeRegistry(table, set);
}

/** Whether a listing of the keys below one names one of them. */
export function listsKey(text: string, below: string, name: string): boolean {
  const wanted = `${longRoot(below)}\\${name}`.toLowerCase();
  return text.split('\n').some((line) => line.trim().toLowerCase() === wanted);
}
