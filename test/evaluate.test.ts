import {join} from 'node:path';
import test from 'ava';
import {loadChecks, readCheck, type LoadedCheck} from '../src/check/load.ts';
import {evaluate, fingerprint, type EvaluateInput} from '../src/evaluate.ts';
import type {Facts} from '../src/model/fact.ts';
import type {Finding, OutcomeStatus} from '../src/model/finding.ts';
import type {Problem} from '../src/model/input-error.ts';
import {packageRoot} from '../src/model/paths.ts';
import {complete, fault, gap, incomplete, languages, user} from './check/language.ts';
import {assetOf} from './support/asset.ts';

const samples = await loadChecks(join(packageRoot, 'test/check/fixtures/checks'), languages);

const asset = assetOf('web-1');

function check(lines: string): LoadedCheck {
  const text = `id: x
title: {en: T, ja: 題}
why: {en: W, ja: 理由}
expect: {en: E, ja: 期待}
severity: 3
remediation: {effort: low, when: now, restarts: none, text: {en: D, ja: 対処}}
examples: [{outcome: pass, constructed: true}]
${lines}`;
  const problems: Problem[] = [];
  const place = {group: 'host', name: 'x', file: 'host/x.yaml', digest: '0'};
  const loaded = readCheck(text, place, languages, problems);
  if (loaded === null) throw new Error(problems.map(({message}) => message.en).join('\n'));
  return loaded;
}

function judge(lines: string, facts: Facts, more: Partial<EvaluateInput> = {}): readonly Finding[] {
  return evaluate({
    site: 'waterworks',
    target: {scope: 'asset', asset},
    facts,
    checks: [check(lines)],
    languages,
    layers: [],
    asOf: '2026-04-01T00:00:00.000Z',
    askOf: (seq) => `ask-${seq}`,
    ...more,
  });
}

const statuses = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({subject, outcome}) => `${subject ?? '-'}: ${outcome.status}`);

const people = (...names: readonly string[]): unknown =>
  names.map((name) => user(name, {uid: name === 'root' ? 0 : 1000}));
const each =
  'forEach: users\nsubject: item.name\npass: item.uid != 0\nshow: [item.uid, "item.groups", "users.map(u, u.name)"]';

test('a fail carries what was judged, where it came from and under which parameters', (t) => {
  const facts = {sshd: complete({installed: true, effective: {permitRootLogin: 'yes', maxAuthTries: null}})};
  const [finding] = evaluate({
    site: 'waterworks',
    target: {scope: 'asset', asset},
    facts,
    checks: samples,
    languages,
    layers: [],
    asOf: '2026-04-01T00:00:00.000Z',
    askOf: (seq) => (seq === 1 ? 'sshd-config' : null),
  });
  t.like(finding, {
    asset: 'web-1',
    check: 'ssh-root-login',
    subject: null,
    outcome: {status: 'fail'},
    severity: 3,
    actual: [{expression: 'sshd.effective.permitRootLogin', value: 'yes'}],
    facts: ['sshd'],
    citations: [{seq: 1, ask: 'sshd-config'}],
    compensated: false,
  });
});

test('a fingerprint hangs on site, asset, check and subject alone', (t) => {
  const [finding] = judge('pass: sshd.installed', {});
  t.is(finding?.fingerprint, fingerprint('waterworks', 'web-1', 'x', null));
  const moved = {scope: 'asset', asset: {...asset, address: '192.0.2.9', zone: 'dmz'}} as const;
  t.is(judge('pass: "true"', {}, {target: moved})[0]?.fingerprint, finding?.fingerprint);
  const others = [
    ['s', 'a', 'c', null],
    ['s2', 'a', 'c', null],
    ['s', 'a2', 'c', null],
    ['s', 'a', 'c2', null],
    ['s', 'a', 'c', 'x'],
  ] as const;
  t.is(new Set(others.map(([site, of, id, subject]) => fingerprint(site, of, id, subject))).size, others.length);
});

test('a check of some platforms says nothing of others, but of an asset that is not known', (t) => {
  const found = (platform: string): number =>
    judge('platforms: [linux, frr]\npass: "true"', {}, {target: {scope: 'asset', asset: {...asset, platform}}}).length;
  t.deepEqual(['linux', 'frr', 'windows', 'auto', 'unknown'].map(found), [1, 1, 0, 1, 1]);
});

test('checks of other kinds and other scopes give no finding', (t) => {
  t.deepEqual(judge('kinds: [terminal]\npass: "true"', {}), []);
  t.deepEqual(judge('pass: "true"', {}, {target: {scope: 'site'}}), []);
  t.is(
    judge('scope: site\npass: accounts.size() == 0', {accounts: complete([])}, {target: {scope: 'site'}})[0]?.asset,
    'site',
  );
  t.is(judge('scope: zone\npass: "true"', {}, {target: {scope: 'zone', zone: 'office'}})[0]?.asset, 'zone:office');
});

const applies: readonly (readonly [string, Facts, OutcomeStatus])[] = [
  ['known false', {sshd: complete({installed: false})}, 'not-applicable'],
  ['a gap', {sshd: gap}, 'not-tested'],
  ['never collected', {}, 'not-tested'],
  ['a fault', {sshd: fault}, 'error'],
  ['known true', {sshd: complete({installed: true})}, 'fail'],
];
for (const [name, facts, expected] of applies) {
  test(`applicability, ${name}: ${expected}`, (t) => {
    t.is(judge('appliesTo: sshd.installed\npass: "false"', facts)[0]?.outcome.status, expected);
  });
}

test('a gap names its fact and reason', (t) => {
  t.deepEqual(judge('pass: sshd.installed', {sshd: gap})[0]?.outcome, {
    status: 'not-tested',
    fact: 'sshd',
    reason: 'permission-denied',
    detail: 'sudo refused',
  });
  const cut = {...incomplete([]), because: 'cut'} as const;
  t.like(judge('pass: users.all(u, u.uid > 0)', {users: cut})[0]?.outcome, {status: 'not-tested', reason: 'cut'});
});

test('each element is a finding with its own subject, sorted', (t) => {
  t.deepEqual(statuses(judge(each, {users: complete(people('zoe', 'root', 'aya'))})), [
    'aya: pass',
    'root: fail',
    'zoe: pass',
  ]);
});

test('an empty list is a pass only when nothing can be missing from it', (t) => {
  t.deepEqual(statuses(judge(each, {users: complete([])})), ['-: pass']);
  t.deepEqual(statuses(judge(each, {users: incomplete([])})), ['-: not-tested']);
  t.deepEqual(statuses(judge(each, {users: incomplete(people('root', 'aya'))})), [
    '-: not-tested',
    'aya: pass',
    'root: fail',
  ]);
  t.deepEqual(statuses(judge(each, {users: gap})), ['-: not-tested']);
  t.deepEqual(statuses(judge(each, {users: fault})), ['-: error']);
});

test('elements with one key become one finding, the gravest', (t) => {
  const twice = [user('a'), user('a', {uid: 0}), user('a')];
  t.deepEqual(statuses(judge(each, {users: complete(twice)})), ['a: fail']);
});

test('a review asks a person and offers what was found', (t) => {
  const [finding] = judge('review: {en: Q, ja: 問}\nshow: ["users.map(u, u.name)"]', {users: complete(people('aya'))});
  t.is(finding?.outcome.status, 'manual');
  t.deepEqual(finding?.actual, [{expression: 'users.map(u, u.name)', value: ['aya']}]);
});

test('what is shown is bounded, and says what was left out or not seen', (t) => {
  const many = Array.from({length: 25}, (_, at) => user(`u${at}`, {shell: 'x'.repeat(600)}));
  const show = 'pass: "false"\nshow: ["users.map(u, u.name)", "users[0].shell", sshd.installed]';
  const [names, shell, unseen] = judge(show, {users: complete(many), sshd: gap})[0]?.actual ?? [];
  t.deepEqual((names?.value as unknown[]).slice(19), ['u19', {more: 5}]);
  t.is((shell?.value as string).length, 501);
  t.is(unseen?.value, null);
  const [partly] = judge(show, {users: incomplete(people('aya'))})[0]?.actual ?? [];
  t.deepEqual(partly?.value, ['aya', {more: null}]);
});

test('only a fail is compensated, and only when that is known', (t) => {
  const lines = 'pass: "PASS"\ncompensatedBy: sshd.installed';
  const on = {sshd: complete({installed: true})};
  t.true(judge(lines.replace('"PASS"', '"false"'), on)[0]?.compensated);
  t.false(judge(lines.replace('"PASS"', '"true"'), on)[0]?.compensated);
  t.false(judge(lines.replace('"PASS"', '"false"'), {sshd: gap})[0]?.compensated);
});

test('a parameter out of range stops its check alone', (t) => {
  const lines =
    'parameters: {n: {type: int, default: 1, label: {en: n, ja: n}, max: 5, stricter: higher}}\npass: params.n < 3';
  const layer = (n: number) => [{from: 'zone', values: {x: {n}}} as const];
  t.is(judge(lines, {}, {layers: layer(9)})[0]?.outcome.status, 'error');
  t.like(judge(lines, {}, {layers: layer(4)})[0], {
    outcome: {status: 'fail'},
    parameters: {n: {value: 4, from: 'zone'}},
  });
});

test('the order of checks and facts does not matter', (t) => {
  const facts = {users: complete(people('b', 'a')), sshd: gap};
  const input = {
    site: 's',
    target: {scope: 'asset', asset},
    facts,
    languages,
    layers: [],
    asOf: '2026-04-01T00:00:00Z',
  } as const;
  const one = evaluate({...input, checks: samples, askOf: () => null});
  const other = evaluate({...input, checks: [...samples].reverse(), askOf: () => null});
  t.deepEqual(one, other);
  t.true(one.length > 1);
});
