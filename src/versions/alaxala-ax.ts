import {compareCodeUnits, compareDigits, firstDifference, sign, type Order} from './order.ts';

const shape = /^(?<major>\d{1,4})\.(?<minor>\d{1,4})(?:\.(?<letters>[A-Z]{1,3}))?$/;

function parse(text: string): {readonly major: string; readonly minor: string; readonly letters: string} {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) throw new Error(`not a version of an ALAXALA switch: ${text}`);
  return {major: groups['major'] ?? '', minor: groups['minor'] ?? '', letters: groups['letters'] ?? ''};
}

/** `11.14.Q`, `2.3.B`: corrections go from A to Z, then on with two letters. Source: release notes of AX series software. */
export function alaxalaAx(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  return firstDifference(
    compareDigits(left.major, right.major),
    compareDigits(left.minor, right.minor),
    sign(left.letters.length - right.letters.length),
    compareCodeUnits(left.letters, right.letters),
  );
}
