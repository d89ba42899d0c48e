import {walk} from '../../model/ask.ts';
import type {DeviceRoutes} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {withMask} from '../text/address.ts';
import {interfaceNames, interfacesAsk} from './interfaces.ts';
import {addressOf, inetAddress, numberOf, partsOf, tableOrNull} from './values.ts';

type Route = DeviceRoutes['routes'][number];

const inetEntry = '1.3.6.1.2.1.4.24.7.1';
const cidrEntry = '1.3.6.1.2.1.4.24.4.1';
const oldEntry = '1.3.6.1.2.1.4.21.1';

/** IP-FORWARD-MIB (RFC 4292) in its three generations; the newest that the agent has is read. */
const ask = walk(
  'snmp:routes',
  [
    ...[7, 8, 9].map((number) => `${inetEntry}.${number}`),
    ...[5, 6, 7].map((number) => `${cidrEntry}.${number}`),
    ...[2, 7, 8, 9, 11].map((number) => `${oldEntry}.${number}`),
  ],
  {rows: 10_000},
);

/** `found`: null for an index that is not understood. */
interface Row {
  readonly found: {readonly destination: string; readonly nextHop: string | null} | null;
  readonly ifIndex: number | null;
  readonly type: number | null;
  readonly protocol: number | null;
}

/** Index: type, length and octets of the destination, prefix length, policy (an OID with its length), type, length and octets of the next hop. */
function inetIndex(index: string): Row['found'] {
  const destination = inetAddress(partsOf(index));
  const [length, policies = 0] = destination?.rest ?? [];
  if (destination === null || length === undefined) return null;
  const hop = destination.rest.slice(2 + policies);
  // Type unknown (0) of length 0: there is no next hop.
  const nextHop = hop[0] === 0 ? null : inetAddress(hop)?.address;
  return nextHop === undefined ? null : {destination: `${destination.address}/${length}`, nextHop};
}

function* inetRows(table: SnmpTable): Generator<Row> {
  const [types, protocols] = [table.column(`${inetEntry}.8`), table.column(`${inetEntry}.9`)];
  for (const [index, instance] of table.column(`${inetEntry}.7`)) {
    yield {
      found: inetIndex(index),
      ifIndex: numberOf(instance),
      type: numberOf(types.get(index)),
      protocol: numberOf(protocols.get(index)),
    };
  }
}

/** Index: destination, mask, type of service, next hop. */
function cidrIndex(index: string): Row['found'] {
  const parts = partsOf(index);
  if (parts.length !== 13) return null;
  const [address, mask, nextHop] = [parts.slice(0, 4), parts.slice(4, 8), parts.slice(9)].map(addressOf);
  const destination = withMask(address ?? '', mask ?? '');
  return destination === null || nextHop === undefined ? null : {destination, nextHop};
}

function* cidrRows(table: SnmpTable): Generator<Row> {
  const [types, protocols] = [table.column(`${cidrEntry}.6`), table.column(`${cidrEntry}.7`)];
  for (const [index, instance] of table.column(`${cidrEntry}.5`)) {
    yield {
      found: cidrIndex(index),
      ifIndex: numberOf(instance),
      type: numberOf(types.get(index)),
      protocol: numberOf(protocols.get(index)),
    };
  }
}

function* oldRows(table: SnmpTable): Generator<Row> {
  const of = (number: number, index: string) => table.get(`${oldEntry}.${number}.${index}`);
  for (const [index, instance] of table.column(`${oldEntry}.2`)) {
    const destination = withMask(index, of(11, index)?.value ?? '');
    const nextHop = of(7, index)?.value ?? null;
    yield {
      found: destination === null ? null : {destination, nextHop},
      ifIndex: numberOf(instance),
      type: numberOf(of(8, index)),
      protocol: numberOf(of(9, index)),
    };
  }
}

/**
 * Types: 3 local, 4 remote. IANAipRouteProtocol: 2 local, 3 netmgmt, 5 and above are routing protocols. Many agents tell 2 for
 * all that they have not learnt, a default route too: remote, it may be static or told by DHCP.
 */
function originOf(protocol: number | null, type: number | null): Route['protocol'] {
  if (type === 3 || (protocol === 2 && type !== 4)) return 'connected';
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
      const generations = [inetRows, cidrRows, oldRows].map((rows) => [...rows(table)]);
      const rows = generations.find((some) => some.length > 0);
      if (rows === undefined) throw new Gap('unsupported', 'the agent shows no routes (IP-FORWARD-MIB)');
      const usable = rows.filter(({type}) => type !== 2 && (rows !== generations[0] || type !== 5));
      const read = usable.map((row) => routeOf(row, names));
      const value = {routes: read.filter((route): route is Route => route !== null)};
      return value.routes.length === read.length ? whole(value) : partial(value, 'unsupported');
    },
  },
};
