import {closeSync, mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {LinesFile, Pieces, writeWhole} from '../../src/run/folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'mizumori-folder-'));
test.after.always(() => rmSync(folder, {recursive: true}));

const piece = fc
  .tuple(fc.constantFrom('a', 'é', '水', '💧'), fc.oneof(fc.nat(100), fc.nat(30_000)))
  .chain(([text, count]) => fc.constantFrom(text.repeat(count), Buffer.from(text.repeat(count))));

test('a file holds all of its pieces in order, however long they are', (t) => {
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 12}), (list) => {
      const path = join(folder, 'pieces');
      const file = openSync(path, 'w');
      const pieces = new Pieces(file);
      for (const one of list) pieces.write(one);
      pieces.flush();
      closeSync(file);
      t.true(readFileSync(path).equals(Buffer.concat(list.map((one) => Buffer.from(one)))));
    }),
    {numRuns: 100},
  );
});

test('a file that is written as a whole, and lines, are there at the end and not before', (t) => {
  const path = join(folder, 'lines');
  writeWhole(path, ['水', '道']);
  const lines = new LinesFile(path);
  for (const value of [{a: '水'}, [1]]) lines.write(value);
  t.is(readFileSync(path, 'utf8'), '水道');
  lines.commit();
  t.is(readFileSync(path, 'utf8'), '{"a":"水"}\n[1]\n');
});
