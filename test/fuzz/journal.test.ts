import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {successAnswer} from '../../src/model/evidence.ts';
import {BrokenJournal, journalSchema, parseJournal} from '../../src/run/journal.ts';
import {JournalWriter} from '../../src/run/journal-writer.ts';
import {mutations, parameters} from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'mizumori-fuzz-'));
test.after.always(() => rmSync(folder, {recursive: true}));

function sample(): Buffer {
  const path = join(folder, 'sample.jsonl');
  const at = '2026-11-22T00:00:00.000Z';
  const writer = JournalWriter.create(path, {
    schema: journalSchema,
    run: 'r',
    asset: 'a',
    planDigest: 'd',
    tool: 't',
    redactor: '1',
  });
  for (const body of ['root:x:0:0\n監視制御', '', '"},\\"seq\\":9', '\u0000\ufffd']) {
    const answer = successAnswer(body, {exitCode: 0});
    writer.exchanges([
      {
        ask: `ask ${body.length}`,
        request: 'x',
        via: 'ssh',
        privilege: 'root',
        sentAt: at,
        receivedAt: at,
        answer,
      },
    ]);
  }
  writer.mark({kind: 'end', at});
  writer.close();
  return readFileSync(path);
}

/** The number of lines it was taken for; null where it was said to be broken. */
function linesRead(bytes: Buffer): number | null {
  try {
    const {exchanges, marks} = parseJournal(bytes);
    return exchanges.length + marks.length;
  } catch (error) {
    if (error instanceof BrokenJournal) return null;
    throw error;
  }
}

test('fuzz: a journal with anything done to it is read, torn or not, or is said to be broken', (t) => {
  const text = sample().toString();
  fc.assert(
    fc.property(mutations, (mutate) => void linesRead(Buffer.from(mutate(text)))),
    parameters(),
  );
  t.is(linesRead(Buffer.from(text)), 5);
});

test('fuzz: lines that are JSON, but of no journal, are said to be broken', (t) => {
  const line = fc.oneof(fc.json(), fc.constantFrom('null', '1', '[]', '{}', '{"schema":"x"}', '{"schema":1}'));
  fc.assert(
    fc.property(fc.array(line, {minLength: 1, maxLength: 4}), (lines) => {
      const read = linesRead(Buffer.from(`${lines.join('\n')}\n`));
      t.true(read === null || read === 0);
    }),
    parameters(),
  );
});
