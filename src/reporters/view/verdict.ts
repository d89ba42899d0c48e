import {notAssessed, type Run} from '../../model/run.ts';
import type {Texts, VerdictCode} from '../text/catalogue.ts';
import {fill} from '../text/fill.ts';

export interface VerdictView {
  readonly code: VerdictCode;
  readonly symbol: string;
  readonly word: string;
  readonly sentence: string;
}

/** A verdict is given only for a finished run at or above the coverage floor; a good one only when every asset was seen. */
export function verdictCode(run: Pick<Run, 'coverage' | 'floor' | 'finishedAt' | 'counts' | 'assets'>): VerdictCode {
  const {assessed, applicable} = run.coverage;
  if (assessed === 0) return 'nothing';
  if (run.finishedAt === null) return 'unfinished';
  if (assessed * 100 < run.floor * applicable) return 'below-floor';
  if (run.counts.fail > 0) return 'nonconforming';
  return notAssessed(run.assets).length > 0 ? 'unfinished' : 'conforming';
}

export function verdictView(run: Run, texts: Texts): VerdictView {
  const code = verdictCode(run);
  const {word, symbol, sentence} = texts.verdict[code];
  const {assessed, applicable} = run.coverage;
  return {
    code,
    word,
    symbol,
    sentence: fill(sentence, {assessed, applicable, floor: run.floor, fail: run.counts.fail}),
  };
}
