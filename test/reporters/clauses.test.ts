import test from 'ava';
import {parse} from 'csv-parse/sync';
import type {ReportInput} from '../../src/reporters/index.ts';
import {inParts} from '../../src/reporters/view/common.ts';
import {sha256} from './fixture-run.ts';
import {fixture, parts} from './fixture.ts';
import {hostileTexts, rendered, saying} from './helpers.ts';

const rowsOf = (text: string): Record<string, string>[] =>
  parse(text, {bom: true, columns: true, record_delimiter: '\r\n'});
const rows = rowsOf(await rendered('clauses', fixture()));

test('every clause stands there, in the order of the guideline, those that nothing speaks to as open', async (t) => {
  const {guideline} = fixture();
  t.true((await rendered('clauses', fixture())).startsWith('\ufeff事業体,点検ID,節,条項'));
  t.deepEqual(
    [...new Set(rows.map((row) => row['条項']))],
    guideline.clauses.map(({id}) => id),
  );
  const silent = rows.filter((row) => row['資産ID'] === '');
  t.true(silent.length > 0);
  for (const row of silent) t.is(row['条項の状態'], '人が確認');
});

test('one line a clause, asset and finding, with every line of evidence and its hash', (t) => {
  const row = rows.find((one) => one['資産ID'] === 'srv-web-01' && one['点検項目ID'] === 'ssh-root-login');
  t.like(row, {条項の状態: '要是正', 資産の状態: '要是正', 役割: '判定', 範囲: '全体', 結果: '要是正'});
  const [, second] = parts.evidence['srv-web-01'] ?? [];
  if (second?.answer.ok !== true) throw new Error('the fixture has no second answer');
  t.true(row?.['証跡（番号・項目・SHA-256）']?.includes(`#2 ${second.ask} ${sha256(second.answer.body)}`));
});

test('no list of evidence is cut: a finding that cites forty lines names them all', async (t) => {
  const seqs = Array.from({length: 40}, (_, index) => index + 1);
  const findings = parts.findings.map((one) => ({...one, citations: seqs.map((seq) => ({seq, ask: 'q'}))}));
  const [row] = rowsOf(await rendered('clauses', fixture({findings, evidence: {}}))).filter(
    (one) => one['資産ID'] !== '',
  );
  t.is(row?.['証跡（番号・項目・SHA-256）'], seqs.map((seq) => `#${seq} q -`).join(' / '));
});

/** The fixture with an answer of a person in every cell, and an accepted fail. */
function overlaid(state: 'valid' | 'expired'): ReportInput {
  const input = fixture();
  return {
    ...input,
    async *subjects() {
      for await (const subject of input.subjects()) {
        yield {
          ...subject,
          findings: subject.findings.map((one) => ({
            ...one,
            waiver: {id: 'w-1', reason: 'risk-accepted' as const, until: '2027-03-31', state: 'active' as const},
          })),
          cells: subject.cells.map((cell) => ({
            ...cell,
            attestation: {subject: 'organisation', answer: 'met' as const, state, until: '2027-01-31'},
          })),
        };
      }
    },
  };
}

test('answers of people and accepted fails are told with their last day', async (t) => {
  const [row] = rowsOf(await rendered('clauses', overlaid('valid'))).filter((one) => one['資産ID'] !== '');
  t.like(row, {申告: '実施済み（2027-01-31 まで有効）', 承認: 'w-1（2027-03-31 まで）'});
  const [late] = rowsOf(await rendered('clauses', overlaid('expired'), 'en')).filter((one) => one['Asset'] !== '');
  t.like(late, {Attestation: 'Done (expired 2027-01-31)', Waiver: 'w-1 (until 2027-03-31)'});
});

const formula = /^[=+\-@\t\r\n＝＋－＠]/;

test('whatever devices say, rows and columns stay, and no cell starts a formula', async (t) => {
  for (const text of [...hostileTexts, '+1', '-1', '@SUM', '＝1']) {
    const told = rowsOf(await rendered('clauses', saying(text)));
    t.is(told.length, rows.length);
    const cells = told.flatMap((row) => Object.values(row));
    t.deepEqual(
      cells.filter((cell) => formula.test(cell)),
      [],
    );
  }
});

test('what is too much to be held at a time is told in parts, each as full as may be', (t) => {
  const parts = inParts([3, 3, 4, 9, 1, 12, 2], (weight) => weight, 10);
  t.deepEqual(parts, [[3, 3, 4], [9, 1], [12], [2]]);
  t.deepEqual(
    inParts([], () => 1, 10),
    [],
  );
});
