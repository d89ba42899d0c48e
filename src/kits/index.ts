import type {Kit} from './kit.ts';
import {linuxKit} from './linux.ts';
import {networkKit} from './network.ts';

export type {Kit, KitFile} from './kit.ts';

export const kits: readonly Kit[] = [linuxKit, networkKit];
