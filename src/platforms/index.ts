import type {Platform} from '../model/platform.ts';
import {fortios} from './fortios.ts';
import {junos} from './junos.ts';
import {linux} from './linux.ts';
import {panos} from './panos.ts';

/** Every platform, in the order in which `auto` tries them. A test asserts that this list and the folder agree. */
export const platforms: readonly Platform[] = [linux, fortios, junos, panos];
