import test from 'ava';
import fc from 'fast-check';
import type {WireEnd} from '../../../src/model/outside.ts';
import {partLength} from '../../../src/transports/outside/part-length.ts';

const bytes = fc.uint8Array({maxLength: 300}).map((list) => Buffer.from(list));
const counts = fc.record({
  at: fc.constant('length' as const),
  offset: fc.nat(8),
  bytes: fc.constantFrom(1, 2, 3, 4),
  order: fc.constantFrom('big' as const, 'little' as const),
  plus: fc.integer({min: -4, max: 30}),
});
const ends: fc.Arbitrary<WireEnd> = fc.oneof(
  counts,
  fc.record({at: fc.constant('bytes' as const), count: fc.nat(200)}),
  fc.record({at: fc.constant('line' as const), like: fc.constantFrom('^2', '^$', 'a', '^[0-9]{3}(?: |$)')}),
);

test('a part lies within what came, and more that comes does not change it', (t) => {
  fc.assert(
    fc.property(ends, bytes, bytes, (end, first, more) => {
      const length = partLength(end, first);
      if (length === null) return true;
      return length >= 0 && length <= first.length && partLength(end, Buffer.concat([first, more])) === length;
    }),
  );
  t.pass();
});

test('a part is seen as soon as its last byte came, and not before', (t) => {
  fc.assert(
    fc.property(ends, bytes, (end, all) => {
      const length = partLength(end, all);
      if (length === null || length === 0) return true;
      return (
        partLength(end, all.subarray(0, length)) === length && partLength(end, all.subarray(0, length - 1)) === null
      );
    }),
  );
  t.pass();
});

test('a length that a message tells counts all that it says, in either order', (t) => {
  fc.assert(
    fc.property(
      fc.nat(200),
      fc.constantFrom(1, 2, 3, 4),
      fc.constantFrom('big' as const, 'little' as const),
      fc.nat(10),
      (count, size, order, plus) => {
        const head = Buffer.alloc(size + 2);
        if (order === 'big') head.writeUIntBE(count, 2, size);
        else head.writeUIntLE(count, 2, size);
        const end = {at: 'length', offset: 2, bytes: size, order, plus} as const;
        const whole = Math.max(count + plus, head.length);
        const message = Buffer.concat([head, Buffer.alloc(300)]);
        return partLength(end, message) === whole;
      },
    ),
  );
  t.pass();
});

test('lines end with LF or CR LF; one that never ends is none', (t) => {
  const end = {at: 'line', like: '^250 '} as const;
  const of = (text: string): number | null => partLength(end, Buffer.from(text));
  t.is(of('250-A\r\n250 B\r\nrest'), 14);
  t.is(of('250-A\n250 B\nrest'), 12);
  t.is(of('250 B'), null);
  t.is(of('250-A\r\n'.repeat(500)), null);
  t.is(of(`${'x'.repeat(100_000)}\n250 B\n`), 100_007, 'only the beginning of a long line is looked at');
});

const ended = {at: 'match', like: String.raw`^(?:[^\x16]|\x16[\s\S]*?\x0e\x00)`} as const;

test('a part ends where the first match ends, and what follows is left for the next one', (t) => {
  t.is(partLength(ended, Buffer.from([0x16, 0xff, 0x0e, 0x00, 0x0e, 0x00])), 4);
  t.is(partLength(ended, Buffer.from('HTTP/1.1 400')), 1);
});

test('without a match more must come', (t) => {
  t.is(partLength(ended, Buffer.alloc(0)), null);
  t.is(partLength(ended, Buffer.from([0x16, 0xff, 0x0e])), null);
});

test('bytes above 0x7f are held against a pattern as they are', (t) => {
  t.is(partLength({at: 'match', like: String.raw`^\xc3\xa9`}, Buffer.from('é')), 2);
});

test('only time tells the end of the others', (t) => {
  fc.assert(
    fc.property(
      bytes,
      (all) => partLength({at: 'silence', ms: 1}, all) === null && partLength({at: 'close'}, all) === null,
    ),
  );
  t.pass();
});
