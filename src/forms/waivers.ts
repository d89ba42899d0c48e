import {waiverState, type Waiver, type WaiverState} from '../model/waiver.ts';
import type {Bilingual, Language} from '../model/text.ts';
import {sortWaivers} from '../overlay/load.ts';
import {waiverProblems} from '../overlay/rules.ts';
import {waiverEntry} from '../overlay/schema.ts';
import type {Form, FormColumn} from './form.ts';
import {rowOf, type FormRow} from './row.ts';

const columns: readonly FormColumn[] = [
  {key: 'id', header: {ja: '番号', en: 'Id'}, kind: 'code', width: 14},
  {key: 'check', header: {ja: '検査', en: 'Check'}, kind: 'code', width: 26},
  {key: 'clause', header: {ja: '条項', en: 'Clause'}, kind: 'code', width: 11},
  {key: 'assets', header: {ja: '対象資産', en: 'Assets'}, kind: 'scopes', width: 26},
  {key: 'subject', header: {ja: '検出対象', en: 'Finding subject'}, kind: 'exact', width: 18},
  {key: 'state', header: {ja: '状態', en: 'State'}, kind: null, width: 12},
  {key: 'reason', header: {ja: '理由', en: 'Reason'}, kind: 'reason', width: 28},
  {key: 'explanation', header: {ja: '説明', en: 'Explanation'}, kind: 'text', width: 42},
  {key: 'measure', header: {ja: '代替策', en: 'Compensating measure'}, kind: 'text', width: 36},
  {key: 'requestedBy', header: {ja: '申請者', en: 'Requested by'}, kind: 'text', width: 16},
  {key: 'approvedBy', header: {ja: '承認者', en: 'Approved by'}, kind: 'text', width: 16},
  {key: 'from', header: {ja: '開始日', en: 'From'}, kind: 'day', width: 13},
  {key: 'until', header: {ja: '期限', en: 'Until'}, kind: 'day', width: 13},
];

export const waiverForm: Form<Waiver> = {
  id: 'waivers',
  sheet: {ja: '例外', en: 'Waivers'},
  columns,
  sticky: 2,
  required: ['id', 'assets', 'reason', 'explanation', 'approvedBy', 'from', 'until'],
  marks: ['reason', 'assets'],
  entry: waiverEntry,
  isAnswered: (fields) => Object.keys(fields).length > 0,
  problemsOf: waiverProblems,
  sorted: sortWaivers,
};

const stateWords: Readonly<Record<WaiverState, Bilingual>> = {
  active: {en: 'active', ja: '有効'},
  expired: {en: 'expired', ja: '期限切れ'},
  future: {en: 'not yet begun', ja: '開始前'},
};

/** A row for each waiver, as of a day. */
export function waiverRows(waivers: readonly Waiver[], day: string, language: Language): FormRow[] {
  return waivers.map((waiver) => {
    const state = waiverState(waiver, day);
    const shown = {state: stateWords[state][language]};
    return rowOf(waiverForm, waiver, shown, state === 'expired' ? 'expired' : 'open', language);
  });
}
