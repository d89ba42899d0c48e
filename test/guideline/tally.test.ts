import test from 'ava';
import {ClauseTally} from '../../src/guideline/tally.ts';
import type {OutcomeStatus} from '../../src/model/finding.ts';
import type {ClauseCell} from '../../src/model/guideline.ts';
import {assetOf} from '../support/asset.ts';
import {clauseOf, guidelineOf} from '../support/guideline.ts';

const cell = (clause: string, status: OutcomeStatus, more: Partial<ClauseCell> = {}): ClauseCell => ({
  clause,
  subject: 'a',
  status,
  findings: [],
  ...more,
});

const server = assetOf('a', {zone: 'office'});
const two = guidelineOf([clauseOf('c'), clauseOf('none')]);

test('the worst subject gives the clause its state; one that nothing speaks to waits for a person', (t) => {
  const tally = new ClauseTally(two);
  for (const status of ['not-applicable', 'pass', 'pass', 'manual', 'fail'] as const)
    tally.add([cell('c', status)], server);
  const [first, second] = tally.report().clauses;
  t.is(first?.status, 'fail');
  t.deepEqual(first?.counts, {pass: 2, fail: 1, 'not-applicable': 1, 'not-tested': 0, manual: 1, error: 0});
  t.is(second?.status, 'manual');
});

const worse: readonly (readonly [OutcomeStatus, OutcomeStatus])[] = [
  ['fail', 'not-tested'],
  ['fail', 'error'],
  ['not-tested', 'manual'],
  ['manual', 'pass'],
  ['pass', 'not-applicable'],
];

for (const [worst, other] of worse) {
  test(`for the whole guideline, ${worst} outweighs ${other}`, (t) => {
    for (const order of [
      [worst, other],
      [other, worst],
    ]) {
      const tally = new ClauseTally(two);
      for (const status of order) tally.add([cell('c', status)], server);
      t.is(tally.report().clauses[0]?.status, worst);
    }
  });
}

test('cells are summed up by section, zone and kind; those of the site belong to no zone and no kind', (t) => {
  const sections = [
    {id: 's', title: {en: 's', ja: 's'}},
    {id: 't', title: {en: 't', ja: 't'}},
  ];
  const tally = new ClauseTally(guidelineOf([clauseOf('c'), clauseOf('d', {section: 't'})], {sections}));
  tally.add([cell('c', 'pass'), cell('d', 'fail', {waived: true})], server);
  tally.add([cell('c', 'not-tested')], assetOf('b', {zone: 'control', kind: 'terminal'}));
  tally.add([cell('d', 'manual')], null);
  const report = tally.report();
  const told = (sums: typeof report.zones): unknown[] =>
    sums.map(({id, coverage, waived}) => [id, coverage.assessed, coverage.applicable, coverage.percent, waived]);
  t.deepEqual(told(report.sections), [
    ['s', 1, 2, 50, 0],
    ['t', 1, 2, 50, 1],
  ]);
  t.deepEqual(told(report.zones), [
    ['control', 0, 1, 0, 0],
    ['office', 2, 2, 100, 1],
  ]);
  t.deepEqual(told(report.kinds), [
    ['server', 2, 2, 100, 1],
    ['terminal', 0, 1, 0, 0],
  ]);
});

test('the organisation counts every clause once; a fail counts as accepted when no subject fails otherwise', (t) => {
  const tally = new ClauseTally(guidelineOf(['a', 'b', 'c', 'd'].map((id) => clauseOf(id))));
  tally.add([cell('a', 'fail', {waived: true}), cell('b', 'fail', {waived: true}), cell('c', 'pass')], server);
  tally.add([cell('b', 'fail')], assetOf('b'));
  const {organisation} = tally.report();
  t.deepEqual(organisation.counts, {pass: 1, fail: 2, 'not-applicable': 0, 'not-tested': 0, manual: 1, error: 0});
  t.is(organisation.waived, 1);
  t.deepEqual(organisation.coverage, {applicable: 4, assessed: 3, percent: 75});
});
