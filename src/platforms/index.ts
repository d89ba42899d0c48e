import type {Platform} from '../model/platform.ts';
import {alliedAwplus} from './allied-awplus.ts';
import {ciscoIos} from './cisco-ios.ts';
import {fortios} from './fortios.ts';
import {linux} from './linux.ts';

/** Every platform, by id. A test asserts that this list and the folder agree. */
export const platforms: readonly Platform[] = [alliedAwplus, ciscoIos, fortios, linux];
