import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {loadChecks, readCheck} from '../../src/check/load.ts';
import {formatProblem, InputError, type Problem} from '../../src/model/input-error.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {languages} from './language.ts';

const samples = join(packageRoot, 'test/check/fixtures/checks');
const place = {group: 'host', name: 'x', file: 'host/x.yaml', digest: '0'};

const whole = `id: x
title: {en: T, ja: 題}
why: {en: W, ja: 理由}
expect: {en: E, ja: 期待}
severity: 1
pass: sshd.installed
remediation: {effort: low, when: now, restarts: none, text: {en: D, ja: 対処}}
examples:
  - {outcome: pass, constructed: true, facts: {sshd: {installed: true}}}
`;

function problemsOf(text: string): readonly string[] {
  const problems: Problem[] = [];
  const check = readCheck(text, place, languages, problems);
  if (check === null && problems.length === 0) throw new Error('no check and no problem');
  return problems.map((problem) => formatProblem(problem, 'en'));
}

/** Line and column of a mark in a text. */
function placeOf(text: string, mark: string): string {
  const before = text.slice(0, text.indexOf(mark)).split('\n');
  return `host/x.yaml:${before.length}:${(before.at(-1) ?? '').length + 1}: `;
}

test('the sample checks load, sorted by id, with group, defaults and digest', async (t) => {
  const checks = await loadChecks(samples, languages);
  t.deepEqual(
    checks.map(({id, group}) => `${group}/${id}`),
    ['site/shared-accounts', 'host/ssh-root-login', 'server/tls-certificate-expiry'],
  );
  const [shared, root, expiry] = checks;
  t.is(shared?.judge.kind, 'review');
  t.deepEqual(root?.remediation.act, 'ssh-root-login');
  t.deepEqual(root?.compiled.facts, ['sshd']);
  t.true(expiry?.compiled.readsNow);
  t.regex(root?.digest ?? '', /^[0-9a-f]{64}$/);
});

test('a whole check has no problems', (t) => t.deepEqual(problemsOf(whole), []));

const expressions: readonly (readonly [string, string])[] = [
  ['plain', 'pass: sshd.instaled'],
  ['plain over two lines', 'pass: sshd.installed &&\n  sshd.instaled'],
  ['single quotes', "pass: 'os.family == ''linux'' && sshd.instaled'"],
  ['double quotes', 'pass: "os.family == \\"linux\\" && sshd.instaled"'],
  ['literal block', 'pass: |\n  sshd.installed &&\n\n    sshd.instaled'],
  ['folded block', 'pass: >-  # why not\n  sshd.installed &&\n  users.all(u, u.uid > 0) &&\n  sshd.instaled'],
];

for (const [style, line] of expressions) {
  test(`a misspelt field is told at its line and column: ${style}`, (t) => {
    const text = whole.replace('pass: sshd.installed', line);
    t.deepEqual(problemsOf(text), [
      `${placeOf(text, 'instaled')}sshd has no field “instaled”: did you mean “installed”?`,
    ]);
  });
}

const mistakes: readonly (readonly [string, string, string, string, RegExp])[] = [
  ['an unknown key', 'severity: 1', 'severty: 1', 'severty', /unknown key “severty”: did you mean “severity”/],
  ['a missing key', 'severity: 1\n', '', 'id: x', /“severity” is missing/],
  ['a wrong severity', 'severity: 1', 'severity: 9', '9', /severity/],
  ['an id that is not the file name', 'id: x', 'id: y', 'y', /write x/],
  ['neither pass nor review', 'pass: sshd.installed\n', '', 'x', /either pass or review/],
  ['forEach without subject', 'pass: ', 'forEach: users\npass: ', 'users', /go together/],
  ['a placeholder that is no parameter', 'en: E,', 'en: "E {days}",', '{days}', /names no parameter/],
  ['an unknown fact in an example', 'facts: {sshd:', 'facts: {shd:', '{installed', /did you mean “sshd”/],
  ['an unknown field in an example', '{installed: true}', '{instaled: true}', 'true}}}', /did you mean “installed”/],
  ['a wrong value in an example', '{installed: true}', '{installed: 1}', '1}}}', /write bool/],
  ['an unknown gap in an example', '{installed: true}', '{gap: permision-denied}', 'permision', /permission-denied/],
  ['an example that hides where it is from', 'constructed: true, ', '', '{outcome', /constructed: true/],
  [
    'a parameter default of another type',
    'severity: 1',
    'severity: 1\nparameters: {n: {type: int, default: many, label: {en: n, ja: n}}}',
    'many',
    /whole number/,
  ],
  [
    'an order among texts',
    'severity: 1',
    'severity: 1\nparameters: {n: {type: string, default: a, label: {en: n, ja: n}, stricter: lower}}',
    '{type: string',
    /no order: remove min, max and stricter/,
  ],
  ['broken YAML', 'title: {en: T, ja: 題}', 'title: {en: T', 'why', /./],
];

for (const [name, from, to, mark, message] of mistakes) {
  test(`told with its place: ${name}`, (t) => {
    const text = whole.replace(from, to);
    const problem = problemsOf(text).find((one) => message.test(one)) ?? '';
    t.regex(problem, message);
    if (name !== 'broken YAML')
      t.true(problem.startsWith(placeOf(text, mark)), `${problem} should be at ${placeOf(text, mark)}`);
  });
}

test('all problems of all files are told at once, duplicates too', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'checks-'));
  t.teardown(() => rm(folder, {recursive: true}));
  for (const group of ['host', 'server', 'network']) await mkdir(join(folder, group));
  await writeFile(join(folder, 'host/x.yaml'), whole);
  await writeFile(join(folder, 'network/x.yaml'), whole);
  await writeFile(
    join(folder, 'server/x.yaml'),
    whole.replace('sshd.installed', 'sshd.a && sshd.b').replace('severity: 1', 'severity: 7'),
  );
  await writeFile(join(folder, 'server/z.yaml'), whole.replace('sshd.installed', 'shd.a'));
  const error = await t.throwsAsync(loadChecks(folder, languages), {instanceOf: InputError});
  t.deepEqual(
    error.problems.map(({file, line}) => `${file}:${line ?? '-'}`),
    ['server/x.yaml:5', 'server/z.yaml:1', 'server/z.yaml:6', 'network/x.yaml:-'].map((place) => join(folder, place)),
  );
  t.true(error.problems.every(({message}) => message.en !== '' && message.ja !== ''));
});
