import type {Bilingual} from './text.ts';
import {daysAfter} from './zoned-time.ts';

export const attestationAnswers = ['met', 'partly', 'not-met', 'not-applicable'] as const;
export type AttestationAnswer = (typeof attestationAnswers)[number];

/** How the answer was found: the audit techniques of guideline table 7-1. */
export const attestationMethods = ['inquiry', 'inspection', 'observation', 'reperformance'] as const;
export type AttestationMethod = (typeof attestationMethods)[number];

export const answerTitles: Readonly<Record<AttestationAnswer, Bilingual>> = {
  met: {en: 'Done', ja: '実施済み'},
  partly: {en: 'Done in part', ja: '一部実施'},
  'not-met': {en: 'Not done', ja: '未実施'},
  'not-applicable': {en: 'Not applicable', ja: '該当なし'},
};

export const methodTitles: Readonly<Record<AttestationMethod, Bilingual>> = {
  inquiry: {en: 'Inquiry', ja: '質問'},
  inspection: {en: 'Inspection of documents', ja: '閲覧'},
  observation: {en: 'Observation', ja: '観察'},
  reperformance: {en: 'Reperformance', ja: '再実施'},
};

/** A person's answer to a clause that no machine can see, or not the whole of. It expires. */
export interface Attestation {
  readonly clause: string;
  /** `organisation`, `zone:<id>`, or an asset id. The most specific one that holds is the answer. */
  readonly subject: string;
  readonly answer: AttestationAnswer;
  readonly explanation: string;
  /** Reference of the document that shows it: number, title, place. */
  readonly document: string | null;
  readonly method: AttestationMethod | null;
  readonly interviewee: string | null;
  readonly answeredBy: string;
  /** Another person than `answeredBy`; null: not yet approved, and without effect. */
  readonly approvedBy: string | null;
  /** Day of the answer, `YYYY-MM-DD`, in the site's time zone. */
  readonly date: string;
  /** One of the two: the last day it holds, or after how many days it is asked again. */
  readonly until: string | null;
  readonly reaskAfterDays: number | null;
}

export const attestationStates = ['valid', 'expired', 'unapproved', 'future'] as const;
export type AttestationState = (typeof attestationStates)[number];

/** What a clause cell tells of the answer that a person gave. Only `valid` ones have a say in its status. */
export interface AppliedAttestation {
  readonly subject: string;
  readonly answer: AttestationAnswer;
  readonly state: AttestationState;
  /** Last day it holds. */
  readonly until: string;
}

/** `attestations.json` of a run: those that it was judged with. */
export interface AttestationsFile {
  readonly schema: 1;
  /** Sorted by clause, subject, date. */
  readonly attestations: readonly Attestation[];
}

/** Last day an answer holds. */
export function lastDayOf({date, until, reaskAfterDays}: Attestation): string {
  return until ?? daysAfter(date, reaskAfterDays ?? 0);
}

/** How an answer stands on a day, `YYYY-MM-DD`. */
export function attestationState(attestation: Attestation, day: string): AttestationState {
  if (attestation.approvedBy === null) return 'unapproved';
  if (day < attestation.date) return 'future';
  return day <= lastDayOf(attestation) ? 'valid' : 'expired';
}
