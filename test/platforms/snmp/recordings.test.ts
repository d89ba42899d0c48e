import {hirschmann} from '../../../src/platforms/hirschmann.ts';
import {linux} from '../../../src/platforms/linux.ts';
import {moxa} from '../../../src/platforms/moxa.ts';
import {printer} from '../../../src/platforms/printer.ts';
import {scalance} from '../../../src/platforms/scalance.ts';
import {unknown} from '../../../src/platforms/unknown.ts';
import {ups} from '../../../src/platforms/ups.ts';
import {westermo} from '../../../src/platforms/westermo.ts';
import {windows} from '../../../src/platforms/windows.ts';
import type {Platform} from '../../../src/model/platform.ts';
import {testFacts, testHostileDevice} from '../../support/device.ts';

const recorded: readonly (readonly [Platform, readonly string[]])[] = [
  [hirschmann, ['hirschmann/pump-station']],
  [linux, ['linux/net-snmp']],
  [moxa, ['moxa/intake']],
  [printer, ['printer/multifunction']],
  [scalance, ['scalance/filter']],
  [unknown, ['unknown/router']],
  [ups, ['ups/good', 'ups/on-battery_replace']],
  [westermo, ['westermo/remote']],
  [windows, ['windows/server-2019']],
];

for (const [platform, recordings] of recorded) {
  testFacts(recordings);
  testHostileDevice(platform, recordings);
}
