import test from 'ava';
import {driftOf} from '../../src/history/drift.ts';
import {volatile} from '../../src/history/volatile.ts';
import {allLabels} from '../../src/labels.ts';
import {isWorse, type DriftCause, type DriftKind, type DriftState} from '../../src/model/drift.ts';
import type {Finding} from '../../src/model/finding.ts';
import {assetOf} from '../support/asset.ts';
import {fact, findingOf, from, gap, stateOf} from './support.ts';

const waiver = {id: 'w', reason: 'risk-accepted', until: '2027-03-31', state: 'active'} as const;
const accepted = findingOf('fail', {waiver});
const other = findingOf('pass', {check: 'telnet'});
const element = (status: 'pass' | 'fail' | 'not-tested', subject: string): Finding => findingOf(status, {subject});

type Side = readonly Finding[];
const kinds: readonly (readonly [string, Side, Side, readonly DriftKind[]])[] = [
  ['pass → pass', [findingOf('pass')], [findingOf('pass')], []],
  ['pass → fail', [findingOf('pass')], [findingOf('fail')], ['new-fail']],
  ['not-tested → fail', [findingOf('not-tested')], [findingOf('fail')], ['new-fail']],
  ['accepted → fail', [accepted], [findingOf('fail')], ['new-fail']],
  ['accepted → expired', [accepted], [findingOf('fail', {waiver: {...waiver, state: 'expired'}})], ['new-fail']],
  ['nothing → fail', [other], [other, findingOf('fail')], ['new-fail']],
  ['pass → not-tested', [findingOf('pass')], [findingOf('not-tested')], ['newly-unknown']],
  ['fail → error', [findingOf('fail')], [findingOf('error')], ['newly-unknown']],
  ['accepted → manual', [accepted], [findingOf('manual')], ['newly-unknown']],
  ['n/a → not-tested', [findingOf('not-applicable')], [findingOf('not-tested')], ['newly-unknown']],
  ['not-tested → error', [findingOf('not-tested')], [findingOf('error')], []],
  ['fail → pass', [findingOf('fail')], [findingOf('pass')], ['fixed']],
  ['fail → n/a', [findingOf('fail')], [findingOf('not-applicable')], ['fixed']],
  ['fail → accepted', [findingOf('fail')], [accepted], ['accepted']],
  ['pass → accepted', [findingOf('pass')], [accepted], ['accepted']],
  ['not-tested → pass', [findingOf('not-tested')], [findingOf('pass')], ['known-again']],
  ['pass → n/a', [findingOf('pass')], [findingOf('not-applicable')], ['other']],
  ['a failing element goes', [element('fail', 'x'), element('pass', 'y')], [element('pass', 'y')], ['fixed']],
  ['a good element goes', [element('pass', 'x'), element('pass', 'y')], [element('pass', 'y')], []],
  ['an element not tested goes', [element('not-tested', 'x'), element('pass', 'y')], [element('pass', 'y')], []],
  [
    'elements of a check that is not tested any more',
    [element('fail', 'tcp/80'), element('pass', 'tcp/81'), element('not-tested', 'tcp/82')],
    [findingOf('not-tested')],
    ['newly-unknown', 'newly-unknown', 'newly-unknown'],
  ],
  [
    'an element goes, another is not tested',
    [element('fail', 'x'), element('pass', 'y')],
    [element('not-tested', 'y'), element('pass', 'z')],
    ['newly-unknown', 'newly-unknown'],
  ],
  ['the check is judged no more', [findingOf('fail'), other], [other], ['not-judged']],
];

for (const [title, before, after, expected] of kinds) {
  test(`${title}: ${expected.join(', ') || 'no drift'}`, (t) => {
    const {verdicts} = driftOf(stateOf(before), stateOf(after, {asOf: '2026-11-21T00:00:00.000Z'}));
    t.deepEqual(
      verdicts.map(({kind}) => kind),
      expected,
    );
    const worse: readonly DriftKind[] = ['new-fail', 'newly-unknown', 'not-judged'];
    t.is(
      verdicts.some(isWorse),
      expected.some((kind) => worse.includes(kind)),
    );
  });
}

test('what was judged, passed or failed, and is judged no more is worse; what was not known is not', (t) => {
  const worse = (finding: Finding): boolean => driftOf(stateOf([finding]), stateOf([])).verdicts.some(isWorse);
  t.true([findingOf('pass'), findingOf('fail'), accepted].every(worse));
  t.false((['not-tested', 'manual', 'error', 'not-applicable'] as const).map((one) => findingOf(one)).some(worse));
});

test('a fail with another value is told, but not for what changes by itself', (t) => {
  const withValue = (expression: string, value: unknown) => findingOf('fail', {actual: [{expression, value}]});
  const kind = (expression: string, a: unknown, b: unknown) =>
    driftOf(stateOf([withValue(expression, a)]), stateOf([withValue(expression, b)])).verdicts.map((one) => one.kind);
  t.deepEqual(kind('sshd.effective.permitRootLogin', 'yes', 'without-password'), ['changed-value']);
  t.deepEqual(kind('uptime.upSeconds', 1, 2), []);
  t.deepEqual(kind('listeners.sockets.filter(s, s.port > 1)', [{port: 22, pid: 1}], [{port: 22, pid: 2}]), []);
  t.deepEqual(kind('listeners.sockets.filter(s, s.port > 1)', [{port: 22, pid: 1}], [{port: 23, pid: 1}]), [
    'changed-value',
  ]);
});

const pass = [findingOf('pass')];
const fail = findingOf('fail');
const changed = {sshd: fact({installed: false})};
const user = {...from, privilege: 'user'} as const;
const derived = {...from, transport: 'derived'} as const;
const causes: readonly (readonly [string, Partial<DriftState>, DriftState, readonly DriftCause[]])[] = [
  ['the device', {}, stateOf([fail], {facts: changed, sources: {sshd: 's2'}}), ['host']],
  ['the check', {}, stateOf([{...fail, checkDigest: 'd2'}]), ['check']],
  ['a parameter', {}, stateOf([{...fail, parameters: {days: {value: 9, from: 'profile'}}}]), ['parameter']],
  [
    'privilege',
    {},
    stateOf([fail], {facts: {sshd: fact({installed: true}, {complete: false, from: user})}, sources: {sshd: 's2'}}),
    ['privilege'],
  ],
  ['an answer that is missing', {}, stateOf([fail], {facts: {sshd: gap}, sources: {sshd: 's2'}}), ['collection']],
  ['a fact that is there no more', {}, stateOf([fail], {facts: {}, sources: {}}), ['collection']],
  ['another reading of the same answer', {}, stateOf([fail], {facts: changed, tool: 'mizumori 0.2.0'}), ['tool']],
  [
    'reference data',
    {facts: {sshd: fact({installed: true}, {from: derived})}},
    stateOf([fail], {facts: {sshd: fact({installed: false}, {from: derived})}, data: 'data-2'}),
    ['data'],
  ],
  ['the inventory', {}, stateOf([fail], {inventory: assetOf('a', {services: {allow: []}})}), ['inventory']],
  ['a version of the tool', {}, stateOf([fail], {tool: 'mizumori 0.2.0'}), ['tool']],
  ['time', {}, stateOf([fail], {asOf: '2027-01-01T00:00:00.000Z'}), ['time']],
  ['nothing that shows', {}, stateOf([fail]), ['unknown']],
  [
    'two at once',
    {},
    stateOf([{...fail, checkDigest: 'd2'}], {facts: changed, sources: {sshd: 's2'}}),
    ['check', 'host'],
  ],
  [
    'a change that the finding does not rest on',
    {},
    stateOf([{...fail, checkDigest: 'd2'}], {facts: {sshd: fact({installed: true}), os: gap}}),
    ['check'],
  ],
];

for (const [title, change, after, expected] of causes) {
  test(`the cause is ${title}`, (t) => {
    t.deepEqual(driftOf(stateOf(pass, change), after).verdicts[0]?.causes, expected);
  });
}

test('the cause is a waiver that ended', (t) => {
  const {verdicts} = driftOf(
    stateOf([accepted]),
    stateOf([findingOf('fail', {waiver: {...waiver, state: 'expired'}})]),
  );
  t.deepEqual(verdicts[0]?.causes, ['waiver']);
});

test('the cause is that the check was judged on one side only', (t) => {
  t.deepEqual(driftOf(stateOf([other]), stateOf([other, fail])).verdicts[0]?.causes, ['selection']);
  t.deepEqual(driftOf(stateOf([other, fail]), stateOf([other])).verdicts[0]?.causes, ['selection']);
});

test('facts of the site have no lines of evidence: what differs there, devices answered', (t) => {
  const site = {...from, transport: 'derived', seq: []} as const;
  const state = (value: number, finding: Finding) =>
    stateOf([finding], {facts: {sshd: fact(value, {from: site})}, sources: {sshd: 'none'}});
  t.deepEqual(driftOf(state(1, findingOf('pass')), state(2, fail)).verdicts[0]?.causes, ['host']);
});

test('changed facts stand at their paths; what changes by itself is left out', (t) => {
  const before = {
    packages: fact({
      list: [
        {name: 'a', version: '1'},
        {name: 'b', version: '1'},
      ],
    }),
    uptime: fact({upSeconds: 1}),
    sshd: fact({installed: true}),
    clock: fact({utcOffset: '+09:00', offsetLowMs: 1, offsetHighMs: 2}),
    os: gap,
  };
  const after = {
    packages: fact({
      list: [
        {name: 'c', version: '1'},
        {name: 'a', version: '2'},
      ],
    }),
    uptime: fact({upSeconds: 2}),
    sshd: gap,
    clock: fact({utcOffset: '+00:00', offsetLowMs: 5, offsetHighMs: 9}),
    os: {...gap, detail: 'another text'},
  };
  t.deepEqual(driftOf(stateOf([], {facts: before}), stateOf([], {facts: after})).facts, [
    {path: 'clock.utcOffset', before: '+09:00', after: '+00:00'},
    {path: 'packages.list[a].version', before: '1', after: '2'},
    {path: 'packages.list[b]', before: {name: 'b', version: '1'}, after: null},
    {path: 'packages.list[c]', before: null, after: {name: 'c', version: '1'}},
    {path: 'sshd', before: {state: 'known'}, after: {state: 'gap', reason: 'timeout'}},
  ]);
});

test('an asset that only one side has is told as such', (t) => {
  t.deepEqual(driftOf(stateOf(pass), null), {asset: 'a', sides: 'before', verdicts: [], facts: []});
  t.deepEqual(driftOf(null, stateOf(pass)), {asset: 'a', sides: 'after', verdicts: [], facts: []});
});

test('verdicts are told by kind, then the gravest first', (t) => {
  const of = (check: string, severity: 1 | 4): Finding => findingOf('fail', {check, severity});
  const good = ['a', 'b', 'c'].map((check) => findingOf('pass', {check}));
  const {verdicts} = driftOf(
    stateOf([...good, findingOf('fail', {check: 'd'})]),
    stateOf([of('a', 1), of('b', 4), findingOf('not-tested', {check: 'c'}), findingOf('pass', {check: 'd'})]),
  );
  t.deepEqual(
    verdicts.map(({check}) => check),
    ['b', 'a', 'c', 'd'],
  );
});

test('every volatile path is one of a fact', (t) => {
  const known = allLabels();
  t.deepEqual(
    [...volatile].filter((path) => !known.has(path)),
    [],
  );
});
