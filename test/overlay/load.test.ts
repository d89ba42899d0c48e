import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {loadKnowledge} from '../../src/index.ts';
import {formatProblem, InputError} from '../../src/model/input-error.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {loadAttestations, loadWaivers} from '../../src/overlay/load.ts';
import type {Known} from '../../src/overlay/rules.ts';
import {clauseOf, guidelineOf} from '../support/guideline.ts';

const note = {en: 'n', ja: 'n'};
const known: Known = {
  checks: new Set(['ssh-root-login', 'os-support']),
  guideline: guidelineOf([
    clauseOf('1-01'),
    clauseOf('1-02', {mode: 'assisted', note}),
    clauseOf('2-01', {mode: 'attested', about: 'organisation', note}),
  ]),
};

function folderWith(t: ExecutionContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mizumori-overlay-'));
  t.teardown(() => rmSync(folder, {recursive: true}));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const waiver = `waivers:
  - id: w-1
    check: os-support
    assets: [srv-01]
    reason: renewal-planned
    explanation: 令和9年度に更新する
    approvedBy: 水道部長
    from: 2026-04-01
    until: 2027-03-31
`;

const attestation = `attestations:
  - clause: 2-01
    answer: met
    explanation: 規程に定めている
    answeredBy: 水道 太郎
    approvedBy: 浄水 花子
    date: 2026-06-01
    reaskAfterDays: 365
`;

test('waivers of every YAML file in a folder, sorted by id; what is left out is null', (t) => {
  const folder = folderWith(t, {'b.yaml': waiver, 'a.yaml': waiver.replace('w-1', 'w-2'), 'c.txt': 'no'});
  const [first, second] = loadWaivers(folder, known);
  t.deepEqual(first, {
    id: 'w-1',
    check: 'os-support',
    clause: null,
    assets: ['srv-01'],
    subject: null,
    reason: 'renewal-planned',
    explanation: '令和9年度に更新する',
    measure: null,
    requestedBy: null,
    approvedBy: '水道部長',
    from: '2026-04-01',
    until: '2027-03-31',
  });
  t.is(second?.id, 'w-2');
  t.deepEqual(loadWaivers(join(folder, 'b.yaml'), known), [first]);
});

test('an attestation speaks of the organisation unless it names another', (t) => {
  const folder = folderWith(t, {'a.yaml': attestation});
  t.deepEqual(loadAttestations(folder, known), [
    {
      clause: '2-01',
      subject: 'organisation',
      answer: 'met',
      explanation: '規程に定めている',
      document: null,
      method: null,
      interviewee: null,
      answeredBy: '水道 太郎',
      approvedBy: '浄水 花子',
      date: '2026-06-01',
      until: null,
      reaskAfterDays: 365,
    },
  ]);
});

for (const name of ['b.yml', 'c.xlsx', 'd.csv', 'E.YAML']) {
  test(`${name} in the folder is told: an answer in it would be missed`, (t) => {
    const folder = folderWith(t, {
      'a.yaml': attestation,
      [name]: attestation,
      '.swp': '',
      '~$c.xlsx': '',
      'README.md': '',
    });
    const error = t.throws(() => loadAttestations(folder, known), {instanceOf: InputError});
    t.deepEqual(
      error.problems.map(({file}) => file),
      [join(folder, name)],
    );
  });
}

test('an asset written in large and in small letters is one asset', (t) => {
  const own = attestation.replace('2-01', '1-02\n    subject: SRV-01');
  const folder = folderWith(t, {
    'a.yaml': own,
    'b.yaml': own.replace('SRV', 'srv').replace('answer: met', 'answer: not-met'),
  });
  const error = t.throws(() => loadAttestations(folder, known), {instanceOf: InputError});
  t.regex(error.message, /answered twice for srv-01/);
});

test('where nothing is, nothing is loaded', (t) => {
  const folder = folderWith(t, {});
  t.deepEqual(loadWaivers(join(folder, 'waivers'), known), []);
  t.deepEqual(loadAttestations(join(folder, 'attestations'), known), []);
});

function told(t: ExecutionContext, text: string): readonly [en: string, ja: string][] {
  const path = join(folderWith(t, {'f.yaml': text}), 'f.yaml');
  const load = text.startsWith('waivers') ? loadWaivers : loadAttestations;
  const error = t.throws(() => load(path, known), {instanceOf: InputError});
  const place = (sentence: string): string => sentence.slice(path.length + 1);
  return error.problems.map((problem) => [place(formatProblem(problem, 'en')), place(formatProblem(problem, 'ja'))]);
}

const wrong: readonly (readonly [title: string, whole: string, from: string, to: string, en: string, ja: string])[] = [
  [
    'a check that does not exist',
    waiver,
    'os-support',
    'os-suport',
    '3:12: no check os-suport: did you mean “os-support”?',
    '3:12: チェックos-suportがありません: 「os-support」の誤りではありませんか',
  ],
  [
    'a clause that does not exist',
    waiver,
    'check: os-support',
    'clause: 1-03',
    '3:13: no clause 1-03: did you mean “1-01”?',
    '3:13: 条項1-03がありません: 「1-01」の誤りではありませんか',
  ],
  [
    'check and clause',
    waiver,
    'check: os-support',
    'check: os-support\n    clause: 1-01',
    '3:12: write either check or clause',
    '3:12: checkとclauseのどちらか一方を書いてください',
  ],
  [
    'neither check nor clause',
    waiver,
    '    check: os-support\n',
    '',
    '2:5: write either check or clause',
    '2:5: checkとclauseのどちらか一方を書いてください',
  ],
  [
    'a subject of a clause',
    waiver,
    'check: os-support',
    'clause: 1-01\n    subject: x',
    '4:14: goes with check only: remove it',
    '4:14: subjectはcheckと組み合わせます。消してください',
  ],
  [
    'no asset',
    waiver,
    '[srv-01]',
    '[]',
    '4:13: waivers.0.assets: Too small: expected array to have >=1 items',
    '4:13: waivers.0.assets: 小さすぎる値: arrayは1要素以上である必要があります',
  ],
  [
    'a kind that does not exist',
    waiver,
    '[srv-01]',
    '["kind:sever"]',
    '4:13: kind:sever: did you mean “server”?',
    '4:13: kind:sever: 「server」の誤りではありませんか',
  ],
  [
    'a reason that is not on the list',
    waiver,
    'renewal-planned',
    'later',
    '5:13: waivers.0.reason: Invalid option: expected one of "compensated"|"vendor-constraint"|"operation-first"|"renewal-planned"|"risk-accepted"|"misjudged"',
    '5:13: waivers.0.reason: 無効な選択: "compensated"、"vendor-constraint"、"operation-first"、"renewal-planned"、"risk-accepted"、"misjudged"のいずれかである必要があります',
  ],
  [
    'a measure that is missing',
    waiver,
    'renewal-planned',
    'compensated',
    '2:5: say which measure makes up for it',
    '2:5: 代替策(measure)を書いてください',
  ],
  [
    'nobody who approved',
    waiver,
    '    approvedBy: 水道部長\n',
    '',
    '2:5: “waivers.0.approvedBy” is missing: write it',
    '2:5: 「waivers.0.approvedBy」がありません。書いてください',
  ],
  [
    'one who approves what he asked for',
    waiver,
    'approvedBy: 水道部長',
    'approvedBy: 水道部長\n    requestedBy: 水道 部長',
    '7:17: must be another person than requestedBy',
    '7:17: requestedByと別の人にしてください',
  ],
  [
    'no end',
    waiver,
    '    until: 2027-03-31\n',
    '',
    '2:5: “waivers.0.until” is missing: write it',
    '2:5: 「waivers.0.until」がありません。書いてください',
  ],
  [
    'an end before the beginning',
    waiver,
    '2027-03-31',
    '2026-03-31',
    '9:12: lies before from',
    '9:12: untilがfromより前です',
  ],
  [
    'a day that is none',
    waiver,
    '2027-03-31',
    '2027-02-29',
    '9:12: waivers.0.until: write a day as 2027-03-31 / 2027-03-31 のように書いてください',
    '9:12: waivers.0.until: write a day as 2027-03-31 / 2027-03-31 のように書いてください',
  ],
  [
    'an id that stands twice',
    waiver,
    waiver,
    `${waiver}${waiver.replace('waivers:\n', '')}`,
    '10:9: w-1 stands twice: choose another',
    '10:9: w-1が重複しています。別の番号にしてください',
  ],
  [
    'an unknown key',
    waiver,
    'approvedBy',
    'aprovedBy',
    '7:5: unknown key “aprovedBy”: did you mean “approvedBy”?',
    '7:5: 「aprovedBy」というキーはありません: 「approvedBy」の誤りではありませんか',
  ],
  [
    'an answer to what checks decide',
    attestation,
    '2-01',
    '1-01',
    '2:13: 1-01 is decided by checks: accept a fail with a waiver',
    '2:13: 1-01は自動判定の条項です。不適合を受容するときは例外(waiver)を使ってください',
  ],
  [
    'an asset in a clause about the organisation',
    attestation,
    'answer: met',
    'answer: met\n    subject: srv-01',
    '4:14: 2-01 is about the organisation: write organisation',
    '4:14: 2-01は組織についての条項です。organisationと書いてください',
  ],
  [
    'a subject that is none',
    attestation,
    '2-01\n',
    '1-02\n    subject: "kind:server"\n',
    '3:14: write organisation, zone:<id> or an asset id',
    '3:14: organisation、zone:<区画ID>、資産IDのいずれかを書いてください',
  ],
  [
    'neither an end nor an interval',
    attestation,
    '    reaskAfterDays: 365\n',
    '',
    '2:5: write either until or reaskAfterDays',
    '2:5: untilとreaskAfterDaysのどちらか一方を書いてください',
  ],
  [
    'one who approves his own answer',
    attestation,
    '浄水 花子',
    '水道　太郎',
    '6:17: must be another person than answeredBy',
    '6:17: answeredByと別の人にしてください',
  ],
  [
    'an answer that stands twice',
    attestation,
    attestation,
    `${attestation}${attestation.replace('attestations:\n', '')}`,
    '9:13: 2-01 is answered twice for organisation on 2026-06-01: keep one',
    '9:13: 2-01(organisation、2026-06-01)の回答が重複しています',
  ],
];

for (const [title, whole, from, to, en, ja] of wrong) {
  test(`${title} is told with its line and column, and how to mend it`, (t) => {
    const text = whole.replace(from, to);
    t.not(text, whole);
    const problems = told(t, text);
    t.true(
      problems.some(([first]) => first === en),
      JSON.stringify(problems),
    );
    t.true(
      problems.some(([, second]) => second === ja),
      JSON.stringify(problems),
    );
  });
}

test('an id that stands in two files is told at the second', (t) => {
  const folder = folderWith(t, {'a.yaml': waiver, 'b.yaml': waiver});
  const error = t.throws(() => loadWaivers(folder, known), {instanceOf: InputError});
  t.deepEqual(
    error.problems.map(({file, line}) => [file, line]),
    [[join(folder, 'b.yaml'), 2]],
  );
});

test('the examples in the docs are good, with the checks and clauses that there are', async (t) => {
  const {checks, guideline} = await loadKnowledge(join(packageRoot, 'checks'));
  const page = readFileSync(join(packageRoot, 'docs/waivers-and-attestations.md'), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n(?<text>.*?)```/gs)].map((match) => match.groups?.['text'] ?? '');
  t.is(blocks.length, 2);
  const folder = folderWith(t, {});
  const [first = '', second = ''] = blocks;
  writeFileSync(join(folder, 'waivers.yaml'), first);
  writeFileSync(join(folder, 'attestations.yaml'), second);
  const shipped = {checks: new Set(checks.map(({id}) => id)), guideline};
  t.is(loadWaivers(join(folder, 'waivers.yaml'), shipped).length, 1);
  t.is(loadAttestations(join(folder, 'attestations.yaml'), shipped).length, 1);
});
