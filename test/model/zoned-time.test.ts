import test from 'ava';
import {instantIn} from '../../src/model/zoned-time.ts';

const rows: readonly (readonly [string, string, string, string, string])[] = [
  ['a zone without summer time', '2026-11-22', '09:00', 'Asia/Tokyo', '2026-11-22T00:00:00.000Z'],
  ['seconds', '2026-11-22', '09:00:30', 'Asia/Tokyo', '2026-11-22T00:00:30.000Z'],
  ['the first moment of a year', '2026-01-01', '00:00', 'Asia/Tokyo', '2025-12-31T15:00:00.000Z'],
  ['winter', '2026-01-15', '09:00', 'America/New_York', '2026-01-15T14:00:00.000Z'],
  ['summer', '2026-07-15', '09:00', 'America/New_York', '2026-07-15T13:00:00.000Z'],
  ['just after the clocks went forward', '2026-03-08', '03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
  ['an hour that the clocks skip', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['the first of an hour that comes twice', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['just after that', '2026-11-01', '02:00', 'America/New_York', '2026-11-01T07:00:00.000Z'],
];
for (const [title, day, time, zone, expected] of rows) {
  test(`a local time as an instant: ${title}`, (t) => {
    t.is(new Date(instantIn(day, time, zone)).toISOString(), expected);
  });
}

test('no such day or time is no instant', (t) => {
  t.is(instantIn('2026-02-30', '09:00', 'Asia/Tokyo'), NaN);
  t.is(instantIn('2026-02-28', '25:00', 'Asia/Tokyo'), NaN);
});
