import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {answerForm, isAnswerFile} from '../../src/kits/answer-file/form.ts';
import type {AnswerFile} from '../../src/kits/answer-file/read.ts';
import {readWindowsFile} from '../../src/kits/answer-file/windows/read.ts';
import {Refusal} from '../../src/kits/refusal.ts';
import {askId, cim, members, program, registry, type WindowsAsk} from '../../src/model/ask.ts';
import type {Answer} from '../../src/model/evidence.ts';
import {readRegistry} from '../../src/model/registry-text.ts';
import {temporaryFolder} from '../support/sshd.ts';
import {sampleHost} from '../support/sample-host.ts';
import {
  batchFile,
  digestLines,
  nonce,
  powershellFile,
  windows7,
  windowsXp,
  type Dialect,
} from '../support/windows-answers.ts';
import type {WindowsHost} from '../support/made-up-windows.ts';
import {answersById, liveExchanges} from '../support/windows-live.ts';
import {batchAnswers, powershellAnswers, sampleAsks} from '../support/windows-kit.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

const plain = () => (text: string) => ({text, count: 0});
let written = 0;

function read(bytes: Buffer | string, asks: readonly WindowsAsk[] = sampleAsks): AnswerFile {
  const path = join(folder.path, `${written++}.answers`);
  writeFileSync(path, bytes);
  const answers = answerForm(path) === 'cmd' ? batchAnswers(asks) : powershellAnswers(asks);
  return readWindowsFile(path, answers, plain);
}

function refused(t: ExecutionContext, bytes: Buffer | string, pattern: RegExp): void {
  const error = t.throws(() => read(bytes), {instanceOf: Refusal});
  t.regex(error.told.en, pattern);
  t.not(error.told.ja, '');
}

const answersOf = ({exchanges}: AnswerFile): Record<string, Answer> => answersById(exchanges);

const outcomes = (file: AnswerFile): Record<string, string> =>
  Object.fromEntries(
    Object.entries(answersOf(file)).map(([ask, answer]) => [
      ask,
      answer.ok ? (answer.absent ? 'absent' : answer.cut ? 'part' : 'ok') : answer.reason,
    ]),
  );

/** Answers by what parsers see of them: how the bytes were read is no part of it. */
const seen = (answers: Readonly<Record<string, Answer>>) =>
  Object.fromEntries(
    Object.entries(answers).map(([ask, answer]) => [ask, answer.ok ? {...answer, encoding: null} : answer]),
  );

const ps = powershellFile(sampleHost, sampleAsks);

test('PowerShell: the answers of the file are those of a scan, to the letter', async (t) => {
  const file = read(ps);
  t.true(file.whole);
  t.deepEqual(answersOf(file), answersById(await liveExchanges(sampleHost, sampleAsks)));
  t.true(file.exchanges.every(({privilege, via}) => privilege === 'root' && via === 'kit'));
  const [first] = file.exchanges;
  t.deepEqual([first?.sentAt, first?.receivedAt], ['2026-11-20T01:00:00.000Z', '2026-11-20T01:02:03.000Z']);
});

const dialects: Readonly<Record<string, Dialect>> = {
  'Windows XP': windowsXp,
  'Windows 7': windows7,
  'UTF-8': {...windows7, codepage: 65_001},
};
const inOrder = (body: string): string => body.split('\n').sort().join('\n');

for (const [name, dialect] of Object.entries(dialects))
  test(`${name}: cmd.exe is told what PowerShell is told`, async (t) => {
    const file = read(batchFile(sampleHost, sampleAsks, dialect));
    t.true(file.whole);
    const live = seen(answersById(await liveExchanges(sampleHost, sampleAsks)));
    const told = seen(answersOf(file));
    for (const ask of sampleAsks.map(askId)) {
      const [one, other] = [told[ask], live[ask]];
      if (one?.ok === true && other?.ok === true)
        t.deepEqual({...one, body: inOrder(one.body)}, {...other, body: inOrder(other.body)}, ask);
      else t.deepEqual(one, other, ask);
    }
    t.is(file.exchanges[0]?.sentAt, '2026-11-20T01:00:00.000Z');
    t.is(file.exchanges[0]?.receivedAt, '2026-11-20T01:02:03.000Z');
  });

test('both tell which machine it is', (t) => {
  for (const file of [read(ps), read(batchFile(sampleHost, sampleAsks, windowsXp))]) {
    const {hostname, ...host} = file.head.host;
    t.regex(hostname ?? '', /^pump-1$/i);
    t.deepEqual(host, {
      ...{machineId: '0123456789abcdef0123456789abcdef', serials: ['AB12CD'], macs: ['02:00:00:00:00:01']},
      addresses: ['192.0.2.7'],
    });
  }
});

const closed: WindowsHost = {
  ...sampleHost,
  denied: [
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Mizumori Logon',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Mizumori Test\\浄水場 (1)\\Deep',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Mizumori\\Not There\\At All',
  ],
  classes: {...sampleHost.classes, 'root\\cimv2:Win32_Service': null},
};

test('what is denied is never taken for absent, nor a part of it for the whole', (t) => {
  for (const file of [read(powershellFile(closed, sampleAsks)), read(batchFile(closed, sampleAsks, windows7))]) {
    t.like(outcomes(file), {
      hidden: 'permission-denied',
      'HKLM\\SOFTWARE\\Policies\\Mizumori\\Not There\\At All': 'permission-denied',
      Win32_Service: 'permission-denied',
      Win32_Mizumori: 'absent',
    });
  }
  t.is(outcomes(read(batchFile(closed, sampleAsks, windows7)))['tree'], 'part');
});

test('below a key that cannot be read, a key is not known to be absent', (t) => {
  const ask = registry('HKLM\\SECURITY\\Policy\\Secrets');
  const host = {...sampleHost, denied: ['HKEY_LOCAL_MACHINE\\SECURITY']};
  t.deepEqual(Object.values(outcomes(read(batchFile(host, [ask], windowsXp), [ask]))), ['permission-denied']);
});

test('what of one user cannot be read is told, and the others are', async (t) => {
  const ask = registry('HKU\\*\\Control Panel\\Desktop', {values: ['ScreenSaveActive']});
  const body = (answer: Answer | undefined): string => (answer?.ok === true ? answer.body : '');
  const [one, other] = ['1001', '1003'].map((rid) => `HKEY_USERS\\S-1-5-21-1-2-3-${rid}`) as [string, string];
  const whole = [other, `${other}\\Control Panel`, `${other}\\Control Panel\\Desktop`];
  for (const denied of [[`${one}\\Control Panel\\Desktop`], whole]) {
    const host = {...sampleHost, denied};
    const told = body(answersOf(read(batchFile(host, [ask], windows7), [ask]))[ask.id]);
    t.is(told, body(answersById(await liveExchanges(host, [ask]))[ask.id]));
    t.regex(told, /\] denied$/m);
    t.is([...told.matchAll(/^"ScreenSaveActive"=/gm)].length, 1);
    t.false(readRegistry(told, ask.key)?.complete);
  }
});

test('without wmic nothing of CIM is known, and the rest is', (t) => {
  const file = read(batchFile(sampleHost, sampleAsks, {...windowsXp, wmic: false}));
  t.like(outcomes(file), {
    tree: 'ok',
    Win32_OperatingSystem: 'unsupported',
    Win32_Service: 'unsupported',
    Win32_Mizumori: 'unsupported',
    'members S-1-5-32-544': 'unsupported',
    'netstat.exe -ano': 'ok',
  });
  t.is(file.exchanges[0]?.sentAt, '2026-11-20T01:00:00.000Z');
  t.deepEqual(file.head.host.serials, []);
});

test('a property that an old Windows does not know is empty, and the others are told', (t) => {
  const ask = cim('Win32_OperatingSystem', ['Version', 'OSArchitecture']);
  const answer = answersOf(read(batchFile(sampleHost, [ask], windowsXp), [ask]))[ask.id];
  t.like(answer, {ok: true, body: 'Version=6.1.7601\nOSArchitecture=\n'});
});

test('what cmd.exe could take for a command, or could only tell with what is hidden, is not asked', (t) => {
  const unasked = [
    cim('Win32_Process', ['Name'], {where: 'Name="x" & calc'}),
    registry('HKLM\\SOFTWARE\\%PATH%'),
    registry('HKLM\\SOFTWARE\\Vendor', {hidden: ['Password']}),
    registry('HKLM\\SOFTWARE\\Vendor', {depth: 'children', values: ['A'], hidden: ['Password']}),
  ];
  for (const ask of unasked) t.is(batchAnswers([]).putAs(ask), null);
  for (const ask of [members('S-1-5-32-544'), program('net.exe accounts')]) t.not(batchAnswers([]).putAs(ask), null);
});

test('PowerShell: an answer that was changed, taken out or cut is lost, and no other', (t) => {
  const lines = ps.split('\r\n');
  const at = lines.findIndex((line) => line.startsWith('.') && line.includes('CurrentBuild'));
  const changed = read(lines.with(at, (lines[at] ?? '').replace('7601', '9200')).join('\r\n'));
  t.deepEqual([changed.whole, changed.lost], [false, 1]);
  t.is(outcomes(changed)['HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'], 'cut');
  const without = read(lines.toSpliced(at, 1).join('\r\n'));
  t.deepEqual(outcomes(without), outcomes(changed));
  const half = read(ps.slice(0, ps.indexOf(`${nonce} sum`, ps.length / 2)));
  t.false(half.whole);
  t.true(half.lost > 0 && half.lost < sampleAsks.length);
});

test('PowerShell: editors and mail may change the encoding and the ends of lines', (t) => {
  const ways = {
    'a byte-order mark': Buffer.from(`\ufeff${ps}`),
    'UTF-16': Buffer.from(`\ufeff${ps}`, 'utf16le'),
    'ends of lines': ps.replaceAll('\r\n', '\n'),
    'empty lines at its end': `${ps}\r\n\r\n`,
  };
  for (const [way, bytes] of Object.entries(ways)) {
    t.true(isAnswerFile(Buffer.from(bytes)), way);
    const file = read(bytes);
    t.true(file.whole, way);
    t.deepEqual(answersOf(file), answersOf(read(ps)), way);
  }
});

test('PowerShell: a head that was changed, or cut, is refused', (t) => {
  for (const text of ['kit 0', 'hostname ', 'started 2', 'ask 0 ', 'user '])
    refused(t, ps.replace(text, `${text}1`), /damaged/);
  refused(t, ps.slice(0, ps.indexOf('\r\nhead ')), /ends before/);
  refused(t, ps.replace('MIZUMORI-KIT 1', 'MIZUMORI-KIT 2'), /newer version/);
});

test('of a kit of another version only what is asked alike is taken', (t) => {
  const ours = [...sampleAsks.slice(0, 3), registry('HKLM\\SOFTWARE\\Policies\\Mizumori Hidden')];
  const file = read(ps, ours);
  t.is(file.exchanges.length, 3);
  t.true(file.foreign.includes('HKLM\\SOFTWARE\\Policies\\Mizumori Hidden'));
  t.throws(() => read(ps, [registry('HKLM\\SOFTWARE\\Other')]), {instanceOf: Refusal, message: /asks nothing/});
});

const bat = batchFile(sampleHost, sampleAsks, windows7);

test('cmd.exe: a frame that is longer or shorter than it was is lost, and no other', (t) => {
  const at = bat.indexOf('0x5\r\n');
  const changed = read(Buffer.concat([bat.subarray(0, at), Buffer.from('0x50'), bat.subarray(at + 3)]));
  t.deepEqual([changed.whole, changed.lost], [false, 1]);
  t.like(outcomes(changed), {tree: 'cut', children: 'ok'});
  const half = read(bat.subarray(0, bat.indexOf(`${nonce} begin 7 `) + 80));
  t.false(half.whole);
  t.like(outcomes(half), {tree: 'ok', Win32_OperatingSystem: 'cut', 'netstat.exe -ano': 'cut'});
});

test('cmd.exe: where Windows told the digest of the file, nothing in it may be changed', (t) => {
  t.true(read(Buffer.concat([bat, digestLines(bat)])).whole);
  const changed = Buffer.concat([bat, digestLines(bat)]);
  changed.write('0x6', changed.indexOf('0x5\r\n'));
  refused(t, changed, /was changed after it was written/);
});

test('cmd.exe: a file that an editor or mail has changed is refused, with what to do', (t) => {
  const text = bat.toString('latin1');
  refused(t, Buffer.from(`\ufeff${text}`, 'utf16le'), /stored anew/);
  refused(t, Buffer.from(`\ufeff${text}`), /stored anew/);
  refused(t, Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1'), /stored anew/);
  refused(t, Buffer.from(text.replace('kit 0', 'kit 00'), 'latin1'), /damaged/);
  refused(t, bat.subarray(0, 300), /ends before/);
});

test('cmd.exe: without a time that can be told, nothing is taken', (t) => {
  const text = bat.toString('latin1');
  const timeless = text.replace('LocalDateTime=2', 'LocalDateTime=x').replace('yyyy/MM/dd', 'gg/MMMM/dd');
  refused(t, Buffer.from(timeless, 'latin1'), /when it was written/);
});
