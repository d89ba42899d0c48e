import {compareCodeUnits, compareDigits, compareLists, firstDifference, type Order} from './order.ts';

const shape = /^(?:[A-Z]{1,2}\.)?(?<numbers>\d{1,4}(?:\.\d{1,6}){1,3})(?<letter>[a-z])?$/;

function parse(text: string): {readonly numbers: readonly string[]; readonly letter: string} {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) throw new Error(`not a version of ArubaOS-Switch: ${text}`);
  return {numbers: (groups['numbers'] ?? '').split('.'), letter: groups['letter'] ?? ''};
}

/** `YA.16.11.0012`, `K.15.18.0006m`: the letters in front tell the hardware and are not compared. */
export function hpeProcurve(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  return firstDifference(
    compareLists(left.numbers, right.numbers, '0', compareDigits),
    compareCodeUnits(left.letter, right.letter),
  );
}
