import {BerError, cursorOf, enter, readBytes, readInteger, type Cursor} from '../../model/ber.ts';
import {ended, readPdu, tags, type Pdu} from './pdu.ts';

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
