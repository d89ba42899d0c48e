const deepest = 200;

function member(key: string, value: unknown, depth: number): string {
  return `${JSON.stringify(key)}:${encode(value, depth + 1)}`;
}

function encodeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('not a plain object');
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, inner]) => member(key, inner, depth)).join(',')}}`;
}

function encode(value: unknown, depth: number): string {
  if (depth > deepest) throw new TypeError('nested too deeply, or in a circle');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, (item: unknown) => encode(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object') return encodeObject(value, depth);
  throw new TypeError(`not a JSON value: ${typeof value}`);
}

/**
 * JSON with keys sorted by code unit and no white space: equal values give equal text.
 * Undefined members of objects are left out, as `JSON.stringify` does.
 * @throws TypeError for undefined in an array, NaN, infinities, bigints, functions, class instances and circles.
 */
export function canonicalJson(value: unknown): string {
  return encode(value, 0);
}
