import test from 'ava';
import {advisoryDates, firstOf} from '../../../src/probes/parse/release-dates.ts';

const asOf = '2026-11-27T12:00:00.000Z';

for (const [issued, updated, from, until] of [
  ['2026-10-01 12:30:00', '', '2026-10-01T12:30:00.000Z', '2026-10-01T12:30:00.000Z'],
  ['2026-10-01T12:30:00Z', '', '2026-10-01T12:30:00.000Z', '2026-10-01T12:30:00.000Z'],
  ['2026-10-01 12:30 UTC', '', '2026-10-01T12:30:00.000Z', '2026-10-01T12:30:00.000Z'],
  ['2026-10-01 12:30:15.250+00:00', '', '2026-10-01T12:30:15.000Z', '2026-10-01T12:30:15.000Z'],
  ['1790000000', '1790000060', '2026-09-21T14:13:20.000Z', '2026-09-21T14:14:20.000Z'],
  ['2026-10-01', '', '2026-10-01T00:00:00.000Z', '2026-10-02T00:00:00.000Z'],
  ['2026-10-01 00:00:00', '2026-09-01', '2026-10-01T00:00:00.000Z', '2026-10-02T00:00:00.000Z'],
  ['2026-11-27', '', '2026-11-27T00:00:00.000Z', asOf],
  ['2026-10-01', 'soon', '2026-10-01T00:00:00.000Z', null],
  ['2026-13-01', '', null, null],
  ['2026-11-28', '2026-10-01', null, null],
  ['', '2026-10-01', null, null],
  ['0', '', null, null],
  ['2026-10-01 12:30:00 JST', '', null, null],
] as const) {
  test(`an advisory issued "${issued}" and updated "${updated}" came out between ${String(from)} and ${String(until)}`, (t) => {
    t.deepEqual(advisoryDates(issued, updated, asOf), {releasedFrom: from, releasedUntil: until});
  });
}

test('of several the first is not known where one is not, yet was out when any of them was', (t) => {
  const dates = (releasedFrom: string | null, releasedUntil: string | null) => ({releasedFrom, releasedUntil});
  t.deepEqual(firstOf([dates('2', '5'), dates('1', '6')]), dates('1', '5'));
  t.deepEqual(firstOf([dates('2', '5'), dates(null, '6')]), dates(null, '5'));
  t.deepEqual(firstOf([dates('2', null), dates('1', null)]), dates('1', null));
});
