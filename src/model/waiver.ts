import type {Bilingual} from './text.ts';

/** Why a fail is accepted for a time. A closed list: what fits none of them is to be mended. */
export const waiverReasons = [
  'compensated',
  'vendor-constraint',
  'operation-first',
  'renewal-planned',
  'risk-accepted',
  'misjudged',
] as const;
export type WaiverReason = (typeof waiverReasons)[number];

export const waiverReasonTitles: Readonly<Record<WaiverReason, Bilingual>> = {
  compensated: {en: 'Another measure makes up for it', ja: '代替策で補っている'},
  'vendor-constraint': {en: 'The vendor does not allow the change', ja: 'ベンダーの制約で変更できない'},
  'operation-first': {en: 'Operation must not be interrupted', ja: '運転の継続を優先する'},
  'renewal-planned': {en: 'Mended when the equipment is renewed', ja: '更新時に是正する'},
  'risk-accepted': {en: 'The risk is accepted', ja: 'リスクを受容する'},
  misjudged: {en: 'The check judges wrongly here', ja: '検査の誤判定'},
};

/** A fail that somebody answers for until a day: an overlay, the finding stays a fail. */
export interface Waiver {
  /** Unique over all waiver files. */
  readonly id: string;
  /** One of the two: a check, or a clause (then it accepts that the clause is not met). */
  readonly check: string | null;
  readonly clause: string | null;
  /** Asset ids, with `*` for any characters, `zone:<id>`, `kind:<kind>`, `site`. One that matches is enough. */
  readonly assets: readonly string[];
  /** Subject key of the finding; null: every subject. */
  readonly subject: string | null;
  readonly reason: WaiverReason;
  readonly explanation: string;
  /** Compensating measure. */
  readonly measure: string | null;
  readonly requestedBy: string | null;
  readonly approvedBy: string;
  /** First and last day it holds, `YYYY-MM-DD`, in the site's time zone. */
  readonly from: string;
  readonly until: string;
}

/** `waivers.json` of a run: those that it was judged with. */
export interface WaiversFile {
  readonly schema: 1;
  /** Sorted by id. */
  readonly waivers: readonly Waiver[];
}

/** What a finding tells of the waiver that accepts it. An expired one accepts nothing any more. */
export interface AppliedWaiver {
  readonly id: string;
  readonly reason: WaiverReason;
  readonly until: string;
  readonly state: 'active' | 'expired';
}

export type WaiverState = AppliedWaiver['state'] | 'future';

/** How a waiver stands on a day, `YYYY-MM-DD`. */
export function waiverState({from, until}: Waiver, day: string): WaiverState {
  if (day < from) return 'future';
  return day <= until ? 'active' : 'expired';
}
