import {unquoted} from './config-text.ts';
import {soughtFiles, type Seen} from './included.ts';
import {isHarmless, weakOf, type WebSettings} from './web-settings.ts';

interface Server {
  readonly at: number;
}

interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** The `server` block around it. */
  readonly server: Server | undefined;
}

interface Read {
  readonly all: readonly Directive[];
  /** Included files that were not asked for. */
  readonly unread: readonly string[];
}

const mostFiles = 300;
const deepest = 10;

/** Directives of all levels in the order in which nginx reads them, each include replaced by its files. */
function readNginx(seen: Seen, main: string): Read {
  const [all, unread]: [Directive[], string[]] = [[], []];
  // The server around each block that is open, from the outermost.
  const blocks: (Server | undefined)[] = [];
  let left = mostFiles;

  function include(pattern: string, depth: number): void {
    const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`;
    const found = soughtFiles(seen, path);
    if (found === null && !isHarmless(path)) unread.push(pattern);
    for (const one of found ?? []) read(one, depth + 1);
  }

  function end(words: readonly string[], token: string, depth: number): void {
    const [name, ...args] = words;
    if (name === 'include' && token === ';') include(args[0] ?? '', depth);
    else if (name !== undefined) all.push({name, args, server: blocks.at(-1)});
    if (token === '{') blocks.push(blocks.at(-1) ?? (name === 'server' ? {at: all.length} : undefined));
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

const serverOf = ({server}: Directive): Server | undefined => server;

function asksTls({name, args}: Directive): boolean {
  if (name === 'listen') return args.includes('ssl') || args.includes('quic');
  return name === 'ssl' && args[0] === 'on';
}

export interface NginxSettings extends WebSettings {
  /** True when some server that offers TLS has no `ssl_protocols`, of its own or from around it. */
  readonly protocolsLeftOpen: boolean;
  readonly ciphers: readonly string[];
  readonly unread: readonly string[];
}

/** https://nginx.org/en/docs/dirindex.html; a server without a setting has that of the level around it. */
export function nginxSettings(seen: Seen, main: string): NginxSettings {
  const {all, unread} = readNginx(seen, main);
  const of = (name: string): Directive[] => all.filter((one) => one.name === name);
  const secured = new Set(all.filter(asksTls).map(serverOf));
  const servers = new Set(all.map(serverOf).filter((block) => block !== undefined));
  const covers = (found: readonly Directive[], wanted: ReadonlySet<Server | undefined>): boolean => {
    const covered = new Set(found.map(serverOf));
    return covered.has(undefined) || (wanted.size > 0 && [...wanted].every((block) => covered.has(block)));
  };
  const protocols = of('ssl_protocols');
  const tokens = of('server_tokens');
  const headers = of('add_header').filter(({args}) => args[0]?.toLowerCase() === 'strict-transport-security');
  return {
    usesTls: secured.size > 0,
    weakProtocols: protocols.length === 0 ? null : weakOf(protocols.flatMap(({args}) => args)),
    protocolsLeftOpen: !covers(protocols, secured),
    ciphers: of('ssl_ciphers').flatMap(({args}) => args),
    versionShown: !covers(tokens, servers) || tokens.some(({args}) => args[0] === 'on' || args[0] === 'build'),
    listings: of('autoindex').some(({args}) => args[0] === 'on') ? ['autoindex on'] : [],
    trace: false,
    hsts: covers(headers, secured),
    unread,
  };
}
