import {isWaived, type Finding} from '../model/finding.ts';
import {notAssessed, type Run} from '../model/run.ts';
import {readSubjects} from '../run/read.ts';
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

function counts(finding: Finding, failOn: number): boolean {
  return finding.outcome.status === 'fail' && !isWaived(finding) && finding.severity >= failOn;
}

/** What a scheduler should know. A run in which nothing was assessed is never good. */
export async function verdictOf(
  run: Run,
  results: string,
  {failOn, minCoverage, interrupted}: VerdictOptions,
): Promise<Verdict> {
  let failing = 0;
  for await (const {findings} of readSubjects(results)) {
    failing += findings.filter((finding) => counts(finding, failOn)).length;
  }
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
