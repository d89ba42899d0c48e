import test from 'ava';
import fc from 'fast-check';
import {anyWord} from '../../src/transports/any-word.ts';
import {hint, mayHoldSecret} from '../../src/transports/redact-hint.ts';

const fragments = [
  ...[
    'pass',
    'PW',
    'pwx',
    'user',
    'name=',
    'net use',
    'Net\tUse',
    'sig',
    'conn',
    'rman ',
    'send ',
    'md5',
    'ghp_',
    'AKIA',
    'eyJ',
  ],
  ...[
    ': RSA ',
    ':pin\t',
    ': Ed25519 x',
    '*',
    '{S',
    '$',
    '$6',
    '-U',
    ' -N',
    '\t-k',
    '/p:',
    '<<<',
    '://',
    '[',
    ':',
    ' ',
    '\t',
    '12',
  ],
  ...[
    'A'.repeat(40),
    '0'.repeat(40),
    '水',
    'パスワード',
    'ſ',
    '\u212a',
    'x',
    '',
    'M',
    'stat',
    's',
    'commun',
    'it',
    'hooks',
    '.slack',
  ],
];
const line = fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string({maxLength: 3})), {maxLength: 6});

test('the look is the same as that of the whole pattern', (t) => {
  fc.assert(
    fc.property(line, (parts) => {
      const text = parts.join('');
      t.is(mayHoldSecret(text), hint.test(text), text);
    }),
    {numRuns: 20_000},
  );
});

test('any of the words is found wherever it stands, as one by one', (t) => {
  const word = fc.string({unit: fc.constantFrom('a', 'b', 'C', '-'), minLength: 1, maxLength: 4});
  const text = fc.string({unit: fc.constantFrom('a', 'B', 'c', '-', ' '), maxLength: 12});
  fc.assert(
    fc.property(fc.array(word, {maxLength: 5}), text, (words, sought) => {
      const there = words.some((one) => sought.toLowerCase().includes(one.toLowerCase()));
      t.is(anyWord(words)(sought), there);
    }),
    {numRuns: 5000},
  );
});

test('a character outside of ASCII counts as a hit, and no word may hold one', (t) => {
  t.true(anyWord(['a'])('水'));
  t.throws(() => anyWord(['水']), {message: /not ASCII/});
});
