import test from 'ava';
import {answered} from '../../src/guideline/answered.ts';
import {clauseCheck, clauseOf, guidelineOf} from '../support/guideline.ts';

const title = {en: 's', ja: 's'};
const guideline = guidelineOf(
  [
    clauseOf('s-1', {checks: [clauseCheck('a', {role: 'decides', covers: 'full'})]}),
    clauseOf('s-2', {mode: 'assisted', level: 'recommended', awaits: ['windows'], checks: [clauseCheck('a')]}),
    clauseOf('t-1', {mode: 'assisted', section: 't', awaits: ['network-devices', 'outside-view']}),
    clauseOf('t-2', {mode: 'attested', section: 't', level: 'recommended'}),
    clauseOf('t-3', {mode: 'attested', section: 't', level: 'recommended', checks: [clauseCheck('b')]}),
  ],
  {
    sections: [
      {id: 's', title},
      {id: 't', title},
    ],
  },
);
const counts = answered(guideline, ['a', 'b', 'c']);

test('clauses are counted by mode, by level and mode, and by section', (t) => {
  t.like(counts, {total: 5, automated: 1, assisted: 2, attested: 2, served: 3});
  t.deepEqual(counts.levels, {
    required: {total: 2, automated: 1, assisted: 1, attested: 0},
    recommended: {total: 3, automated: 0, assisted: 1, attested: 2},
  });
  t.deepEqual(counts.sections, [
    {id: 's', total: 2, automated: 1, assisted: 1, attested: 0},
    {id: 't', total: 3, automated: 0, assisted: 1, attested: 2},
  ]);
});

test('clauses without checks tell whether people answer them or what they wait for', (t) => {
  t.deepEqual(counts.withoutChecks, [
    {id: 't-1', mode: 'assisted', awaits: ['network-devices', 'outside-view']},
    {id: 't-2', mode: 'attested', awaits: []},
  ]);
});

test('clauses whose checks are not complete tell what they wait for', (t) => {
  t.deepEqual(counts.awaiting, [{id: 's-2', awaits: ['windows']}]);
});

test('a check that serves two clauses counts once, one that serves none is named', (t) => {
  t.deepEqual(counts.checks, {total: 3, mapped: 2, unmapped: ['c']});
});
