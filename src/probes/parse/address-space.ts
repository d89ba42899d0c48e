import ipaddr from 'ipaddr.js';

type Family = 'ipv4' | 'ipv6';

/** Addresses from `low` to `high`, as numbers. */
interface Span {
  readonly family: Family;
  readonly low: bigint;
  readonly high: bigint;
}

const bitsOf = {ipv4: 32, ipv6: 128} as const;
/** More foreign addresses than a network of this length has name nobody. */
const most = {ipv4: 2n ** 24n, ipv6: 2n ** 112n} as const;
const ours = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8'],
  ...['fc00::/7', 'fe80::/10'],
]
  .map(spanOf)
  .filter((span) => span !== null);

function numberOf(text: string): {readonly family: Family; readonly value: bigint} | null {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.parse(text);
  const value = address.toByteArray().reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return {family: address.kind(), value};
}

/** Bits that a mask leaves free, of a length or a mask with dots. */
function freeBits(mask: string, family: Family): number | null {
  if (/^\d{1,3}$/.test(mask)) return Number(mask) <= bitsOf[family] ? bitsOf[family] - Number(mask) : null;
  const written = numberOf(mask);
  if (written?.family !== family) return null;
  return bitsOf[family] - written.value.toString(2).replaceAll('0', '').length;
}

/** `192.0.2.1`, `192.0.2.0/24`, `192.0.2.0/255.255.255.0` or `192.0.2.1-192.0.2.9`; null for a name. */
function spanOf(source: string): Span | null {
  const [from = '', to] = source.split('-', 2);
  if (to !== undefined) {
    const [low, high] = [numberOf(from), numberOf(to)];
    if (low === null || low.family !== high?.family || high.value < low.value) return null;
    return {family: low.family, low: low.value, high: high.value};
  }
  const [address = '', mask] = source.split('/', 2);
  const first = numberOf(address);
  if (first === null) return null;
  const free = freeBits(mask ?? String(bitsOf[first.family]), first.family);
  if (free === null) return null;
  const size = 2n ** BigInt(free);
  const low = first.value - (first.value % size);
  return {family: first.family, low, high: low + size - 1n};
}

function without(span: Span, taken: Span): Span[] {
  if (span.family !== taken.family || taken.high < span.low || taken.low > span.high) return [span];
  const before = {...span, high: taken.low - 1n};
  const after = {...span, low: taken.high + 1n};
  return [before, after].filter(({low, high}) => low <= high);
}

/** Addresses that are in one of the spans, each counted once. */
function sizeOf(spans: readonly Span[]): bigint {
  let [size, end] = [0n, -1n];
  for (const {low, high} of [...spans].sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0))) {
    const start = low > end ? low : end + 1n;
    if (high >= start) size += high - start + 1n;
    if (high > end) end = high;
  }
  return size;
}

/**
 * Whether addresses and networks together hold too many strangers to limit anything, as `0.0.0.0/1` and `128.0.0.0/1` do: private ones
 * aside, more than a network of length 8 (IPv6: 16). What is told by a name counts for nothing.
 */
export function holdsStrangers(sources: readonly string[]): boolean {
  const spans = sources.map(spanOf).filter((span) => span !== null);
  const foreign = ours.reduce((left, taken) => left.flatMap((span) => without(span, taken)), spans);
  return (['ipv4', 'ipv6'] as const).some(
    (family) => sizeOf(foreign.filter((span) => span.family === family)) > most[family],
  );
}

/** Whether all these addresses are of groups, of this host alone or of its link: those outside cannot send to them. */
export function isLocalDestination(addresses: readonly string[]): boolean {
  const spans = addresses.map(spanOf);
  return (
    spans.length > 0 && spans.every((span) => span !== null && near.some((one) => without(span, one).length === 0))
  );
}

const near = ['224.0.0.0/4', '255.255.255.255', '127.0.0.0/8', '169.254.0.0/16', 'ff00::/8', 'fe80::/10', '::1']
  .map(spanOf)
  .filter((span) => span !== null);

interface Sent {
  readonly source: string | null;
}

/** What is let in from so many senders that it is let in from all is told as such too. */
export function withStrangers<T extends Sent>(allowed: readonly T[]): T[] {
  const groups = new Map<string, T[]>();
  for (const one of allowed) {
    const key = JSON.stringify({...one, source: null});
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const wide = [...groups.values()].filter((group) => {
    const sources = group.map(({source}) => source).filter((source) => source !== null);
    return sources.length === group.length && holdsStrangers(sources);
  });
  return [...allowed, ...wide.flatMap(([first]) => (first === undefined ? [] : [{...first, source: null}]))];
}
