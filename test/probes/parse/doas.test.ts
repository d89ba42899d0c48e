import test from 'ava';
import fc from 'fast-check';
import {readDoas} from '../../../src/probes/parse/doas.ts';

const read = (text: string) => readDoas({path: '/etc/doas.conf', text, cut: false});
const plain = {file: '/etc/doas.conf', line: 1, permit: true, runAs: null, command: null};
const off = {nopass: false, persist: false, nolog: false};

test('rules of doas.conf(5)', (t) => {
  const text = [
    '# permit nopass :wheel',
    'permit persist :wheel # in the evening',
    '',
    'permit nopass keepenv setenv { PATH "A=b c" -ENV } alice as root cmd /usr/sbin/reboot args',
    'deny "bob smith"',
    'permit nolog \\',
    '  1000 as www cmd /bin/sh args -c "secret"',
  ];
  t.deepEqual(read(text.join('\n')), {
    rules: [
      {...plain, ...off, line: 2, who: ':wheel', persist: true},
      {...plain, ...off, line: 4, who: 'alice', runAs: 'root', command: '/usr/sbin/reboot', nopass: true},
      {...plain, ...off, line: 5, permit: false, who: 'bob smith'},
      {...plain, ...off, line: 6, who: '1000', runAs: 'www', command: '/bin/sh', nolog: true},
    ],
    strange: 0,
  });
});

test('lines of doas.conf that are no rules', (t) => {
  const lines = [
    ...[
      'permit',
      'permit nopass',
      'allow alice',
      'permit setenv PATH alice',
      'permit setenv { PATH alice',
      'permit "alice',
    ],
    ...['permit alice as', 'permit alice cmd', 'permit alice sometimes', 'permit alice cmd a b', 'permit { alice }'],
  ];
  for (const line of lines) t.deepEqual(read(line), {rules: [], strange: 1}, line);
  t.is(read('permit alice \\').strange, 1, 'a line that goes on behind the end');
});

test('any text is read, each line once', (t) => {
  const word = fc.constantFrom(
    'permit',
    'nopass',
    'setenv',
    '{',
    '}',
    'as',
    'cmd',
    '"',
    '\\',
    '\n',
    '#',
    ' ',
    'x',
    ':wheel',
  );
  fc.assert(
    fc.property(fc.array(word, {maxLength: 60}), (parts) => {
      const text = parts.join(' ');
      const {rules, strange} = read(text);
      return rules.length + strange <= text.split('\n').length;
    }),
  );
  t.pass();
});
