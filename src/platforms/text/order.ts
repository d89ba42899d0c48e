/** Order of two texts by code unit. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorted by a key, by code unit; equal keys stay in their order. */
export function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => byCodeUnit(key(a), key(b)));
}

/** Each text once, in the order in which they come first. */
export function distinct(items: readonly string[]): string[] {
  return [...new Set(items)];
}

/** Items by their keys, those of one key in their order; an item may have several keys, or none. */
export function groupedBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = found.get(key) ?? [];
      group.push(item);
      found.set(key, group);
    }
  }
  return found;
}
