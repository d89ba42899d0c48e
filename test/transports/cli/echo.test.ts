import test from 'ava';
import fc from 'fast-check';
import {findEcho} from '../../../src/transports/cli/echo.ts';

const command = 'show interfaces status';
const prompt = 'sw1# ';

const cases: readonly (readonly [string, string, string, boolean, boolean])[] = [
  ['on the line of the prompt', `sw1# ${command}\nbody\n`, 'body\n', true, false],
  ['on a line of its own', `${command}\nbody\n`, 'body\n', true, false],
  ['with blanks around it', `sw1#  ${command} \nbody\n`, 'body\n', true, false],
  ['wrapped', 'sw1# show inter\nfaces status\nbody\n', 'body\n', true, false],
  ['wrapped, and once more in the answer', `sw1# show inter\nfaces status\n${command}\n`, `${command}\n`, true, false],
  ['on the line after the prompt', `sw1# \n${command}\nbody\n`, 'body\n', true, false],
  ['scrolled sideways', 'sw1# $aces status\nbody\n', 'body\n', true, false],
  ['completed by the device', 'sw1# show interfaces-status\nbody\n', 'body\n', true, false],
  ['twice', `sw1# ${command}\n${command}\nbody\n`, `${command}\nbody\n`, true, false],
  ['missing', 'sw1# \nbody\n', 'body\n', false, false],
  ['missing, with its line feed', 'sw1# body\n', 'body\n', false, false],
  ['missing, with the prompt', 'body\n', 'body\n', false, false],
  ['after more of the last answer', `sw1# \nrest\nsw1# ${command}\nbody\n`, 'body\n', true, true],
  ['after a second prompt', `sw1# \n\nsw1# ${command}\nbody\n`, 'body\n', true, false],
  ['in another command', 'sw1# show version\nbody\n', 'show version\nbody\n', false, false],
];

for (const [what, text, body, echoed, late] of cases) {
  test(`an echo ${what}`, (t) => {
    const {start, ...rest} = findEcho(text, prompt, command, true);
    t.is(text.slice(start), body);
    t.deepEqual(rest, {echoed, late});
  });
}

test('where the device gives no echoes, an answer may hold what looks like one', (t) => {
  const answers = [
    `${command}\nbody\n`,
    `sw1# \n${command}\n`,
    `sw1# \nbody\n\nsw1# ${command}\nmore\n`,
    'sw1# show inter\nfaces status\n',
  ];
  for (const text of answers) {
    const start = text.startsWith('sw1# \n') ? 6 : text.startsWith(prompt) ? 5 : 0;
    t.deepEqual(findEcho(text, prompt, command, false), {start, echoed: false, late: false}, text);
  }
  t.deepEqual(findEcho(`sw1# \nrest\nsw1# ${command}\nbody\n`, prompt, command, null), {
    start: 6,
    echoed: false,
    late: false,
  });
  t.true(findEcho(`sw1# ${command}\nbody\n`, prompt, command, false).echoed);
});

const state = fc.constantFrom(true, false, null);

test('an answer behind a proper echo is left alone, whatever it is', (t) => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom('', `${prompt}${command}\n`, `${command}\n`, prompt),
      state,
      (some, other, echoes) => {
        const body = `${other}${some}\n`;
        t.is(
          findEcho(`${prompt}${command}\n${body}`, prompt, command, echoes).start,
          prompt.length + command.length + 1,
        );
      },
    ),
  );
});

test('the start stands in the text, and at the beginning of a line or behind the prompt', (t) => {
  const unit = fc.constantFrom('\n', ' ', 's', '#', 'sw1# ', command, 'show ', '$');
  fc.assert(
    fc.property(fc.array(unit, {maxLength: 30}), state, (parts, echoes) => {
      const text = parts.join('');
      const {start} = findEcho(text, prompt, command, echoes);
      t.true(start === 0 || text[start - 1] === '\n' || text.slice(0, start) === prompt);
    }),
  );
});

test('time grows with the text alone', (t) => {
  for (const line of ['\n', 'sw1#\n', 's', `sw1# ${command} \n x`, ' ', ' \n']) {
    const text = line.repeat(Math.ceil(4_000_000 / line.length));
    const start = performance.now();
    findEcho(text, prompt, command, true);
    t.true(performance.now() - start < 2_000, JSON.stringify(line));
  }
});
