import type {Platform} from '../model/platform.ts';
import {ciscoAsa} from './cisco-asa.ts';
import {ciscoIos} from './cisco-ios.ts';
import {ciscoNxos} from './cisco-nxos.ts';
import {linux} from './linux.ts';

/** Every platform, in the order in which `auto` tries them. A test asserts that this list and the folder agree. */
export const platforms: readonly Platform[] = [linux, ciscoIos, ciscoNxos, ciscoAsa];
