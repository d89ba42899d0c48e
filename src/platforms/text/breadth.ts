import {ipv4Number} from './address.ts';

/** Fewer fixed bits than those of the largest private network, 10.0.0.0/8, name nobody. */
const fewest = 8;

function ones(mask: string): number | null {
  if (/^\d{1,3}$/.test(mask)) return Number(mask);
  const value = ipv4Number(mask);
  return value === null ? null : value.toString(2).replaceAll('0', '').length;
}

/**
 * Whether addresses that may come in are too many to limit anything: `any`, or more than a network of length 8, as
 * `0.0.0.0/1`, `0.0.0.0/128.0.0.0`, `1.0.0.0-223.255.255.255` or `2000::/3`. Unique local addresses, fc00::/7, do limit.
 * What is written in another way is told by a name, and is not too many.
 */
export function isBroad(source: string): boolean {
  if (source === 'any') return true;
  const [low, high] = source.split('-').map(ipv4Number);
  if (typeof low === 'number' && typeof high === 'number') return high - low >= 2 ** (32 - fewest);
  const [address = '', mask] = source.split('/');
  const fixed = mask === undefined ? null : ones(mask);
  return fixed !== null && fixed < fewest && !(fixed === 7 && /^f[cd][\da-f]{2}:/i.test(address));
}
