import {compareDigits, compareLists, type Order} from './order.ts';

const shape =
  /^[TV]?(?<major>\d{1,3})\.(?<minor>\d{1,3})(?:\((?<release>\d{1,3})\))?(?:\[(?<patch>\d{1,3})\]\d{1,3}(?:\.\d{1,3}){0,3})?$/;

function parse(text: string): readonly string[] {
  const groups = shape.exec(text)?.groups;
  if (!groups) throw new Error(`not a version of FITELnet firmware: ${text}`);
  return [groups['major'] ?? '', groups['minor'] ?? '', groups['release'] ?? '0', groups['patch'] ?? '0'];
}

/**
 * `01.12(00)`, with the maker's own numbers of the build perhaps: `01.00(00)[0]00.00.0`. Those in brackets come last. The
 * letter in front says what an edition is made for, and is not compared.
 */
export function fitelnet(a: string, b: string): Order {
  return compareLists(parse(a), parse(b), '0', compareDigits);
}
