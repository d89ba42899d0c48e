import test from 'ava';
import {addCounts, countOutcomes, coverageOf, noCounts, type Counts} from '../../src/guideline/coverage.ts';
import type {Finding, Outcome} from '../../src/model/finding.ts';

const counts = (some: Partial<Counts>): Counts => ({...noCounts(), ...some});

test('what does not apply counts for nothing; what waits for a person applies, and is not assessed', (t) => {
  const all = {pass: 3, fail: 2, 'not-applicable': 10, 'not-tested': 1, manual: 1, error: 1};
  t.deepEqual(coverageOf(counts(all)), {applicable: 8, assessed: 5, percent: 62.5});
});

test('nothing applicable has no percentage', (t) => {
  t.deepEqual(coverageOf(counts({})), {applicable: 0, assessed: 0, percent: null});
  t.deepEqual(coverageOf(counts({'not-applicable': 5})), {applicable: 0, assessed: 0, percent: null});
});

test('a fail is as well assessed as a pass', (t) => {
  t.is(coverageOf(counts({fail: 4})).percent, 100);
  t.is(coverageOf(counts({'not-tested': 4})).percent, 0);
});

const rounded: readonly (readonly [assessed: number, applicable: number, percent: number])[] = [
  [2, 3, 66.6],
  [1, 3, 33.3],
  [1, 10_000, 0],
  [9, 10_000, 0],
  [10, 10_000, 0.1],
  [9996, 10_000, 99.9],
  [2_999_999, 3_000_000, 99.9],
  [3_000_000, 3_000_000, 100],
];

for (const [assessed, applicable, percent] of rounded) {
  test(`${assessed} of ${applicable} are ${percent} percent: rounded down`, (t) => {
    t.is(coverageOf(counts({pass: assessed, 'not-tested': applicable - assessed})).percent, percent);
  });
}

test('a share that has one decimal keeps it', (t) => {
  for (let tenths = 0; tenths <= 1000; tenths += 1) {
    for (const times of [1, 3, 7]) {
      const share = counts({pass: tenths * times, manual: (1000 - tenths) * times});
      t.is(coverageOf(share).percent, Number(`${Math.trunc(tenths / 10)}.${tenths % 10}`));
    }
  }
});

test('findings are counted by outcome, and counts add up', (t) => {
  const outcomes: readonly Outcome[] = [
    {status: 'pass'},
    {status: 'fail'},
    {status: 'fail'},
    {status: 'error', message: 'm'},
    {status: 'not-tested', fact: 'os', reason: 'timeout', detail: ''},
  ];
  const findings = outcomes.map((outcome) => ({outcome}) as Finding);
  const counted = counts({pass: 1, fail: 2, error: 1, 'not-tested': 1});
  t.deepEqual(countOutcomes(findings), counted);
  t.deepEqual(addCounts(counted, counts({pass: 1, manual: 4})), counts({...counted, pass: 2, manual: 4}));
});
