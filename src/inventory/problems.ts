import {InputError} from '../model/input-error.ts';
import {collectProblems as collect, type Problems} from '../tables/problems.ts';

export {wholeFile, type Position, type Problems} from '../tables/problems.ts';

/** Everything wrong with an inventory, in the order of the files. */
export class InventoryError extends InputError {
  override readonly name = 'InventoryError';
}

/** Collects problems. `files` gives the order in which they are told. */
export function collectProblems(files: readonly string[]): Problems {
  return collect(files, (problems) => new InventoryError(problems));
}
