import test from 'ava';
import {selectChecks} from '../../src/check/select.ts';

const checks = [
  {id: 'a', group: 'host'},
  {id: 'b', group: 'host'},
  {id: 'c', group: 'network'},
];
const ids = (include: string[], exclude: string[] = []): string =>
  selectChecks(checks, {include, exclude})
    .checks.map(({id}) => id)
    .join('');

test('a profile includes all, a group or single checks, and leaves out what it excludes', (t) => {
  t.is(ids(['*']), 'abc');
  t.is(ids(['host/*']), 'ab');
  t.is(ids(['c', 'a']), 'ac');
  t.is(ids(['*'], ['host/*']), 'c');
  t.is(ids(['host/*'], ['a']), 'b');
  t.is(ids([]), '');
});

test('patterns that mean no check are told', (t) => {
  t.deepEqual(selectChecks(checks, {include: ['*', 'hots/*'], exclude: ['z']}).unmatched, ['hots/*', 'z']);
});
