import test from 'ava';
import fc from 'fast-check';
import {valueChanges} from '../../src/history/value-changes.ts';

test('lists whose elements have no key of their own are compared as wholes, however they are ordered', (t) => {
  t.deepEqual(valueChanges([1, 2, 2], [2, 3, 1], 'x'), [
    {path: 'x', before: 2, after: null},
    {path: 'x', before: null, after: 3},
  ]);
  const twice = [
    {name: 'k', version: '1'},
    {name: 'k', version: '2'},
  ];
  t.deepEqual(
    valueChanges(
      twice,
      [
        {name: 'k', version: '2'},
        {name: 'k', version: '3'},
      ],
      'x',
    ),
    [
      {path: 'x', before: {name: 'k', version: '1'}, after: null},
      {path: 'x', before: null, after: {name: 'k', version: '3'}},
    ],
  );
});

test('sockets are known by protocol, address and port', (t) => {
  const socket = (port: number, process: string) => ({protocol: 'tcp', address: '::', port, process});
  t.deepEqual(valueChanges([socket(22, 'sshd'), socket(80, 'a')], [socket(80, 'b'), socket(22, 'sshd')], 's'), [
    {path: 's[tcp :: 80].process', before: 'a', after: 'b'},
  ]);
});

test('a value of another kind is told whole', (t) => {
  t.deepEqual(valueChanges({a: [1]}, {a: {b: 1}}, 'x'), [{path: 'x.a', before: [1], after: {b: 1}}]);
  t.deepEqual(valueChanges({a: null}, {a: 'y'}, 'x'), [{path: 'x.a', before: null, after: 'y'}]);
});

test('names that every object has are names like others', (t) => {
  const hostile = JSON.parse('{"constructor": 1, "__proto__": 2, "toString": 3}') as Record<string, unknown>;
  const paths = valueChanges({}, hostile, 'x').map(({path}) => path);
  t.deepEqual(paths, ['x.__proto__', 'x.constructor', 'x.toString']);
});

test('equal values do not differ, others do, whatever they are', (t) => {
  const value = fc.jsonValue({maxDepth: 4}) as fc.Arbitrary<unknown>;
  fc.assert(fc.property(value, (one) => t.deepEqual(valueChanges(one, structuredClone(one), 'x'), [])));
  fc.assert(
    fc.property(value, value, (one, other) => {
      const there = valueChanges(one, other, 'x').length;
      t.is(there === 0, valueChanges(other, one, 'x').length === 0);
    }),
  );
});
