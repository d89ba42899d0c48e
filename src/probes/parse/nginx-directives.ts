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

const outside = {server: undefined, inner: undefined, web: true};
/** Blocks whose servers speak no HTTP. */
const otherTraffic = new Set(['stream', 'mail']);
const mostFiles = 300;
/** Of all files, each as often as it is included, in UTF-16 code units. */
const mostText = 4_194_304;
const deepest = 10;

/** Directives of all levels in the order in which nginx reads them, each include replaced by its files. */
export function readNginx(seen: Seen, main: string): Read {
  const [all, unread]: [Directive[], string[]] = [[], []];
  // What stands around the directives of each block that is open, from the outermost.
  const blocks: (Pick<Directive, 'server' | 'inner'> & {readonly web: boolean})[] = [];
  let [left, room] = [mostFiles, mostText];

  function include(pattern: string, depth: number): void {
    const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`;
    const found = soughtFiles(seen, path);
    if (found === null && !isHarmless(path)) unread.push(pattern);
    for (const one of found ?? []) read(one, depth + 1);
  }

  function end(words: readonly string[], token: string, depth: number): void {
    const [name, ...args] = words;
    const {server, inner, web} = blocks.at(-1) ?? outside;
    if (name === 'include' && token === ';') include(args[0] ?? '', depth);
    else if (name !== undefined && web) all.push({name, args, server, inner});
    if (token === '{' && server !== undefined) blocks.push({server, inner: {name: name ?? '', args}, web});
    else if (token === '{' && name === 'server') blocks.push({server: {at: all.length}, inner: undefined, web});
    else if (token === '{') blocks.push({...outside, web: web && !otherTraffic.has(name ?? '')});
    if (token === '}') blocks.pop();
  }

  function read(path: string, depth: number): void {
    const text = seen.files.get(path) ?? '';
    left -= 1;
    room -= text.length;
    if (left < 0 || room < 0 || depth > deepest) {
      unread.push(path);
      return;
    }
    let current: string[] = [];
    for (const token of tokensOf(text)) {
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
