import {hexOf, octets} from '../../model/snmp-octets.ts';
import type {SnmpType, Varbind} from '../../model/snmp-table.ts';
import {tags, type Instance} from './pdu.ts';

/** Longest value kept, in bytes. */
export const valueLimit = 4096;

const integers: ReadonlyMap<number, SnmpType> = new Map([
  [tags.integer, 'INTEGER'],
  [tags.counter32, 'Counter32'],
  [tags.gauge32, 'Gauge32'],
  [tags.uinteger32, 'Gauge32'],
  [tags.timeTicks, 'Timeticks'],
]);

/** Where to cut without halving a character of UTF-8. */
function boundary(bytes: Buffer): number {
  let end = valueLimit;
  while (end > valueLimit - 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

/** The type that `snmpwalk` names without a MIB, and the value; null when the library gave something else than the tag says. */
function typed({tag, value}: Instance): Pick<Varbind, 'type' | 'value'> | null {
  if (typeof value === 'number') {
    const type = integers.get(tag);
    return type === undefined ? null : {type, value: String(value)};
  }
  if (typeof value === 'string') {
    if (tag === tags.oid) return {type: 'OID', value};
    return tag === tags.ipAddress ? {type: 'IpAddress', value} : null;
  }
  if (value === null) return tag === tags.null ? {type: 'NULL', value: ''} : null;
  if (tag === tags.counter64) {
    if (value.length < 1 || value.length > 9 || (value.length === 9 && value[0] !== 0)) return null;
    return {type: 'Counter64', value: BigInt(`0x${value.toString('hex')}`).toString()};
  }
  if (tag === tags.opaque) return {type: 'Opaque', value: hexOf(value)};
  if (tag !== tags.octetString && tag !== tags.nsapAddress) return null;
  return octets(value);
}

/** `cut`: the value was longer than what is kept. null: not a value. */
export function varbindOf(instance: Instance): {readonly varbind: Varbind; readonly cut: boolean} | null {
  const {oid, value} = instance;
  const cut = Buffer.isBuffer(value) && value.length > valueLimit;
  const kept = cut ? {...instance, value: value.subarray(0, boundary(value))} : instance;
  const read = typed(kept);
  return read === null ? null : {varbind: {oid, ...read}, cut};
}
