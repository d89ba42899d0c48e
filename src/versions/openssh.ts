import {compareDigits, compareLists, firstDifference, type Order} from './order.ts';

interface OpensshVersion {
  readonly numbers: readonly string[];
  readonly portable: string;
}

const shape =
  /^(?:SSH-2\.0-)?(?:OpenSSH_(?:for_Windows_)?)?(?<numbers>\d{1,4}(?:\.\d{1,4}){1,3})(?:p(?<portable>\d{1,4}))?(?=$|[ ,])/;

function parse(text: string): OpensshVersion {
  const groups = shape.exec(text)?.groups;
  if (!groups) throw new Error(`not an OpenSSH version: ${text}`);
  return {numbers: (groups['numbers'] ?? '').split('.'), portable: groups['portable'] ?? '0'};
}

/**
 * `9.2p1`, bare or at the start of a banner (`OpenSSH_9.2p1 Debian-2+deb12u3`): what the distribution appended is not
 * compared. Without `pN` it is the original release, older than its portable ones.
 * Source: https://www.openssh.com/portable.html
 */
export function openssh(a: string, b: string): Order {
  const left = parse(a);
  const right = parse(b);
  return firstDifference(
    compareLists(left.numbers, right.numbers, '0', compareDigits),
    compareDigits(left.portable, right.portable),
  );
}
