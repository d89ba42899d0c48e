import type {Platform} from '../model/platform.ts';
import {linux} from './linux.ts';
import {fitelnet} from './fitelnet.ts';
import {fujitsuSir} from './fujitsu-sir.ts';
import {necIx} from './nec-ix.ts';
import {yamahaRt} from './yamaha-rt.ts';

/** Every platform, in the order in which `auto` tries them. A test asserts that this list and the folder agree. */
export const platforms: readonly Platform[] = [linux, fitelnet, fujitsuSir, necIx, yamahaRt];
