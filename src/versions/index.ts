import {alaxalaAx} from './alaxala-ax.ts';
import {alliedAwplus} from './allied-awplus.ts';
import {apk} from './apk.ts';
import {arubaAoscx} from './aruba-aoscx.ts';
import {cisco} from './cisco.ts';
import {deb} from './deb.ts';
import {dotted} from './dotted.ts';
import {fitelnet} from './fitelnet.ts';
import {fortios} from './fortios.ts';
import {frr} from './frr.ts';
import {fujitsuSir} from './fujitsu-sir.ts';
import {hpeComware} from './hpe-comware.ts';
import {hpeProcurve} from './hpe-procurve.ts';
import {junos} from './junos.ts';
import {necIx} from './nec-ix.ts';
import {openssh} from './openssh.ts';
import {panos} from './panos.ts';
import {rpm} from './rpm.ts';
import {semver} from './semver.ts';
import {yamahaRt} from './yamaha-rt.ts';
import type {Comparator, Order} from './order.ts';

/** Every comparator, by scheme. A test asserts that this record and the folder agree. */
export const comparators: Readonly<Record<string, Comparator>> = {
  'alaxala-ax': alaxalaAx,
  'allied-awplus': alliedAwplus,
  apk,
  'aruba-aoscx': arubaAoscx,
  cisco,
  deb,
  dotted,
  fitelnet,
  fortios,
  frr,
  'fujitsu-sir': fujitsuSir,
  'hpe-comware': hpeComware,
  'hpe-procurve': hpeProcurve,
  junos,
  'nec-ix': necIx,
  openssh,
  panos,
  rpm,
  semver,
  'yamaha-rt': yamahaRt,
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
