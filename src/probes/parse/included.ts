import {fitsPattern} from './glob.ts';

/** Files that were read, by path, and the patterns by which they were looked for: what fits one and is missing is not there. */
export interface Seen {
  readonly files: ReadonlyMap<string, string>;
  readonly patterns: readonly string[];
}

/** Whether all was looked for that this path or pattern can name. */
export function wasSought(seen: Seen, path: string): boolean {
  return seen.files.has(path) || seen.patterns.some((pattern) => pattern === path || covers(pattern, path));
}

/** All that a pattern names has been sought by another one that fits it as if it were a name. */
function covers(pattern: string, path: string): boolean {
  return fitsPattern(pattern, path.replaceAll(/[*?]/g, 'x'));
}

/** Signs of patterns that are not understood here: `[0-9]`, `{a,b}` and `\`. */
const beyond = /[[{\\]/;

/** Files that a path or pattern names, in the order of their bytes; null when nobody looked for them, or cannot tell which. */
export function soughtFiles(seen: Seen, path: string): string[] | null {
  if (beyond.test(path) || !wasSought(seen, path)) return null;
  return [...seen.files.keys()].filter((one) => fitsPattern(path, one)).sort();
}
