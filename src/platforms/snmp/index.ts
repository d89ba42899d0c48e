import type {DeviceReadings} from '../../model/platform.ts';
import {arp} from './arp.ts';
import {bridge} from './bridge.ts';
import {interfaces} from './interfaces.ts';
import {neighbors} from './neighbors.ts';
import {redundancy} from './redundancy.ts';
import {routes} from './routes.ts';
import {software} from './software.ts';
import {device} from './system.ts';
import {time} from './time.ts';
import {ups} from './ups.ts';

/** What any SNMP agent tells alike, whoever made it: readings of the standard MIBs, one file a MIB. */
export const standardReadings: readonly DeviceReadings[] = [
  device,
  interfaces,
  routes,
  arp,
  bridge,
  neighbors,
  redundancy,
  time,
  software,
  ups,
];
