import {apk} from './apk.ts';
import {deb} from './deb.ts';
import {dotted} from './dotted.ts';
import {fortios} from './fortios.ts';
import {junos} from './junos.ts';
import {openssh} from './openssh.ts';
import type {Comparator, Order} from './order.ts';
import {panos} from './panos.ts';
import {rpm} from './rpm.ts';
import {semver} from './semver.ts';

/** Every comparator, by scheme. A test asserts that this record and the folder agree. */
export const comparators: Readonly<Record<string, Comparator>> = {
  ...{apk, deb, dotted, openssh, rpm, semver},
  ...{fortios, junos, panos},
};

/** Longest version that is read; the input comes from devices. */
const longest = 512;

/**
 * Orders two versions of one scheme: -1 when `a` is older, 1 when it is newer.
 * @throws Error on an unknown scheme, or when one of the versions is not of the scheme.
 */
export function compareVersions(scheme: string, a: string, b: string): Order {
  const compare = Object.hasOwn(comparators, scheme) ? comparators[scheme] : undefined;
  if (compare === undefined) throw new Error(`unknown version scheme: ${scheme}`);
  for (const version of [a, b]) {
    if (version.length > longest) throw new Error(`version is longer than ${longest} characters`);
  }
  return compare(a, b);
}
