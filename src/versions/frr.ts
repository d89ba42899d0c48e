import {compareDigits, compareLists, firstDifference, sign, type Order} from './order.ts';

const stages = ['dev', 'alpha', 'beta', 'rc', 'release'] as const;

const shape = /^(?<numbers>\d{1,4}(?:\.\d{1,4}){1,3})(?:-(?<stage>dev|alpha|beta|rc)\.?(?<count>\d{0,4}))?(?=$|[-+_~])/;

interface FrrVersion {
  readonly numbers: readonly string[];
  readonly stage: number;
  readonly count: string;
}

function parse(text: string): FrrVersion {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) throw new Error(`not an FRRouting version: ${text}`);
  const stage = stages.findIndex((name) => name === (groups['stage'] ?? 'release'));
  return {numbers: (groups['numbers'] ?? '').split('.'), stage, count: groups['count'] ?? ''};
}

/** `8.4.4`, `10.0-dev`, `10.2-rc1`: what comes before a release is older; what a distribution appends is not compared. */
export function frr(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  return firstDifference(
    compareLists(left.numbers, right.numbers, '0', compareDigits),
    sign(left.stage - right.stage),
    compareDigits(left.count, right.count),
  );
}
