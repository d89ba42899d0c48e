import type {SnmpTable} from '../../model/snmp-table.ts';
import {withMask} from '../text/address.ts';
import {addressOf, inetAddress, numberOf, partsOf} from './values.ts';

const inetEntry = '1.3.6.1.2.1.4.24.7.1';
const cidrEntry = '1.3.6.1.2.1.4.24.4.1';
const oldEntry = '1.3.6.1.2.1.4.21.1';

export const routeOids: readonly string[] = [
  ...[7, 8, 9].map((number) => `${inetEntry}.${number}`),
  ...[5, 6, 7].map((number) => `${cidrEntry}.${number}`),
  ...[2, 7, 8, 9, 11].map((number) => `${oldEntry}.${number}`),
];

/** `found`: null for an index that is not understood. */
export interface Row {
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

/** The tables of the three generations of the MIB, the newest first. */
export const generations: readonly ((table: SnmpTable) => Iterable<Row>)[] = [inetRows, cidrRows, oldRows];
