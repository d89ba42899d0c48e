import {walk} from '../../model/ask.ts';
import type {DeviceRoutes} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import {interfaceNames, interfacesAsk, isNamed} from './interfaces.ts';
import {generations, routeOids, type Row} from './route-tables.ts';
import {tableOrNull} from './values.ts';

type Route = DeviceRoutes['routes'][number];

/** IP-FORWARD-MIB (RFC 4292) in its three generations; the newest that the agent has is read. */
const ask = walk('snmp:routes', routeOids, {rows: 10_000});

/**
 * Types: 3 local, 4 remote. IANAipRouteProtocol: 2 local, 3 netmgmt, 5 and above are routing protocols. Many agents tell 2 for
 * all that they have not learnt, a default route too: remote, it may be static or told by DHCP.
 */
function originOf(protocol: number | null, type: number | null): Route['protocol'] {
  if (type === 3 || (protocol === 2 && type === null)) return 'connected';
  if (protocol === 3) return 'static';
  return protocol !== null && protocol >= 5 && protocol <= 19 ? 'dynamic' : 'other';
}

const unspecified = new Set(['0.0.0.0', '::']);

/** Rows of reject and black hole (RFC 4292: 2 and 5, of the oldest table: 2 invalid) lead nowhere. */
function routeOf({found, ifIndex, type, protocol}: Row, names: ReadonlyMap<number, string>): Route | null {
  if (found === null) return null;
  const {destination, nextHop} = found;
  const origin = originOf(protocol, type);
  // The next hop to a network of its own is an address of its own.
  const none = nextHop === null || unspecified.has(nextHop) || origin === 'connected';
  return {
    destination,
    nextHop: none ? null : nextHop,
    interface: names.get(ifIndex ?? 0) ?? null,
    protocol: origin,
  };
}

export const routes: DeviceReadings = {
  deviceRoutes: {
    ask: [ask, interfacesAsk],
    parse(answers) {
      const table = answers.snmp(ask.id);
      const names = interfaceNames(tableOrNull(answers, interfacesAsk.id));
      const tables = generations.map((rowsOf) => [...rowsOf(table)]);
      const rows = tables.find((some) => some.length > 0);
      if (rows === undefined) throw new Gap('unsupported', 'the agent shows no routes (IP-FORWARD-MIB)');
      const usable = rows.filter(({type}) => type !== 2 && (rows !== tables[0] || type !== 5));
      const read = usable.map((row) => routeOf(row, names));
      const value = {routes: read.filter((route): route is Route => route !== null)};
      const named = usable.every(({ifIndex}) => isNamed(names, ifIndex ?? 0));
      return named && value.routes.length === read.length ? whole(value) : partial(value, 'unsupported');
    },
  },
};
