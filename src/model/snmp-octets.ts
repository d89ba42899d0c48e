import type {Varbind} from './snmp-table.ts';

const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
/** Control characters beyond those below a space; what ends a line beside line feeds; the byte order mark. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff]/;

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Pairs of upper-case digits with spaces. */
export function hexOf(bytes: Uint8Array): string {
  return bufferOf(bytes)
    .toString('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$& ');
}

type Kind = 'ascii' | 'control' | 'other';

/** Most strings are short and ASCII: a look at each octet is much faster than a decoder. */
function kindOf(bytes: Uint8Array): Kind {
  let kind: Kind = 'ascii';
  for (const octet of bytes) {
    if (octet >= 0x7f) kind = 'other';
    else if (octet < 0x20 && octet !== 0x09 && octet !== 0x0a && octet !== 0x0d) return 'control';
  }
  return kind;
}

/** Text of octets that are printable UTF-8, else null. */
function printable(bytes: Uint8Array): string | null {
  const kind = kindOf(bytes);
  if (kind === 'control') return null;
  if (kind === 'ascii') return bufferOf(bytes).toString('latin1');
  try {
    const text = decoder.decode(bytes);
    return unprintable.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** An OCTET STRING: text where it is printable UTF-8, else its bytes. Either holds every byte, see `bytesOf`. */
export function octets(bytes: Uint8Array): Pick<Varbind, 'type' | 'value'> {
  const text = printable(bytes);
  return text === null ? {type: 'Hex-STRING', value: hexOf(bytes)} : {type: 'STRING', value: text};
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
