import type {Platform} from '../model/platform.ts';
import {alaxalaAx} from './alaxala-ax.ts';
import {alliedAwplus} from './allied-awplus.ts';
import {apresia} from './apresia.ts';
import {arubaAoscx} from './aruba-aoscx.ts';
import {frr} from './frr.ts';
import {hpeComware} from './hpe-comware.ts';
import {hpeProcurve} from './hpe-procurve.ts';
import {linux} from './linux.ts';

/** Every platform, in the order in which `auto` tries them. A test asserts that this list and the folder agree. */
export const platforms: readonly Platform[] = [
  linux,
  alliedAwplus,
  alaxalaAx,
  frr,
  arubaAoscx,
  hpeProcurve,
  hpeComware,
  apresia,
];
