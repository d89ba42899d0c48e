import type {Varbind} from './snmp-table.ts';

const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
/** Control characters but tab, line feed and carriage return; what ends a line beside these; the byte order mark. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff]/;

/** Pairs of upper-case digits with spaces. */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$& ');
}

/** An OCTET STRING: text where it is printable UTF-8, else its bytes. Either holds every byte, see `bytesOf`. */
export function octets(bytes: Uint8Array): Pick<Varbind, 'type' | 'value'> {
  try {
    const text = decoder.decode(bytes);
    if (!unprintable.test(text)) return {type: 'STRING', value: text};
  } catch {
    // No UTF-8.
  }
  return {type: 'Hex-STRING', value: hexOf(bytes)};
}

const pairs = /^(?:[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2})*)?$/;

/** Bytes from pairs of digits; null when it is not that. */
export function bytesOfHex(text: string): Uint8Array | null {
  return pairs.test(text) ? Buffer.from(text.replaceAll(' ', ''), 'hex') : null;
}

/**
 * The octets of a STRING, Hex-STRING or Opaque, whichever way they are told: a MAC address that happens to be printable is a
 * STRING. null for other types, and for what redaction left no pairs of digits of.
 */
export function bytesOf({type, value}: Varbind): Uint8Array | null {
  if (type === 'STRING') return Buffer.from(value, 'utf8');
  return type === 'Hex-STRING' || type === 'Opaque' ? bytesOfHex(value) : null;
}
