import type {Platform} from '../model/platform.ts';
import {alaxalaAx} from './alaxala-ax.ts';
import {alliedAwplus} from './allied-awplus.ts';
import {apresia} from './apresia.ts';
import {arubaAoscx} from './aruba-aoscx.ts';
import {ciscoAsa} from './cisco-asa.ts';
import {ciscoIos} from './cisco-ios.ts';
import {ciscoNxos} from './cisco-nxos.ts';
import {fitelnet} from './fitelnet.ts';
import {fortios} from './fortios.ts';
import {frr} from './frr.ts';
import {fujitsuSir} from './fujitsu-sir.ts';
import {hirschmann} from './hirschmann.ts';
import {hpeComware} from './hpe-comware.ts';
import {hpeProcurve} from './hpe-procurve.ts';
import {junos} from './junos.ts';
import {linux} from './linux.ts';
import {moxa} from './moxa.ts';
import {necIx} from './nec-ix.ts';
import {panos} from './panos.ts';
import {printer} from './printer.ts';
import {scalance} from './scalance.ts';
import {unknown} from './unknown.ts';
import {ups} from './ups.ts';
import {westermo} from './westermo.ts';
import {windows} from './windows.ts';
import {yamahaRt} from './yamaha-rt.ts';

/** Every platform, by id. A test asserts that this list and the folder agree. */
export const platforms: readonly Platform[] = [
  alaxalaAx,
  alliedAwplus,
  apresia,
  arubaAoscx,
  ciscoAsa,
  ciscoIos,
  ciscoNxos,
  fitelnet,
  fortios,
  frr,
  fujitsuSir,
  hirschmann,
  hpeComware,
  hpeProcurve,
  junos,
  linux,
  moxa,
  necIx,
  panos,
  printer,
  scalance,
  unknown,
  ups,
  westermo,
  windows,
  yamahaRt,
];
