import {graver, Trouble, type List, type Result} from './values.ts';

/** False as soon as one pair is known to differ; else the gravest trouble met; else true. */
function allEqual(pairs: Iterable<readonly [Result, Result]>, trouble: Trouble | null): Result {
  for (const [a, b] of pairs) {
    const same = equal(a, b);
    if (same === false) return false;
    if (same instanceof Trouble) trouble = graver(trouble, same);
  }
  return trouble ?? true;
}

function equalLists(a: List, b: List): Result {
  const missing = a.missing ?? b.missing;
  if (missing !== null) return missing;
  if (a.items.length !== b.items.length) return false;
  return allEqual(
    a.items.map((item, at) => [item, b.items[at] ?? null] as const),
    null,
  );
}

/** `a == b` for values of one type. A part that is not known makes the answer unknown unless another part differs. */
export function equal(a: Result, b: Result): Result {
  if (a instanceof Trouble) return b instanceof Trouble ? graver(a, b) : a;
  if (b instanceof Trouble) return b;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  if ('items' in a && 'items' in b) return equalLists(a, b);
  if ('fields' in a && 'fields' in b) {
    return allEqual(
      Object.entries(a.fields).map(([name, value]) => [value, b.fields[name] ?? null] as const),
      null,
    );
  }
  if (!('entries' in a) || !('entries' in b)) return false;
  const missing = a.missing ?? b.missing;
  if (missing !== null) return missing;
  if (a.entries.size !== b.entries.size || [...a.entries.keys()].some((key) => !b.entries.has(key))) return false;
  return allEqual(
    [...a.entries].map(([key, value]) => [value, b.entries.get(key) ?? null] as const),
    null,
  );
}

/** `needle in list`: a hit is a hit even when more may exist; no hit among a part is unknown. */
export function contains(list: List, needle: Result): Result {
  if (needle instanceof Trouble) return needle;
  let trouble = list.missing;
  for (const item of list.items) {
    const same = equal(item, needle);
    if (same === true) return true;
    if (same instanceof Trouble) trouble = graver(trouble, same);
  }
  return trouble ?? false;
}
