import test from 'ava';
import {loadReferenceData} from '../../src/derive/data.ts';
import type {Asset, Inventory, Zone} from '../../src/model/asset.ts';
import type {SweepAsk} from '../../src/model/outside.ts';
import type {ZonePolicy} from '../../src/model/plan.ts';
import {planSweeps} from '../../src/plan/sweeps.ts';
import {addressesOf} from '../../src/transports/outside/sweep.ts';
import {assetOf} from '../support/asset.ts';

const policies = Object.fromEntries(
  loadReferenceData().zonePolicies.map((policy) => [policy.id, policy as ZonePolicy] as const),
);

function steps(assets: readonly Asset[], zone: Partial<Zone> = {}) {
  const zones = [{id: 'office', policy: 'office', window: null, manager: null, ranges: ['192.0.2.0/29'], ...zone}];
  const inventory: Inventory = {
    site: {name: 's', timezone: 'Asia/Tokyo'},
    zones,
    credentials: [],
    jumpHosts: [],
    assets,
    digest: '',
  };
  return planSweeps(
    inventory,
    Object.fromEntries(zones.map(({id, policy}) => [id, policies[policy] as ZonePolicy])),
    true,
  );
}

function askOf(assets: readonly Asset[]): SweepAsk {
  const [step] = steps(assets);
  const [ask] = step !== undefined && 'entry' in step ? step.entry.asks : [];
  if (ask?.kind !== 'sweep') throw new Error('no sweep');
  return ask;
}

test('every address of the inventory is left out, that of a controller in another zone too', (t) => {
  const plc = assetOf('plc', {kind: 'controller', zone: 'control', address: '192.0.2.3'});
  const ask = askOf([assetOf('a', {address: '192.0.2.2'}), plc, assetOf('b', {address: '198.51.100.1'})]);
  t.deepEqual(ask.except, ['192.0.2.2', '192.0.2.3']);
  t.deepEqual(addressesOf(ask), ['192.0.2.1', '192.0.2.4', '192.0.2.5', '192.0.2.6']);
});

test('where a controller is known by name alone, nothing is searched', (t) => {
  const [step] = steps([assetOf('plc', {kind: 'controller', address: 'plc.example.jp'})]);
  t.like(step, {refusal: {code: 'nameless-controller', reason: 'forbidden-by-zone'}});
});

test('control zones are never searched', (t) => {
  const [step] = steps([], {policy: 'control'});
  t.like(step, {refusal: {code: 'no-sweep', reason: 'forbidden-by-zone'}});
});

test('a zone without ranges is not searched', (t) => {
  t.deepEqual(steps([], {ranges: []}), []);
});
