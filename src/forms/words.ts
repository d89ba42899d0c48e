import {answerTitles, methodTitles} from '../model/attestation.ts';
import type {OutcomeStatus} from '../model/finding.ts';
import type {Clause} from '../model/guideline.ts';
import {writeInstead} from '../model/suggest.ts';
import type {Bilingual, Language} from '../model/text.ts';
import {waiverReasonTitles} from '../model/waiver.ts';
import {fold, toAscii} from '../tables/text.ts';

/** Words that stand in cells for codes. */
export type Vocabulary = Readonly<Record<string, Bilingual>>;

export const vocabularies = {
  answer: answerTitles,
  method: methodTitles,
  reason: waiverReasonTitles,
} as const satisfies Readonly<Record<string, Vocabulary>>;

export const levelWords: Readonly<Record<Clause['level'], Bilingual>> = {
  required: {en: 'required', ja: '必要'},
  recommended: {en: 'recommended', ja: '望ましい'},
};

export const modeWords: Readonly<Record<Clause['mode'], Bilingual>> = {
  automated: {en: 'automated', ja: '自動'},
  assisted: {en: 'assisted', ja: '補助'},
  attested: {en: 'attested', ja: '申告'},
};

/** As reports say it. */
export const outcomeWords: Readonly<Record<OutcomeStatus, Bilingual>> = {
  pass: {en: 'OK', ja: '問題なし'},
  fail: {en: 'To fix', ja: '要是正'},
  'not-applicable': {en: 'Not applicable', ja: '対象外'},
  'not-tested': {en: 'Not assessed', ja: '未評価'},
  manual: {en: 'For a person', ja: '人が確認'},
  error: {en: 'Tool error', ja: '処理エラー'},
};

/** The code that a word means, in either language or as the code itself; null for a word that is not known. */
export function codeOf(vocabulary: Vocabulary, word: string): string | null {
  const folded = fold(word);
  const known = Object.entries(vocabulary).find(([code, title]) =>
    [code, title.ja, title.en].some((each) => fold(each) === folded),
  );
  return known?.[0] ?? null;
}

/** What to write instead of a word that is not known. */
export function wordsInstead(vocabulary: Vocabulary, word: string): Bilingual {
  const titles = (language: Language): string[] => Object.values(vocabulary).map((title) => title[language]);
  return {en: writeInstead(word, titles('en')).en, ja: writeInstead(word, titles('ja')).ja};
}

const wholes: readonly (readonly [code: string, title: Bilingual, others: readonly string[]])[] = [
  ['organisation', {en: 'organisation', ja: '組織全体'}, ['組織', 'organization']],
  ['site', {en: 'site', ja: 'サイト全体'}, []],
];
const prefixes: Readonly<Record<string, string>> = {zone: '区画', kind: '種別'};

/** Whom something is about, as people read it: `組織全体`, `区画:control`, `srv-01`. */
export function scopeText(scope: string, language: Language): string {
  const whole = wholes.find(([code]) => code === scope);
  if (whole !== undefined) return whole[1][language];
  const [prefix = '', ...rest] = scope.split(':');
  const japanese = prefixes[prefix];
  return language === 'en' || japanese === undefined || rest.length === 0 ? scope : `${japanese}:${rest.join(':')}`;
}

/** The code of what `scopeText` writes, or a person. */
export function scopeOf(text: string): string {
  const ascii = toAscii(text);
  const whole = wholes.find(([code, {ja}, others]) => [code, ja, ...others].some((word) => fold(word) === fold(ascii)));
  if (whole !== undefined) return whole[0];
  const prefix = Object.entries(prefixes).find(([, japanese]) => ascii.startsWith(`${japanese}:`));
  return prefix === undefined ? ascii : `${prefix[0]}:${ascii.slice(prefix[1].length + 1)}`;
}
