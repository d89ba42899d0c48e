import {unquoted} from './config-text.ts';
import {soughtFiles, type Seen} from './included.ts';
import {isHarmless} from './web-settings.ts';

export interface Server {
  readonly at: number;
}

export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** The `server` block around it. */
  readonly server: Server | undefined;
  /** The innermost block around it that stands in that server. */
  readonly inner: Inner | undefined;
}

/** A block in a server: a `location`, an `if`. */
export interface Inner {
  readonly name: string;
  readonly args: readonly string[];
}

interface Read {
  readonly all: readonly Directive[];
  /** Included files that were not asked for. */
  readonly unread: readonly string[];
}

const outside = {server: undefined, inner: undefined};
const mostFiles = 300;
const deepest = 10;

/** Directives of all levels in the order in which nginx reads them, each include replaced by its files. */
export function readNginx(seen: Seen, main: string): Read {
  const [all, unread]: [Directive[], string[]] = [[], []];
  // What stands around the directives of each block that is open, from the outermost.
  const blocks: Pick<Directive, 'server' | 'inner'>[] = [];
  let left = mostFiles;

  function include(pattern: string, depth: number): void {
    const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`;
    const found = soughtFiles(seen, path);
    if (found === null && !isHarmless(path)) unread.push(pattern);
    for (const one of found ?? []) read(one, depth + 1);
  }

  function end(words: readonly string[], token: string, depth: number): void {
    const [name, ...args] = words;
    const {server, inner} = blocks.at(-1) ?? outside;
    if (name === 'include' && token === ';') include(args[0] ?? '', depth);
    else if (name !== undefined) all.push({name, args, server, inner});
    if (token === '{' && server !== undefined) blocks.push({server, inner: {name: name ?? '', args}});
    else if (token === '{') blocks.push(name === 'server' ? {server: {at: all.length}, inner: undefined} : outside);
    if (token === '}') blocks.pop();
  }

  function read(path: string, depth: number): void {
    left -= 1;
    if (left < 0 || depth > deepest) {
      unread.push(path);
      return;
    }
    let current: string[] = [];
    for (const token of tokensOf(seen.files.get(path) ?? '')) {
      if (token !== ';' && token !== '{' && token !== '}') current.push(unquoted(token));
      else {
        end(current, token, depth);
        current = [];
      }
    }
  }

  read(main, 0);
  return {all, unread};
}

/** Words and `;{}`; quotes are kept together, comments are left out. */
function tokensOf(text: string): string[] {
  const tokens =
    text.match(/#[^\n]*|"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|[;{}]|[^\s;{}"'#][^\s;{}]*/g) ?? [];
  return tokens.filter((token) => !token.startsWith('#'));
}

export const serverOf = ({server}: Directive): Server | undefined => server;
