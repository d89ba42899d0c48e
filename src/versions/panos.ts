import {compareDigits, compareLists, firstDifference, sign, type Order} from './order.ts';

interface PanosVersion {
  readonly numbers: readonly string[];
  /** -1 before the release, 0 the release, 1 a hotfix of it. */
  readonly stage: number;
  readonly number: string;
}

const shape = /^(?<numbers>\d{1,3}\.\d{1,3}\.\d{1,3})(?:-(?<kind>[bch])(?<number>\d{1,4}))?$/;

function parse(text: string): PanosVersion {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) throw new Error(`not a version of PAN-OS: ${text}`);
  const {numbers = '', kind, number = '0'} = groups;
  return {numbers: numbers.split('.'), stage: kind === undefined ? 0 : kind === 'h' ? 1 : -1, number};
}

/** `10.2.9-h1`: a hotfix (`h`) is newer than its release, a beta (`b`, `c`) older. Source: PAN-OS release notes. */
export function panos(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  return firstDifference(
    compareLists(left.numbers, right.numbers, '0', compareDigits),
    sign(left.stage - right.stage),
    compareDigits(left.number, right.number),
  );
}
