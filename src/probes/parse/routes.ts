import {integer, words} from './config-text.ts';
import {sections} from './network.ts';

export interface Route {
  readonly destination: string;
  readonly gateway: string | null;
  readonly interface: string | null;
  readonly metric: number | null;
}

interface Found {
  readonly route: Route;
  readonly family: 'ip' | 'ip6';
}

function following(all: readonly string[], name: string): string | null {
  const at = all.indexOf(name);
  return at === -1 ? null : (all[at + 1] ?? null);
}

/** First words of lines that lead nowhere else: types of routes, see ip-route(8), and its complaint. */
const noWay = new Set([
  ...['unreachable', 'blackhole', 'prohibit', 'throw', 'multicast', 'broadcast', 'local', 'anycast', 'nat'],
  'RTNETLINK',
]);

function found(text: string): Found[] {
  const all: Found[] = [];
  let destination = '';
  for (const line of sections(text).routes) {
    const said = words(line);
    if (said[0] === 'unicast') said.shift();
    if (said.length === 0 || noWay.has(said[0] ?? '')) continue;
    if (said[0] !== 'nexthop') destination = said[0] ?? '';
    const [gateway, name] = [following(said, 'via'), following(said, 'dev')];
    if (gateway === null && name === null) continue;
    // Routes of IPv6 alone have a preference.
    const six = destination.includes(':') || gateway?.includes(':') === true || said.includes('pref');
    const route = {destination, gateway, interface: name, metric: integer(following(said, 'metric'))};
    all.push({route, family: six ? 'ip6' : 'ip'});
  }
  return all;
}

/** Unicast routes of the main tables of the `network` answer; a multipath route gives one entry for each next hop. */
export function readRoutes(text: string): Route[] {
  return found(text).map(({route}) => route);
}

/**
 * To everything, or to an eighth of it or more: `0.0.0.0/1` and `128.0.0.0/1` together do what a default route does, and so does
 * `2000::/3`. Private and multicast networks are smaller.
 */
const everywhere = /^default$|\/[0-3]$/;

/** Gateways that lead to every network, or `dev ppp0` where a route names an interface alone. */
export function waysOut(text: string, family: 'ip' | 'ip6'): string[] {
  const out = found(text).filter((one) => one.family === family && everywhere.test(one.route.destination));
  return [...new Set(out.map(({route}) => route.gateway ?? `dev ${route.interface ?? ''}`))].sort();
}
