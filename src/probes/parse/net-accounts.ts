import {Gap} from '../../model/fact.ts';

export interface NetAccounts {
  /** Days; 0: none. */
  readonly minAgeDays: number;
  /** Days; 0: passwords never expire. */
  readonly maxAgeDays: number;
  readonly minLength: number;
  /** Old passwords that are remembered; 0: none. */
  readonly history: number;
  /** Failures that lock an account; 0: it is never locked. */
  readonly threshold: number;
  /** Minutes; 0: until an administrator unlocks it. */
  readonly lockoutMinutes: number;
  /** Minutes after which failures are forgotten. */
  readonly windowMinutes: number;
}

/** A number at the end of a row; null: a word for never, none or unlimited. */
function numberAtEnd(row: string): number | null {
  const digits = /[\s:：](?<digits>\d{1,9})$/.exec(row)?.groups?.['digits'];
  return digits === undefined ? null : Number(digits);
}

/**
 * Reads `net accounts`, whose rows stand in the same order in every language and version: time until a forced logoff, minimum
 * and maximum age, minimum length, history, threshold, duration and window of the lockout, role of the computer, and that all
 * went well. @throws Gap for rows that do not look like these
 */
export function readNetAccounts(text: string): NetAccounts {
  const rows = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [, minAge, maxAge, minLength, history, threshold, duration, window, role, end] = rows.map(numberAtEnd);
  // These are numbers whatever is set: a row more, or less, would show here.
  const anchored = typeof minAge === 'number' && typeof minLength === 'number' && typeof window === 'number';
  if (rows.length < 10 || !anchored || role !== null || end !== null) {
    throw new Gap('unsupported', 'net accounts did not answer in the rows that are known');
  }
  return {
    minAgeDays: minAge,
    maxAgeDays: maxAge ?? 0,
    minLength,
    history: history ?? 0,
    threshold: threshold ?? 0,
    lockoutMinutes: duration ?? 0,
    windowMinutes: window,
  };
}
