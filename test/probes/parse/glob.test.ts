import {performance} from 'node:perf_hooks';
import test from 'ava';
import fc from 'fast-check';
import {fitsPattern} from '../../../src/probes/parse/glob.ts';

test('a pattern of many stars takes no time', (t) => {
  const name = 'a'.repeat(200);
  const started = performance.now();
  t.false(fitsPattern('conf.d/*a*a*a*a*b.conf', `conf.d/${name}`));
  t.true(fitsPattern(`conf.d/${'*a'.repeat(200)}`, `conf.d/${name}`));
  t.false(fitsPattern(`conf.d/*${'a'.repeat(100_000)}b`, `conf.d/${'a'.repeat(100_000)}`));
  t.true(performance.now() - started < 2000);
});

/** The meaning of a pattern, without a care for time. */
function naive(part: string, name: string): boolean {
  const [head, rest] = [part.charAt(0), part.slice(1)];
  if (head === '') return name === '';
  if (head === '*') return naive(rest, name) || (name !== '' && naive(part, name.slice(1)));
  return name !== '' && (head === '?' || head === name.charAt(0)) && naive(rest, name.slice(1));
}

test('patterns fit what they fit by their meaning', (t) => {
  const text = (...letters: readonly string[]): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...letters), {maxLength: 8}).map((all) => all.join(''));
  fc.assert(
    fc.property(text('a', 'b', '*', '?', '.'), text('a', 'b', '.'), (part, name) => {
      const hidden = /[*?]/.test(part) && part.startsWith('.') !== name.startsWith('.');
      t.is(fitsPattern(`/etc/${part}`, `/etc/${name}`), !hidden && naive(part, name));
    }),
    {numRuns: 5000},
  );
});
