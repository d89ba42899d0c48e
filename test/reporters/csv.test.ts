import test from 'ava';
import {parse} from 'csv-parse/sync';
import fc from 'fast-check';
import {fixture, parts} from './fixture.ts';
import {hostileTexts, rendered, saying} from './helpers.ts';

const rowsOf = (text: string): string[][] => parse(text, {bom: true, record_delimiter: '\r\n'});
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

test('a byte order mark, Japanese headers, one finding a row', async (t) => {
  const text = await rendered('csv', fixture());
  t.true(text.startsWith('\ufeff事業体,点検ID,資産ID'));
  const rows = rowsOf(text);
  t.is(rows.length, parts.findings.length + 1);
  t.true(rows.some((row) => row.includes('要是正') && row.includes('ssh-root-login') && row.includes('3.5.1-02')));
});

const leadIns = ['=cmd|', '+1', '-1', '@SUM', '\tx', '\rx', '＝1', '＋1', '－1', '＠a'];

for (const lead of leadIns) {
  test(`a cell never starts a formula: ${JSON.stringify(lead)}`, async (t) => {
    const rows = rowsOf(await rendered('csv', saying(lead)));
    t.deepEqual(
      rows.flat().filter((cell) => formula.test(cell)),
      [],
    );
    t.true(rows.flat().some((cell) => cell === `'${lead}` || cell.startsWith('␉') || cell.startsWith('␍')));
  });
}

test('whatever devices say, rows and columns stay', async (t) => {
  const same = async (text: string): Promise<void> => {
    const rows = rowsOf(await rendered('csv', saying(text)));
    t.is(rows.length, parts.findings.length + 1);
    t.deepEqual(
      rows.flat().filter((cell) => formula.test(cell)),
      [],
    );
    t.notRegex(rows.flat().join(''), /[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  };
  for (const text of hostileTexts) await same(text);
  await fc.assert(fc.asyncProperty(fc.string({minLength: 1}), same), {numRuns: 30});
});

test('a cell is never longer than a spreadsheet takes', async (t) => {
  const rows = rowsOf(await rendered('csv', saying('長'.repeat(100_000))));
  t.true(rows.flat().every((cell) => cell.length < 32_767));
});
