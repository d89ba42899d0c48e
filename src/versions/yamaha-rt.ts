import {compareDigits, compareLists, type Order} from './order.ts';

function parse(text: string): readonly string[] {
  const numbers = /^(?:Rev\.)?(?<numbers>\d{1,4}\.\d{1,4}\.\d{1,4})$/.exec(text)?.groups?.['numbers'];
  if (numbers === undefined) throw new Error(`not a revision of Yamaha firmware: ${text}`);
  return numbers.split('.');
}

/** `Rev.14.01.42` or `14.01.42`. The first two numbers name the line of a model: to compare two models says nothing. */
export function yamahaRt(a: string, b: string): Order {
  return compareLists(parse(a), parse(b), '0', compareDigits);
}
