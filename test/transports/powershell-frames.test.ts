import test from 'ava';
import fc from 'fast-check';
import {PowerShellReader, unescapeText, type PowerShellFrame} from '../../src/transports/powershell/frames.ts';
import {answerLines, escapeText} from '../support/fake-windows.ts';

const nonce = '0123456789abcdef01234567';

function read(text: string, sizes: readonly number[]): PowerShellFrame[] {
  const reader = new PowerShellReader(nonce, 100_000);
  const bytes = Buffer.from(text, 'latin1');
  const frames: PowerShellFrame[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    frames.push(...reader.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return frames;
}

const sizes = fc.array(fc.integer({min: 1, max: 90}), {minLength: 1, maxLength: 5});

test('any text comes through as it is, however it is cut up', (t) => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 300}), sizes, (text, pieces) => {
      const lines = answerLines(7, {text}).map((line) => `${line.replaceAll('NONCE', nonce)}\r\n`);
      t.deepEqual(read(lines.join(''), pieces), [
        {kind: 'answer', index: 7, state: 'ok', exitCode: 0, text, intact: true},
      ]);
    }),
  );
});

test('a damaged answer is never taken for a whole one of another text', (t) => {
  const text = 'abc^def\n'.repeat(40);
  const whole = answerLines(1, {text}).map((line) => `${line.replaceAll('NONCE', nonce)}\n`);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(), (line, drop) => {
      const damaged = whole.filter((_, index) => index !== line || drop % 2 === 0);
      const [frame] = read(damaged.join(''), [64]);
      if (frame?.kind === 'answer') t.is(frame.intact, damaged.length === whole.length);
    }),
  );
});

test('whatever comes is read in bounded memory, and never throws', (t) => {
  const reader = new PowerShellReader(nonce, 1000);
  for (let i = 0; i < 2000; i++) reader.push(Buffer.from(`.${'x'.repeat(300)}${i % 3 === 0 ? '\n' : ''}`));
  t.deepEqual(reader.push(Buffer.from(`\n${nonce} answer 0 ok 0 600000\n`)), [
    {kind: 'answer', index: 0, state: 'ok', exitCode: 0, text: '', intact: false},
  ]);
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 400}), (bytes) => {
      t.notThrows(() => new PowerShellReader(nonce, 1000).push(Buffer.from(bytes)));
    }),
  );
});

test('a text that is not of our form is none', (t) => {
  t.is(unescapeText('a^zz'), null);
  t.is(unescapeText('a\u{e9}'), null);
  t.is(unescapeText(escapeText('水 ^n\n')), '水 ^n\n');
});
