/** Bytes that are not the BER they should be. */
export class BerError extends Error {
  override readonly name = 'BerError';
}

/** Place in BER; `tag`, `from` and `to` tell of the element read last, `bytes[from..to)` is its content. */
export interface Cursor {
  readonly bytes: Buffer;
  readonly end: number;
  at: number;
  tag: number;
  from: number;
  to: number;
}

export function cursorOf(bytes: Buffer, at = 0, end = bytes.length): Cursor {
  return {bytes, end, at, tag: 0, from: at, to: at};
}

/** Goes over one element. @throws BerError when it does not lie within the cursor's bounds. */
export function readElement(cursor: Cursor, tag: number | null = null): void {
  const {bytes, end} = cursor;
  let {at} = cursor;
  if (end - at < 2) throw new BerError('an element is missing');
  cursor.tag = bytes[at] as number;
  let length = bytes[at + 1] as number;
  at += 2;
  if (length > 0x7f) {
    const octets = length & 0x7f;
    if (octets === 0 || octets > 4 || end - at < octets) throw new BerError('a length cannot be read');
    length = bytes.readUIntBE(at, octets);
    at += octets;
  }
  if (length > end - at) throw new BerError('an element is longer than what holds it');
  if (tag !== null && cursor.tag !== tag) throw new BerError(`tag ${cursor.tag} in place of ${tag}`);
  cursor.from = at;
  cursor.to = at + length;
  cursor.at = cursor.to;
}

/** The content of the next element, to be read in its turn. */
export function enter(cursor: Cursor, tag: number): Cursor {
  readElement(cursor, tag);
  return cursorOf(cursor.bytes, cursor.from, cursor.to);
}

export function readBytes(cursor: Cursor, tag: number): Buffer {
  readElement(cursor, tag);
  return cursor.bytes.subarray(cursor.from, cursor.to);
}

/** Integer32 of the element read last. */
export function integerOf({bytes, from, to}: Cursor): number {
  const length = to - from;
  if (length < 1 || length > 4) throw new BerError(`an integer of ${length} octets`);
  return bytes.readIntBE(from, length);
}

/** Unsigned32 of the element read last. Agents that leave out the zero before a set first bit mean no negative number. */
export function unsignedOf({bytes, from, to}: Cursor): number {
  const length = to - from;
  if (length === 5 && bytes[from] === 0) return bytes.readUInt32BE(from + 1);
  if (length < 1 || length > 4) throw new BerError(`an unsigned integer of ${length} octets`);
  return bytes.readUIntBE(from, length);
}

export function readInteger(cursor: Cursor): number {
  readElement(cursor, 0x02);
  return integerOf(cursor);
}

const mostArcs = 128;
const greatestArc = 0xffff_ffff;

/** Object identifier of the element read last, dotted decimal. */
export function oidOf({bytes, from, to}: Cursor): string {
  // Agents write 0.0, the null identifier, also without any octet.
  if (from === to) return '0.0';
  let text = '';
  let arc = 0;
  let arcs = 1;
  for (let at = from; at < to; at += 1) {
    const octet = bytes[at] as number;
    if (arc === 0 && octet === 0x80) throw new BerError('an arc with leading zeros');
    arc = arc * 128 + (octet & 0x7f);
    if (arc > greatestArc) throw new BerError('an arc above 32 bits');
    if (octet > 0x7f) continue;
    text = text === '' ? firstArcs(arc) : `${text}.${arc}`;
    arc = 0;
    arcs += 1;
    if (arcs > mostArcs) throw new BerError('too many arcs');
  }
  if ((bytes[to - 1] as number) > 0x7f) throw new BerError('an arc without its end');
  return text;
}

function firstArcs(arc: number): string {
  const first = Math.min(2, Math.floor(arc / 40));
  return `${first}.${arc - first * 40}`;
}
