import {unquoted} from './config-text.ts';
import {unreadIncludes, weakOf, type WebSettings} from './web-settings.ts';

interface Directive {
  readonly name: string;
  readonly args: readonly string[];
}

/** Directives of all levels, in order; names of blocks count as directives. Quotes are kept together. */
function directives(text: string): Directive[] {
  const found: Directive[] = [];
  let current: string[] = [];
  const tokens = text.matchAll(/#[^\n]*|"(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?|[;{}]|[^\s;{}"'#][^\s;{}]*/g);
  for (const [token] of tokens) {
    if (token.startsWith('#')) continue;
    if (token !== ';' && token !== '{' && token !== '}') {
      current.push(unquoted(token));
      continue;
    }
    const [name, ...args] = current;
    if (name !== undefined) found.push({name, args});
    current = [];
  }
  return found;
}

const readFolders = [/^\/?(?:etc\/nginx\/)?(?:conf\.d|sites-enabled|default\.d|http\.d|vhosts\.d|snippets)\/[^/]+$/];

/** https://nginx.org/en/docs/dirindex.html; `unread` names included files that were not asked for. */
export function nginxSettings(text: string): WebSettings & {readonly unread: readonly string[]} {
  const all = directives(text);
  const of = (name: string): (readonly string[])[] => all.filter((one) => one.name === name).map((one) => one.args);
  const protocols = of('ssl_protocols');
  const tokens = of('server_tokens');
  return {
    usesTls:
      of('listen').some((args) => args.includes('ssl') || args.includes('quic')) ||
      of('ssl').some(([value]) => value === 'on'),
    weakProtocols: protocols.length === 0 ? null : weakOf(protocols.flat()),
    versionShown: tokens.length === 0 || tokens.some(([value]) => value === 'on' || value === 'build'),
    listings: of('autoindex').some(([value]) => value === 'on') ? ['autoindex on'] : [],
    trace: false,
    hsts: of('add_header').some(([name]) => name?.toLowerCase() === 'strict-transport-security'),
    unread: unreadIncludes(
      of('include').map(([name]) => name ?? ''),
      readFolders,
    ),
  };
}
