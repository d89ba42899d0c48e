import {brief} from '../model/suggest.ts';
import type {Bilingual, Language} from '../model/text.ts';
import {worstFirst, type Evidence, type FailExample, type Role, type Tally} from './evidence.ts';
import {outcomeWords, scopeText} from './words.ts';

/** Of which run the evidence is. */
export interface RunMark {
  readonly id: string;
  /** `2026-11-22 18:00`, in the site's time zone. */
  readonly asOf: string;
}

const roleWords: Readonly<Record<Role, Bilingual>> = {
  decides: {ja: '判定', en: 'Deciding checks'},
  supports: {ja: '参考', en: 'Supporting checks'},
};

const separators: Bilingual = {ja: '、', en: ', '};

export function markText({id, asOf}: RunMark, language: Language): string {
  return language === 'ja'
    ? `【機械による事前記入】${asOf} 時点、実行 ${brief(id)}`
    : `[Filled in by machine] as of ${asOf}, run ${brief(id)}`;
}

function countsText({counts, waived}: Tally, language: Language): string {
  const accepted = {ja: `（うち受容 ${waived}）`, en: ` (${waived} of them accepted)`}[language];
  return worstFirst
    .filter((status) => counts.has(status))
    .map((status) => {
      const count = `${outcomeWords[status][language]} ${counts.get(status) ?? 0}`;
      return status === 'fail' && waived > 0 ? count + accepted : count;
    })
    .join(separators[language]);
}

function exampleText({subject, checks}: FailExample, language: Language): string {
  return `${brief(scopeText(subject, language))} (${checks.map(brief).join(', ')})`;
}

function failsText({counts, fails}: Tally, language: Language): string[] {
  if (fails.length === 0) return [];
  const more = (counts.get('fail') ?? 0) - fails.length;
  const rest = more > 0 ? {ja: ` ほか${more}件`, en: ` and ${more} more`}[language] : '';
  const list = fails.map((example) => exampleText(example, language)).join(separators[language]);
  return [`${outcomeWords.fail[language]}: ${list}${rest}`];
}

function tallyText(role: Role, tally: Tally, language: Language): string[] {
  if (tally.counts.size === 0) return [];
  return [`${roleWords[role][language]}: ${countsText(tally, language)}`, ...failsText(tally, language)];
}

/** What checks say of a clause, marked as what a machine filled in; '' where they say nothing. */
export function evidenceText(evidence: Evidence, clause: string, run: RunMark, language: Language): string {
  const tallies = evidence.get(clause);
  if (tallies === undefined) return '';
  const lines = (['decides', 'supports'] as const).flatMap((role) => tallyText(role, tallies[role], language));
  return lines.length === 0 ? '' : [markText(run, language), ...lines].join('\n');
}
