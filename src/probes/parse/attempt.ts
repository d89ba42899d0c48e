import {Gap} from '../../model/fact.ts';

/**
 * What a question was answered; null where it was not. A question to Windows that has no answer makes the fact incomplete by
 * itself: null is then nothing that is known.
 */
export function attempt<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Gap) return null;
    throw error;
  }
}
