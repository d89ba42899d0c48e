import test from 'ava';
import fc from 'fast-check';
import {canonicalJson} from '../../src/model/canonical.ts';
import {sha256Hex} from '../../src/model/digest.ts';

test('keys are sorted by code unit at every depth, without white space', (t) => {
  t.is(
    canonicalJson({b: [{z: 1, a: null}], a: 'x', '😀': 1, ﬁ: 2, B: true}),
    '{"B":true,"a":"x","b":[{"a":null,"z":1}],"😀":1,"ﬁ":2}',
  );
});

test('any JSON value survives, and the order of keys makes no difference', (t) => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      t.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    }),
  );
  t.is(canonicalJson({a: 1, b: 2}), canonicalJson({b: 2, a: 1}));
});

test('undefined members are left out', (t) => {
  t.is(canonicalJson({a: undefined, b: 1}), '{"b":1}');
});

const circle: unknown[] = [];
circle.push(circle);
for (const [title, value] of [
  ['undefined in an array', [undefined]],
  ['a hole in an array', Array(1)],
  ['NaN', NaN],
  ['an infinity', {a: Infinity}],
  ['a bigint', 1n],
  ['a function', () => 1],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a circle', circle],
] as const) {
  test(`${title} is refused`, (t) => {
    t.throws(() => canonicalJson(value), {instanceOf: TypeError});
  });
}

test('sha256 of text and of its bytes is the same', (t) => {
  t.is(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  t.is(sha256Hex(Buffer.from('水')), sha256Hex('水'));
});
