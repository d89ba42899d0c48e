import type {Platform} from '../model/platform.ts';
import {hirschmann} from './hirschmann.ts';
import {linux} from './linux.ts';
import {moxa} from './moxa.ts';
import {printer} from './printer.ts';
import {scalance} from './scalance.ts';
import {unknown} from './unknown.ts';
import {ups} from './ups.ts';
import {westermo} from './westermo.ts';
import {windows} from './windows.ts';

/** Every platform, in the order in which `auto` tries them. A test asserts that this list and the folder agree. */
export const platforms: readonly Platform[] = [
  linux,
  windows,
  hirschmann,
  moxa,
  scalance,
  westermo,
  ups,
  printer,
  unknown,
];
