import {cli} from '../../model/ask.ts';
import type {ArpTable, DeviceRoutes} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Parsed, type Reading} from '../../model/probe.ts';
import {edits, value, values} from '../config/edit-tree.ts';
import {withMask} from '../text/address.ts';
import {readMac} from '../text/mac.ts';
import {sortedBy} from '../text/order.ts';
import {configOf, show} from './config.ts';

type Route = DeviceRoutes['routes'][number];

const table = cli('get router info routing-table all');
const arp = cli('get system arp');

const origins: Readonly<Record<string, Route['protocol']>> = {C: 'connected', S: 'static', K: 'other'};
const routeLine =
  /^(?<code>[KCSRBOiVH])\*? {1,12}(?:[A-Za-z0-9]{1,3} {1,6})?(?<destination>[0-9a-f.:]{2,45}\/\d{1,3}) (?<rest>.{1,300})$/;

/** `S*      0.0.0.0/0 [10/0] via 192.0.2.1, wan1, [1/0]`, `C       198.51.100.0/24 is directly connected, port1`. */
function routeOf(line: string): Route | null {
  const {code = '', destination, rest = ''} = routeLine.exec(line.trimEnd())?.groups ?? {};
  const via = /\bvia (?<hop>[0-9a-f.:]{2,45})(?:, (?<port>[^,\s]{1,35}))?/.exec(rest)?.groups;
  const direct = /is directly connected, (?<port>[^,\s]{1,35})/.exec(rest)?.groups;
  if (destination === undefined || (via === undefined && direct === undefined)) return null;
  const port = via?.['port'] ?? direct?.['port'] ?? null;
  return {destination, nextHop: via?.['hop'] ?? null, interface: port, protocol: origins[code] ?? 'dynamic'};
}

/** Routes as configured: what is in use of them is not told. */
function configured(answers: Answers): Parsed<DeviceRoutes> {
  const routes = configOf(answers).vdoms.flatMap(({node}) =>
    edits(node, 'router static').flatMap((entry): Route[] => {
      const [address = '0.0.0.0', mask = '0.0.0.0'] = values(entry, 'dst');
      const destination = address.includes('/') ? address : withMask(address, mask);
      if (destination === null || value(entry, 'status') === 'disable' || value(entry, 'dstaddr') !== null) return [];
      return [{destination, nextHop: value(entry, 'gateway'), interface: value(entry, 'device'), protocol: 'static'}];
    }),
  );
  return partial({routes: sortedBy(routes, ({destination}) => destination)}, 'unsupported');
}

export const routesReading: Reading<DeviceRoutes> = {
  ask: [table, show],
  parse(answers) {
    try {
      const lines = answers
        .command(table.id)
        .text.split('\n')
        .filter((line) => /^[KCSRBOiVH]\*? {1,12}\S/.test(line));
      const entries = lines.filter((line) => !/^[CSRBOKiVH] - /.test(line));
      const routes = entries.map(routeOf);
      const told = {
        routes: sortedBy(
          routes.filter((route) => route !== null),
          ({destination}) => destination,
        ),
      };
      if (told.routes.length === 0) return configured(answers);
      return routes.includes(null) ? partial(told, 'unsupported') : whole(told);
    } catch (error) {
      if (error instanceof Gap) return configured(answers);
      throw error;
    }
  },
};

/** `192.0.2.1         0          00:00:5e:00:53:01 wan1` */
export const arpReading: Reading<ArpTable> = {
  ask: [arp],
  parse(answers) {
    const [head, ...lines] = answers
      .command(arp.id)
      .text.split('\n')
      .filter((line) => line.trim() !== '');
    if (head === undefined || !/Hardware Addr/i.test(head)) throw new Gap('unsupported', 'get system arp');
    const entries = lines.map((line) => {
      const [address = '', , hardware = '', port = null] = line.trim().split(/\s+/);
      const mac = readMac(hardware);
      return mac === null || !/^[0-9.]{7,15}$/.test(address) ? null : {address, mac, interface: port};
    });
    const told = {
      entries: sortedBy(
        entries.filter((entry) => entry !== null),
        ({address}) => address,
      ),
    };
    return entries.includes(null) ? partial(told, 'unsupported') : whole(told);
  },
};
