import test from 'ava';
import fc from 'fast-check';
import {longestLine, Screen} from '../../../src/transports/cli/screen.ts';

interface Shown {
  readonly text: string;
  readonly line: string | null;
}

function show(...chunks: readonly (string | Uint8Array)[]): Shown {
  const pieces: string[] = [];
  const screen = new Screen((text) => pieces.push(text.toString('latin1')));
  for (const chunk of chunks)
    screen.push(typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : Buffer.from(chunk));
  return {text: pieces.join(''), line: screen.line?.toString('latin1') ?? null};
}

const cases: readonly (readonly [string, string, string])[] = [
  ['a\r\nb\nc', 'a\nb\n', 'c'],
  ['abc\rX', '', 'Xbc'],
  ['abc\b\bX', '', 'aXc'],
  ['ab\b\b\b\b\bX', '', 'Xb'],
  ['host# \b \b\b \bx', '', 'hostx '],
  ['--More--\r        \rend\r\n', 'end     \n', ''],
  ['\r        \rend\r\n', 'end\n', ''],
  ['--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b', '', '        '],
  ['   \r\n', '   \n', ''],
  ['one two\x1b[3D\x1b[Kx', '', 'one x'],
  ['abc\x1b[1K', '', '   '],
  ['abc\x1b[2Kd', '', '   d'],
  ['abc\x1b[2Gd', '', 'adc'],
  ['abc\x1b[24;1Hd', '', 'dbc'],
  ['\x1b[H\x1b[Jsw1# ', '', 'sw1# '],
  ['a\x1b[5Cb', '', 'a     b'],
  ['a\x1bEb', 'a\n', 'b'],
  ['\x1b[7mlines 1-23 \x1b[m\x1b[K\r\x1b[Kx', '', 'x'],
  ['\x1b]0;title\x07a\x1b]2;t\x1b\\b\x1bPq\x1b\\c', '', 'abc'],
  ['\x1b(B\x1b)0a\x1b=\x1b>b\x1b[?1h\x1b[?2004hc', '', 'abc'],
  ['a\x00\x07\x7f\x0e\x0f\x0b\x0cb\tc', '', 'ab\tc'],
  ['\x1b[12\nx', '\n', 'x'],
  ['\x1b]open\nx', '\n', 'x'],
  ['\x1b', '', ''],
];

for (const [bytes, text, line] of cases) {
  test(`what a terminal shows of ${JSON.stringify(bytes)}`, (t) => t.deepEqual(show(bytes), {text, line}));
}

test('a question that was answered is no text, however the device takes it away', (t) => {
  for (const [after, text] of [
    ['\r        \rnext\n', 'a\nnext\n'],
    ['\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\bnext\n', 'a\nnext\n'],
    ['\r\x1b[Knext\n', 'a\nnext\n'],
    ['\r\nnext\n', 'a\nnext\n'],
    ['next\n', 'a\nnext\n'],
    ['\r        \r\r\nnext\n', 'a\n\nnext\n'],
  ] as const) {
    const pieces: string[] = [];
    const screen = new Screen((piece) => pieces.push(piece.toString()));
    screen.push(Buffer.from('a\r\n--More--'));
    screen.erase(0);
    screen.push(Buffer.from(after));
    t.is(pieces.join('').replace(/ +\n/g, '\n'), text, JSON.stringify(after));
  }
});

test('a text in front of an answered question stays', (t) => {
  const screen = new Screen(() => undefined);
  screen.push(Buffer.from('text --More--'));
  screen.erase(5);
  t.is(screen.line?.toString(), 'text ');
});

test('a line that is too long is handed on in pieces, and no prompt can stand at its end', (t) => {
  const {text, line} = show('x'.repeat(longestLine + 5), '\rsw1#');
  t.is(text, 'x'.repeat(longestLine));
  t.is(line, null);
  t.deepEqual(show('x'.repeat(longestLine + 5), '\nsw1#').line, 'sw1#');
  t.is(show(`\x1b[999999G\x1b[999999Gx`, '\n').text.length <= longestLine + 1, true);
});

const hostile = fc.array(
  fc.oneof(
    fc.string({unit: 'binary-ascii', maxLength: 10}),
    fc.constantFrom(
      '\r',
      '\n',
      '\b',
      '\x1b[',
      '\x1b[K',
      '\x1b[2K',
      '\x1b[9C',
      '\x1b[3D',
      '\x1b]',
      '\x07',
      '\x1b',
      ' ',
      '\x82\xa0',
      'text',
    ),
  ),
  {maxLength: 60},
);

test('text without control characters is shown as it is', (t) => {
  const plain = fc.array(fc.string({unit: fc.constantFrom('a', ' ', '\t', '#', '\x82', '\xff', '-')}), {maxLength: 20});
  fc.assert(
    fc.property(
      plain,
      (lines) => show(lines.map((line) => `${line}\r\n`).join('')).text === lines.map((line) => `${line}\n`).join(''),
    ),
  );
  t.pass();
});

test('how bytes come in chunks makes no difference', (t) => {
  fc.assert(
    fc.property(hostile, fc.array(fc.nat(200), {maxLength: 8}), (parts, cuts) => {
      const bytes = parts.join('');
      const at = [...cuts].sort((a, b) => a - b);
      const chunks = [0, ...at].map((from, index) => bytes.slice(from, at[index] ?? bytes.length));
      t.deepEqual(show(...chunks), show(bytes));
    }),
  );
});

test('what is shown holds no control characters, and shows itself', (t) => {
  fc.assert(
    fc.property(hostile, (parts) => {
      const {text, line} = show(...parts);
      t.notRegex(text + (line ?? ''), /[\0-\x08\x0b-\x1f\x7f]/);
      t.deepEqual(show(text), {text, line: ''});
    }),
  );
});

test('time grows with the bytes alone', (t) => {
  for (const unit of ['\r \ra', '\x1b[9999C', ' \r', '\x1b]', 'a\b', '\x1b[1K', '\x1b[16000Gx\x1b[1K\r']) {
    const time = (times: number): number => {
      const bytes = Buffer.from(unit.repeat(times));
      const start = performance.now();
      new Screen(() => undefined).push(bytes);
      return performance.now() - start;
    };
    time(1_000);
    t.true(time(100_000) < 2_000, JSON.stringify(unit));
  }
});
