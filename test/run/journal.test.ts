import {mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {successAnswer, type Answer} from '../../src/model/evidence.ts';
import {
  BrokenJournal,
  hasEnded,
  journalSchema,
  parseJournal,
  readJournal,
  troubleOf,
  type JournalHeader,
} from '../../src/run/journal.ts';
import {JournalWriter} from '../../src/run/journal-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'mizumori-journal-'));
test.after.always(() => rmSync(folder, {recursive: true}));

const header: JournalHeader = {
  schema: journalSchema,
  run: '20261122-000000Z',
  asset: 'a',
  planDigest: 'digest',
  tool: 'test',
  redactor: '1',
};
const at = '2026-11-22T00:00:00.000Z';
let files = 0;
const newPath = (): string => join(folder, `${files++}.jsonl`);

function exchange(ask: string, answer: Answer) {
  const times = {sentAt: at, receivedAt: '2026-11-22T00:00:00.250Z'};
  return {ask, request: `cat ${ask}`, via: 'ssh' as const, privilege: 'user' as const, ...times, answer};
}

function told(body: string): Answer {
  return successAnswer(body, {exitCode: 0});
}

const bodies = [
  '',
  'root:x:0:0\n監視制御 ー～',
  '"},\\"seq\\":9,{"hash":"',
  '\u0000\u001b[31m\ufffd\ufffd',
  ',"seq":1,"hash":"x"}',
];

function write(path: string, end = true): void {
  const writer = JournalWriter.create(path, header);
  writer.exchanges(bodies.map((body, index) => exchange(`ask-${index}`, told(body))));
  writer.exchanges([exchange('refused', {ok: false, reason: 'permission-denied', detail: 'needs root'})]);
  if (end) writer.mark({kind: 'end', at});
  writer.close();
}

test('what was written is read again', (t) => {
  const path = newPath();
  write(path);
  const content = readJournal(path);
  t.deepEqual(content?.header, header);
  t.deepEqual(
    content?.exchanges.map(({seq}) => seq),
    [1, 2, 3, 4, 5, 6],
  );
  t.deepEqual(
    content?.exchanges.map(({answer}) => (answer.ok ? answer.body : answer.reason)),
    [...bodies, 'permission-denied'],
  );
  t.true(hasEnded(content?.marks ?? []));
  t.is(troubleOf(content?.marks ?? []), null);
  t.is(content?.tornBytes, 0);
});

/** What `verify` compares beside the chain. */
function same(bytes: Buffer, original: Buffer): boolean {
  try {
    const [now, before] = [parseJournal(bytes), parseJournal(original)];
    return now.lastHash === before.lastHash && now.tornBytes === before.tornBytes;
  } catch (error) {
    if (error instanceof BrokenJournal) return false;
    throw error;
  }
}

test('any edited byte is noticed, wherever it stands', (t) => {
  const path = newPath();
  write(path);
  const original = readFileSync(path);
  t.true(same(original, original));
  for (let place = 0; place < original.length; place++) {
    for (const by of [1, 0x20, 0x80, 0xff]) {
      const edited = Buffer.from(original);
      edited[place] = (edited[place] ?? 0) ^ by;
      t.false(same(edited, original), `byte ${place} ^ ${by}`);
    }
  }
});

test('any number of edits is noticed: bytes changed, lost, added, lines moved', (t) => {
  const path = newPath();
  write(path);
  const original = readFileSync(path);
  const place = fc.nat(original.length - 1);
  type Edit = (bytes: Buffer) => Buffer;
  const edits: fc.Arbitrary<Edit> = fc.oneof(
    fc.tuple(place, fc.nat(255)).map(([from, byte]) => (bytes: Buffer) => {
      bytes[from % bytes.length] = byte;
      return bytes;
    }),
    fc.tuple(place, fc.integer({min: 1, max: 300})).map(
      ([from, count]) =>
        (bytes: Buffer) =>
          Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + count)]),
    ),
    fc.tuple(place, fc.string({minLength: 1})).map(
      ([from, text]) =>
        (bytes: Buffer) =>
          Buffer.concat([bytes.subarray(0, from), Buffer.from(text), bytes.subarray(from)]),
    ),
    fc.tuple(fc.nat(7), fc.nat(7)).map(([from, to]) => (bytes: Buffer) => {
      const lines = bytes.toString('latin1').split('\n');
      lines.splice(to, 0, ...lines.splice(from, 1));
      return Buffer.from(lines.join('\n'), 'latin1');
    }),
  );
  fc.assert(
    fc.property(fc.array(edits, {minLength: 1, maxLength: 3}), (list) => {
      const edited = list.reduce<Buffer>((bytes, edit) => edit(bytes), Buffer.from(original));
      fc.pre(!edited.equals(original));
      t.false(same(edited, original));
    }),
    {numRuns: 2000},
  );
});

test('the same body in another spelling, or a key slipped in before the chained part, is an edit', (t) => {
  const path = newPath();
  write(path);
  const text = readFileSync(path, 'utf8');
  for (const edited of [
    text.replace('"body":"root:x', '"body":"\\u0072oot:x'),
    text.replace('"body":"root', '"kind":"end","body":"root'),
    text.replace('\\n監視', '\\n監視').replace('ー～","seq"', 'ー～","kind":"end","seq"'),
  ]) {
    t.not(edited, text);
    t.throws(() => parseJournal(Buffer.from(edited)), {instanceOf: BrokenJournal});
  }
});

test('torn at any byte, a journal is taken up again: at most the last line is lost, and the loss is chained on', (t) => {
  const path = newPath();
  write(path, false);
  const original = readFileSync(path);
  for (let length = 0; length < original.length; length += 3) {
    writeFileSync(path, original);
    truncateSync(path, length);
    const torn = readFileSync(path);
    const whole = torn.lastIndexOf('\n') + 1;
    const before = readJournal(path);
    if (before === null) {
      t.is(whole, 0);
      continue;
    }
    t.is(before.exchanges.length, torn.subarray(0, whole).toString().split('\n').length - 2);
    const writer = JournalWriter.resume(path);
    writer.exchanges([exchange('later', told('after the tear'))]);
    writer.mark({kind: 'end', at});
    writer.close();
    const after = readJournal(path);
    t.is(after?.tornBytes, 0);
    t.deepEqual(after?.exchanges.slice(0, -1), before.exchanges);
    t.is(after?.exchanges.at(-1)?.seq, before.exchanges.length + 1);
    t.like(after?.marks[0], {kind: 'resumed', droppedBytes: length - whole});
  }
});

test('a journal without its whole header is begun anew', (t) => {
  const path = newPath();
  writeFileSync(path, '{"schema":1,"run":"2026');
  t.is(readJournal(path), null);
  write(path);
  t.is(readJournal(path)?.exchanges.length, 6);
});

test('an interrupted journal says so; what stopped an earlier part is forgotten once the asset was asked to its end', (t) => {
  const path = newPath();
  write(path, false);
  t.like(troubleOf(readJournal(path)?.marks ?? []), {reason: 'stopped'});
  const stopped = JournalWriter.resume(path);
  stopped.mark({kind: 'trouble', at, reason: 'out-of-window', detail: '22:00-05:00'});
  stopped.close();
  t.like(troubleOf(readJournal(path)?.marks ?? []), {reason: 'out-of-window'});
  const last = JournalWriter.resume(path);
  last.mark({kind: 'end', at});
  last.close();
  t.is(troubleOf(readJournal(path)?.marks ?? []), null);
});

test('a journal of a newer program is not read', (t) => {
  const path = newPath();
  JournalWriter.create(path, {...header, schema: journalSchema + 1}).close();
  t.throws(() => readJournal(path), {instanceOf: BrokenJournal, message: /newer/});
});
