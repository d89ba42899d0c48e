import {compareDigits, compareLists, type Order} from './order.ts';

function parse(text: string): readonly string[] {
  if (!/^\d+(?:\.\d+)*$/.test(text)) throw new Error(`not a dotted number: ${text}`);
  return text.split('.');
}

/** `10.0.20348.2402`: numbers from left to right; one that is missing counts as 0, so `1.0` equals `1`. */
export function dotted(a: string, b: string): Order {
  return compareLists(parse(a), parse(b), '0', compareDigits);
}
