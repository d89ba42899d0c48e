import {compareDigits, compareLists, firstDifference, type Order} from './order.ts';

const shape =
  /^(?:Version )?(?<numbers>\d{1,4}\.\d{1,4}(?:\.\d{1,4})?),? (?:Release|Feature|ESS|Customer) (?<release>\d{1,6})(?:P(?<patch>\d{1,4}))?(?:H(?<fix>\d{1,4}))?$/i;

function parse(text: string): {readonly numbers: readonly string[]; readonly builds: readonly string[]} {
  const groups = shape.exec(text)?.groups;
  if (groups === undefined) throw new Error(`not a Comware version: ${text}`);
  const builds = [groups['release'] ?? '', groups['patch'] ?? '0', groups['fix'] ?? '0'];
  return {numbers: (groups['numbers'] ?? '').split('.'), builds};
}

/** `7.1.070 Release 2432P06`: the version, the release counted on within it, its patch, and a hot fix. */
export function hpeComware(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  return firstDifference(
    compareLists(left.numbers, right.numbers, '0', compareDigits),
    compareLists(left.builds, right.builds, '0', compareDigits),
  );
}
