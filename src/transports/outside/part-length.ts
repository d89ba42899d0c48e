import type {WireEnd} from '../../model/outside.ts';

const longestLine = 4096;

/** Where the first line that matches ends, in bytes; null: no such line yet. */
function afterLine(bytes: Buffer, like: string): number | null {
  const pattern = new RegExp(like);
  for (let from = 0; ;) {
    const end = bytes.indexOf(0x0a, from);
    if (end < 0) return null;
    const line = bytes.toString('latin1', from, Math.min(end, from + longestLine)).replace(/\r$/, '');
    if (pattern.test(line)) return end + 1;
    from = end + 1;
  }
}

function numberAt(bytes: Buffer, {offset, bytes: size, order}: Extract<WireEnd, {at: 'length'}>): number {
  return order === 'big' ? bytes.readUIntBE(offset, size) : bytes.readUIntLE(offset, size);
}

/** Length of the BER element that begins the bytes; null: more must come. An indefinite length never ends. */
function berLength(bytes: Buffer): number | null {
  const first = bytes[1];
  if (first === undefined) return null;
  if (first < 0x80) return 2 + first;
  const size = first & 0x7f;
  return size > 0 && size <= 4 && bytes.length >= 2 + size ? 2 + size + bytes.readUIntBE(2, size) : null;
}

/** How many of the bytes that came make up the part that is waited for; null: more must come, or only time can tell. */
export function partLength(end: WireEnd, bytes: Buffer): number | null {
  switch (end.at) {
    case 'line':
      return afterLine(bytes, end.like);
    case 'bytes':
      return bytes.length >= end.count ? end.count : null;
    case 'match': {
      const match = new RegExp(end.like).exec(bytes.toString('latin1'));
      return match === null ? null : match.index + match[0].length;
    }
    case 'length': {
      if (bytes.length < end.offset + end.bytes) return null;
      const whole = Math.max(numberAt(bytes, end) + end.plus, end.offset + end.bytes);
      return bytes.length >= whole ? whole : null;
    }
    case 'ber': {
      const whole = berLength(bytes);
      return whole !== null && bytes.length >= whole ? whole : null;
    }
    case 'silence':
    case 'close':
      return null;
    default:
      return end satisfies never;
  }
}
