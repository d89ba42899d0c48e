import {execFileSync} from 'node:child_process';
import {closeSync, ftruncateSync, openSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {readAnswerFile, type AnswerFile} from '../../src/kits/answer-file/read.ts';
import {Refusal} from '../../src/kits/refusal.ts';
import {command, files, rootFiles, type Ask} from '../../src/model/ask.ts';
import {readFiles, slotsOf} from '../../src/platforms/shell-script.ts';
import {kitFor, placeKit} from '../support/kit.ts';
import {temporaryFolder} from '../support/sshd.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

const asks = [
  command('one', 'echo 1'),
  command('two', 'echo 2'),
  command('long', 'head -c 60000 /dev/zero | tr "\\0" x'),
  ...files('/etc/hostname', '/etc/ho*t.conf'),
  ...rootFiles('/etc/shadow-none'),
];
let whole = Buffer.alloc(0);

test.before(async () => {
  const kit = placeKit(folder.path, kitFor(asks));
  await kit.start(['--yes']).ended;
  whole = readFileSync(kit.answers()[0] ?? '');
});

let written = 0;
function write(bytes: Buffer): string {
  const path = join(folder.path, `${written++}.answers`);
  writeFileSync(path, bytes);
  return path;
}

function readPath(path: string, ours: readonly Ask[] = asks): AnswerFile {
  const questions = {slots: () => slotsOf(ours), filesProgram: readFiles};
  return readAnswerFile(
    path,
    () => questions,
    () => (text) => ({text, count: 0}),
    9_000_000,
  );
}

const read = (bytes: Buffer, ours?: readonly Ask[]): AnswerFile => readPath(write(bytes), ours);

function refused(t: ExecutionContext, bytes: Buffer, pattern: RegExp): void {
  const error = t.throws(() => read(bytes), {instanceOf: Refusal});
  t.regex(error.told.en, pattern);
  t.not(error.told.ja, '');
}

const outcomes = ({exchanges}: AnswerFile): Record<string, string> =>
  Object.fromEntries(exchanges.map(({ask, answer}) => [ask, answer.ok ? 'ok' : answer.reason]));

const at = (text: string): number => whole.indexOf(text);

function changed(position: number, byte = 0x21): Buffer {
  const bytes = Buffer.from(whole);
  bytes[position] = bytes[position] === byte ? byte + 1 : byte;
  return bytes;
}

test('a whole file is read whole, with the times of the host', (t) => {
  const file = read(whole);
  t.true(file.whole);
  t.deepEqual([file.lost, file.foreign], [0, []]);
  t.is(file.bytes, whole.length);
  t.true(Object.values(outcomes(file)).every((outcome) => outcome === 'ok'));
  const [first] = file.exchanges;
  t.is(first?.sentAt, file.head.startedAt);
  t.true((first?.receivedAt ?? '') >= file.head.startedAt);
  t.is(file.head.host.hostname, execFileSync('/usr/bin/uname', ['-n'], {encoding: 'utf8'}).trim());
});

test('a file that is cut is taken as far as it goes, and what is missing is told', (t) => {
  const half = read(whole.subarray(0, at('\nxxxx') + 30_000));
  t.false(half.whole);
  t.like(outcomes(half), {one: 'ok', two: 'ok', long: 'cut', 'file:/etc/hostname': 'cut'});
  t.is(half.lost, 3);
  const closing = read(whole.subarray(0, whole.length - 1));
  t.false(closing.whole);
  t.is(closing.lost, 0);
});

test('a file that is cut at any quarter is taken as far as it goes, or refused within its head', (t) => {
  for (const share of [0.25, 0.5, 0.75]) {
    const bytes = whole.subarray(0, Math.floor(whole.length * share));
    t.false(read(bytes).whole);
  }
  const head = at('\nhead ');
  for (const share of [0.25, 0.5, 0.75, 1]) refused(t, whole.subarray(0, Math.floor(head * share)), /ends before/);
});

test('one byte of an answer that is not as it was loses that answer, and no other', (t) => {
  const file = read(changed(at('\nxxxx') + 500));
  t.false(file.whole);
  t.like(outcomes(file), {one: 'ok', two: 'ok', long: 'cut', 'file:/etc/hostname': 'ok'});
});

test('an answer that was taken out, or put into the place of another, is missing', (t) => {
  const nonce = read(whole).head.nonce;
  const second = at(`${nonce} 1 `);
  const third = at(`${nonce} 2 `);
  const without = Buffer.concat([whole.subarray(0, second), whole.subarray(third)]);
  t.like(outcomes(read(without)), {one: 'ok', two: 'cut', long: 'ok'});
  t.false(read(without).whole);
  const renamed = Buffer.from(whole);
  renamed.write('0', second + nonce.length + 1);
  t.like(outcomes(read(renamed)), {one: 'ok', two: 'cut'});
});

test('a head that was changed in any place is refused', (t) => {
  for (const text of ['kit ', 'platform linux', 'questions ', 'hostname ', 'started ', 'ask 0'])
    refused(t, changed(at(text) + text.length, 0x30), /damaged/);
  refused(t, changed(at('\nhead ') + 6, 0x30), /damaged|ends before/);
});

test('the time of a closing line that was changed is not taken', (t) => {
  const file = read(changed(whole.lastIndexOf(' end ') + 6, 0x33));
  t.false(file.whole);
  t.is(file.exchanges[0]?.receivedAt, file.head.startedAt);
});

test('a file of a newer form is refused, and says so', (t) => {
  refused(
    t,
    Buffer.from(whole.toString('latin1').replace('MIZUMORI-KIT 1', 'MIZUMORI-KIT 2'), 'latin1'),
    /newer version/,
  );
});

test('of a kit of another version only what is asked alike is taken', (t) => {
  const ours = [command('one', 'echo 1'), command('two', 'echo two'), command('new', 'id'), ...files('/etc/hostname')];
  const file = read(whole, ours);
  t.deepEqual(outcomes(file), {one: 'ok', 'file:/etc/hostname': 'ok'});
  t.deepEqual([...file.foreign].sort(), ['file:/etc/shadow-none', 'files:/etc/ho*t.conf', 'long', 'two']);
  t.true(file.whole);
});

test('a kit that asks nothing that is asked here is refused', (t) => {
  const error = t.throws(() => read(whole, [command('one', 'echo other')]), {instanceOf: Refusal});
  t.regex(error.told.en, /asks nothing/);
});

test('two gigabytes are refused before they are read, and so is what is no file', (t) => {
  const path = join(folder.path, 'huge.answers');
  const file = openSync(path, 'w');
  ftruncateSync(file, 2_147_483_648);
  closeSync(file);
  const started = Date.now();
  t.regex(t.throws(() => readPath(path), {instanceOf: Refusal}).told.en, /larger than 64 MB/);
  t.true(Date.now() - started < 2_000);
  const pipe = join(folder.path, 'pipe.answers');
  execFileSync('/usr/bin/mkfifo', [pipe]);
  t.regex(t.throws(() => readPath(pipe), {instanceOf: Refusal}).told.en, /no file/);
  t.throws(() => readPath('/dev/zero'), {instanceOf: Refusal});
});

test('endless noise in place of answers costs no more than it is long', (t) => {
  const head = whole.subarray(0, whole.indexOf('\n', at('\nhead ') + 1) + 1);
  const {nonce} = read(whole).head;
  const frames = Buffer.from(`${nonce} 0 r 1 8999999\n`.repeat(400_000));
  const started = Date.now();
  t.is(read(Buffer.concat([head, frames])).lost, 5);
  t.true(Date.now() - started < 30_000);
});
