/** Words of a configuration, one below the other: of `system services ssh` `ssh` stands below `services`, in the order of the text. */
export type WordTree = ReadonlyMap<string, WordTree>;

const empty: WordTree = new Map();

/** What stands below a path; null when there is no such path. */
export function at(tree: WordTree, ...path: readonly string[]): WordTree | null {
  return path.reduce<WordTree | null>((node, word) => node?.get(word) ?? null, tree);
}

export function has(tree: WordTree, ...path: readonly string[]): boolean {
  return at(tree, ...path) !== null;
}

/** Words directly below a path. */
export function names(tree: WordTree, ...path: readonly string[]): string[] {
  return [...(at(tree, ...path) ?? empty).keys()];
}

/** The word below a path, the last where there are several; null when there is none. */
export function leaf(tree: WordTree, ...path: readonly string[]): string | null {
  return names(tree, ...path).at(-1) ?? null;
}

/** What stands below each word of a path. */
export function entries(tree: WordTree, ...path: readonly string[]): (readonly [string, WordTree])[] {
  return [...(at(tree, ...path) ?? empty)];
}

export function numberAt(tree: WordTree, ...path: readonly string[]): number | null {
  const word = leaf(tree, ...path);
  return word !== null && /^\d{1,9}$/.test(word) ? Number(word) : null;
}
