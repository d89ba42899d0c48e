import {Gap} from '../../model/fact.ts';
import type {Programs} from './programs.ts';

/**
 * Whether one of these is on the search path or runs from elsewhere.
 * @throws Gap when it is not on the search path, and processes of other users are hidden
 */
export function isPresent(present: Programs, installed: readonly string[], running = installed): boolean {
  if (installed.some((name) => present.installed(name))) return true;
  const runs = present.running(...running);
  if (runs === null) throw new Gap('permission-denied', 'processes of other users are hidden');
  return runs;
}
