import type {DeviceRoutes} from '../../model/device/index.ts';
import {ipv4Number, maskLength} from '../text/address.ts';

type Route = DeviceRoutes['routes'][number];

export interface Routes {
  readonly routes: readonly Route[];
  readonly understood: boolean;
}

const headline =
  /^(?<code>[A-Za-z][A-Za-z0-9*+%& ]{0,12}?)\s{1,12}(?<network>\d{1,3}(?:\.\d{1,3}){3})(?:\/(?<length>\d{1,2})| (?<mask>\d{1,3}(?:\.\d{1,3}){3}))?(?:\s+(?<rest>\S.*))?$/;
const subnetted = /^\s+\d{1,3}(?:\.\d{1,3}){3}\/(?<length>\d{1,2}) is subnetted/;
const continuation = /^\s+(?<rest>\[\d{1,3}\/\d{1,10}\].*|is directly connected.*)$/;
const age = /^(?:\d{1,3}:\d{2}:\d{2}|(?:\d{1,4}[ywdh]){1,3}|never)$/;

function protocolOf(code: string): Route['protocol'] {
  if (/^[CL]\b/.test(code)) return 'connected';
  if (/^S/.test(code)) return 'static';
  return /^(?:R|B|D|O|i|E|IA|N[12]|EX|su|I)/.test(code) ? 'dynamic' : 'other';
}

/** What stands behind the network: `[110/20] via 192.0.2.1, 00:05:45, Vlan1`, `is directly connected, Vlan1`. */
function hop(rest: string): Pick<Route, 'nextHop' | 'interface'> | null {
  const [first = '', ...parts] = rest.split(',').map((part) => part.trim());
  const via =
    /^\[\d{1,3}\/\d{1,10}\](?: tag \d+)? via (\d{1,3}(?:\.\d{1,3}){3})(?: \(\S{1,64}\))?$/.exec(first)?.[1] ?? null;
  const plain = /^(?:is directly connected|is a summary|connected by VPN.*|\[\d{1,3}\/\d{1,10}\])$/.test(first);
  if (via === null && !plain) return null;
  const named = parts.filter((part) => part !== '' && !age.test(part));
  return {nextHop: via, interface: named.at(-1) ?? null};
}

interface Open {
  readonly destination: string;
  readonly protocol: Route['protocol'];
}

function lengthOf(groups: Readonly<Record<string, string | undefined>>, inherited: number | null): number | null {
  if (groups['mask'] !== undefined) return maskLength(groups['mask']);
  return groups['length'] === undefined ? inherited : Number(groups['length']);
}

/** `show ip route` of IOS, `show route` of ASA. */
export function readRoutes(text: string): Routes {
  const routes: Route[] = [];
  let [understood, inherited, open] = [true, null as number | null, null as Open | null];
  for (const line of text.split('\n').map((each) => each.trimEnd())) {
    const below = subnetted.exec(line)?.groups;
    if (below !== undefined) inherited = Number(below['length']);
    const head = headline.exec(line)?.groups;
    const length = head === undefined ? null : lengthOf(head, inherited);
    if (head !== undefined) {
      const known = length !== null && length <= 32 && ipv4Number(head['network'] ?? '') !== null;
      understood &&= known;
      open = known ? {destination: `${head['network']}/${length}`, protocol: protocolOf(head['code'] ?? '')} : null;
    }
    const rest = head?.['rest'] ?? (head === undefined ? continuation.exec(line)?.groups?.['rest'] : undefined);
    if (rest === undefined) {
      understood &&= head !== undefined || !/^[A-Za-z][A-Za-z0-9* ]{0,5}\s{2,}\S+ .*(?:via |connected)/.test(line);
      continue;
    }
    const where = open === null ? null : hop(rest);
    if (where === null || open === null) understood = false;
    else routes.push({...open, ...where});
  }
  return {routes, understood};
}

const nxNetwork = /^(?<destination>\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}), ubest\/mbest:/;
const nxHop = /^\s+\*{0,2}via (?<hop>[^,\s]{1,64}), (?<rest>.{1,300})$/;

function nxProtocol(word: string): Route['protocol'] {
  if (word === 'direct' || word === 'local' || word === 'attached') return 'connected';
  if (word === 'static') return 'static';
  return /^(?:ospf|eigrp|bgp|rip|isis)/.test(word) ? 'dynamic' : 'other';
}

/** `*via 192.0.2.1%default, Eth1/1, [110/3], 5d18h, ospf-10, intra`; ways that are not the best are left out. */
export function readNxRoutes(text: string): Routes {
  const routes: Route[] = [];
  let destination: string | null = null;
  let understood = true;
  for (const line of text.split('\n').map((each) => each.trimEnd())) {
    destination = nxNetwork.exec(line)?.groups?.['destination'] ?? destination;
    const groups = nxHop.exec(line)?.groups;
    if (groups === undefined) continue;
    const parts = (groups['rest'] ?? '').split(',').map((part) => part.trim());
    const metric = parts.findIndex((part) => /^\[\d{1,3}\/\d{1,10}\]$/.test(part));
    const protocol = parts[metric + 2];
    if (destination === null || metric < 0 || metric > 1 || protocol === undefined) {
      understood = false;
      continue;
    }
    const gateway = (groups['hop'] ?? '').replace(/%.*$/, '');
    const direct = ipv4Number(gateway) === null;
    const named = metric === 1 ? (parts[0] ?? null) : direct ? gateway : null;
    routes.push({destination, nextHop: direct ? null : gateway, interface: named, protocol: nxProtocol(protocol)});
  }
  return {routes, understood};
}
