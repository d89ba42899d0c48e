import {compareDigits, compareLists, type Order} from './order.ts';

const shape = /^v?(?<numbers>\d{1,3}\.\d{1,3}(?:\.\d{1,3}){0,2})(?:,build\d{1,6}(?:,\d{1,8})?)?(?: \([\w. ]{1,20}\))?$/;

function parse(text: string): readonly string[] {
  const numbers = shape.exec(text)?.groups?.['numbers'];
  if (numbers === undefined) throw new Error(`not a version of FortiOS: ${text}`);
  return numbers.split('.');
}

/**
 * `7.2.8`, `v7.2.8,build1639,240313 (GA.M)`. The number of the build is not compared: a release has one, and those of
 * special builds run in a line of their own.
 */
export function fortios(a: string, b: string): Order {
  return compareLists(parse(a), parse(b), '0', compareDigits);
}
