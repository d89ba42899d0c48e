import {
  BerError,
  cursorOf,
  enter,
  integerOf,
  oidOf,
  readElement,
  readInteger,
  unsignedOf,
  type Cursor,
} from '../../model/ber.ts';

/** Tags of values and exceptions (RFC 3416, RFC 1155). */
export const tags = {
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  ipAddress: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
  opaque: 0x44,
  nsapAddress: 0x45,
  counter64: 0x46,
  uinteger32: 0x47,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
  response: 0xa2,
  report: 0xa8,
} as const;

/** One variable binding as it came: numbers as numbers, identifiers and IP addresses as text, all else as bytes. */
export interface Instance {
  readonly oid: string;
  readonly tag: number;
  readonly value: number | string | Buffer | null;
}

export interface Pdu {
  readonly type: number;
  readonly requestId: number;
  /** error-status of RFC 3416; 0: none. */
  readonly status: number;
  readonly index: number;
  readonly instances: readonly Instance[];
}

function valueOf(cursor: Cursor): Instance['value'] {
  const {bytes, tag, from, to} = cursor;
  switch (tag) {
    case tags.integer:
      return integerOf(cursor);
    case tags.counter32:
    case tags.gauge32:
    case tags.timeTicks:
    case tags.uinteger32:
      return unsignedOf(cursor);
    case tags.oid:
      return oidOf(cursor);
    case tags.ipAddress:
      if (to - from !== 4) throw new BerError(`an IP address of ${to - from} octets`);
      return bytes.subarray(from, to).join('.');
    case tags.octetString:
    case tags.opaque:
    case tags.nsapAddress:
    case tags.counter64:
      return bytes.subarray(from, to);
    case tags.null:
    case tags.noSuchObject:
    case tags.noSuchInstance:
    case tags.endOfMibView:
      return null;
    default:
      throw new BerError(`a value with tag ${tag}`);
  }
}

function readInstance(list: Cursor): Instance {
  const cursor = enter(list, tags.sequence);
  readElement(cursor, tags.oid);
  const oid = oidOf(cursor);
  readElement(cursor);
  const {tag} = cursor;
  const value = valueOf(cursor);
  ended(cursor);
  return {oid, tag, value};
}

/** @throws BerError when something is left */
export function ended({at, end}: Cursor): void {
  if (at !== end) throw new BerError('more follows than should');
}

/** @throws BerError */
export function readPdu(cursor: Cursor): Pdu {
  readElement(cursor);
  const type = cursor.tag;
  const body = cursorOf(cursor.bytes, cursor.from, cursor.to);
  const requestId = readInteger(body);
  const status = readInteger(body);
  const index = readInteger(body);
  const list = enter(body, tags.sequence);
  const instances: Instance[] = [];
  while (list.at < list.end) instances.push(readInstance(list));
  ended(body);
  return {type, requestId, status, index, instances};
}
