import {compareDigits, compareLists, type Order} from './order.ts';

const shape = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})(?:-(\d{1,4})\.(\d{1,4}))?$/;

function parse(text: string): readonly string[] {
  const match = shape.exec(text);
  if (match === null) throw new Error(`not an AlliedWare Plus version: ${text}`);
  return match.slice(1).map((number: string | undefined) => number ?? '0');
}

/**
 * `5.5.2-1.3`: release 5.5.2, its first minor release, third maintenance release.
 * Source: release notes of AlliedWare Plus.
 */
export function alliedAwplus(a: string, b: string): Order {
  return compareLists(parse(a), parse(b), '0', compareDigits);
}
