/** Sorted by a key, by code unit; equal keys stay in their order. */
export function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  });
}

/** Each text once, in the order in which they come first. */
export function distinct(items: readonly string[]): string[] {
  return [...new Set(items)];
}
