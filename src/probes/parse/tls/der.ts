import {Gap} from '../../../model/fact.ts';
import {cursorOf, type Cursor} from '../cursor.ts';

/** One value in DER: its tag, and what it holds. */
export interface Der {
  readonly tag: number;
  readonly body: Buffer;
}

function lengthOf(cursor: Cursor): number {
  const first = cursor.number(1);
  if (first < 0x80) return first;
  if (first === 0x81) return cursor.number(1);
  if (first === 0x82) return cursor.number(2);
  if (first === 0x83) return cursor.number(3);
  throw new Gap('cut', 'no certificate has values of that length');
}

/** The values that stand one after the other. @throws Gap where one is not whole */
export function derValues(bytes: Buffer): Der[] {
  const cursor = cursorOf(bytes);
  const values: Der[] = [];
  while (cursor.left() > 0) values.push({tag: cursor.number(1), body: cursor.take(lengthOf(cursor))});
  return values;
}

/** An object identifier as `1.2.840.113549`. Numbers above 2^53 come out rounded: none that means anything is as large. */
export function oidText(body: Buffer): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of body) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(Math.floor(first / 40), 2);
  return [top, first - top * 40, ...rest].join('.');
}
