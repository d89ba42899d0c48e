import type {Outcome, OutcomeStatus} from '../../model/finding.ts';
import type {Coverage} from '../../model/guideline.ts';
import type {FieldLabel} from '../../model/probe.ts';
import type {Language} from '../../model/text.ts';
import type {Texts} from '../text/catalogue.ts';
import {fill} from '../text/fill.ts';

/** What every part of a view needs to turn codes and values into text. */
export interface Context {
  readonly language: Language;
  readonly texts: Texts;
  readonly timezone: string;
  /** Assets with a section of their own in this report; null for all of them. */
  readonly detailed: ReadonlySet<string> | null;
  labelOf(path: string): FieldLabel | null;
}

/** Worst first: the order in which people read. */
export const statusOrder: readonly OutcomeStatus[] = [
  'fail',
  'error',
  'not-tested',
  'manual',
  'pass',
  'not-applicable',
];

const symbols: Readonly<Record<Outcome['status'], string>> = {
  pass: '○',
  fail: '×',
  'not-applicable': '－',
  'not-tested': '？',
  manual: '◇',
  error: '！',
};

export interface OutcomeCount {
  readonly status: OutcomeStatus;
  readonly symbol: string;
  readonly word: string;
  readonly count: number;
}

export function outcomeCount(status: OutcomeStatus, count: number, texts: Texts): OutcomeCount {
  return {status, symbol: symbols[status], word: texts.outcome[status].word, count};
}

export function outcomeCounts(counts: Readonly<Record<OutcomeStatus, number>>, texts: Texts): OutcomeCount[] {
  return statusOrder.map((status) => outcomeCount(status, counts[status], texts));
}

/** Percent with one decimal; `null` when nothing applies. Rounded down, so that 99.96 never reads 100.0. */
export function percentText(coverage: Coverage): string | null {
  if (coverage.applicable === 0) return null;
  return (Math.floor((coverage.assessed * 1000) / coverage.applicable) / 10).toFixed(1);
}

export function coverageText(coverage: Coverage, texts: Texts): string {
  const percent = percentText(coverage);
  if (percent === null) return texts.page.coverageNone;
  return fill(texts.page.coverageOf, {percent, assessed: coverage.assessed, applicable: coverage.applicable});
}

const slug = (text: string): string => text.replaceAll(/[^\w.-]/g, '_').slice(0, 80);

export const assetAnchor = (asset: string): string => `asset-${slug(asset)}`;
export const findingAnchor = (fingerprint: string): string => `f-${slug(fingerprint)}`;
export const evidenceAnchor = (asset: string, seq: number): string => `e-${slug(asset)}-${seq}`;

/** True when this report has a section for the subject. The site and its zones always have one. */
export function isDetailed(subject: string, {detailed}: Context): boolean {
  return detailed === null || subject === 'site' || subject.startsWith('zone:') || detailed.has(subject);
}

/** By code unit. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}
