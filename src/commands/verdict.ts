import {notAssessed, type Run} from '../model/run.ts';
import {exitCodes} from './context.ts';

export interface Verdict {
  readonly exitCode: number;
  /** Every code that holds, worst first. */
  readonly codes: readonly number[];
  readonly failing: number;
  readonly notAssessed: readonly string[];
}

export interface VerdictOptions {
  /** Severity from which a fail counts. */
  readonly failOn: number;
  /** Percent; null: the profile's floor. */
  readonly minCoverage: number | null;
  /** The scan was stopped before its end. */
  readonly interrupted: boolean;
}

/** What a scheduler should know. A run in which nothing was assessed is never good. `fails`: those that nobody accepted, by severity. */
export function verdictOf(
  run: Run,
  fails: readonly number[],
  {failOn, minCoverage, interrupted}: VerdictOptions,
): Verdict {
  const failing = fails.slice(failOn).reduce((sum, count) => sum + count, 0);
  const unseen = notAssessed(run.assets);
  const floor = minCoverage ?? run.floor;
  const nothing = run.coverage.assessed === 0;
  const incomplete = interrupted || nothing || unseen.length > 0 || (run.coverage.percent ?? 0) < floor;
  const codes = [...(incomplete ? [exitCodes.incomplete] : []), ...(failing > 0 ? [exitCodes.findings] : [])];
  return {
    exitCode: codes[0] ?? exitCodes.good,
    codes: codes.length === 0 ? [exitCodes.good] : codes,
    failing,
    notAssessed: unseen,
  };
}
