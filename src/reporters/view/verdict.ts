import {notAssessed, type Run} from '../../model/run.ts';
import type {Texts, VerdictCode} from '../text/catalogue.ts';
import {fill} from '../text/fill.ts';

export interface VerdictView {
  readonly code: VerdictCode;
  readonly symbol: string;
  readonly word: string;
  readonly sentence: string;
}

type Facts = Pick<Run, 'coverage' | 'floor' | 'finishedAt' | 'counts' | 'waived' | 'clauses' | 'assets'>;

/** Clauses that are not met, and that nobody accepted so. */
function unmetClauses({clauses}: Pick<Run, 'clauses'>): number {
  return clauses === undefined ? 0 : clauses.counts.fail - clauses.waived;
}

/**
 * A verdict is given only for a finished run at or above the coverage floor; a good one only when every asset was seen,
 * nothing failed, and nobody said of a clause that it is not met. What was accepted for a time is not a good one.
 */
export function verdictCode(run: Facts): VerdictCode {
  const {assessed, applicable} = run.coverage;
  if (assessed === 0) return 'nothing';
  if (run.finishedAt === null) return 'unfinished';
  if (assessed * 100 < run.floor * applicable) return 'below-floor';
  const {fail} = run.counts;
  if (fail > (run.waived ?? 0)) return 'nonconforming';
  if (notAssessed(run.assets).length > 0) return 'unfinished';
  if (unmetClauses(run) > 0) return 'clauses-unmet';
  return fail > 0 || (run.clauses?.waived ?? 0) > 0 ? 'accepted' : 'conforming';
}

export function verdictView(run: Run, texts: Texts): VerdictView {
  const code = verdictCode(run);
  const {word, symbol, sentence} = texts.verdict[code];
  const {assessed, applicable} = run.coverage;
  const waived = run.waived ?? 0;
  const counts = {fail: run.counts.fail - waived, waived, clauses: unmetClauses(run)};
  return {code, word, symbol, sentence: fill(sentence, {assessed, applicable, floor: run.floor, ...counts})};
}
