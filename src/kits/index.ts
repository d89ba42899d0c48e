import type {Kit} from './kit.ts';
import {linuxKit} from './linux.ts';
import {networkKit} from './network.ts';
import {windowsKit} from './windows.ts';
import {windowsLegacyKit} from './windows-legacy.ts';

export type {Kit, KitFile} from './kit.ts';

export const kits: readonly Kit[] = [linuxKit, networkKit, windowsKit, windowsLegacyKit];
