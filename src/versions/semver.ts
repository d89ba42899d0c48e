import {compare, valid} from 'semver';
import type {Order} from './order.ts';

function strict(text: string): string {
  const version = valid(text);
  if (version === null) throw new Error(`not a semantic version: ${text}`);
  return version;
}

/** Source: Semantic Versioning 2.0.0, section 11. Build metadata does not count. */
export function semver(a: string, b: string): Order {
  return compare(strict(a), strict(b));
}
