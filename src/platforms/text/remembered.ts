import {Gap} from '../../model/fact.ts';
import type {CommandText} from '../../model/probe.ts';

/** Reads an answer once, however many facts are told from it; one that cannot be read is not tried again either. */
export function remembered<T>(read: (answer: CommandText) => T): (answer: CommandText) => T {
  const known = new WeakMap<CommandText, {readonly value: T} | Gap>();
  const first = (answer: CommandText): {readonly value: T} | Gap => {
    try {
      return {value: read(answer)};
    } catch (error) {
      if (error instanceof Gap) return error;
      throw error;
    }
  };
  return (answer) => {
    const found = known.get(answer) ?? first(answer);
    known.set(answer, found);
    if (found instanceof Gap) throw found;
    return found.value;
  };
}
