import test from 'ava';
import type {Asset} from '../src/model/asset.ts';
import type {Check} from '../src/model/check.ts';
import type {Finding} from '../src/model/finding.ts';
import type {Guideline} from '../src/model/guideline.ts';
import {Prioritiser, scoreOf, type PriorityData} from '../src/prioritise.ts';
import {clauseCheck, clauseOf, guidelineOf} from './support/guideline.ts';

const text = (words: string) => ({en: words, ja: words});

function check(id: string, severity: Check['severity'], effort: 'low' | 'medium' | 'high', act = id): Check {
  return {
    id,
    group: 'host',
    title: text(`${id} holds`),
    why: text(''),
    expect: text(''),
    severity,
    scope: 'asset',
    kinds: [],
    platforms: [],
    parameters: {},
    appliesTo: null,
    judge: {kind: 'pass', expression: 'true'},
    forEach: null,
    subject: null,
    compensatedBy: null,
    show: [],
    remediation: {effort, when: 'now', restarts: 'none', act, text: text(`mend ${id}`), commands: {linux: id}},
    references: [],
    examples: [],
    file: '',
    digest: '',
  };
}

function finding(asset: string, {id, severity}: Check, more: Partial<Finding> = {}): Finding {
  return {
    fingerprint: `${asset} ${id}`,
    asset,
    check: id,
    checkDigest: '',
    subject: null,
    parameters: {},
    outcome: {status: 'fail'},
    severity,
    actual: [],
    facts: [],
    citations: [],
    compensated: false,
    ...more,
  };
}

const asset = (more: Partial<Asset>): Asset => ({id: 'a', system: null, data: null, exposure: null, ...more}) as Asset;

const systems = {'monitoring-control': 3, 'electronic-filing': 1} as unknown as PriorityData['systems'];
const guideline = (required: readonly string[]): Guideline =>
  guidelineOf(required.map((id) => clauseOf(`c-${id}`, {checks: [clauseCheck(id)]})));

const low = check('low-effort', 3, 'low');
const high = check('high-effort', 3, 'high');

test('a score is severity × asset × exposure × clause ÷ effort, and says so', (t) => {
  const prioritiser = new Prioritiser([high], guideline(['high-effort']), {systems, acts: {}});
  const data = {confidentiality: 1, integrity: 3, availability: 2} as const;
  prioritiser.add(finding('a', high), asset({system: 'monitoring-control', exposure: 'internet', data}));
  const [action] = prioritiser.actions();
  const [scored] = action?.findings ?? [];
  t.deepEqual(
    scored?.terms.map(({name, operator, value}) => `${operator} ${name} ${value}`),
    ['× severity 3', '× asset 6', '× exposure 2', '× clause 1.5', '÷ effort 2.5'],
  );
  t.is(scored?.score, 21.6);
  t.is(scoreOf(scored?.terms ?? []), 21.6);
  t.is(action?.score, 21.6);
});

test('what the inventory does not say weighs as ordinary, and is told as unknown', (t) => {
  const prioritiser = new Prioritiser([low], guideline([]), {systems, acts: {}});
  prioritiser.add(finding('a', low), asset({}));
  const [scored] = prioritiser.actions()[0]?.findings ?? [];
  t.is(scored?.score, 3);
  t.deepEqual(
    scored?.terms.flatMap(({because}) => because),
    ['severity:3', 'system:unknown', 'data:unknown', 'exposure:unknown', 'level:recommended', 'effort:low'],
  );
});

test('a compensated fail counts half', (t) => {
  const prioritiser = new Prioritiser([low], guideline([]), {systems, acts: {}});
  prioritiser.add(finding('a', low, {compensated: true}), asset({}));
  t.is(prioritiser.actions()[0]?.score, 1.5);
});

test('one act mends the findings of several checks on several assets; their gravest rank it', (t) => {
  const one = check('one', 1, 'low', 'harden');
  const two = check('two', 2, 'low', 'harden');
  const acts = {harden: text('Harden the system')};
  const prioritiser = new Prioritiser([one, two, low], guideline([]), {systems, acts});
  for (const id of ['b', 'a']) {
    prioritiser.add(finding(id, one), asset({id}));
    prioritiser.add(finding(id, two), asset({id}));
  }
  prioritiser.add(finding('a', low), asset({}));
  const [first, second] = prioritiser.actions();
  t.like(first, {id: 'harden', rank: 1, states: 'act', score: 4, checks: ['one', 'two'], assets: ['a', 'b']});
  t.is(first?.title.en, 'Harden the system');
  t.is(first?.text.en, 'mend two', 'the gravest check speaks for the act');
  const counted = first?.findings.filter((scored) => scored.counted).map(({fingerprint}) => fingerprint);
  t.deepEqual(counted, ['a two', 'b two'], 'the gravest finding of an asset counts, the other is mended along');
  t.like(second, {id: 'low-effort', rank: 2, states: 'condition', score: 3});
  t.is(second?.title.en, 'low-effort holds');
});

test('an act has the commands of the check that speaks for it: those of another are part of what that one wants', (t) => {
  const one = check('one', 1, 'low', 'harden');
  const other = {...one, remediation: {...one.remediation, commands: {debian: 'one'}}};
  const two = check('two', 2, 'low', 'harden');
  const prioritiser = new Prioritiser([other, two], guideline([]), {systems, acts: {harden: text('Harden')}});
  for (const each of [other, two]) prioritiser.add(finding('a', each), asset({}));
  t.deepEqual(prioritiser.actions()[0]?.commands, {linux: 'two'});
});

test('only fails become actions; equal scores are ordered by id', (t) => {
  const a = check('a', 1, 'low');
  const b = check('b', 1, 'low');
  const prioritiser = new Prioritiser([a, b], guideline([]), {systems, acts: {}});
  prioritiser.add(finding('x', b), null);
  prioritiser.add(finding('x', a), null);
  prioritiser.add(finding('x', low, {outcome: {status: 'pass'}}), null);
  prioritiser.add(finding('x', low, {outcome: {status: 'manual'}}), null);
  t.deepEqual(
    prioritiser.actions().map(({id}) => id),
    ['a', 'b'],
  );
});
