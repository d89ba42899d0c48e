import test from 'ava';
import {plainAsset} from '../../src/check/examples.ts';
import {namesModel} from '../../src/derive/advisory-index.ts';
import {advisories} from '../../src/derive/advisories.ts';
import {loadReferenceData} from '../../src/derive/data.ts';
import type {Advisory, AdvisoryProduct} from '../../src/model/advisory.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {ReferenceData} from '../../src/model/data.ts';
import {Gap, known, type Facts} from '../../src/model/fact.ts';

const data = loadReferenceData();

const names: readonly [string, string, boolean | null][] = [
  ['MK-100', 'MK-100', true],
  ['MK-100', 'mk 100', true],
  ['MK-100', 'MK-1000', false],
  ['MK-100', 'MK-100A', false],
  ['SCALANCE X308-2 (6GK5308-2FL00-2AA3)', 'SCALANCE X308-2', true],
  ['SCALANCE X308-2 (6GK5308-2FL00-2AA3)', '6GK5308-2FL00-2AA3', true],
  ['SCALANCE X308-2 (6GK5308-2FL00-2AA3)', 'SCALANCE X308-2M', null],
  ['SCALANCE X308-2LH', 'SCALANCE X308-2', null],
  ['RUGGEDCOM ROS RS900 (32M) V4.X', 'RUGGEDCOM ROS RS900 V4.X', null],
  ['CENTUM VP (Including CENTUM VP Entry Class)', 'CENTUM VP', true],
  ['MELSEC iQ-R Series R04CPU', 'R04CPU', null],
  ['CJ2M-CPU**', 'CJ2M-CPU31', true],
  ['CJ2M-CPU**', 'CJ2M-CPU311', null],
  ['SIMATIC S7-1500 CPU family', 'SIMATIC S7-1500 CPU 1511-1 PN', true],
  ['SIMATIC family', 'SIMATIC S7-1500', null],
  ['Magelis HMISCU series', 'HMISCU', null],
  ['RTX1200', 'RTX1220', false],
  ['', 'X', false],
  ['*'.repeat(5000), 'X', false],
];

for (const [product, model, expected] of names) {
  test(`${product.slice(0, 40)} means ${model}: ${expected}`, (t) => {
    t.is(namesModel(product, model), expected);
  });
}

const product = (more: Partial<AdvisoryProduct>): AdvisoryProduct => ({
  vendor: '見本計装',
  product: 'MK-100',
  versions: '< 3.0.0',
  state: 'affected',
  severity: 'high',
  cves: ['CVE-2026-0001'],
  ...more,
});

const advisory = (id: string, ...products: readonly AdvisoryProduct[]): Advisory => ({
  ...{id, title: id, url: null, published: '2026-01-01', revised: '2026-01-01', fixed: null},
  products,
});

function dataWith(list: readonly Advisory[], exploited: readonly string[] | null = null): ReferenceData {
  return {...data, advisories: {advisories: list, exploited}};
}

const asset = (firmware: string | null, more: Partial<Asset> = {}): Asset => ({
  ...plainAsset,
  kind: 'controller',
  vendor: '見本計装株式会社',
  model: 'MK-100',
  ...(firmware === null ? {} : {installed: {os: null, firmware, endOfSupport: null, asOf: '2026-04-01'}}),
  ...more,
});

const told = (list: readonly Advisory[], one: Asset, facts: Facts = {}, exploited: readonly string[] | null = null) =>
  advisories.derive(facts, dataWith(list, exploited), one);

test('an asset is affected where product and version are known to be', (t) => {
  const {value, complete, declared} = told([advisory('A', product({}))], asset('2.10.0'), {}, ['CVE-2026-0001']);
  t.true(complete);
  t.deepEqual(declared, {asOf: '2026-04-01'});
  t.like(value.list[0], {
    id: 'A',
    state: 'affected',
    severity: 'high',
    exploited: true,
    version: '2.10.0',
    versions: '< 3.0.0',
  });
});

test('a version outside of the range is cleared', (t) => {
  const {value} = told([advisory('A', product({}))], asset('3.0.0'));
  t.deepEqual(value, {product: '見本計装株式会社 MK-100', cleared: 1, list: []});
});

const open: readonly [string, Advisory, string | null][] = [
  ['an unknown version', advisory('A', product({})), null],
  ['a range that nobody understands', advisory('A', product({versions: 'see the manual'})), '2.0.0'],
  ['versions that nobody tells', advisory('A', product({versions: '', state: 'open'})), '2.0.0'],
  ['an investigation', advisory('A', product({state: 'open'})), '2.0.0'],
  ['a name that may be another product', advisory('A', product({product: 'MK-100 Extended'})), '2.0.0'],
];

for (const [name, one, firmware] of open) {
  test(`${name} leaves it open`, (t) => {
    t.like(told([one], asset(firmware)).value.list[0], {state: 'undecided'});
  });
}

test('all versions means the unknown one, too', (t) => {
  t.like(told([advisory('A', product({versions: 'vers:all/*'}))], asset(null)).value.list[0], {state: 'affected'});
});

test('a version that is named as mended is not affected', (t) => {
  const both = advisory('A', product({versions: 'vers:all/*'}), product({versions: '3.0.0', state: 'not-affected'}));
  t.is(told([both], asset('3.0.0')).value.cleared, 1);
  t.like(told([both], asset('2.0.0')).value.list[0], {state: 'affected'});
});

test('where no advisory names the product, or none are given, nothing is known', (t) => {
  const others = [advisory('A', product({vendor: 'Another'})), advisory('B', product({product: 'ZZ-9'}))];
  t.is(t.throws(() => told(others, asset('1.0')), {instanceOf: Gap}).reason, 'unsupported');
  t.is(t.throws(() => told(others, asset('1.0', {model: null})), {instanceOf: Gap}).reason, 'not-collected');
  t.is(t.throws(() => advisories.derive({}, data, asset('1.0')), {instanceOf: Gap}).reason, 'not-collected');
});

test('makers are found by their Japanese names, and among several', (t) => {
  const english = advisory('A', product({vendor: 'Mitsubishi Electric Corporation'}));
  t.is(told([english], asset('1.0.0', {vendor: '三菱電機株式会社'})).value.list.length, 1);
  const two = advisory('A', product({vendor: 'Hirschmann Automation and Control GmbH, Belden Inc.'}));
  t.is(told([two], asset('1.0.0', {vendor: 'ヒルシュマン'})).value.list.length, 1);
});

test('what a device tells beats what is declared, and then nothing is declared', (t) => {
  const from = {transport: 'snmp', privilege: 'user', seq: [1], observedAt: null} as const;
  const device = {
    vendor: '見本計装',
    os: 'mk',
    osName: null,
    version: '3.1.0',
    model: 'MK-100',
    serials: [],
    hostname: null,
    uptimeSeconds: null,
  };
  const seen = told([advisory('A', product({}))], asset('1.0.0'), {device: known(device, from)});
  t.is(seen.value.cleared, 1);
  t.is(seen.declared, undefined);
});

test('the gravest come first, and what is more than a report holds makes the list incomplete', (t) => {
  const many = Array.from({length: 300}, (_, index) =>
    advisory(`A-${1000 + index}`, product({severity: index === 250 ? 'critical' : 'low'})),
  );
  const {value, complete} = told(many, asset('1.0.0'));
  t.false(complete);
  t.is(value.list.length, 200);
  t.is(value.list[0]?.id, 'A-1250');
});

test('programs of control systems on Windows are held against advisories of their own', (t) => {
  const software = (name: string, version: string): Facts => ({
    windowsSoftware: known(
      {list: [{name, version}], dotnet: []},
      {transport: 'ssh', privilege: 'root', seq: [], observedAt: null},
    ),
  });
  const works = advisory('W', product({vendor: 'Mitsubishi Electric', product: 'GX Works2', versions: '< 1.600'}));
  const bare = asset(null, {vendor: null, model: null, kind: 'control-pc'});
  const {value, complete, declared} = told([works], bare, software('GX Works2', '1.591'));
  t.true(complete);
  t.is(declared, undefined);
  t.like(value, {product: 'Mitsubishi Electric GX Works2', list: [{id: 'W', state: 'affected', version: '1.591'}]});
  t.like(told([works], bare, software('GX Works2', '1.610')).value, {cleared: 1, list: []});
  // The machine itself is named nowhere: what is told is a part.
  t.false(told([works], asset(null), software('GX Works2', '1.591')).complete);
  t.throws(() => told([works], bare, software('7-Zip', '25.01')), {instanceOf: Gap});
});
