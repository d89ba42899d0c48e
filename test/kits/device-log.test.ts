import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import iconv from 'iconv-lite';
import {redactors} from '../../src/devices.ts';
import {loadReferenceData} from '../../src/derive/data.ts';
import {factsOf} from '../../src/facts.ts';
import {readDeviceLog, type DeviceLog} from '../../src/kits/network/read-log.ts';
import {Refusal} from '../../src/kits/refusal.ts';
import {typed} from '../../src/kits/network.ts';
import type {Facts} from '../../src/model/fact.ts';
import {packageRoot} from '../../src/model/paths.ts';
import type {Platform} from '../../src/model/platform.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {platforms} from '../../src/platforms/index.ts';
import {yamahaRt} from '../../src/platforms/yamaha-rt.ts';
import {probes} from '../../src/probes/index.ts';
import {factsOfRecording} from '../../src/recording.ts';
import {temporaryFolder} from '../support/sshd.ts';
import {promptOf, recordedAnswers, sessionLog, type Recorded} from '../support/terminal-log.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

const {passwords} = loadReferenceData(join(packageRoot, 'checks/data'));
const redactorFor = redactors(platforms, {dictionary: passwords, siteKey: 'recording'});

let written = 0;
function read(log: string | Buffer, platform: Platform | null = null): DeviceLog {
  const path = join(folder.path, `${written++}.log`);
  writeFileSync(path, log);
  return readDeviceLog(path, platform, redactorFor);
}

/** Without what differs between a session and a log: where it is from, when, and what a refusal reads like. */
function comparable(facts: Facts): Record<string, unknown> {
  const {clock: _, ...rest} = facts;
  return Object.fromEntries(
    Object.entries(rest).map(([name, {from: _from, ...fact}]) => [name, {...fact, detail: null}]),
  );
}

function factsFrom({exchanges, platform}: DeviceLog): Record<string, unknown> {
  const numbered = exchanges.map((exchange, index) => ({...exchange, seq: index + 1}));
  return comparable(factsOf(probes, numbered, platform.id, null));
}

const told = (log: DeviceLog): Record<string, string> =>
  Object.fromEntries(log.exchanges.map(({ask, answer}) => [ask, answer.ok ? answer.body : `<${answer.reason}>`]));

/** Nothing of a log in which no question stands. */
function answered(log: string, platform: Platform): Record<string, string> {
  try {
    return told(read(log, platform));
  } catch (error) {
    if (error instanceof Refusal) return {};
    throw error;
  }
}

const root = join(packageRoot, 'test/fixtures/recordings');
const recordings = typed.flatMap((platform) =>
  readdirSync(join(root, platform.id)).map((file) => ({platform, name: `${platform.id}/${file.slice(0, -5)}`})),
);
const withCommands = recordings.filter(({platform, name}) => recordedAnswers(platform, name).answers.size > 0);

for (const {platform, name} of withCommands) {
  const recorded = recordedAnswers(platform, name);
  test(`${name}: the log of a terminal gives the facts of a session`, (t) => {
    const log = read(sessionLog(recorded, {prompt: promptOf(platform)}), platform);
    t.deepEqual(log.cut, []);
    t.is(log.missing.length, recorded.text.asks.length - recorded.answers.size);
    t.deepEqual(factsFrom(log), comparable(factsOfRecording(name).facts));
  });
  test(`${name}: a log that breaks off gives whole answers, and no part of one`, (t) => {
    const log = sessionLog(recorded, {prompt: promptOf(platform)});
    const all = told(read(log, platform));
    const ends = [0.15, 0.4, 0.6, 0.75, 0.9].map((share) => Math.floor(log.length * share));
    const parts = ends.flatMap((at) => [at, log.lastIndexOf('\n', at) + 1]).map((end) => log.slice(0, end));
    const wrong = parts.flatMap((part) =>
      Object.entries(answered(part, platform)).filter(([ask, body]) => body !== '<cut>' && body !== all[ask]),
    );
    t.deepEqual(wrong, []);
  });
  test(`${name}: what the device is follows from its log`, (t) => {
    const log = read(sessionLog(recorded, {prompt: promptOf(platform)}));
    t.is(log.platform.id, platform.id);
  });
}

test('there are recordings of every platform with a command line', (t) => {
  t.deepEqual([...new Set(withCommands.map(({platform}) => platform.id))].sort(), typed.map(({id}) => id).sort());
});

const cisco = recordedAnswers(ciscoIos, 'cisco-ios/catalyst-9200_hardened');
const yamaha = recordedAnswers(yamahaRt, 'yamaha-rt/rtx1210_weak');
const plain = sessionLog(cisco, {prompt: 'sw1#'});
const whole = read(plain, ciscoIos);

/** A page at a time, with what the device prints and takes off again where somebody presses space. */
function paged(answer: string, more: string): string {
  const erased = `\b`.repeat(more.length) + ' '.repeat(more.length) + `\b`.repeat(more.length);
  const all = answer.replace(/\n$/, '').split('\n');
  return (
    all.map((line, index) => (index > 0 && index % 5 === 0 ? `${more}${erased}${line}` : line)).join('\r\n') + '\r\n'
  );
}

const same = (t: ExecutionContext, log: DeviceLog): void => {
  t.deepEqual([log.cut, log.missing], [whole.cut, whole.missing]);
  t.deepEqual(told(log), told(whole));
};

test('how a terminal program writes the log does not matter', (t) => {
  same(t, read(plain.replaceAll('\r\n', '\n'), ciscoIos));
  same(t, read(plain.replaceAll('\r\n', '\r\r\n'), ciscoIos));
  same(t, read(`=~=~=~=~= PuTTY log 2026.11.27 10:00:00 =~=~=~=~=\r\n${plain}`, ciscoIos));
  same(t, read(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain, 'utf16le')]), ciscoIos));
  same(t, read(sessionLog(cisco, {prompt: 'sw1#', printed: (answer) => paged(answer, ' --More-- ')}), ciscoIos));
  same(t, read(`${plain.slice(0, plain.lastIndexOf('sw1#exit'))}sw1#`, ciscoIos));
  same(t, read(`${plain.slice(0, plain.lastIndexOf('sw1#exit'))}sw1#\r\nsw1#\r\nsw1#exit\r\n`, ciscoIos));
});

test('a Japanese console is read in its own encoding, pages as well', (t) => {
  const log = sessionLog(yamaha, {prompt: 'rtx# ', printed: (answer) => paged(answer, '---つづく---')});
  const [utf8, cp932] = [read(log, yamahaRt), read(iconv.encode(log, 'cp932'), yamahaRt)];
  t.deepEqual(utf8.cut, []);
  t.deepEqual(told(cp932), told(utf8));
  t.true(cp932.exchanges.every(({answer}) => answer.ok && answer.encoding === 'cp932'));
});

test('a log that ends within a character is read in its own encoding', (t) => {
  const log = `${sessionLog(yamaha, {prompt: 'rtx# '})}接続を終了`;
  for (const encoding of ['utf8', 'cp932']) {
    const bytes = iconv.encode(log, encoding);
    t.deepEqual(told(read(bytes.subarray(0, -1), yamahaRt)), told(read(log, yamahaRt)));
  }
});

test('secrets are taken out before anything is kept', (t) => {
  const weak = recordedAnswers(ciscoIos, 'cisco-ios/isr-1921_weak');
  const log = read(sessionLog(weak, {prompt: 'rt1#'}), ciscoIos);
  t.true(log.exchanges.some(({answer}) => answer.ok && answer.redactions > 0));
});

/** The log with something done to the answer of one command. */
function withAnswer(run: string, change: (printed: string) => string, recorded: Recorded = cisco): string {
  const start = plain.indexOf(`sw1#${run}\r\n`);
  const from = start + `sw1#${run}\r\n`.length;
  const to = plain.indexOf('sw1#', from);
  t0(start > 0 && to > from, recorded);
  return plain.slice(0, from) + change(plain.slice(from, to)) + plain.slice(to);
}

function t0(found: boolean, {answers}: Recorded): void {
  if (!found) throw new Error(`not among ${[...answers.keys()].join(', ')}`);
}

const cutAt = (log: string): readonly string[] => read(log, ciscoIos).cut;

test('an answer that may not be all of it is not taken', (t) => {
  const run = 'show version';
  t.deepEqual(cutAt(withAnswer(run, (printed) => `${printed} --More-- \r          \r`)), [run]);
  t.deepEqual(cutAt(withAnswer(run, (printed) => `${printed}^C\r\n`)), [run]);
  t.deepEqual(cutAt(withAnswer(run, (printed) => `${printed}sw1#show clock detail\r\n10:00\r\n`)), [run]);
  t.deepEqual(cutAt(withAnswer(run, (printed) => `${printed}sw1#\r\nmore of it\r\n`)), [run]);
  t.deepEqual(cutAt(withAnswer(run, (printed) => `${printed}sw1#configure terminal\r\n`)), [run]);
  t.deepEqual(cutAt(withAnswer(run, (printed) => printed.replace('\r\n', '\r\n --More-- next'))), [run]);
  t.deepEqual(cutAt(plain.slice(0, plain.lastIndexOf('sw1#exit') - 20)).length, 1);
});

test('a line that looks like the next command does not end an answer unnoticed', (t) => {
  const next = [...cisco.answers.keys()][1] ?? '';
  const log = read(
    withAnswer('show version', (printed) => `sw1#${next}\r\n${printed}`),
    ciscoIos,
  );
  t.true(log.cut.includes('show version') && log.cut.includes(next));
  const leaving = withAnswer('show version', (printed) => `${printed}sw1#exit\r\n`);
  t.deepEqual(cutAt(leaving), ['show version']);
});

test('what was pasted twice is told, and taken from neither', (t) => {
  const log = read(plain + plain, ciscoIos);
  t.deepEqual([...log.cut].sort(), [...cisco.answers.keys()].sort());
});

test('a command that wraps at the edge of the terminal is found', (t) => {
  const run = 'show version';
  same(t, read(plain.replace(`sw1#${run}`, 'sw1#show ver\r\nsion'), ciscoIos));
});

test('questions of both modes are told apart by the prompt', (t) => {
  const log = read(
    plain.replace('sw1#terminal length 0', 'sw1>terminal length 0').replace('sw1#show version', 'sw1>show version'),
    ciscoIos,
  );
  t.is(log.exchanges.find(({ask}) => ask === 'show version')?.privilege, 'user');
  t.is(log.exchanges.find(({ask}) => ask === 'show running-config')?.privilege, 'root');
  const denied = read(
    withAnswer('show running-config', () => '% Authorization failed.\r\n'),
    ciscoIos,
  );
  t.is(told(denied)['show running-config'], '<permission-denied>');
});

test('logs of two devices, of none, and of one that does not tell what it is are refused', (t) => {
  const reason = (log: string | Buffer, platform: Platform | null = null): string =>
    t.throws(() => read(log, platform), {instanceOf: Refusal}).told.en;
  t.regex(reason(plain + plain.replaceAll('sw1#', 'sw2#'), ciscoIos), /more than one device \(sw1, sw2\)/);
  t.regex(reason(''), /no command of a kit/);
  t.regex(reason('Hello\r\n'.repeat(1000)), /no command of a kit/);
  t.regex(reason(plain, yamahaRt), /of the platform cisco-ios, not yamaha-rt/);
  t.regex(reason(withAnswer('show version', () => 'nothing\r\n')), /does not tell which device/);
  t.regex(reason(Buffer.alloc(16_777_217)), /larger than 16 MB/);
});

test('hostile logs cost no more than they are long', (t) => {
  const started = Date.now();
  for (const piece of ['sw1#show version\r\n', 'sw1#', ' --More-- ', 'a\b', '\x1b[', '---つづく---', 'x'.repeat(100)])
    try {
      read(`sw1#show version\r\n${piece.repeat(Math.floor(500_000 / piece.length))}`);
    } catch (error) {
      t.true(error instanceof Refusal);
    }
  t.true(Date.now() - started < 30_000, `${Date.now() - started} ms`);
});
