/** Values of the outermost document that tell something here; others are left out. */
export type BsonValues = ReadonlyMap<string, number | string | boolean>;

const mostFields = 256;

/** How many bytes a value of a type takes; null: of such a type nothing is known. https://bsonspec.org/spec.html */
function sizeOf(bytes: Buffer, type: number, at: number): number | null {
  const number = (): number | null => (at + 4 <= bytes.length ? bytes.readInt32LE(at) : null);
  const withLength = (plus: number): number | null => {
    const length = number();
    return length === null || length < 0 ? null : length + plus;
  };
  const fixed: Readonly<Record<number, number>> = {1: 8, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8};
  if (type === 2) return withLength(4);
  if (type === 3 || type === 4) return withLength(0);
  if (type === 5) return withLength(5);
  return fixed[type] ?? null;
}

function valueOf(bytes: Buffer, type: number, at: number, size: number): number | string | boolean | null {
  switch (type) {
    case 1:
      return bytes.readDoubleLE(at);
    case 2:
      return bytes.toString('utf8', at + 4, at + size - 1);
    case 8:
      return bytes[at] === 1;
    case 16:
      return bytes.readInt32LE(at);
    default:
      return null;
  }
}

/** The document that begins at a place; null: it is none, or not a whole one. */
export function readBson(bytes: Buffer, start: number): BsonValues | null {
  if (start + 5 > bytes.length) return null;
  const end = start + bytes.readInt32LE(start);
  if (end <= start || end > bytes.length) return null;
  const found = new Map<string, number | string | boolean>();
  for (let at = start + 4, count = 0; at < end && count < mostFields; count++) {
    const type = bytes.readUInt8(at);
    if (type === 0) return at === end - 1 ? found : null;
    const nameEnd = bytes.indexOf(0, at + 1);
    if (nameEnd < 0 || nameEnd >= end) return null;
    const size = sizeOf(bytes, type, nameEnd + 1);
    if (size === null || nameEnd + 1 + size >= end) return null;
    const value = valueOf(bytes, type, nameEnd + 1, size);
    if (value !== null) found.set(bytes.toString('latin1', at + 1, nameEnd), value);
    at = nameEnd + 1 + size;
  }
  return null;
}
