import {Gap} from '../../model/fact.ts';

/** Takes bytes from the front; every method throws `Gap` with the reason `cut` where there are not as many. */
export interface Cursor {
  readonly left: () => number;
  readonly number: (width: 1 | 2 | 3 | 4) => number;
  readonly take: (count: number) => Buffer;
  /** What a number of so many bytes in front tells the length of. */
  readonly counted: (width: 1 | 2 | 3 | 4) => Buffer;
}

export function cursorOf(bytes: Buffer): Cursor {
  let at = 0;
  const take = (count: number): Buffer => {
    if (count > bytes.length - at) throw new Gap('cut', 'it ends too soon');
    at += count;
    return bytes.subarray(at - count, at);
  };
  const number = (width: number): number => take(width).readUIntBE(0, width);
  return {left: () => bytes.length - at, number, take, counted: (width) => take(number(width))};
}

/** What can be read, or null where it ends too soon. */
export function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Gap) return null;
    throw error;
  }
}
