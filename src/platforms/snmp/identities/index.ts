import {cameras} from './cameras.ts';
import {cisco} from './cisco.ts';
import type {Family} from './family.ts';
import {firewalls} from './firewalls.ts';
import {hosts} from './hosts.ts';
import {industrial} from './industrial.ts';
import {others} from './others.ts';
import {power} from './power.ts';
import {printers} from './printers.ts';
import {smallOffice} from './small-office.ts';
import {switches} from './switches.ts';
import {telecom} from './telecom.ts';
import {wireless} from './wireless.ts';

export const families: readonly Family[] = [
  ...cisco,
  ...switches,
  ...smallOffice,
  ...firewalls,
  ...wireless,
  ...hosts,
  ...power,
  ...printers,
  ...industrial,
  ...telecom,
  ...cameras,
  ...others,
];
