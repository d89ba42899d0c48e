import type {Run} from '../../model/run.ts';
import type {Texts, VerdictCode} from '../text/catalogue.ts';
import {fill} from '../text/fill.ts';

export interface VerdictView {
  readonly code: VerdictCode;
  readonly symbol: string;
  readonly word: string;
  readonly sentence: string;
}

/** A verdict is given only for a finished run at or above the coverage floor, whatever was found. */
export function verdictCode(run: Pick<Run, 'coverage' | 'floor' | 'finishedAt' | 'counts'>): VerdictCode {
  const {assessed, applicable} = run.coverage;
  if (assessed === 0) return 'nothing';
  if (run.finishedAt === null) return 'unfinished';
  if (assessed * 100 < run.floor * applicable) return 'below-floor';
  return run.counts.fail > 0 ? 'nonconforming' : 'conforming';
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
