import type {DeviceRoutes} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';

type Route = DeviceRoutes['routes'][number];

const code = String.raw`(?<code>[A-Z][A-Za-z]?(?: ?[EN][12]| IA| L[12]| ia)?[ >*[\]a-z]{0,12}?)`;
const prefix = String.raw`(?<prefix>[\da-fA-F:.]{2,45}\/\d{1,3})`;
const metric = String.raw`(?: \[\d{1,10}(?:\/\d{1,10})?\])?`;
const way = String.raw`(?: via (?<via>[\da-fA-F:.]{2,45}))?(?: is directly connected)?(?:,? (?<interface>[\w./:@-]{1,64}))?`;
const first = new RegExp(`^${code} {1,12}${prefix}${metric}${way}`);
const next = new RegExp(
  String.raw`^ {2,80}(?:[*>a-z] {1,40})?(?:\[\d{1,10}\/\d{1,10}\] )?(?:via (?<via>[\da-fA-F:.]{2,45})|is directly connected)(?:,? (?<interface>[\w./:@-]{1,64}))?`,
);

/** What the first letter of the codes means: kernel, connected, local, static; all other letters name routing protocols. */
function protocolOf(letter: string): Route['protocol'] {
  switch (letter) {
    case 'C':
    case 'L':
      return 'connected';
    case 'S':
      return 'static';
    case 'K':
    case 'A':
      return 'other';
    default:
      return 'dynamic';
  }
}

const notInterfaces = /^(?:weight|label|seg6|src|rmap|onlink|inactive|unreachable|blackhole|reject|tag)$/;

function interfaceOf(name: string | undefined): string | null {
  return name === undefined || notInterfaces.test(name) || /^\d+:\d\d:\d\d$/.test(name) ? null : name.replace(/,$/, '');
}

/** Lines of a table of routes that tell none: codes, headings, the gateway of last resort. */
const heading =
  /^(?:Codes:|Gateway of last resort|IPv[46] unicast|VRF |\[VRF: |Displaying| {7,}\S+ - |\s*$|.{0,200} - .{0,200},)/;

export interface ReadRoutes {
  readonly routes: Route[];
  readonly understood: boolean;
}

/**
 * `show ip route` of zebra and what descends from it: `S>* 0.0.0.0/0 [1/0] via 192.0.2.1, eth0, weight 1, 00:05:00`,
 * with further ways of the same destination below it. Routes that are not in use are left out where the legend says that `>` marks those that are.
 * @throws Gap for a text without the legend that stands above the routes
 */
export function readZebraRoutes(text: string): ReadRoutes {
  if (!/^Codes: /m.test(text)) throw new Gap('unsupported', 'show ip route');
  const routes: Route[] = [];
  const marked = /> - selected route/.test(text);
  let last: {destination: string; protocol: Route['protocol']; used: boolean} | null = null;
  let understood = true;
  for (const line of text.split('\n')) {
    const found = first.exec(line)?.groups ?? next.exec(line)?.groups;
    if (found === undefined) {
      if (!heading.test(line)) understood = false;
      continue;
    }
    if (found['prefix'] !== undefined) {
      const letters = found['code'] ?? '';
      last = {
        destination: found['prefix'],
        protocol: protocolOf(letters.slice(0, 1)),
        used: !marked || letters.includes('>'),
      };
    }
    if (last === null || !last.used) continue;
    const {destination, protocol} = last;
    routes.push({destination, nextHop: found['via'] ?? null, interface: interfaceOf(found['interface']), protocol});
  }
  return {routes, understood};
}
