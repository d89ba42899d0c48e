import test from 'ava';
import {brokenOff} from '../../src/model/broken-off.ts';

test('pages that were not turned, and complaints, tell that an answer is not whole', (t) => {
  const left = [
    ...[
      ' --More-- ',
      '<--- More --->',
      '---- More ----',
      '---(more 45%)---',
      '---つづく---',
      '-- MORE --, next page: Space',
    ],
    ...["% Invalid input detected at '^' marker.", ' % Unrecognized command found', '% Authorization failed.'],
    ...[
      'Command authorization failed.',
      'Command fail. Return code -37',
      '<ERROR> Invalid input',
      'error: permission denied',
    ],
    ...['--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\bline vty 0 4', 'Connection closed by foreign host.'],
  ];
  for (const line of left) t.true(brokenOff(`hostname sw1\n${line}\nline con 0`), line);
});

test('what stands in configurations and tables tells nothing of the kind', (t) => {
  const lines = [
    ...[
      'banner motd ^C',
      '--- more information: call 1234 ---',
      '% Authorized users only %',
      ' description Error: none',
    ],
    ...[
      '!Command: show running-config',
      '# Reporting Date: Nov 20',
      ' --more details below',
      'logging monitor informational',
    ],
  ];
  t.deepEqual(
    lines.filter((line) => brokenOff(`hostname sw1\n${line}\nend`)),
    [],
  );
});

test('long lines are read in time', (t) => {
  t.false(brokenOff('-'.repeat(2_000_000)));
  t.false(brokenOff(`${' '.repeat(2_000_000)}\n`));
});
