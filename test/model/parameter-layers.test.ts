import {join} from 'node:path';
import test from 'ava';
import {loadChecks} from '../../src/check/load.ts';
import {resolveParameters, type ParameterLayer} from '../../src/model/parameter-layers.ts';
import type {ParameterSetting} from '../../src/model/parameter-settings.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {languages} from '../check/language.ts';

const checks = await loadChecks(join(packageRoot, 'test/check/fixtures/checks'), languages);
const check = checks.find(({id}) => id === 'tls-certificate-expiry');
if (check === undefined) throw new Error('no sample check');

const id = 'tls-certificate-expiry';
const why = {reason: {en: 'why', ja: '理由'}, approvedBy: '課長'};

const layer = (from: ParameterLayer['from'], remaining: ParameterSetting): ParameterLayer => ({
  from,
  values: {[id]: {remaining}},
});
const approved = (from: ParameterLayer['from'], value: number) => layer(from, {value, ...why});

test('the default holds until a layer sets another, and the nearest layer wins whatever the order', (t) => {
  t.deepEqual(resolveParameters(check, []), {remaining: {value: 30, from: 'check'}});
  t.deepEqual(resolveParameters(check, [layer('zone', 90), layer('profile', 60)]), {
    remaining: {value: 90, from: 'zone'},
  });
  t.deepEqual(resolveParameters(check, [layer('asset', 90), layer('clause', 70), layer('site', 60)]), {
    remaining: {value: 90, from: 'asset'},
  });
});

test('values out of type or range and unknown names are refused', (t) => {
  t.throws(() => resolveParameters(check, [layer('site', 0)]), {message: /write 1 or more/});
  t.throws(() => resolveParameters(check, [layer('site', 1000)]), {message: /write 365 or less/});
  t.throws(() => resolveParameters(check, [layer('site', '30')]), {message: /whole number/});
  t.throws(() => resolveParameters(check, [{from: 'site', values: {[check.id]: {remain: 1}}}]), {
    message: /no parameter/,
  });
});

test('a looser value without reason and approver is refused, whatever level is below', (t) => {
  t.throws(() => resolveParameters(check, [layer('asset', 29)]), {
    message: /^asset: .*29 is looser than 30 \(default of the check\)/,
  });
  t.throws(() => resolveParameters(check, [layer('zone', 60), layer('asset', 59)]), {
    message: /59 is looser than 60 \(zone\): write \{value: …, reason: …, approvedBy: …\}, or 60 or more/,
  });
});

test('a loosening is told as long as the value rests on it', (t) => {
  const loosened = (from: string, than: number) => ({from, than, ...why});
  const of = (...layers: readonly ParameterLayer[]) => resolveParameters(check, layers)['remaining'];
  t.deepEqual(of(approved('site', 10)), {value: 10, from: 'site', loosened: [loosened('site', 30)]});
  t.deepEqual(of(approved('site', 10), layer('zone', 20)), {
    value: 20,
    from: 'zone',
    loosened: [loosened('site', 30)],
  });
  t.deepEqual(of(approved('site', 10), layer('zone', 30)), {value: 30, from: 'zone'});
  t.deepEqual(of(approved('site', 10), approved('asset', 5)), {
    value: 5,
    from: 'asset',
    loosened: [loosened('site', 30), loosened('asset', 10)],
  });
  t.deepEqual(of(approved('site', 60)), {value: 60, from: 'site'}, 'nothing is loosened by a stricter value');
});

test('a clause loosens the check, never what a profile or the site has tightened', (t) => {
  const of = (...layers: readonly ParameterLayer[]) => resolveParameters(check, layers)['remaining'];
  t.like(of(approved('clause', 10)), {value: 10, from: 'clause'});
  t.deepEqual(of(layer('site', 90), approved('clause', 10)), {value: 90, from: 'site'});
  t.deepEqual(of(layer('site', 40), layer('clause', 50)), {value: 50, from: 'clause'});
});

const names = {type: 'list<string>', default: ['a', 'b'], label: why.reason, unit: null, min: null, max: null} as const;
const unordered = {id: 'x', parameters: {names: {...names, stricter: null}}};
const listed = (from: ParameterLayer['from'], setting: ParameterSetting): ParameterLayer => ({
  from,
  values: {x: {names: setting}},
});

test('without an order every change wants a reason, but for the way back to the default', (t) => {
  const of = (...layers: readonly ParameterLayer[]) => resolveParameters(unordered, layers)['names'];
  t.throws(() => of(listed('site', ['a'])), {message: /\[a\] differs from \[a, b\] \(default of the check\)/});
  t.deepEqual(of(listed('site', ['b', 'a', 'a'])), {value: ['b', 'a', 'a'], from: 'site'});
  const changed = listed('site', {value: ['a'], ...why});
  t.like(of(changed), {value: ['a'], loosened: [{from: 'site', than: ['a', 'b'], approvedBy: '課長'}]});
  t.deepEqual(of(changed, listed('zone', ['a', 'b'])), {value: ['a', 'b'], from: 'zone'});
});

test('names of objects do not pass for checks or parameters', (t) => {
  const values = {toString: {remaining: 1}} as unknown as ParameterLayer['values'];
  t.deepEqual(resolveParameters(check, [{from: 'site', values}]), {remaining: {value: 30, from: 'check'}});
  t.throws(() => resolveParameters(check, [{from: 'site', values: {[id]: {constructor: 1}}}]), {
    message: /no parameter constructor/,
  });
  const odd = {id: 'x', parameters: {constructor: unordered.parameters.names}};
  const other: ParameterLayer = {from: 'site', values: {x: {}}};
  t.deepEqual(resolveParameters(odd, [other]), {constructor: {value: ['a', 'b'], from: 'check'}} as never);
});
