import {outcomeStatuses, type Finding, type OutcomeStatus} from '../model/finding.ts';
import type {Coverage} from '../model/guideline.ts';

export type Counts = Record<OutcomeStatus, number>;

export function noCounts(): Counts {
  return Object.fromEntries(outcomeStatuses.map((status) => [status, 0])) as Counts;
}

export function countOutcomes(findings: readonly Finding[]): Counts {
  const counts = noCounts();
  for (const {outcome} of findings) counts[outcome.status] += 1;
  return counts;
}

export function addCounts(a: Counts, b: Counts): Counts {
  return Object.fromEntries(outcomeStatuses.map((status) => [status, a[status] + b[status]])) as Counts;
}

/** How much of what applies was really assessed. What waits for a person applies, and is not assessed. */
export function coverageOf(counts: Counts): Coverage {
  const assessed = counts.pass + counts.fail;
  const applicable = assessed + counts['not-tested'] + counts.manual + counts.error;
  // Rounded down: 99.96 % is not full coverage. Multiplied first: a quotient that is whole stays whole.
  const percent = applicable === 0 ? null : Math.floor((assessed * 1000) / applicable) / 10;
  return {applicable, assessed, percent};
}
