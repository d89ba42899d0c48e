import test from 'ava';
import fc from 'fast-check';
import {files} from '../../src/model/ask.ts';
import {cksum} from '../../src/transports/cksum.ts';
import {splitFiles, type FileResult} from '../../src/transports/files-answer.ts';

const contents: Readonly<Record<string, string>> = {
  '/etc/a': 'alpha\n',
  '/etc/b': 'r /etc/a\n.\n0 0 /etc/c\n',
  '/etc/c': '',
  '/etc/d/one.conf': 'one\n',
  '/etc/d/two.conf': 'two\n',
};
const asks = files('/etc/a', '/etc/b', '/etc/none', '/etc/c', '/etc/shadow', '/etc/d/*.conf');
const names = Object.keys(contents);
const manifest = [
  ...['p /etc/a', 'r /etc/a', 'p /etc/b', 'r /etc/b', 'p /etc/none', 'a /etc/none', 'p /etc/c', 'r /etc/c'],
  ...['p /etc/shadow', 'd /etc/shadow', 'p /etc/d/*.conf', 'r /etc/d/one.conf', 'r /etc/d/two.conf'],
];
const sums = names.map((name) => {
  const bytes = Buffer.from(contents[name] ?? '');
  return `${cksum(bytes)} ${bytes.length} ${name}`;
});
const body = Buffer.from(`${[...manifest, ...sums, '.'].join('\n')}\n${names.map((name) => contents[name]).join('')}`);

const textOf = (result: FileResult): string => (result.state === 'text' ? result.bytes.toString() : result.state);
const told = (results: readonly FileResult[]) => Object.fromEntries(results.map((each) => [each.ask, textOf(each)]));
const listing = 'r /etc/d/one.conf\nr /etc/d/two.conf';

test('every file comes with its own text, every pattern with what it matched', (t) => {
  t.deepEqual(told(splitFiles(asks, body)), {
    'file:/etc/a': 'alpha\n',
    'file:/etc/b': contents['/etc/b'],
    'file:/etc/none': 'absent',
    'file:/etc/c': '',
    'file:/etc/shadow': 'denied',
    'file:/etc/d/one.conf': 'one\n',
    'file:/etc/d/two.conf': 'two\n',
    'files:/etc/d/*.conf': listing,
  });
});

/** What a damaged answer may say: the truth, or that it is not known. */
function isTrue(result: FileResult): boolean {
  if (result.state === 'absent') return result.ask === 'file:/etc/none';
  if (result.state !== 'text' || result.ask.startsWith('files:')) return true;
  return result.bytes.toString() === contents[result.ask.slice('file:'.length)];
}

test('cut anywhere, no file has another text, none is absent that is there, no list looks whole that is not', (t) => {
  for (let end = 0; end <= body.length; end++) {
    const results = splitFiles(asks, body.subarray(0, end));
    t.true(results.every(isTrue), `cut at ${end}`);
    const list = results.find(({ask}) => ask === 'files:/etc/d/*.conf');
    t.true(list === undefined || list.state === 'cut' || textOf(list) === listing, `cut at ${end}`);
    for (const ask of asks)
      t.true(
        results.some(({request}) => request === ask.pattern),
        'every ask has a result',
      );
  }
});

test('lines lost, doubled or moved give no file the text of another, and make none absent', (t) => {
  const lines = body.toString().split('\n');
  const line = fc.nat(lines.length - 1);
  fc.assert(
    fc.property(
      fc.constantFrom('lose', 'double', 'move'),
      line,
      fc.integer({min: 1, max: 4}),
      line,
      (what, at, count, to) => {
        const rest = [...lines];
        const taken = what === 'double' ? rest.slice(at, at + count) : rest.splice(at, count);
        if (what !== 'lose') rest.splice(to, 0, ...taken);
        t.true(splitFiles(asks, Buffer.from(rest.join('\n'))).every(isTrue));
      },
    ),
    {numRuns: 1000},
  );
});

test('bytes changed in the contents are noticed', (t) => {
  const start = body.indexOf('\n.\n') + 3;
  fc.assert(
    fc.property(fc.integer({min: start, max: body.length - 1}), fc.integer({min: 1, max: 255}), (at, by) => {
      const changed = Buffer.from(body);
      changed[at] = (changed[at] ?? 0) ^ by;
      const results = splitFiles(asks, changed);
      t.true(results.every(isTrue));
      t.true(results.some(({state}) => state === 'changed'));
    }),
  );
});

test('a file that grew between its checksum and its reading is changed, and so is what stands behind it', (t) => {
  const grown = Buffer.from(body.toString().replace('\n.\nalpha', '\n.\nalpha beta'));
  const results = told(splitFiles(asks, grown));
  t.is(results['file:/etc/a'], 'changed');
  t.is(results['file:/etc/d/two.conf'], 'changed');
});
