/** A range of addresses of one family, both ends included. */
export interface Range {
  readonly family: 4 | 6;
  readonly low: bigint;
  readonly high: bigint;
}

const all4: Range = {family: 4, low: 0n, high: (1n << 32n) - 1n};

function ipv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function groups(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

function ipv6(text: string): bigint | null {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0 || text.length > 39) return null;
  const [front, back] = [groups(head), tail === undefined ? [] : groups(tail)];
  const zeros = 8 - front.length - back.length;
  if (zeros < 0 || (tail === undefined && zeros !== 0)) return null;
  const words = [...front, ...Array.from({length: zeros}, () => '0'), ...back];
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return null;
  return words.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
}

function addressOf(text: string): {readonly family: 4 | 6; readonly value: bigint} | null {
  const four = ipv4(text);
  if (four !== null) return {family: 4, value: four};
  const six = ipv6(text);
  return six === null ? null : {family: 6, value: six};
}

/** `192.0.2.0/24`, `192.0.2.1` or `192.0.2.1-192.0.2.9` as a range; null for anything else. */
export function rangeOf(text: string): Range | null {
  const [first = '', last] = text.split('-');
  if (last !== undefined) {
    const [low, high] = [addressOf(first), addressOf(last)];
    if (low === null || high?.family !== low.family) return null;
    return {family: low.family, low: low.value, high: high.value};
  }
  const [address = '', length] = text.split('/');
  const known = addressOf(address);
  const bits = known?.family === 6 ? 128 : 32;
  if (known === null || (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > bits))) return null;
  const free = BigInt(bits - Number(length ?? bits));
  const low = (known.value >> free) << free;
  return {family: known.family, low, high: low + (1n << free) - 1n};
}

/** Ranges of addresses as access lists name them; null when one is not understood (an object that was not resolved). */
export function rangesOf(addresses: readonly string[]): readonly Range[] | null {
  const ranges = addresses.map((address) => (address === 'any' ? all4 : rangeOf(address)));
  return ranges.every((range) => range !== null) ? ranges : null;
}

export function covers(outer: Range, inner: Range): boolean {
  return outer.family === inner.family && outer.low <= inner.low && outer.high >= inner.high;
}

/** The network of an interface's address `192.0.2.1/24`, as `192.0.2.0/24`; null for hosts, loopback, link-local and what is no IPv4. */
export function networkOf(address: string): string | null {
  const length = /\/(?<length>\d{1,2})$/.exec(address)?.groups?.['length'];
  const range = length === undefined || Number(length) > 31 ? null : rangeOf(address);
  if (range?.family !== 4) return null;
  const quad = [24n, 16n, 8n, 0n].map((shift) => (range.low >> shift) & 255n).join('.');
  return /^(?:127\.|169\.254\.|0\.)/.test(quad) ? null : `${quad}/${length}`;
}
