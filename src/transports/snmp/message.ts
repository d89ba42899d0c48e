import {
  BerError,
  cursorOf,
  enter,
  integerOf,
  oidOf,
  readBytes,
  readElement,
  readInteger,
  unsignedOf,
  type Cursor,
} from './ber.ts';

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

export interface CommunityMessage {
  readonly version: number;
  readonly community: Buffer;
  readonly pdu: Pdu;
}

/** Outer part of an SNMPv3 message with the user security model. */
export interface SecureMessage {
  readonly id: number;
  readonly authenticated: boolean;
  /** null: encrypted. */
  readonly pdu: Pdu | null;
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

function ended({at, end}: Cursor): void {
  if (at !== end) throw new BerError('more follows than should');
}

function readPdu(cursor: Cursor): Pdu {
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

/** Reads a whole SNMPv1 or v2c message. @throws BerError */
export function readCommunityMessage(bytes: Buffer): CommunityMessage {
  const outer = cursorOf(bytes);
  const cursor = enter(outer, tags.sequence);
  ended(outer);
  const version = readInteger(cursor);
  const community = readBytes(cursor, tags.octetString);
  const pdu = readPdu(cursor);
  ended(cursor);
  return {version, community, pdu};
}

function readScopedPdu(cursor: Cursor): Pdu {
  const scoped = enter(cursor, tags.sequence);
  readBytes(scoped, tags.octetString);
  readBytes(scoped, tags.octetString);
  const pdu = readPdu(scoped);
  ended(scoped);
  return pdu;
}

function checkSecurity(bytes: Buffer): void {
  const outer = cursorOf(bytes);
  const cursor = enter(outer, tags.sequence);
  ended(outer);
  readBytes(cursor, tags.octetString);
  readInteger(cursor);
  readInteger(cursor);
  for (let octetStrings = 0; octetStrings < 3; octetStrings += 1) readBytes(cursor, tags.octetString);
  ended(cursor);
}

/** Reads an SNMPv3 message (RFC 3412 section 6, RFC 3414 section 2.4) as far as it is not encrypted. @throws BerError */
export function readSecureMessage(bytes: Buffer): SecureMessage {
  const outer = cursorOf(bytes);
  const cursor = enter(outer, tags.sequence);
  ended(outer);
  if (readInteger(cursor) !== 3) throw new BerError('not version 3');
  const header = enter(cursor, tags.sequence);
  const id = readInteger(header);
  readInteger(header);
  const flags = readBytes(header, tags.octetString);
  if (flags.length !== 1 || readInteger(header) !== 3) throw new BerError('not the user security model');
  ended(header);
  checkSecurity(readBytes(cursor, tags.octetString));
  const [flag = 0] = flags;
  const encrypted = (flag & 2) !== 0;
  if (encrypted) readBytes(cursor, tags.octetString);
  const pdu = encrypted ? null : readScopedPdu(cursor);
  ended(cursor);
  return {id, authenticated: (flag & 1) !== 0, pdu};
}

function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 0xff]), content]);
}

/**
 * A response that holds nothing but whom it answers. The libraries match and count by it; they never see the bytes of an
 * agent, which their readers take less strictly. `community`: at most 127 octets.
 */
export function envelope(version: number, community: Buffer, requestId: number): Buffer {
  const id = Buffer.alloc(4);
  id.writeInt32BE(requestId);
  const noError = [0x02, 1, 0, 0x02, 1, 0, 0x30, 0];
  const pdu = element(tags.response, Buffer.concat([Buffer.from([0x02, 4]), id, Buffer.from(noError)]));
  const head = Buffer.from([0x02, 1, version, 0x04, community.length]);
  return element(tags.sequence, Buffer.concat([head, community, pdu]));
}
