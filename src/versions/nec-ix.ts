import {compareDigits, compareLists, type Order} from './order.ts';

function parse(text: string): readonly string[] {
  const numbers = /^(?<numbers>\d{1,4}\.\d{1,4}(?:\.\d{1,4})?)$/.exec(text)?.groups?.['numbers'];
  if (numbers === undefined) throw new Error(`not a version of NEC IX software: ${text}`);
  return numbers.split('.');
}

/** `10.7.18`: numbers from left to right. */
export function necIx(a: string, b: string): Order {
  return compareLists(parse(a), parse(b), '0', compareDigits);
}
