import test from 'ava';
import fc from 'fast-check';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {packageRoot} from '../../../src/model/paths.ts';
import {identifyDialect} from '../../../src/transports/cli/index.ts';
import {lineMatches, questionAt} from '../../../src/transports/cli/decodings.ts';
import {Screen} from '../../../src/transports/cli/screen.ts';
import {plug, simpleDevice} from '../../support/cli-device.ts';
import {hold} from '../../support/cli-session.ts';

const dialect = identifyDialect(['show version', 'display version', 'show config | grep a.b']);

/** The open line that a terminal would show after some text. */
function openLine(text: string): Buffer {
  const screen = new Screen(() => undefined);
  screen.push(Buffer.from(text));
  return Buffer.from(screen.line ?? '');
}

const prompts = [
  'Router>',
  'sw-joui-01#',
  'sw1(config)#',
  '> ',
  '# ',
  '<HUAWEI>',
  '[~HUAWEI]',
  '[admin@MikroTik] > ',
  'scan@mx> ',
  'FGT-1 # ',
  'FGT (global) $ ',
  'RTX1210> ',
  '!alaxala# ',
  '\x1b[24;1Hprocurve# \x1b[24;11H',
  'A:nokia# ',
  '*A:nokia# ',
  'root@host:~# ',
  '(switch) #',
  '浄水場SW1#',
];
const others = [
  '',
  'Password: ',
  'Username:',
  'login: ',
  '#LAB#',
  '*****************#',
  '------>',
  '% Invalid input',
  'Continue? [y/n]',
  '--More-- ',
  'hostname sw1',
  '関係者以外 立入禁止',
  '[y/n]?',
];

test('prompts are told from other lines', (t) => {
  for (const text of prompts) t.true(lineMatches(openLine(text), dialect.prompt), text);
  for (const text of others) t.false(lineMatches(openLine(text), dialect.prompt), text);
});

interface Known {
  readonly pass?: readonly string[];
  readonly pass_with_expect?: readonly string[];
  readonly fail?: readonly string[];
}

const folder = join(packageRoot, '../shared/corpus/oxidized');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('generic#prompt.yaml')) : [];

test('prompts of recorded devices are prompts', (t) => {
  let count = 0;
  for (const file of files) {
    const known = parse(readFileSync(join(folder, file), 'utf8')) as Known;
    for (const text of [...(known.pass ?? []), ...(known.pass_with_expect ?? [])]) {
      count++;
      t.true(lineMatches(openLine(text), dialect.prompt), `${file}: ${JSON.stringify(text)}`);
    }
    // Escape sequences are no trouble for us.
    for (const text of (known.fail ?? []).filter((line) => !line.startsWith('\x1b'))) {
      count++;
      t.false(lineMatches(openLine(text), dialect.prompt), `${file}: ${JSON.stringify(text)}`);
    }
  }
  t.log(files.length === 0 ? 'the recordings are absent: none was read' : `${count} prompts of ${files.length} files`);
  t.true(files.length === 0 || count > 0);
});

test('questions of pagers are seen in every Japanese encoding', (t) => {
  const pattern = dialect.pager?.pattern ?? /never/;
  const asked = [
    '--More--',
    ' --More-- (12%)',
    '<--- More --->',
    '-- MORE --, next page: Space, next line: Enter, quit: Control-C',
  ];
  for (const text of asked) t.is(questionAt(Buffer.from(text), pattern), text.startsWith(' ') ? 1 : 0, text);
  const euc = Buffer.from('2d2d2da4c4a4c5a4af2d2d2d', 'hex');
  const sjis = Buffer.from('2d2d2d82c282c382ad2d2d2d', 'hex');
  for (const line of [euc, sjis, Buffer.from('---つづく---')]) t.is(questionAt(line, pattern), 0);
  const behind = Buffer.concat([Buffer.from('82a0', 'hex'), sjis]);
  t.is(questionAt(behind, pattern), 2);
  for (const text of [
    'more',
    'tell me more --',
    '--More-- is a pager; this line tells of it at some length and goes on and on and on',
  ]) {
    t.is(questionAt(Buffer.from(text), pattern), null, text);
  }
});

test('only the commands given, and leaving, are allowed', async (t) => {
  const device = (): ReturnType<typeof plug> => plug(simpleDevice('sw1>', {exit: null, 'show version': 'IOS\r\n'}));
  const good = device();
  const {results, error} = await hold(good.connection, dialect, ['show version', 'display version']);
  t.is(error, null);
  t.deepEqual(results, {'show version': 'IOS\n', 'display version': '<unsupported>'});
  t.is(good.typed(), 'show version\rdisplay version\rexit\r');
  for (const run of ['show versions', 'show config | grep aXb', 'reload']) {
    const other = device();
    t.is(((await hold(other.connection, dialect, [run])).error as Error).name, 'Error', run);
    t.is(other.typed(), '');
  }
});

test('no line takes long to look at', (t) => {
  const patterns = [
    dialect.prompt,
    dialect.pager?.pattern ?? dialect.prompt,
    ...dialect.refusals.map(({pattern}) => pattern),
  ];
  for (const text of [
    '-- more'.repeat(70),
    '['.repeat(500),
    'a'.repeat(511),
    '<'.repeat(500),
    '---'.repeat(170),
    '\u3000'.repeat(170),
  ]) {
    const start = performance.now();
    for (const pattern of patterns) {
      lineMatches(Buffer.from(text), pattern);
      questionAt(Buffer.from(text.repeat(30)), pattern);
    }
    t.true(performance.now() - start < 200, text.slice(0, 10));
  }
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 600}), (bytes) => {
      const at = questionAt(Buffer.from(bytes), dialect.pager?.pattern ?? /$/);
      return at === null || (at >= 0 && at <= bytes.length);
    }),
  );
});
