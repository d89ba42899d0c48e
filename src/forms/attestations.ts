import type {Attestation} from '../model/attestation.ts';
import {sortAttestations} from '../overlay/load.ts';
import {attestationProblems} from '../overlay/rules.ts';
import {attestationEntry} from '../overlay/schema.ts';
import type {Fields, Form, FormColumn} from './form.ts';

const columns: readonly FormColumn[] = [
  {key: 'clause', header: {ja: '条項', en: 'Clause'}, kind: 'code', width: 11},
  {key: 'section', header: {ja: '節', en: 'Section'}, kind: null, width: 16},
  {key: 'text', header: {ja: '内容', en: 'Text'}, kind: null, width: 42},
  {key: 'level', header: {ja: '区分', en: 'Level'}, kind: null, width: 13},
  {key: 'mode', header: {ja: '方法', en: 'Mode'}, kind: null, width: 10},
  {key: 'subject', header: {ja: '対象', en: 'Subject'}, kind: 'scope', width: 16},
  {key: 'evidence', header: {ja: '自動確認の結果', en: 'Automatic result'}, kind: null, width: 42},
  {key: 'state', header: {ja: '状態', en: 'State'}, kind: null, width: 12},
  {key: 'answer', header: {ja: '回答', en: 'Answer'}, kind: 'answer', width: 14},
  {key: 'explanation', header: {ja: '説明', en: 'Explanation'}, kind: 'text', width: 42},
  {key: 'document', header: {ja: '文書', en: 'Document'}, kind: 'text', width: 26},
  {key: 'method', header: {ja: '確認方法', en: 'Method'}, kind: 'method', width: 14},
  {key: 'interviewee', header: {ja: '聞き取り先', en: 'Interviewee'}, kind: 'text', width: 18},
  {key: 'answeredBy', header: {ja: '回答者', en: 'Answered by'}, kind: 'text', width: 16},
  {key: 'approvedBy', header: {ja: '承認者', en: 'Approved by'}, kind: 'text', width: 16},
  {key: 'date', header: {ja: '回答日', en: 'Date'}, kind: 'day', width: 13},
  {key: 'until', header: {ja: '有効期限', en: 'Until'}, kind: 'day', width: 13},
  {key: 'reaskAfterDays', header: {ja: '再確認(日数)', en: 'Ask again after (days)'}, kind: 'days', width: 14},
];

/** Who and when may be filled in ahead; these say something. */
const substance = ['explanation', 'document', 'method', 'interviewee'];

function isAnswered(fields: Fields) {
  if (fields['answer'] !== undefined) return true;
  if (!substance.some((field) => fields[field] !== undefined)) return false;
  const message = {
    en: 'the row says something but has no answer; choose one, or clear the row',
    ja: '説明などが書かれていますが、回答がありません。回答を選ぶか、書いたものを消してください',
  };
  return {field: 'answer', message};
}

/** The questionnaire: answers of people to clauses. */
export const attestationForm: Form<Attestation> = {
  id: 'attestations',
  sheet: {ja: '質問票', en: 'Questionnaire'},
  columns,
  sticky: 3,
  required: ['clause', 'answer', 'explanation', 'answeredBy', 'date'],
  marks: ['clause', 'answer'],
  entry: attestationEntry,
  isAnswered,
  problemsOf: attestationProblems,
  sorted: sortAttestations,
};
