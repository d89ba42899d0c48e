import {compareCodeUnits, compareDigits, compareLists, firstDifference, type Order} from './order.ts';

/** Numbers and letters in turn. */
interface CiscoVersion {
  readonly numbers: readonly string[];
  /** What follows: `(7)E3`, `a`, `(3)I7(10)`, as numbers and letters in turn. */
  readonly rest: readonly string[];
}

const shape =
  /^(?<numbers>\d{1,4}(?:\.\d{1,4}){1,3})(?<rest>(?:[a-z]|\.(?:[A-Z]{1,4}\d{0,4}[a-z]?)|\(\d{1,4}(?:\.\d{1,4}){0,2}[a-z]?\)\d{0,4}(?:\.\d{1,4})?|[A-Z]{1,6}\d{0,4}[a-z]?(?:\.\d{1,4})?){0,4})$/;

/** NX-OS 10 tells feature and maintenance releases apart, which stand in one row: `10.3(3)F`, `10.4(5)(M)`, `10.4(5)M`. */
const nxos10 = /^(10\.\d{1,4}\(\d{1,4}[a-z]?\))\(?[MF]\)?$/;

function parse(text: string): CiscoVersion {
  const {numbers, rest} = shape.exec(nxos10.exec(text)?.[1] ?? text)?.groups ?? {};
  if (numbers === undefined || rest === undefined) throw new Error(`not a version of Cisco's firmware: ${text}`);
  return {numbers: numbers.split('.'), rest: rest.match(/\d+|[A-Za-z]+/g) ?? []};
}

const isNumber = (segment: string): boolean => /^\d/.test(segment);

/** Letters of a train: two trains of one release have no order; their names give a stable one. */
function compareSegment(a: string, b: string): Order {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? -1 : 1;
  if (isNumber(a) && isNumber(b)) return compareDigits(a, b);
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? 1 : -1;
  return compareCodeUnits(a, b);
}

/** The letters that name the train a release belongs to: `E` of `15.2(7)E3`, `N` of `7.3(13)N1(1)`; null: the main one. */
function train({rest}: CiscoVersion): string {
  return rest.filter((segment) => /^[A-Z]/.test(segment)).join('.');
}

/**
 * IOS `15.2(7)E3`, XE `17.03.04a` and `03.16.05.S`, NX-OS `9.3(9)`, `7.0(3)I7(10)` and `10.4(5)(M)`, ASA `9.12(4)67`. Numbers count
 * by value, so `17.3.4` equals `17.03.04`; a letter behind the last number is a rebuild, newer than none.
 * Source: Cisco IOS and NX-OS Software Reference Guide; Cisco ASA release notes.
 * @throws Error for versions of different trains of one release: neither is newer.
 */
export function cisco(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  const numbers = compareLists(left.numbers, right.numbers, '0', compareDigits);
  if (numbers === 0 && train(left) !== train(right)) throw new Error(`no order between trains: ${a} and ${b}`);
  return firstDifference(numbers, compareLists(left.rest, right.rest, '', compareSegment));
}
