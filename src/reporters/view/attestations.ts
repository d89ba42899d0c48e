import {
  answerTitles,
  attestationState,
  lastDayOf,
  methodTitles,
  type Attestation,
  type AttestationState,
} from '../../model/attestation.ts';
import {dayIn} from '../../model/zoned-time.ts';
import type {ReportInput} from '../input.ts';
import {fill} from '../text/fill.ts';
import {subjectName} from './actions.ts';
import type {Context} from './common.ts';
import {deviceText} from './value.ts';

export interface AttestationView {
  readonly state: AttestationState;
  /** Of whom it speaks, the answer, and how it stands: `組織全体: 実施済み(2027-05-31まで有効)`. */
  readonly head: string;
  readonly explanation: string;
  /** Document, method, people: what an auditor follows up. */
  readonly details: string;
}

function attestationView(attestation: Attestation, day: string, context: Context): AttestationView {
  const {texts, language} = context;
  const {value, page} = texts;
  const shown = (text: string): string => deviceText(text, context);
  const state = attestationState(attestation, day);
  const {subject, document, method, interviewee, answeredBy, approvedBy} = attestation;
  const details: readonly (readonly [label: string, text: string | null])[] = [
    [page.document, document],
    [page.method, method === null ? null : methodTitles[method][language]],
    [page.interviewee, interviewee],
    [page.answeredBy, `${answeredBy} ${attestation.date}`],
    [page.approvedBy, approvedBy],
  ];
  return {
    state,
    head: fill(page.attested, {
      subject: subject === 'organisation' ? page.organisation : shown(subjectName(subject, context)),
      answer: answerTitles[attestation.answer][language],
      state: fill(texts.attestationState[state], {until: lastDayOf(attestation), date: attestation.date}),
    }),
    explanation: shown(attestation.explanation),
    details: details
      .flatMap(([label, text]) => (text === null || text.trim() === '' ? [] : [`${label}${value.colon}${shown(text)}`]))
      .join(value.separator),
  };
}

/** What people answered, by clause. */
export function attestationViews(
  input: ReportInput,
  context: Context,
): ReadonlyMap<string, readonly AttestationView[]> {
  const day = dayIn(new Date(input.run.asOf), input.site.timezone);
  const views = new Map<string, AttestationView[]>();
  for (const attestation of input.overlay.attestations) {
    const list = views.get(attestation.clause) ?? [];
    list.push(attestationView(attestation, day, context));
    views.set(attestation.clause, list);
  }
  return views;
}
