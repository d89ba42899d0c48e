import {Gap} from '../../model/fact.ts';

/** An answer that a parser can do without; undefined: it did not come, and the fact is incomplete by that. */
export function told<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Gap) return undefined;
    throw error;
  }
}
