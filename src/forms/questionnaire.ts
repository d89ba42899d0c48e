import {attestationState, lastDayOf, type Attestation, type AttestationState} from '../model/attestation.ts';
import type {Clause, Guideline} from '../model/guideline.ts';
import type {Bilingual, Language} from '../model/text.ts';
import {sortAttestations} from '../overlay/load.ts';
import {attestationForm} from './attestations.ts';
import {evidenceText, type RunMark} from './evidence-text.ts';
import type {Evidence} from './evidence.ts';
import {groupBy} from './group.ts';
import {rowOf, type FormRow} from './row.ts';
import {levelWords, modeWords} from './words.ts';

export interface QuestionnaireInput {
  readonly guideline: Guideline;
  readonly attestations: readonly Attestation[];
  /** What checks say, and in which run; null: nothing was scanned. */
  readonly checked: {readonly evidence: Evidence; readonly run: RunMark} | null;
  /** Day on which answers are valid or expired, `YYYY-MM-DD`. */
  readonly day: string;
  /** Also clauses that checks decide alone, to read along. */
  readonly all: boolean;
}

const stateWords: Readonly<Record<AttestationState, Bilingual>> = {
  valid: {ja: '有効', en: 'valid'},
  expired: {ja: '期限切れ', en: 'expired'},
  unapproved: {ja: '未承認', en: 'not approved'},
  future: {ja: '開始前', en: 'not yet begun'},
};
const unanswered: Bilingual = {ja: '未回答', en: 'no answer'};
const byChecks: Bilingual = {ja: '自動判定', en: 'by checks'};
const unknownClause: Bilingual = {ja: '（このガイドラインにない条項）', en: '(no clause of this guideline)'};

function stateText(attestation: Attestation, day: string, language: Language): string {
  const state = attestationState(attestation, day);
  const word = stateWords[state][language];
  return state === 'valid' || state === 'expired' ? `${word}\n${lastDayOf(attestation)}` : word;
}

function clauseCells(clause: Clause, input: QuestionnaireInput, language: Language): Record<string, string> {
  const {guideline, checked} = input;
  const section = guideline.sections.find(({id}) => id === clause.section);
  const note = clause.note === null ? [] : [{ja: `※${clause.note.ja}`, en: `Note: ${clause.note.en}`}[language]];
  return {
    section: `${clause.section} ${section?.title[language] ?? ''}`.trim(),
    text: [clause.text[language], ...note].join('\n'),
    level: levelWords[clause.level][language],
    mode: modeWords[clause.mode][language],
    evidence: checked === null ? '' : evidenceText(checked.evidence, clause.id, checked.run, language),
  };
}

function answerRow(attestation: Attestation, shown: Readonly<Record<string, string>>, day: string, language: Language) {
  const tone = attestationState(attestation, day) === 'expired' ? 'expired' : 'open';
  const state = stateText(attestation, day, language);
  return rowOf(attestationForm, attestation, {...shown, state}, tone, language);
}

function clauseRows(clause: Clause, given: readonly Attestation[], input: QuestionnaireInput, language: Language) {
  const shown = clauseCells(clause, input, language);
  const blank = {clause: clause.id, subject: 'organisation'};
  if (clause.mode === 'automated') {
    const state = byChecks[language];
    return [rowOf(attestationForm, {...blank, subject: null}, {...shown, state}, 'closed', language)];
  }
  const answers = given.map((attestation) => answerRow(attestation, shown, input.day, language));
  if (given.some(({subject}) => subject.toLowerCase() === 'organisation')) return answers;
  return [rowOf(attestationForm, blank, {...shown, state: unanswered[language]}, 'open', language), ...answers];
}

/** The organisation's answers first. */
function inOrder(attestations: readonly Attestation[]): Attestation[] {
  const whole = ({subject}: Attestation): boolean => subject.toLowerCase() === 'organisation';
  const sorted = sortAttestations(attestations);
  return [...sorted.filter(whole), ...sorted.filter((attestation) => !whole(attestation))];
}

/**
 * Rows of the questionnaire in the guideline's order: for each clause that people answer one for the organisation, and
 * one for each answer that there is. Answers to what the guideline no longer asks stand at the end: nothing is lost.
 */
export function questionnaireRows(input: QuestionnaireInput, language: Language): FormRow[] {
  const {guideline, attestations, day, all} = input;
  const asked = guideline.clauses.filter(({mode}) => all || mode !== 'automated');
  const answerable = new Set(guideline.clauses.filter(({mode}) => mode !== 'automated').map(({id}) => id));
  const given = groupBy(inOrder(attestations), ({clause}) => clause);
  const others = inOrder(attestations.filter(({clause}) => !answerable.has(clause)));
  return [
    ...asked.flatMap((clause) => clauseRows(clause, given.get(clause.id) ?? [], input, language)),
    ...others.map((attestation) => answerRow(attestation, {text: unknownClause[language]}, day, language)),
  ];
}
