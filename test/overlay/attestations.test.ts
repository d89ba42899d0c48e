import test from 'ava';
import {lastDayOf, type Attestation} from '../../src/model/attestation.ts';
import {attestationOverlay} from '../../src/overlay/attestations.ts';
import {assetOf} from '../support/asset.ts';

const said = (more: Partial<Attestation>): Attestation => ({
  clause: 'c',
  subject: 'organisation',
  answer: 'met',
  explanation: 'e',
  document: null,
  method: null,
  interviewee: null,
  answeredBy: '水道 太郎',
  approvedBy: '浄水 花子',
  date: '2026-04-01',
  until: '2027-03-31',
  reaskAfterDays: null,
  ...more,
});

const today = '2026-11-26';
const asset = assetOf('srv-01', {zone: 'office'});

for (const [day, more, state] of [
  ['2026-03-31', {}, 'future'],
  ['2026-04-01', {}, 'valid'],
  ['2027-03-31', {}, 'valid'],
  ['2027-04-01', {}, 'expired'],
  ['2026-05-01', {until: null, reaskAfterDays: 30}, 'valid'],
  ['2026-05-02', {until: null, reaskAfterDays: 30}, 'expired'],
  ['2026-05-02', {approvedBy: null}, 'unapproved'],
] as const) {
  test(`on ${day}, ${JSON.stringify(more)} is ${state}`, (t) => {
    t.is(attestationOverlay([said(more)], day).answer('c', null)?.state, state);
  });
}

test('the last day follows from the interval, across months and leap days', (t) => {
  t.is(lastDayOf(said({date: '2028-02-28', until: null, reaskAfterDays: 2})), '2028-03-01');
  t.is(lastDayOf(said({date: '2026-04-01', until: null, reaskAfterDays: 365})), '2027-04-01');
});

test('the newest approved answer speaks, also when it has expired before an older one', (t) => {
  const long = said({date: '2026-04-01', until: '2027-03-31', answer: 'met'});
  const short = said({date: '2026-06-01', until: '2026-07-31', answer: 'not-met'});
  const draft = said({date: '2026-10-01', answer: 'not-met', approvedBy: null});
  const future = said({date: '2026-12-01', answer: 'not-met'});
  const overlay = attestationOverlay([long, draft, future], today);
  t.deepEqual([overlay.answer('c', null)?.answer, overlay.answer('c', null)?.state], ['met', 'valid']);
  t.is(attestationOverlay([long, short], today).answer('c', null)?.state, 'expired');
});

test('an answer for the asset comes before that for its zone, and that before the organisation’s', (t) => {
  const all = said({answer: 'met'});
  const zone = said({subject: 'zone:office', answer: 'partly'});
  const own = said({subject: 'SRV-01', answer: 'not-met'});
  const answer = (...list: Attestation[]): unknown => attestationOverlay(list, today).answer('c', asset)?.answer;
  t.is(answer(all, zone, own), 'not-met');
  t.is(answer(all, zone), 'partly');
  t.is(answer(all), 'met');
  t.is(attestationOverlay([zone, own], today).answer('c', null), null);
  t.is(attestationOverlay([all], today).answer('d', asset), null);
});

test('an expired answer for the asset is not made up for by what was said of all', (t) => {
  const own = said({subject: 'srv-01', until: '2026-05-31'});
  t.is(attestationOverlay([said({}), own], today).answer('c', asset)?.state, 'expired');
});

test('a clause has a cell at the site where the organisation answered, at every asset where anybody answered for one', (t) => {
  const names = (subject: string, of: typeof asset | null): boolean =>
    attestationOverlay([said({subject})], today).names('c', of);
  t.true(names('organisation', null));
  t.false(names('organisation', asset));
  t.true(names('zone:office', asset));
  t.true(names('zone:control', asset), 'those for whom nobody answered are seen to be open');
  t.true(names('srv-02', asset));
  t.false(names('srv-01', null));
});
