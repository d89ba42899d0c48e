import test from 'ava';
import {attestationForm} from '../../src/forms/attestations.ts';
import {evidenceOf} from '../../src/forms/evidence.ts';
import {questionnaireRows} from '../../src/forms/questionnaire.ts';
import type {FormRow} from '../../src/forms/row.ts';
import {waiverForm, waiverRows} from '../../src/forms/waivers.ts';
import type {Form} from '../../src/forms/form.ts';
import type {AssetKind} from '../../src/model/asset.ts';
import type {Finding, OutcomeStatus} from '../../src/model/finding.ts';
import {readWorkbook} from '../../src/spreadsheets/index.ts';
import {questionnaireFile, waiversFile} from '../../src/forms/index.ts';
import {clauseCheck, clauseOf, guidelineOf} from '../support/guideline.ts';
import {accepted, answer, day, guideline} from './support.ts';

const cell = (form: Form<unknown>, row: FormRow | undefined, key: string): string =>
  row?.cells[form.columns.findIndex((column) => column.key === key)] ?? 'no row';
const column = (rows: readonly FormRow[], key: string): string[] => rows.map((row) => cell(attestationForm, row, key));
const input = {guideline, attestations: [answer], checked: null, day, all: false};

test('every clause that people answer, in the order of the guideline, each for the organisation and each answer', (t) => {
  const attestations = [
    {...answer, clause: '2-02', subject: 'zone:control'},
    {...answer, clause: '2-02', subject: 'srv-01'},
    answer,
  ];
  const rows = questionnaireRows({...input, attestations}, 'ja');
  t.deepEqual(
    rows.map((row) => `${cell(attestationForm, row, 'clause')} ${cell(attestationForm, row, 'subject')}`),
    ['1-02 組織全体', '2-01 組織全体', '2-02 組織全体', '2-02 srv-01', '2-02 区画:control'],
  );
  t.deepEqual(column(rows, 'answer'), ['', '実施済み', '', '実施済み', '実施済み']);
  t.deepEqual(column(rows, 'level'), ['必要', '必要', '望ましい', '望ましい', '望ましい']);
  t.deepEqual(column(rows, 'mode'), ['補助', '申告', '申告', '申告', '申告']);
});

test('with all: also those that checks decide, closed to answers', (t) => {
  const rows = questionnaireRows({...input, all: true}, 'ja');
  t.deepEqual(column(rows, 'clause'), ['1-01', '1-02', '2-01', '2-02']);
  t.deepEqual(
    rows.map(({tone}) => tone),
    ['closed', 'open', 'open', 'open'],
  );
});

for (const [today, state, tone] of [
  ['2026-05-31', '開始前', 'open'],
  ['2026-06-01', '有効\n2027-06-01', 'open'],
  ['2027-06-01', '有効\n2027-06-01', 'open'],
  ['2027-06-02', '期限切れ\n2027-06-01', 'expired'],
] as const) {
  test(`on ${today} an answer is ${state.replace('\n', ' until ')}, and filled in all the same`, (t) => {
    const [, row] = questionnaireRows({...input, day: today}, 'ja');
    t.is(cell(attestationForm, row, 'state'), state);
    t.is(cell(attestationForm, row, 'explanation'), answer.explanation);
    t.is(row?.tone, tone);
  });
}

test('an answer that nobody has approved is told as such', (t) => {
  const rows = questionnaireRows({...input, attestations: [{...answer, approvedBy: null}]}, 'en');
  t.is(cell(attestationForm, rows[1], 'state'), 'not approved');
});

test('answers of an older run to what is no longer asked stand at the end', (t) => {
  const attestations = [{...answer, clause: '0-00'}, {...answer, clause: '1-01'}, answer];
  const rows = questionnaireRows({...input, attestations, all: true}, 'ja');
  t.deepEqual(column(rows, 'clause'), ['1-01', '1-02', '2-01', '2-02', '0-00', '1-01']);
});

for (const [today, state, tone] of [
  ['2026-03-31', '開始前', 'open'],
  ['2027-03-31', '有効', 'open'],
  ['2027-04-01', '期限切れ', 'expired'],
] as const) {
  test(`on ${today} a waiver is ${state}`, (t) => {
    const [row] = waiverRows([accepted], today, 'ja');
    t.is(cell(waiverForm, row, 'state'), state);
    t.is(row?.tone, tone);
    t.is(cell(waiverForm, row, 'assets'), 'srv-01; rtx-*; 区画:control; 種別:control-pc; サイト全体');
  });
}

function finding(asset: string, check: string, status: OutcomeStatus, waived = false): Finding {
  const waiver = {id: 'w', reason: 'risk-accepted', until: '2090-01-01', state: 'active'} as const;
  return {asset, check, outcome: {status}, ...(waived ? {waiver} : {})} as unknown as Finding;
}

const served = guidelineOf([
  clauseOf('1-02', {
    mode: 'assisted',
    kinds: ['server'],
    checks: [clauseCheck('decides', {role: 'decides'}), clauseCheck('also', {role: 'decides'}), clauseCheck('hints')],
  }),
  clauseOf('2-02', {mode: 'attested', about: 'organisation'}),
]);
const run = {id: 'r-1', asOf: '2026-11-22 18:00'};
const kindOf = (asset: string): AssetKind | undefined =>
  asset === 'site' ? undefined : asset.startsWith('pc') ? 'terminal' : 'server';

function evidenceIn(findings: readonly Finding[], language: 'ja' | 'en'): string[] {
  const evidence = evidenceOf(served, findings, kindOf);
  const rows = questionnaireRows({...input, guideline: served, attestations: [], checked: {evidence, run}}, language);
  assertUnanswered(rows);
  return column(rows, 'evidence');
}

/** A machine's words never become an answer. */
function assertUnanswered(rows: readonly FormRow[]): void {
  for (const {key, kind} of attestationForm.columns) {
    if (kind === null || key === 'clause' || key === 'subject') continue;
    if (column(rows, key).some((text) => text !== '')) throw new Error(`${key} was filled in`);
  }
}

test('what checks say is summed up by subject, worst first, and marked as filled in by a machine', (t) => {
  const findings = [
    finding('pc-1', 'decides', 'fail'),
    finding('srv-01', 'decides', 'fail'),
    finding('srv-01', 'also', 'pass'),
    finding('srv-01', 'hints', 'manual'),
    finding('srv-02', 'decides', 'fail', true),
    finding('srv-03', 'also', 'not-tested'),
    finding('srv-03', 'decides', 'pass'),
    finding('srv-04', 'decides', 'pass'),
    finding('srv-04', 'other', 'fail'),
    finding('site', 'hints', 'fail'),
  ];
  const [ja, none] = evidenceIn(findings, 'ja');
  t.is(
    ja,
    '【機械による事前記入】2026-11-22 18:00 時点、実行 r-1\n判定: 要是正 2（うち受容 1）、未評価 1、問題なし 1\n要是正: srv-01 (decides)、srv-02 (decides)\n参考: 要是正 1、人が確認 1\n要是正: サイト全体 (hints)',
  );
  t.is(none, '');
  t.regex(
    evidenceIn(findings, 'en')[0] ?? '',
    /^\[Filled in by machine\] as of .*\nDeciding checks: To fix 2 \(1 of them accepted\)/,
  );
});

test('what is told of a fleet is bounded, and its rest counted', (t) => {
  const findings = Array.from({length: 10_000}, (_, at) =>
    finding(`srv-${String(at).padStart(5, '0')}`, 'decides', 'fail'),
  );
  const [text = ''] = evidenceIn(findings, 'ja');
  t.true(text.length < 400, text);
  t.regex(text, /要是正 10000\n.*srv-00005 \(decides\) ほか9994件$/);
});

test('names that a run folder holds cannot steer anything', (t) => {
  const [text = ''] = evidenceIn([finding('srv\u001b[2J\n=1', 'decides', 'fail')], 'ja');
  t.notRegex(text, /\u001b|\n=1/);
});

test('the workbook: how to fill in, header, words to choose from; nothing in it computes', async (t) => {
  const layout = {format: 'xlsx', encoding: 'utf-8', language: 'ja'} as const;
  const attestations = [{...answer, explanation: '=1+1'}];
  const {bytes} = await questionnaireFile({...input, attestations}, layout);
  const sheets = readWorkbook(bytes);
  t.deepEqual(
    sheets.map(({name}) => name),
    ['#説明', '質問票'],
  );
  t.regex(JSON.stringify(sheets[0]?.rows), /機械による事前記入です。回答を代わりに決めるものではありません/);
  t.deepEqual(
    sheets[1]?.rows[0]?.cells,
    '条項,節,内容,区分,方法,対象,自動確認の結果,状態,回答,説明,文書,確認方法,聞き取り先,回答者,承認者,回答日,有効期限,再確認(日数)'.split(
      ',',
    ),
  );
  t.true(sheets[1]?.rows.some(({cells}) => cells.includes('=1+1')));
  const waivers = readWorkbook((await waiversFile([accepted], day, layout)).bytes);
  t.deepEqual(
    waivers[1]?.rows[0]?.cells,
    '番号,検査,条項,対象資産,検出対象,状態,理由,説明,代替策,申請者,承認者,開始日,期限'.split(','),
  );
});
