import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {loadGuideline, loadProfile} from '../../src/guideline/load.ts';
import {formatProblem, InputError} from '../../src/model/input-error.ts';
import type {DeclaredChecks} from '../../src/model/parameters.ts';
import type {Language} from '../../src/model/text.ts';

const label = {en: 'l', ja: 'l'};
const days = {type: 'int', default: 9, label, unit: null, min: 1, max: 99, stricter: 'lower'} as const;
const parameters = {days, most: days, long: {...days, type: 'duration', default: '9d'}} as const;
const checks: DeclaredChecks = new Map([
  ['ssh-root-login', {scope: 'asset', parameters}],
  ['os-support', {scope: 'asset', parameters: {}}],
]);

const whole = `id: g
title: {en: Guideline, ja: 指針}
edition: "1"
sections:
  - {id: s1, title: {en: One, ja: 一}}
clauses:
  - id: c1
    section: s1
    text: {en: Text, ja: 文}
    level: required
    mode: automated
    kinds: [server]
    checks:
      - {id: ssh-root-login, role: decides, covers: full, with: {days: 1}}
  - id: c2
    section: s1
    text: {en: Text, ja: 文}
    level: recommended
    mode: assisted
    note: {en: Why, ja: 理由}
    checks:
      - {id: os-support, role: supports}
`;

/** Writes files into a folder of their own, which goes when the test ends. */
function folderWith(t: ExecutionContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'guideline-'));
  t.teardown(() => rmSync(folder, {recursive: true}));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function problemsOf(t: ExecutionContext, folder: string, load: () => unknown, language: Language): readonly string[] {
  const error = t.throws(load, {instanceOf: InputError});
  return error.problems.map((problem) => formatProblem(problem, language).replace(`${folder}/`, ''));
}

test('a whole guideline loads, with defaults and the digest of its text', (t) => {
  const folder = folderWith(t, {'g.yaml': whole});
  const guideline = loadGuideline(join(folder, 'g.yaml'), checks);
  t.like(guideline.clauses[0], {id: 'c1', note: null, kinds: ['server']});
  t.like(guideline.clauses[1], {
    kinds: [],
    checks: [{id: 'os-support', role: 'supports', covers: 'partial', with: {}}],
  });
  t.regex(guideline.digest, /^[0-9a-f]{64}$/);
  const other = folderWith(t, {'g.yaml': `${whole}# more\n`});
  t.not(guideline.digest, loadGuideline(join(other, 'g.yaml'), checks).digest);
});

/** What is changed in the whole file, and what is then told in each language. */
const wrong: readonly (readonly [title: string, from: string, to: string, en: string, ja: string])[] = [
  [
    'broken YAML',
    'edition: "1"',
    'edition: "1',
    'g.yaml:23:1: Missing closing "quote',
    'g.yaml:23:1: YAMLとして正しくありません。この行か前の行に、コロン・括弧・カンマ・引用符の抜けがないか確かめてください',
  ],
  [
    'an id that is not the file name',
    'id: g\n',
    'id: h\n',
    "g.yaml:1:5: the id must be the file's name: write g",
    'g.yaml:1:5: idはファイル名と同じにしてください: g',
  ],
  [
    'an unknown key',
    '    level: required',
    '    levle: required\n    level: required',
    'g.yaml:10:5: unknown key “levle”: did you mean “level”?',
    'g.yaml:10:5: 「levle」というキーはありません: 「level」の誤りではありませんか',
  ],
  [
    'a missing key',
    '    level: required\n',
    '',
    'g.yaml:7:5: “clauses.0.level” is missing: write it',
    'g.yaml:7:5: 「clauses.0.level」がありません。書いてください',
  ],
  [
    'a text in one language only',
    'title: {en: Guideline, ja: 指針}',
    'title: {en: Guideline}',
    'g.yaml:2:8: “title.ja” is missing: write it',
    'g.yaml:2:8: 「title.ja」がありません。書いてください',
  ],
  [
    'a value that is not among those allowed',
    'level: required',
    'level: must',
    'g.yaml:10:12: clauses.0.level: Invalid option: expected one of "required"|"recommended"',
    'g.yaml:10:12: clauses.0.level: 無効な選択: "required"、"recommended"のいずれかである必要があります',
  ],
  [
    'a clause that stands twice',
    'id: c2',
    'id: c1',
    'g.yaml:15:9: c1 stands twice: remove one',
    'g.yaml:15:9: c1が重複しています',
  ],
  [
    'a section that does not exist',
    'section: s1\n    text: {en: Text, ja: 文}\n    level: recommended',
    'section: s2\n    text: {en: Text, ja: 文}\n    level: recommended',
    'g.yaml:16:14: no section s2: write one of: s1',
    'g.yaml:16:14: 節s2がありません: 次のいずれかを書いてください: s1',
  ],
  [
    'a note that is missing',
    '    note: {en: Why, ja: 理由}\n',
    '',
    'g.yaml:15:5: c2 needs a note why no machine decides it',
    'g.yaml:15:5: c2に自動判定できない理由(note)を書いてください',
  ],
  [
    'a note that has nothing to say',
    'mode: automated',
    'mode: automated\n    note: {en: Why, ja: 理由}',
    'g.yaml:12:11: c1 is automated: remove the note',
    'g.yaml:12:11: c1は自動判定です。noteを消してください',
  ],
  [
    'kinds of asset for a clause about the organisation',
    'mode: automated',
    'mode: automated\n    about: organisation',
    'g.yaml:13:12: c1 is about the organisation: remove kinds',
    'g.yaml:13:12: c1は組織についての条項です。kindsを消してください',
  ],
  [
    'a row of a table that stands twice',
    'edition: "1"',
    'edition: "1"\ntables:\n  - id: t\n    title: {en: T, ja: 表}\n    rows:\n      - {id: a, number: "1", title: {en: A, ja: あ}, text: {en: A, ja: あ}}\n      - {id: a, number: "2", title: {en: A, ja: あ}, text: {en: A, ja: あ}}',
    'g.yaml:9:14: a stands twice: remove one',
    'g.yaml:9:14: aが重複しています',
  ],
  [
    'a check that does not exist',
    'id: os-support',
    'id: os-suport',
    'g.yaml:22:14: no check os-suport: did you mean “os-support”?',
    'g.yaml:22:14: チェックos-suportがありません: 「os-support」の誤りではありませんか',
  ],
  [
    'a check that stands twice in a clause',
    '      - {id: os-support, role: supports}\n',
    '      - {id: os-support, role: supports}\n      - {id: os-support, role: decides}\n',
    'g.yaml:23:14: os-support stands twice: remove one',
    'g.yaml:23:14: os-supportが重複しています',
  ],
  [
    'a supporting check that is said to cover the clause',
    'role: supports',
    'role: supports, covers: full',
    'g.yaml:22:50: os-support only supports: remove covers',
    'g.yaml:22:50: os-supportは参考です。coversを消してください',
  ],
  [
    'an attested clause that a check decides',
    'mode: assisted\n    note: {en: Why, ja: 理由}\n    checks:\n      - {id: os-support, role: supports}',
    'mode: attested\n    note: {en: Why, ja: 理由}\n    checks:\n      - {id: os-support, role: decides}',
    'g.yaml:22:32: no check decides an attested clause: write supports',
    'g.yaml:22:32: 申告の条項はsupportsにしてください',
  ],
  [
    'an assisted clause that a check covers in full',
    'role: supports',
    'role: decides, covers: full',
    'g.yaml:22:49: a clause that a check covers in full is automated: write partial, or change the mode',
    'g.yaml:22:49: 全体を判定できる条項はautomatedです。partialにするか、modeを改めてください',
  ],
  [
    'parameters that differ from clause to clause',
    '{id: os-support, role: supports}',
    '{id: ssh-root-login, role: supports, with: {days: 2}}',
    'g.yaml:22:52: ssh-root-login has other parameters in c1: write the same in both',
    'g.yaml:22:52: ssh-root-loginの値がc1と異なります。同じ値にしてください',
  ],
  [
    'a parameter that the check does not have',
    '{days: 1}',
    '{dais: 1}',
    'g.yaml:14:66: ssh-root-login has no parameter “dais”: did you mean “days”?',
    'g.yaml:14:66: ssh-root-loginに「dais」というパラメーターはありません: 「days」の誤りではありませんか',
  ],
  [
    'a parameter for a check that has none',
    'role: supports}',
    'role: supports, with: {days: 1}}',
    'g.yaml:22:49: os-support has no parameter “days”: there is none to choose from',
    'g.yaml:22:49: os-supportに「days」というパラメーターはありません: 選べるものが定義されていません',
  ],
  [
    'a parameter of another type',
    '{days: 1}',
    '{days: many}',
    'g.yaml:14:72: write a whole number',
    'g.yaml:14:72: 整数で書いてください',
  ],
  [
    'a parameter out of range',
    '{days: 1}',
    '{days: 100}',
    'g.yaml:14:72: write 99 or less',
    'g.yaml:14:72: 99以下で指定してください',
  ],
  [
    'a value looser than the check that nobody has approved',
    '{days: 1}',
    '{days: 10}',
    'g.yaml:14:72: 10 is looser than 9 (default of the check): write {value: …, reason: …, approvedBy: …}, or 9 or less',
    'g.yaml:14:72: 9（チェックの既定値）より緩い値です。{value: …, reason: …, approvedBy: …} の形で理由と承認者を書くか、9以下にしてください',
  ],
  [
    'a looser value without a reason',
    '{days: 1}',
    '{days: {value: 10, approvedBy: A}}',
    'g.yaml:14:72: write the reason: a text, or {en: …, ja: …}, of at most 300 characters',
    'g.yaml:14:72: reasonに理由を書いてください（文字列または {en: …, ja: …}、300文字以内）',
  ],
  [
    'a looser value without an approver',
    '{days: 1}',
    '{days: {value: 10, reason: R, aprovedBy: A}}',
    'g.yaml:14:95: unknown key “aprovedBy”: did you mean “approvedBy”?\ng.yaml:14:72: write who approved it in approvedBy: a text of at most 300 characters',
    'g.yaml:14:95: 「aprovedBy」というキーはありません: 「approvedBy」の誤りではありませんか\ng.yaml:14:72: approvedByに承認者を書いてください（300文字以内）',
  ],
  [
    'a duration that is none',
    '{days: 1}',
    '{long: 1w}',
    'g.yaml:14:72: write a duration such as 7d, 12h or 30m',
    'g.yaml:14:72: 7d、12h、30mのような期間で書いてください',
  ],
];

for (const [title, from, to, en, ja] of wrong) {
  test(`${title} is told with its line and column, and how to mend it`, (t) => {
    const text = whole.replace(from, to);
    t.not(text, whole);
    const folder = folderWith(t, {'g.yaml': text});
    const load = (): unknown => loadGuideline(join(folder, 'g.yaml'), checks);
    t.deepEqual(problemsOf(t, folder, load, 'en'), en.split('\n'));
    t.deepEqual(problemsOf(t, folder, load, 'ja'), ja.split('\n'));
  });
}

test('everything wrong is told at once', (t) => {
  const folder = folderWith(t, {'g.yaml': whole.replaceAll('section: s1', 'section: s9')});
  t.is(problemsOf(t, folder, () => loadGuideline(join(folder, 'g.yaml'), checks), 'en').length, 2);
});

const base = `id: base
title: {en: Base, ja: 基本}
include: [host/*]
exclude: [a]
parameters: {ssh-root-login: {days: 3, most: 2}}
floor: 70
`;
const child = `id: child
title: {en: Child, ja: 派生}
extends: base
exclude: [b]
parameters: {ssh-root-login: {days: 1}}
`;

test('a profile takes over what it does not say itself', (t) => {
  const folder = folderWith(t, {'base.yaml': base, 'child.yaml': child});
  const profile = loadProfile(folder, 'child', ['base', 'child'], checks);
  t.like(profile, {
    id: 'child',
    include: ['host/*'],
    exclude: ['a', 'b'],
    parameters: {'ssh-root-login': {days: 1, most: 2}},
    floor: 70,
    formats: [],
    required: [],
  });
  const changed = folderWith(t, {'base.yaml': `${base}# more\n`, 'child.yaml': child});
  t.not(loadProfile(changed, 'child', ['base', 'child'], checks).digest, profile.digest);
});

test('a profile loosens what it extends only with a reason and an approver, which stay with stricter children', (t) => {
  const loose = base.replace('most: 2', 'most: {value: 30, reason: {en: R, ja: 理}, approvedBy: A}');
  const kept = child.replace('{days: 1}', '{most: 20}');
  const folder = folderWith(t, {'base.yaml': loose, 'child.yaml': kept});
  t.deepEqual(loadProfile(folder, 'child', ['base', 'child'], checks).parameters, {
    'ssh-root-login': {days: 3, most: {value: 20, reason: {en: 'R', ja: '理'}, approvedBy: 'A'}},
  });
  const looser = folderWith(t, {'base.yaml': loose, 'child.yaml': child.replace('{days: 1}', '{days: 4}')});
  t.deepEqual(
    problemsOf(t, looser, () => loadProfile(looser, 'child', ['base', 'child'], checks), 'en'),
    ['child.yaml:5:37: 4 is looser than 3 (profile): write {value: …, reason: …, approvedBy: …}, or 3 or less'],
  );
});

test('a profile says which reports it is told in, or takes that over', (t) => {
  const folder = folderWith(t, {
    'base.yaml': `${base}formats: [acceptance]\nrequired: [a]\n`,
    'same.yaml': 'id: same\ntitle: {en: x, ja: あ}\nextends: base\n',
    'other.yaml': 'id: other\ntitle: {en: x, ja: あ}\nextends: base\nformats: [csv]\nrequired: [b]\n',
  });
  const formats = (id: string) => loadProfile(folder, id, ['base', 'same', 'other'], checks).formats;
  t.deepEqual(['base', 'same', 'other'].map(formats), [['acceptance'], ['acceptance'], ['csv']]);
  t.deepEqual(loadProfile(folder, 'other', ['base', 'same', 'other'], checks).required, ['a', 'b']);
});

test('a profile selects every check where it says nothing', (t) => {
  const folder = folderWith(t, {'base.yaml': base.replace('include: [host/*]\n', '')});
  t.deepEqual(loadProfile(folder, 'base', ['base'], checks).include, ['*']);
});

const wrongProfiles: readonly (readonly [title: string, text: string, en: string])[] = [
  [
    'with a parameter of a check that does not exist',
    base.replace('ssh-root-login', 'ssh-rot-login'),
    'base.yaml:5:14: no check ssh-rot-login: did you mean “ssh-root-login”?',
  ],
  [
    'with a parameter that the check does not have',
    base.replace('most', 'mots'),
    'base.yaml:5:40: ssh-root-login has no parameter “mots”: did you mean “most”?',
  ],
  ['with a parameter out of range', base.replace('most: 2', 'most: 0'), 'base.yaml:5:46: write 1 or more'],
  ['without a floor', base.replace('floor: 70\n', ''), 'base.yaml:1:5: write a floor: percent from 0 to 100'],
  ['with a floor beyond 100', base.replace('70', '101'), 'base.yaml:6:8: floor: Too big: expected number to be <=100'],
  [
    'under another name',
    base.replace('id: base', 'id: bass'),
    "base.yaml:1:5: the id must be the file's name: write base",
  ],
  ['that extends itself', `${base}extends: base\n`, 'base.yaml:7:10: no profile base: write one of: child'],
  ['that extends an unknown one', `${base}extends: chld\n`, 'base.yaml:7:10: no profile chld: did you mean “child”?'],
  [
    'that extends one that extends it',
    `${base}extends: child\n`,
    'child.yaml:3:10: no profile base: there is none to choose from',
  ],
];

for (const [title, text, en] of wrongProfiles) {
  test(`a profile ${title} is told with its line and column`, (t) => {
    const folder = folderWith(t, {'base.yaml': text, 'child.yaml': child});
    t.deepEqual(
      problemsOf(t, folder, () => loadProfile(folder, 'base', ['base', 'child'], checks), 'en'),
      [en],
    );
  });
}

test('a profile that is not known is told with those that are', (t) => {
  const load = (): unknown => loadProfile('nowhere', 'scheduled', ['acceptance', 'audit'], checks);
  t.deepEqual(problemsOf(t, '', load, 'en'), ['--profile: no profile scheduled: write one of: acceptance, audit']);
});
