import test from 'ava';
import fc from 'fast-check';
import {typeOfSchema} from '../../src/check/schema-types.ts';
import {antivirusVendors} from '../../src/derive/antivirus-vendors.ts';
import {clockSkew} from '../../src/derive/clock-skew.ts';
import {assetFacts, siteFacts} from '../../src/derive/index.ts';
import type {SiteFact} from '../../src/model/derived.ts';
import {Gap, known, type Fact, type Provenance} from '../../src/model/fact.ts';
import type {Parsed} from '../../src/model/probe.ts';
import type {z} from 'zod';
import {assetOf} from '../support/asset.ts';

const from: Provenance = {transport: 'ssh', privilege: 'user', seq: [1], observedAt: null};
const gap: Fact = {state: 'gap', reason: 'timeout', detail: '', from};
const fault: Fact = {state: 'fault', message: 'boom', from};

function fold<S extends z.ZodType, State>(
  unit: SiteFact<S, State>,
  facts: Readonly<Record<string, Fact | null>>,
): Parsed<z.infer<S>> {
  const [name = ''] = unit.reads;
  let state = unit.start();
  for (const [id, fact] of Object.entries(facts))
    state = unit.add(state, assetOf(id), fact === null ? {} : {[name]: fact});
  return unit.finish(state, {});
}

const product = (vendor: string, running: boolean | null, scheduledScan: boolean | null = null) => ({
  ...{vendor, product: vendor, version: null, running, scheduledScan},
});
const products = (...vendors: string[]): Fact =>
  known({products: vendors.map((vendor) => product(vendor, true))}, from);
const clock = (low: number, high: number): Fact => known({offsetLowMs: low, offsetHighMs: high}, from);

test('vendors are listed once each, with their assets, in order', (t) => {
  const {value, complete} = fold(antivirusVendors, {
    b: products('Trend Micro', 'ClamAV'),
    a: products('ClamAV', 'ClamAV'),
    c: products(),
  });
  t.true(complete);
  t.deepEqual(value, {
    vendors: [
      {vendor: 'ClamAV', assets: ['a', 'b']},
      {vendor: 'Trend Micro', assets: ['b']},
    ],
    unknownAssets: 0,
  });
});

for (const [name, fact] of Object.entries({'a gap': gap, 'a fault': fault, nothing: null})) {
  test(`${name} of one asset is counted, and makes the fact incomplete`, (t) => {
    const vendors = fold(antivirusVendors, {a: products('ClamAV'), b: fact});
    t.false(vendors.complete);
    t.deepEqual(vendors.value, {vendors: [{vendor: 'ClamAV', assets: ['a']}], unknownAssets: 1});
    const skew = fold(clockSkew, {a: clock(0, 1), b: clock(50, 60), c: fact});
    t.false(skew.complete);
    t.is(skew.value.unknownAssets, 1);
    t.is(skew.value.maxSpreadMs, null);
    t.is(skew.value.minSpreadMs, null);
    t.deepEqual(
      skew.value.assets.map(({apartMs}) => apartMs),
      [49, 49],
    );
  });
}

test('an incomplete fact counts as unknown, and what it holds is kept', (t) => {
  const {value, complete} = fold(antivirusVendors, {a: known({products: [product('ESET', null)]}, from, false)});
  t.false(complete);
  t.deepEqual(value, {vendors: [{vendor: 'ESET', assets: ['a']}], unknownAssets: 1});
});

test('a product that neither runs nor is started at times is not in use', (t) => {
  const {value} = fold(antivirusVendors, {
    a: known({products: [product('ESET', true), product('Microsoft', false), product('ClamAV', false, true)]}, from),
  });
  t.deepEqual(
    value.vendors.map(({vendor}) => vendor),
    ['ClamAV', 'ESET'],
  );
});

test('where nothing at all was known there is no fact', (t) => {
  for (const unit of [antivirusVendors, clockSkew] as readonly SiteFact[]) {
    t.is(t.throws(() => fold(unit, {a: gap, b: null}), {instanceOf: Gap}).reason, 'not-collected');
  }
});

test('a site without assets of the kind has an empty, complete fact', (t) => {
  t.deepEqual(fold(antivirusVendors, {}), {value: {vendors: [], unknownAssets: 0}, complete: true});
  t.deepEqual(fold(clockSkew, {}), {
    value: {maxSpreadMs: null, minSpreadMs: null, assets: [], unknownAssets: 0},
    complete: true,
  });
});

test('the difference between clocks is proved only where their ranges are apart', (t) => {
  const {value} = fold(clockSkew, {a: clock(-10, 20), b: clock(5, 30), c: clock(1000, 1200)});
  t.is(value.maxSpreadMs, 1210);
  t.is(value.minSpreadMs, 980);
  t.deepEqual(
    value.assets.map(({asset: id, apartMs}) => [id, apartMs]),
    [
      ['a', 980],
      ['b', 970],
      ['c', 980],
    ],
  );
});

test('a single clock proves nothing', (t) => {
  const {value, complete} = fold(clockSkew, {a: clock(-10, 20)});
  t.true(complete);
  t.deepEqual(value, {
    maxSpreadMs: null,
    minSpreadMs: null,
    assets: [{asset: 'a', lowMs: -10, highMs: 20, apartMs: 0}],
    unknownAssets: 0,
  });
});

test('the true spread lies between the two bounds, and the order of assets does not matter', (t) => {
  const range = fc.tuple(fc.integer({min: -5000, max: 5000}), fc.nat({max: 300}), fc.nat({max: 300}));
  fc.assert(
    fc.property(fc.array(range, {minLength: 2, maxLength: 8}), (clocks) => {
      const entries = clocks.map(
        ([offset, below, above], i) => [`a${i}`, clock(offset - below, offset + above)] as const,
      );
      const {value} = fold(clockSkew, Object.fromEntries(entries));
      const backwards = fold(clockSkew, Object.fromEntries(entries.toReversed()));
      const offsets = clocks.map(([offset]) => offset);
      const spread = Math.max(...offsets) - Math.min(...offsets);
      return (
        (value.minSpreadMs ?? Infinity) <= spread &&
        spread <= (value.maxSpreadMs ?? -Infinity) &&
        Math.max(...value.assets.map(({apartMs}) => apartMs)) === value.minSpreadMs &&
        JSON.stringify(backwards.value) === JSON.stringify(value)
      );
    }),
    {seed: 20261122},
  );
  t.pass();
});

test('a fleet of 10,000 is folded at once', (t) => {
  const facts = Object.fromEntries(Array.from({length: 10_000}, (_, i) => [`a${i}`, products('ClamAV')] as const));
  const start = performance.now();
  t.is(fold(antivirusVendors, facts).value.vendors[0]?.assets.length, 10_000);
  t.true(performance.now() - start < 20_000);
});

function unlabelled(schema: z.ZodType, path: string): string[] {
  const inner =
    (schema as {shape?: Record<string, z.ZodType>}).shape ??
    (schema as {element?: {shape?: Record<string, z.ZodType>}}).element?.shape ??
    {};
  return Object.entries(inner).flatMap(([name, field]) => {
    const label = field.meta()?.['label'] as {en?: string; ja?: string} | undefined;
    return [...(label?.en && label.ja ? [] : [`${path}.${name}`]), ...unlabelled(field, `${path}.${name}`)];
  });
}

for (const unit of [...assetFacts, ...siteFacts]) {
  test(`${unit.fact} has a schema that checks can read, with labels in both languages`, (t) => {
    t.notThrows(() => typeOfSchema(unit.schema));
    t.deepEqual(unlabelled(unit.schema, unit.fact), []);
    t.not(unit.title.ja, '');
    t.true(unit.reads.length > 0);
  });
}
