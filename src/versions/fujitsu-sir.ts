import {compareDigits, compareLists, type Order} from './order.ts';

const shape = /^V?(?<version>\d{1,3})\.(?<level>\d{1,3})(?: ?NY(?<build>\d{1,6}))?$/;

function parse(text: string): readonly string[] {
  const groups = shape.exec(text)?.groups;
  if (!groups) throw new Error(`not a version of Si-R firmware: ${text}`);
  return [groups['version'] ?? '', groups['level'] ?? '', groups['build'] ?? '0'];
}

/** `V20.55 NY0034`: version and level, then the number of the build; without one it is the oldest of its level. */
export function fujitsuSir(a: string, b: string): Order {
  return compareLists(parse(a), parse(b), '0', compareDigits);
}
