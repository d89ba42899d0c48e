import {plainLines} from './config-text.ts';
import {soughtFiles, type Seen} from './included.ts';

const deepest = 10;
const mostFiles = 100;
export const directives = /^include(?:_dir|_if_exists)?$/;

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

export function absolute(name: string, from: string): string {
  const path = name.startsWith('/') ? name : `${folderOf(from)}/${name}`;
  return path.replaceAll(/\/(?:\.?\/)+/g, '/').replace(/\/$/, '');
}

/** What a directive takes in: `.conf` files of a folder in the order of their bytes, or one file. null: nobody looked. */
function included(seen: Seen, directive: string, path: string): readonly string[] | null {
  return soughtFiles(seen, directive === 'include_dir' ? `${path}/*.conf` : path);
}

export interface Line {
  readonly key: string;
  readonly value: string;
}

/** Lines with the files that they include in their place; `whole` is false when some part could not be seen. */
export interface Lines {
  readonly lines: readonly Line[];
  readonly whole: boolean;
}

export type ReadLine = (line: string) => Line | null;

const unseen: Lines = {lines: [], whole: false};

/** A file with all that it includes. https://www.postgresql.org/docs/current/config-setting.html#CONFIG-INCLUDES */
export function readLines(seen: Seen, main: string, read: ReadLine): Lines {
  let left = mostFiles;
  function linesOf(path: string, depth: number): Lines {
    const text = seen.files.get(path);
    left -= 1;
    if (text === undefined || depth > deepest || left < 0) return unseen;
    return joined(plainLines(text.replaceAll('\\\n', ' ')).map((line) => lineOf(line, path, depth)));
  }
  function lineOf(line: string, path: string, depth: number): Lines {
    const found = read(line);
    if (found === null || left < 0) return unseen;
    if (!directives.test(found.key)) return {lines: [found], whole: true};
    const paths = included(seen, found.key, absolute(found.value, path));
    if (paths === null || (paths.length === 0 && found.key === 'include')) return unseen;
    return joined(paths.map((one) => linesOf(one, depth + 1)));
  }
  return linesOf(main, 0);
}

export function joined(parts: readonly Lines[]): Lines {
  return {lines: parts.flatMap((part) => part.lines), whole: parts.every((part) => part.whole)};
}
