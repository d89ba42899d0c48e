import {walk} from '../../model/ask.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {maskLength} from '../text/address.ts';
import {byCodeUnit} from '../text/order.ts';
import {inetAddress, numberOf} from './values.ts';

const entry = {index: '1.3.6.1.2.1.4.20.1.2', mask: '1.3.6.1.2.1.4.20.1.3'};
const inetEntry = {
  index: '1.3.6.1.2.1.4.34.1.3',
  type: '1.3.6.1.2.1.4.34.1.4',
  prefix: '1.3.6.1.2.1.4.34.1.5',
};
/** IP-MIB (RFC 4293): ipAddrTable, ipAddressTable. */
export const addressesAsk = walk('snmp:addresses', [...Object.values(entry), ...Object.values(inetEntry)]);

export interface Addresses {
  readonly byIndex: ReadonlyMap<number, readonly string[]>;
  readonly understood: boolean;
}

function* classic(table: SnmpTable): Generator<[number, string | null]> {
  const masks = table.column(entry.mask);
  for (const [address, instance] of table.column(entry.index)) {
    const length = maskLength(masks.get(address)?.value ?? '');
    const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address);
    yield [numberOf(instance) ?? 0, length === null || !isAddress ? null : `${address}/${length}`];
  }
}

function* both(table: SnmpTable): Generator<[number, string | null]> {
  const [types, prefixes] = [table.column(inetEntry.type), table.column(inetEntry.prefix)];
  for (const [index, instance] of table.column(inetEntry.index)) {
    const broadcast = numberOf(types.get(index)) === 3;
    if (broadcast) continue;
    const address = inetAddress(index.split('.').map(Number))?.address ?? null;
    const length = /\.(\d{1,3})$/.exec(prefixes.get(index)?.value ?? '')?.[1];
    yield [numberOf(instance) ?? 0, address === null || length === undefined ? null : `${address}/${length}`];
  }
}

/** Addresses as `192.0.2.1/24`, by ifIndex. `understood` is false when some were left out. */
export function addressesOf(table: SnmpTable | null): Addresses {
  const byIndex = new Map<number, string[]>();
  let understood = table !== null;
  for (const [index, address] of table === null ? [] : [...classic(table), ...both(table)]) {
    const list = byIndex.get(index) ?? [];
    if (address === null) understood = false;
    else if (!list.includes(address)) byIndex.set(index, [...list, address].sort(byCodeUnit));
  }
  // A dual-stack agent may tell an address with its prefix in one of the tables alone. Whoever answers has an address.
  return {byIndex, understood: understood && byIndex.size > 0};
}
