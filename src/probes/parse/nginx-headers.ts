import {serverOf, type Directive, type Server} from './nginx-directives.ts';
import {hstsOf} from './web-settings.ts';

const isHsts = ({name, args}: Directive): boolean =>
  name === 'add_header' && args[0]?.toLowerCase() === 'strict-transport-security';
const promiseOf = ({args}: Directive): ReturnType<typeof hstsOf> => hstsOf(args[1] ?? '');

/** Browsers take the first of several, and which one that is depends on modules: all have to promise. */
function promises(level: readonly Directive[]): boolean {
  const own = level.filter(isHsts);
  return own.length > 0 && own.every((one) => promiseOf(one) === 'promised');
}

/** Headers whose value is not known before a request comes. */
export function unknownHsts(all: readonly Directive[]): boolean {
  return all.some((one) => isHsts(one) && promiseOf(one) === 'unknown');
}

/** `location /`, whatever the sign before it: what is asked for first. */
const isRoot = ({inner}: Directive): boolean => inner?.name === 'location' && inner.args.at(-1) === '/';

/**
 * Whether HSTS is sent by all of these servers. A block has the headers of the level around it only if it adds none of its own; one
 * that a location adds is not sent elsewhere. https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header
 */
export function sendsHsts(all: readonly Directive[], servers: ReadonlySet<Server | undefined>): boolean {
  const headers = all.filter(({name}) => name === 'add_header');
  const outer = headers.filter(({server}) => server === undefined);
  function sends(server: Server | undefined): boolean {
    const inside = server === undefined ? [] : headers.filter((one) => one.server === server);
    const own = inside.filter(({inner}) => inner === undefined);
    const roots = [...new Set(inside.filter(isRoot).map(({inner}) => inner))];
    const levels = [own.length > 0 ? own : outer, ...roots.map((root) => inside.filter(({inner}) => inner === root))];
    return levels.every(promises);
  }
  // `ssl on` around all servers.
  const asked = servers.has(undefined) ? new Set(all.map(serverOf)) : servers;
  return asked.size === 0 ? promises(outer) : [...asked].every(sends);
}
