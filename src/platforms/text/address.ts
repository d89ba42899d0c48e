const octet = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/** A dotted quad as a number; null for anything else. */
export function ipv4Number(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => octet.test(part))) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Length of a contiguous mask `255.255.255.0`; null for any other. */
export function maskLength(mask: string): number | null {
  const value = ipv4Number(mask);
  if (value === null) return null;
  const bits = value.toString(2).padStart(32, '0');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : null;
}

/** Length of the prefix that a contiguous wildcard `0.0.0.255` leaves fixed; null for any other. */
export function wildcardLength(wildcard: string): number | null {
  const value = ipv4Number(wildcard);
  return value === null ? null : maskLength(quad(0xffff_ffff - value));
}

/** A number as a dotted quad. */
export function quad(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** `192.0.2.1` and `255.255.255.0` as `192.0.2.1/24`; null when either is not understood. */
export function withMask(address: string, mask: string): string | null {
  const length = maskLength(mask);
  return ipv4Number(address) === null || length === null ? null : `${address}/${length}`;
}
