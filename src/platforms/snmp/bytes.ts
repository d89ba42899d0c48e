import type {Varbind} from '../../model/snmp-table.ts';

const pairs = /^(?:[0-9A-F]{2}(?: |$)){0,65535}$/i;

/** The octets of an instance: a STRING is printable text, other strings stand as pairs of digits; null for numbers and names. */
export function bytesOf({type, value}: Varbind): Uint8Array | null {
  if (type === 'STRING') return new TextEncoder().encode(value);
  if (type !== 'Hex-STRING' && type !== 'BITS' && type !== 'Opaque') return null;
  const digits = value.trim();
  if (!pairs.test(digits)) return null;
  return Uint8Array.from(digits === '' ? [] : digits.split(' '), (pair) => Number.parseInt(pair, 16));
}
