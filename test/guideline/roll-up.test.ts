import test from 'ava';
import {ClauseTally, rollUp} from '../../src/guideline/roll-up.ts';
import {outcomeStatuses, type Finding, type Outcome, type OutcomeStatus} from '../../src/model/finding.ts';
import type {Clause, ClauseCheck, Guideline} from '../../src/model/guideline.ts';
import {clauseCheck, clauseOf, guidelineOf} from '../support/guideline.ts';

function outcome(status: OutcomeStatus): Outcome {
  switch (status) {
    case 'error':
      return {status, message: 'm'};
    case 'not-tested':
      return {status, fact: 'os', reason: 'timeout', detail: ''};
    default:
      return {status};
  }
}

function finding(check: string, status: OutcomeStatus, subject: string | null = null): Finding {
  return {
    fingerprint: `${check}/${subject ?? ''}`,
    asset: 'a',
    check,
    checkDigest: '',
    subject,
    parameters: {},
    outcome: outcome(status),
    severity: 1,
    actual: [],
    facts: [],
    citations: [],
    compensated: false,
  };
}

const decides = (id: string, covers: ClauseCheck['covers']): ClauseCheck => clauseCheck(id, {role: 'decides', covers});
const supports = (id: string): ClauseCheck => clauseCheck(id);

function clause(id: string, checks: readonly ClauseCheck[], more: Partial<Clause> = {}): Clause {
  return clauseOf(id, {checks, ...more});
}

const guideline = (...clauses: readonly Clause[]): Guideline => guidelineOf(clauses);

const statusOf = (one: Clause, findings: readonly Finding[]): OutcomeStatus | undefined =>
  rollUp(guideline(one), 'a', findings, 'server')[0]?.status;

/** A deciding check as the oracle sees it: how much it covers, and its outcome; null when it was not run. */
type Decider = readonly [covers: ClauseCheck['covers'], status: OutcomeStatus | null];

/** The rule of the design, read from its sentence: the first of these lines that holds gives the state. */
const rules: readonly (readonly [OutcomeStatus, (deciders: readonly Decider[]) => boolean])[] = [
  ['fail', (deciders) => deciders.some(([, status]) => status === 'fail')],
  ['not-tested', (deciders) => deciders.some(([, status]) => status === 'error' || status === 'not-tested')],
  ['manual', (deciders) => deciders.every(([covers, status]) => covers === 'partial' || status === null)],
  ['manual', (deciders) => deciders.some(([, status]) => status === 'manual')],
  ['pass', (deciders) => deciders.some(([covers, status]) => covers === 'full' && status === 'pass')],
  ['manual', (deciders) => deciders.some(([, status]) => status === 'pass')],
  ['not-applicable', () => true],
];

function expected(deciders: readonly Decider[]): OutcomeStatus | undefined {
  if (deciders.every(([, status]) => status === null)) return undefined;
  return rules.find(([, holds]) => holds(deciders))?.[0];
}

const states: readonly Decider[] = (['full', 'partial'] as const).flatMap((covers) =>
  [...outcomeStatuses, null].map((status) => [covers, status] as const),
);

function combinations(length: number): Decider[][] {
  if (length === 0) return [[]];
  return combinations(length - 1).flatMap((rest) => states.map((state) => [...rest, state]));
}

for (const length of [1, 2, 3]) {
  test(`a clause with ${length} deciding checks has the state that the rule gives, in every combination`, (t) => {
    const all = combinations(length);
    t.is(all.length, 14 ** length);
    for (const deciders of all) {
      const one = clause(
        'c',
        deciders.map(([covers], index) => decides(`k${index}`, covers)),
      );
      const findings = deciders.flatMap(([, status], index) => (status === null ? [] : [finding(`k${index}`, status)]));
      t.is(statusOf(one, findings), expected(deciders), JSON.stringify(deciders));
    }
  });
}

test('a supporting check never changes the state, whatever its outcome', (t) => {
  for (const status of outcomeStatuses) {
    for (const own of outcomeStatuses) {
      const one = clause('c', [decides('k', 'full'), supports('s')]);
      t.is(statusOf(one, [finding('k', own), finding('s', status)]), expected([['full', own]]));
    }
    t.is(statusOf(clause('c', [supports('s')]), [finding('s', status)]), 'manual');
  }
});

test('of several findings of one check, the worst counts', (t) => {
  const one = clause('c', [decides('k', 'full')]);
  const both = (a: OutcomeStatus, b: OutcomeStatus): OutcomeStatus | undefined =>
    statusOf(one, [finding('k', a, 'x'), finding('k', b, 'y')]);
  t.is(both('pass', 'fail'), 'fail');
  t.is(both('pass', 'not-tested'), 'not-tested');
  t.is(both('pass', 'manual'), 'manual');
  t.is(both('pass', 'not-applicable'), 'pass');
});

test('a cell names the findings that led to it, those of supporting checks too', (t) => {
  const one = clause('c', [decides('k', 'full'), supports('s')]);
  const findings = [finding('s', 'pass'), finding('k', 'pass', 'y'), finding('k', 'pass', 'x'), finding('z', 'fail')];
  const cell = {clause: 'c', subject: 'a', status: 'pass', findings: ['k/x', 'k/y', 's/']} as const;
  t.deepEqual(rollUp(guideline(one), 'a', findings, 'server'), [cell]);
});

test('a clause that no finding speaks to has no cell; the others keep the order of the guideline', (t) => {
  const several = guideline(
    clause('b', [decides('k', 'full')]),
    clause('none', [decides('other', 'full')]),
    clause('a', [decides('k', 'full')]),
  );
  t.deepEqual(
    rollUp(several, 'a', [finding('k', 'pass')], 'server').map(({clause: id}) => id),
    ['b', 'a'],
  );
});

test('a clause on servers says nothing of a terminal', (t) => {
  const one = guideline(clause('c', [decides('k', 'full')], {kinds: ['server']}));
  const findings = [finding('k', 'fail')];
  t.is(rollUp(one, 'a', findings, 'server').length, 1);
  t.is(rollUp(one, 'a', findings, 'terminal').length, 0);
  t.is(rollUp(one, 'site', findings, null).length, 1);
});

test('the worst subject gives the clause its state', (t) => {
  const one = guideline(clause('c', [decides('k', 'full')]), clause('none', [decides('other', 'full')]));
  const tally = new ClauseTally(one);
  for (const status of ['not-applicable', 'pass', 'pass', 'manual', 'fail'] as const)
    tally.add(rollUp(one, 'a', [finding('k', status)], 'server'));
  const [first, second] = tally.summaries();
  t.is(first?.status, 'fail');
  t.deepEqual(first?.counts, {pass: 2, fail: 1, 'not-applicable': 1, 'not-tested': 0, manual: 1, error: 0});
  t.is(second?.status, 'manual');
});

const worse: readonly (readonly [OutcomeStatus, OutcomeStatus])[] = [
  ['fail', 'not-tested'],
  ['not-tested', 'manual'],
  ['manual', 'pass'],
  ['pass', 'not-applicable'],
];

for (const [worst, other] of worse) {
  test(`for the whole guideline, ${worst} outweighs ${other}`, (t) => {
    const one = guideline(clause('c', [decides('k', 'full')]));
    for (const order of [
      [worst, other],
      [other, worst],
    ]) {
      const tally = new ClauseTally(one);
      for (const status of order) tally.add(rollUp(one, 'a', [finding('k', status)], 'server'));
      t.is(tally.summaries()[0]?.status, worst);
    }
  });
}
