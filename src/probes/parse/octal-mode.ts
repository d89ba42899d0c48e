/** The permission bits of a file, from its octal mode (`644`, `1777`, `0600`). */
export interface ModeBits {
  readonly mode: string;
  readonly groupReadable: boolean;
  readonly groupWritable: boolean;
  readonly otherReadable: boolean;
  readonly otherWritable: boolean;
  readonly setuid: boolean;
  readonly setgid: boolean;
  readonly sticky: boolean;
}

/** null when the text is no octal mode. */
export function modeBits(octal: string): ModeBits | null {
  if (!/^[0-7]{1,5}$/.test(octal)) return null;
  const bits = Number.parseInt(octal, 8);
  const has = (bit: number): boolean => (bits & bit) !== 0;
  return {
    mode: (bits & 0o7777).toString(8).padStart(4, '0'),
    groupReadable: has(0o040),
    groupWritable: has(0o020),
    otherReadable: has(0o004),
    otherWritable: has(0o002),
    setuid: has(0o4000),
    setgid: has(0o2000),
    sticky: has(0o1000),
  };
}
