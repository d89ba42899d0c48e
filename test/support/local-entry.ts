import type {Ask} from '../../src/model/ask.ts';
import type {ShellEntry} from '../../src/model/plan.ts';
import {shellProgram, slotsOf} from '../../src/platforms/shell-script.ts';

/** A plan entry that asks this machine, without sudo. */
export function localEntry(asks: readonly Ask[]): ShellEntry {
  return {
    key: 'a/local/user',
    asset: 'a',
    zone: 'z',
    loadGroup: null,
    platform: 'linux',
    endpoint: {via: 'local', credential: null},
    batch: 'user',
    talk: 'shell',
    program: shellProgram('none'),
    slots: slotsOf(asks),
  };
}
