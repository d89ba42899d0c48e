/** A MAC address in any maker's notation (`0011.22aa.bbcc`, `00-11-22-AA-BB-CC`, `0:11:22:aa:bb:cc`) as `00:11:22:aa:bb:cc`; null for anything else. */
export function readMac(text: string): string | null {
  const parts = text
    .trim()
    .toLowerCase()
    .split(/[:. -]/);
  const width = {6: 2, 3: 4, 2: 6, 1: 12}[parts.length];
  if (width === undefined || !parts.every((part) => /^[0-9a-f]{1,12}$/.test(part) && part.length <= width)) return null;
  if (width !== 2 && parts.some((part) => part.length !== width)) return null;
  const digits = parts.map((part) => part.padStart(width, '0')).join('');
  return digits.match(/../g)?.join(':') ?? null;
}
