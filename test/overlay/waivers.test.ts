import test from 'ava';
import fc from 'fast-check';
import type {Asset} from '../../src/model/asset.ts';
import type {Finding, OutcomeStatus} from '../../src/model/finding.ts';
import type {AppliedWaiver, Waiver} from '../../src/model/waiver.ts';
import {waiverOverlay} from '../../src/overlay/waivers.ts';
import {assetOf} from '../support/asset.ts';
import {clauseCheck, clauseOf, guidelineOf} from '../support/guideline.ts';

const decides = (id: string) => clauseCheck(id, {role: 'decides'});
const guideline = guidelineOf([
  clauseOf('c1', {checks: [decides('one'), decides('both'), clauseCheck('helps')]}),
  clauseOf('c2', {checks: [decides('both')]}),
]);

const waiver = (more: Partial<Waiver>): Waiver => ({
  id: 'w-1',
  check: null,
  clause: null,
  assets: ['*'],
  subject: null,
  reason: 'risk-accepted',
  explanation: 'e',
  measure: null,
  requestedBy: null,
  approvedBy: '水道部長',
  from: '2026-04-01',
  until: '2027-03-31',
  ...more,
});

const finding = (check: string, status: OutcomeStatus, subject: string | null = null): Finding => ({
  ...{fingerprint: '', asset: 'a', check, checkDigest: '', subject, parameters: {}, severity: 3, actual: []},
  ...{facts: [], citations: [], compensated: false},
  outcome:
    status === 'error'
      ? {status, message: ''}
      : status === 'not-tested'
        ? {status, fact: '', reason: 'cut', detail: ''}
        : {status},
});

interface Case {
  readonly check?: string;
  readonly asset?: Asset | null;
  readonly subject?: string;
  readonly day?: string;
}

function applied(
  waivers: readonly Waiver[],
  {check = 'one', asset = assetOf('srv-01'), subject, day = '2026-11-26'}: Case = {},
): AppliedWaiver | null {
  const overlay = waiverOverlay(waivers, guideline, day);
  return overlay.findings([finding(check, 'fail', subject ?? null)], asset)[0]?.waiver ?? null;
}

test('a waiver of a check marks its fails, and says why and until when', (t) => {
  const expected = {id: 'w-1', reason: 'risk-accepted', until: '2027-03-31', state: 'active'} as const;
  t.deepEqual(applied([waiver({check: 'one'})]), expected);
  t.is(applied([waiver({check: 'both'})]), null);
});

test('nothing but a fail is marked, and a fail stays one', (t) => {
  const overlay = waiverOverlay([waiver({check: 'one'})], guideline, '2026-11-26');
  for (const status of ['pass', 'not-applicable', 'not-tested', 'manual', 'error'] as const) {
    const [marked] = overlay.findings([finding('one', status)], assetOf('a'));
    t.false(marked !== undefined && 'waiver' in marked, status);
  }
  t.is(overlay.findings([finding('one', 'fail')], assetOf('a'))[0]?.outcome.status, 'fail');
});

for (const [day, state] of [
  ['2026-03-31', null],
  ['2026-04-01', 'active'],
  ['2027-03-31', 'active'],
  ['2027-04-01', 'expired'],
] as const) {
  test(`on ${day} a waiver from 2026-04-01 until 2027-03-31 is ${state ?? 'not there yet'}`, (t) => {
    t.is(applied([waiver({check: 'one'})], {day})?.state ?? null, state);
  });
}

const selections: readonly (readonly [selector: string, asset: Asset | null, selected: boolean])[] = [
  ['srv-01', assetOf('srv-01'), true],
  ['SRV-01', assetOf('srv-01'), true],
  ['srv-01', assetOf('srv-011'), false],
  ['srv-*', assetOf('srv-01'), true],
  ['*-01', assetOf('srv-01'), true],
  ['s*v*1', assetOf('srv-01'), true],
  ['a*a', assetOf('a'), false],
  ['srv-*', assetOf('rtx-01'), false],
  ['.*', assetOf('srv-01'), false],
  ['*', assetOf('srv-01'), true],
  ['*', null, false],
  ['site', null, true],
  ['site', assetOf('srv-01'), false],
  ['zone:office', assetOf('srv-01'), true],
  ['zone:control', assetOf('srv-01'), false],
  ['kind:server', assetOf('srv-01'), true],
  ['kind:terminal', assetOf('srv-01'), false],
];

for (const [selector, asset, selected] of selections) {
  test(`${selector} ${selected ? 'selects' : 'does not select'} ${asset?.id ?? 'the site'}`, (t) => {
    t.is(applied([waiver({check: 'one', assets: ['nobody', selector]})], {asset}) !== null, selected);
  });
}

test('patterns take no time to speak of, whatever they are', (t) => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('*', 'a', 'b'), {maxLength: 64}), (parts) => {
      applied([waiver({check: 'one', assets: [parts.join('')]})], {asset: assetOf('a'.repeat(64))});
    }),
  );
  t.pass();
});

test('ten thousand waivers of ten thousand assets are laid over in little time', (t) => {
  const ids = Array.from({length: 10_000}, (_, index) => `srv-${index}`);
  const waivers = ids.map((id) => waiver({id: `w-${id}`, check: 'one', assets: [id]}));
  const started = performance.now();
  const overlay = waiverOverlay(waivers, guideline, '2026-11-26');
  const marked = ids.filter(
    (id) => overlay.findings([finding('one', 'fail')], assetOf(id))[0]?.waiver?.id === `w-${id}`,
  );
  t.is(marked.length, ids.length);
  t.true(performance.now() - started < 2000);
});

test('a subject narrows a waiver to one finding', (t) => {
  const waivers = [waiver({check: 'one', subject: 'tcp/80'})];
  t.not(applied(waivers, {subject: 'tcp/80'}), null);
  t.is(applied(waivers, {subject: 'tcp/8080'}), null);
  t.is(applied(waivers), null);
});

test('an active waiver speaks before an expired one, whatever their order', (t) => {
  const old = waiver({id: 'w-0', check: 'one', until: '2026-10-31'});
  const now = waiver({id: 'w-2', check: 'one', until: '2026-12-31'});
  t.is(applied([old, now])?.id, 'w-2');
  t.is(applied([now, old])?.id, 'w-2');
  t.is(applied([old])?.state, 'expired');
});

test('a waiver of a clause marks a check only when every clause that the check decides is accepted', (t) => {
  const first = waiver({id: 'w-1', clause: 'c1'});
  const second = waiver({id: 'w-2', clause: 'c2', until: '2026-12-31'});
  t.is(applied([first])?.id, 'w-1');
  t.is(applied([first], {check: 'both'}), null);
  t.is(applied([first, second], {check: 'both'})?.id, 'w-2');
  t.is(applied([first], {check: 'helps'}), null, 'what only supports is a finding of its own');
  const expired = applied([first, {...second, until: '2026-05-31'}], {check: 'both'});
  t.deepEqual([expired?.id, expired?.state], ['w-2', 'expired']);
});

test('the waiver of a clause is there for the clause itself', (t) => {
  const overlay = waiverOverlay([waiver({clause: 'c1', assets: ['site']})], guideline, '2026-11-26');
  t.is(overlay.clause('c1', null)?.state, 'active');
  t.is(overlay.clause('c1', assetOf('a')), null);
  t.is(overlay.clause('c2', null), null);
});
