import test, {type ExecutionContext} from 'ava';
import {importForms} from '../../src/forms/import.ts';
import {formatProblem, InputError} from '../../src/model/input-error.ts';
import {writeWorkbook, type SheetToWrite} from '../../src/spreadsheets/index.ts';
import {book} from '../spreadsheets/parts.ts';
import {accepted, answer, known} from './support.ts';

const csv = (text: string, path = 'q.csv') => ({path, bytes: Buffer.from(text)});
const head = '条項,対象,回答,説明,回答者,承認者,回答日,有効期限,再確認(日数)\n';
const sound = '2-01,組織全体,実施済み,規程に定めている,水道 太郎,浄水 花子,2026/6/1,,365\n';

test('words and codes, Japanese and English headers, any order of columns', (t) => {
  const japanese = importForms([csv(head + sound)], known).attestations?.entries;
  const english = importForms(
    [
      csv(
        'Answered by,reaskAfterDays,Date,Approved by,Answer,Clause,explanation\n水道 太郎,365,R8.6.1,浄水 花子,met,2-01,規程に定めている\n',
      ),
    ],
    known,
  ).attestations?.entries;
  t.deepEqual(japanese, [{...answer, document: null, method: null, interviewee: null}]);
  t.deepEqual(english, japanese);
});

test('rows without an answer are skipped and counted, also when who and when are filled in ahead', (t) => {
  const ahead = '1-02,組織全体,,,水道 太郎,浄水 花子,2026-06-01,,365\n';
  const found = importForms([csv(`${head}${sound}${ahead}2-02,組織全体\n,,,\n`)], known).attestations;
  t.is(found?.entries.length, 1);
  t.is(found?.skipped, 2);
});

test('a day that Excel holds as a day, shown as wareki, and days of a number', (t) => {
  const text = (cell: string): string => `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  const row = (cells: readonly string[]): string => `<row>${cells.join('')}</row>`;
  const [clause = '', subject = '', answered = '', explanation = '', by = '', approver = ''] = sound
    .split(',')
    .map(text);
  const cells = [
    clause,
    subject,
    answered,
    explanation,
    by,
    approver,
    '<c s="1"><v>46174</v></c>',
    '<c s="0"/>',
    '<c><v>365</v></c>',
  ];
  const wareki = '[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@';
  const styles = `<numFmts><numFmt numFmtId="176" formatCode="${wareki}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs>`;
  const bytes = book({rows: row(head.trim().split(',').map(text)) + row(cells), styles});
  const entry = importForms([{path: 'q.xlsx', bytes}], known).attestations?.entries[0];
  t.deepEqual([entry?.date, entry?.reaskAfterDays], ['2026-06-01', 365]);
});

test('sheets of people are left out', async (t) => {
  const sheet: SheetToWrite = {
    name: '質問票',
    headerRows: 1,
    columns: [{width: 9}],
    rows: [head.trim().split(','), sound.trim().split(',')],
  };
  const notes = {...sheet, name: '#メモ', rows: [['条項'], ['何でも']]};
  const bytes = await writeWorkbook([notes, sheet]);
  t.is(importForms([{path: 'q.xlsx', bytes}], known).attestations?.entries[0]?.date, '2026-06-01');
});

test('answers and waivers of several files come together, and rules hold across them', (t) => {
  const waivers =
    'id,check,assets,reason,explanation,approvedBy,from,until\nw-1,os-support,srv-01,リスクを受容する,x,部長,2026-04-01,2027-03-31\n';
  const found = importForms(
    [csv(head + sound), csv(waivers, 'w.csv'), csv(waivers.replace('w-1', 'w-0'), 'v.csv')],
    known,
  );
  t.is(found.attestations?.entries.length, 1);
  t.deepEqual(
    found.waivers?.entries.map(({id}) => id),
    ['w-0', 'w-1'],
  );
  const error = t.throws(() => importForms([csv(waivers, 'w.csv'), csv(waivers, 'v.csv')], known), {
    instanceOf: InputError,
  });
  t.is(
    error.problems[0] && formatProblem(error.problems[0], 'en'),
    'v.csv:2:1: w-1 stands twice: choose another (column “id”)',
  );
});

function told(t: ExecutionContext, text: string, path = 'q.csv'): readonly (readonly [string, string])[] {
  const error = t.throws(() => importForms([csv(text, path)], known), {instanceOf: InputError});
  return error.problems.map((problem) => [formatProblem(problem, 'en'), formatProblem(problem, 'ja')]);
}

const wrong: readonly (readonly [title: string, text: string, en: string, ja: string])[] = [
  [
    'a word that is no answer',
    sound.replace('実施済み', '実施済'),
    'q.csv:2:3: “実施済” is not understood: write one of: Done, Done in part, Not done, Not applicable (column “回答”)',
    'q.csv:2:3: 「実施済」は読めません。「実施済み」の誤りではありませんか（「回答」列）',
  ],
  [
    'a clause that does not exist',
    sound.replace('2-01', '2-03'),
    'q.csv:2:1: no clause 2-03: did you mean “2-01”? (column “条項”)',
    'q.csv:2:1: 条項2-03がありません: 「2-01」の誤りではありませんか（「条項」列）',
  ],
  [
    'a clause that checks decide',
    sound.replace('2-01', '1-01'),
    'q.csv:2:1: 1-01 is decided by checks: accept a fail with a waiver (column “条項”)',
    'q.csv:2:1: 1-01は自動判定の条項です。不適合を受容するときは例外(waiver)を使ってください（「条項」列）',
  ],
  [
    'an asset for a clause about the organisation',
    sound.replace('組織全体', 'srv-01'),
    'q.csv:2:2: 2-01 is about the organisation: write organisation (column “対象”)',
    'q.csv:2:2: 2-01は組織についての条項です。organisationと書いてください（「対象」列）',
  ],
  [
    'an explanation without an answer',
    sound.replace('実施済み', ''),
    'q.csv:2:3: the row says something but has no answer; choose one, or clear the row (column “回答”)',
    'q.csv:2:3: 説明などが書かれていますが、回答がありません。回答を選ぶか、書いたものを消してください（「回答」列）',
  ],
  [
    'an answer without an explanation',
    sound.replace('規程に定めている', ''),
    'q.csv:2:4: “Explanation” is missing: write it (column “説明”)',
    'q.csv:2:4: 「説明」がありません。書いてください（「説明」列）',
  ],
  [
    'neither an end nor an interval',
    sound.replace('365', ''),
    'q.csv:2:8: write either Until or Ask again after (days) (column “有効期限”)',
    'q.csv:2:8: 有効期限と再確認(日数)のどちらか一方を書いてください（「有効期限」列）',
  ],
  [
    'a day that is none',
    sound.replace('2026/6/1', '来月'),
    'q.csv:2:7: “来月” is no day; write it as 2027-03-31 (2027/3/31 and R9.3.31 are read too) (column “回答日”)',
    'q.csv:2:7: 「来月」は日付として読めません。2027-03-31 のように書いてください（2027/3/31、令和9年3月31日も読めます）（「回答日」列）',
  ],
  [
    'an interval that is too long',
    sound.replace('365', '9999'),
    'q.csv:2:9: write a number from 1 to 3660 (column “再確認(日数)”)',
    'q.csv:2:9: 1から3660までの数字を書いてください（「再確認(日数)」列）',
  ],
  [
    'a text that is too long',
    sound.replace('水道 太郎', '水'.repeat(201)),
    'q.csv:2:5: is too long: write at most 200 characters (column “回答者”)',
    'q.csv:2:5: 長すぎます。200文字以内で書いてください（「回答者」列）',
  ],
  [
    'one who approves his own answer',
    sound.replace('浄水 花子', '水道　太郎'),
    'q.csv:2:6: must be another person than Answered by (column “承認者”)',
    'q.csv:2:6: 回答者と別の人にしてください（「承認者」列）',
  ],
  [
    'a comma that was not quoted',
    sound.replace('365', '365,余り'),
    'q.csv:2:10: a cell in a column without a header; write the header, or delete the cell (quote text that holds a comma)',
    'q.csv:2:10: 見出しのない列に値があります。見出しを書くか、値を削除してください（カンマを含む値は引用符で囲みます）',
  ],
];

for (const [title, row, en, ja] of wrong) {
  test(`${title} is told with its row and column, and what to write instead`, (t) => {
    t.deepEqual(told(t, head + row), [[en, ja]]);
  });
}

test('all problems are told at once, in their order', (t) => {
  const rows = wrong.map(([, row]) => row).join('');
  const lines = told(t, head + rows).map(([en]) => Number(en.split(':')[1]));
  t.true(
    wrong.every((_, index) => lines.includes(index + 2)),
    JSON.stringify(lines),
  );
  t.deepEqual(
    lines,
    lines.toSorted((a, b) => a - b),
  );
});

test('a workbook names sheet, row and column', async (t) => {
  const rows = [head.trim().split(','), sound.replace('2-01', '9-99').trim().split(',')];
  const bytes = await writeWorkbook([{name: '質問 票', headerRows: 1, columns: [{width: 9}], rows}]);
  const error = t.throws(() => importForms([{path: 'q.xlsx', bytes}], known), {instanceOf: InputError});
  t.regex(error.message, /^q\.xlsx:質問 票:2:1: no clause 9-99/);
});

test('headers that are not known, stand twice or are missing', (t) => {
  const unknown = told(t, `${head.replace('説明', '説名').replace('対象', '回答者').trim()},備考,#自分用\n`).map(
    ([, ja]) => ja,
  );
  t.deepEqual(unknown, [
    'q.csv:1: 「説明」列がありません。見出し行に加えてください',
    'q.csv:1:4: 「説名」という列はありません。次のいずれかを書いてください: 条項, 節, 内容, 区分, 方法, 対象, 自動確認の結果, 状態, 回答, 説明, 文書, 確認方法, 聞き取り先, 回答者, 承認者, 回答日, 有効期限, 再確認(日数)。読み込まない列は見出しを「#」で始めてください',
    'q.csv:1:5: 「回答者」列が2つあります。どちらかを削除してください',
  ]);
});

for (const [path, text] of [
  ['nmap.xml', '<?xml version="1.0"?><nmaprun/>'],
  ['kit.jsonl', '{"schema":1}\n'],
  ['inventory.csv', '資産ID,種別\nsrv-01,サーバー\n'],
  ['empty.csv', ''],
] as const) {
  test(`${path} is told to be neither, and what is understood`, (t) => {
    const [[en, ja] = ['', '']] = told(t, text, path);
    t.regex(en, /cannot be imported\. What is understood: questionnaires .* and waiver sheets/);
    t.regex(ja, /取り込めません。取り込めるのは、質問票.*例外の一覧/);
  });
}

test('what is wrong in waivers is told by the names of the columns', (t) => {
  const header = '番号,検査,条項,対象資産,検出対象,理由,説明,代替策,申請者,承認者,開始日,期限\n';
  const row = (fields: Partial<Record<keyof typeof accepted, string>>): string => {
    const base = {...accepted, assets: 'srv-01', clause: '', ...fields};
    const {id, check, clause, assets, subject, reason, explanation, measure, requestedBy, approvedBy, from, until} =
      base;
    return `${[id, check, clause, assets, subject, reason, explanation, measure, requestedBy, approvedBy, from, until].join(',')}\n`;
  };
  const rows = [
    row({id: 'a', clause: '1-01'}),
    row({id: 'b', measure: ''}),
    row({id: 'c', until: '2026-03-31'}),
    row({id: 'd', assets: 'srv 01'}),
    row({id: '番号'}),
  ];
  const ja = told(t, header + rows.join(''), 'w.csv').map(([, sentence]) => sentence);
  t.deepEqual(ja.slice(0, 4), [
    'w.csv:2:2: 検査と条項のどちらか一方を書いてください（「検査」列）',
    'w.csv:3:8: 代替策(measure)を書いてください（「代替策」列）',
    'w.csv:4:12: 期限が開始日より前です（「期限」列）',
    'w.csv:5:4: srv 01: 資産IDを書いてください(*は任意の文字)（「対象資産」列）',
  ]);
  t.is(ja[4], 'w.csv:6:1: 半角英数字と . _ - だけで、英数字から始めて64文字以内で書いてください（「番号」列）');
});
