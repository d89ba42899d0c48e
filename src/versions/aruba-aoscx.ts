import {compareDigits, compareLists, type Order} from './order.ts';

const shape = /^(?:[A-Z]{2}\.)?(\d{1,4}\.\d{1,4}(?:\.\d{1,6})?)$/;

function parse(text: string): readonly string[] {
  const numbers = shape.exec(text)?.[1];
  if (numbers === undefined) throw new Error(`not an AOS-CX version: ${text}`);
  return numbers.split('.');
}

/** `FL.10.13.1101`: the letters tell the hardware, all of which share one numbering; they are not compared. */
export function arubaAoscx(a: string, b: string): Order {
  return compareLists(parse(a), parse(b), '0', compareDigits);
}
