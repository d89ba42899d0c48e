import test from 'ava';
import {noOverlays, rollUp, type Overlays} from '../../src/guideline/roll-up.ts';
import {outcomeStatuses, type Finding, type Outcome, type OutcomeStatus} from '../../src/model/finding.ts';
import type {Clause, ClauseCheck, Guideline} from '../../src/model/guideline.ts';
import type {AppliedAttestation, AttestationAnswer} from '../../src/model/attestation.ts';
import {assetOf} from '../support/asset.ts';
import {clauseCheck, clauseOf, guidelineOf} from '../support/guideline.ts';

const server = assetOf('a');

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
  rollUp(guideline(one), 'a', findings, server, noOverlays)[0]?.status;

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
  t.deepEqual(rollUp(guideline(one), 'a', findings, server, noOverlays), [cell]);
});

test('a clause that no finding speaks to has no cell; the others keep the order of the guideline', (t) => {
  const several = guideline(
    clause('b', [decides('k', 'full')]),
    clause('none', [decides('other', 'full')]),
    clause('a', [decides('k', 'full')]),
  );
  t.deepEqual(
    rollUp(several, 'a', [finding('k', 'pass')], server, noOverlays).map(({clause: id}) => id),
    ['b', 'a'],
  );
});

test('a clause on servers says nothing of a terminal', (t) => {
  const one = guideline(clause('c', [decides('k', 'full')], {kinds: ['server']}));
  const findings = [finding('k', 'fail')];
  t.is(rollUp(one, 'a', findings, server, noOverlays).length, 1);
  t.is(rollUp(one, 'a', findings, {...server, kind: 'terminal'}, noOverlays).length, 0);
  t.is(rollUp(one, 'site', findings, null, noOverlays).length, 1);
});

const answered = (answer: AttestationAnswer, state: AppliedAttestation['state'] = 'valid'): Overlays => ({
  ...noOverlays,
  answer: () => ({subject: 'organisation', answer, state, until: '2027-03-31'}),
  named: () => true,
});

/** State of an assisted clause of which one check decides a part, by that check's outcome and the person's answer. */
const withAnswer: Readonly<Record<AttestationAnswer, Readonly<Record<OutcomeStatus | 'none', OutcomeStatus>>>> = {
  met: {
    none: 'pass',
    pass: 'pass',
    fail: 'fail',
    'not-applicable': 'pass',
    'not-tested': 'not-tested',
    manual: 'pass',
    error: 'not-tested',
  },
  partly: {
    none: 'fail',
    pass: 'fail',
    fail: 'fail',
    'not-applicable': 'fail',
    'not-tested': 'fail',
    manual: 'fail',
    error: 'fail',
  },
  'not-met': {
    none: 'fail',
    pass: 'fail',
    fail: 'fail',
    'not-applicable': 'fail',
    'not-tested': 'fail',
    manual: 'fail',
    error: 'fail',
  },
  'not-applicable': {
    none: 'not-applicable',
    pass: 'not-applicable',
    fail: 'fail',
    'not-applicable': 'not-applicable',
    'not-tested': 'not-tested',
    manual: 'not-applicable',
    error: 'not-tested',
  },
};

const assisted = clause('c', [decides('k', 'partial')], {mode: 'assisted', note: {en: 'n', ja: 'n'}});
const outcomesOf = (status: OutcomeStatus | 'none'): Finding[] => (status === 'none' ? [] : [finding('k', status)]);

for (const [answer, states] of Object.entries(withAnswer)) {
  for (const [outcome, wanted] of Object.entries(states)) {
    test(`${answer} said of a clause whose check gives ${outcome}: ${wanted}`, (t) => {
      const findings = outcomesOf(outcome as OutcomeStatus | 'none');
      const overlays = answered(answer as AttestationAnswer);
      t.is(rollUp(guideline(assisted), 'a', findings, server, overlays)[0]?.status, wanted);
    });
  }
}

for (const state of ['expired', 'unapproved', 'future'] as const) {
  for (const status of [...outcomeStatuses, 'none'] as const) {
    test(`an answer that is ${state} changes nothing where the check gives ${status}, and is told`, (t) => {
      const findings = outcomesOf(status);
      const [open] = rollUp(guideline(assisted), 'a', findings, server, {...noOverlays, named: () => true});
      for (const answer of ['met', 'not-met'] as const) {
        const [cell] = rollUp(guideline(assisted), 'a', findings, server, answered(answer, state));
        t.is(cell?.status, open?.status);
        t.is(cell?.attestation?.state, state);
      }
    });
  }
}

test('no answer of a person has a say in an automated clause', (t) => {
  const automated = clause('c', [decides('k', 'full')]);
  const [cell] = rollUp(guideline(automated), 'a', [finding('k', 'pass')], server, answered('not-met'));
  t.deepEqual(cell, {clause: 'c', subject: 'a', status: 'pass', findings: ['k/']});
});

test('a fail is waived when all that fails is, and stays a fail', (t) => {
  const waiver = {id: 'w', reason: 'risk-accepted', until: '2027-03-31', state: 'active'} as const;
  const one = clause('c', [decides('k', 'full'), decides('l', 'partial'), supports('s')]);
  const waived = (...findings: Finding[]): unknown[] =>
    rollUp(guideline(one), 'a', findings, server, noOverlays).map((cell) => [cell.status, cell.waived]);
  const failed = {...finding('k', 'fail'), waiver};
  t.deepEqual(waived(failed, finding('l', 'pass'), finding('s', 'fail')), [['fail', true]]);
  t.deepEqual(waived(failed, finding('l', 'fail')), [['fail', undefined]]);
  t.deepEqual(waived({...failed, waiver: {...waiver, state: 'expired'}}), [['fail', undefined]]);
});

test('a waiver of a clause accepts also what a person said; without it, that stays open', (t) => {
  const waivedOf = (overlays: Overlays): unknown =>
    rollUp(guideline(assisted), 'a', [], server, overlays).map((cell) => [cell.status, cell.waived])[0];
  t.deepEqual(waivedOf(answered('not-met')), ['fail', undefined]);
  t.deepEqual(waivedOf({...answered('not-met'), waived: () => true}), ['fail', true]);
  t.deepEqual(waivedOf({...answered('met'), waived: () => true}), ['pass', undefined]);
});

test('a clause about the organisation is answered once, for the site', (t) => {
  const about = {about: 'organisation', mode: 'attested', note: {en: 'n', ja: 'n'}} as const;
  const both = guideline(clause('bare', [], about), clause('helped', [supports('s')], about));
  t.deepEqual(rollUp(both, 'a', [finding('s', 'pass')], server, answered('met')), []);
  t.deepEqual(
    rollUp(both, 'site', [], null, answered('met')).map(({clause: id, status}) => [id, status]),
    [
      ['bare', 'pass'],
      ['helped', 'pass'],
    ],
  );
});
