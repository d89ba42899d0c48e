import test from 'ava';
import fc from 'fast-check';
import {askId, files} from '../../src/model/ask.ts';
import {cksum} from '../../src/transports/cksum.ts';
import {splitFiles} from '../../src/transports/files-answer.ts';
import {fastest, parameters} from './support.ts';

const asks = files('/etc/a', '/etc/b', '/etc/d/*.conf', '/etc/none');
const paths = ['/etc/a', '/etc/b', '/etc/d/1.conf', '/etc/d/2.conf'] as const;

function answerOf(contents: readonly Buffer[]): Buffer {
  const manifest = [
    'p /etc/a',
    'r /etc/a',
    'p /etc/b',
    'r /etc/b',
    'p /etc/d/*.conf',
    'r /etc/d/1.conf',
    'r /etc/d/2.conf',
    'p /etc/none',
    'a /etc/none',
  ];
  const sums = contents.map((content, index) => `${cksum(content)} ${content.length} ${paths[index] ?? ''}`);
  return Buffer.concat([Buffer.from(`${[...manifest, ...sums].join('\n')}\n.\n`), ...contents]);
}

const content = fc
  .oneof(fc.uint8Array({maxLength: 80}), fc.constantFrom('\n.\n', 'r /etc/shadow\n', ''))
  .map((one) => Buffer.from(one));
const four = fc.tuple(content, content, content, content);

const textOf = (results: ReturnType<typeof splitFiles>, path: string): string | undefined => {
  const found = results.find(({ask}) => ask === `file:${path}`);
  return found?.state === 'text' ? found.bytes.toString('hex') : undefined;
};

test('fuzz: files come out as they were put in, whatever they hold', (t) => {
  fc.assert(
    fc.property(four, (contents) => {
      const results = splitFiles(asks, answerOf(contents));
      t.deepEqual(
        paths.map((path) => textOf(results, path)),
        contents.map((one) => one.toString('hex')),
      );
      t.is(results.find(({ask}) => ask === 'file:/etc/none')?.state, 'absent');
    }),
    parameters(),
  );
});

test('fuzz: of a damaged answer, every file is as it was or said to be damaged, and every ask has a result', (t) => {
  fc.assert(
    fc.property(
      four,
      fc.nat(),
      fc.nat(3),
      fc.uint8Array({minLength: 1, maxLength: 3}),
      (contents, where, lost, put) => {
        const answer = answerOf(contents);
        const at = answer.indexOf('\n.\n') + 3;
        const from = at + (where % Math.max(1, answer.length - at));
        const results = splitFiles(asks, Buffer.concat([answer.subarray(0, from), put, answer.subarray(from + lost)]));
        for (const [index, path] of paths.entries()) {
          const text = textOf(results, path);
          if (text !== undefined) t.is(text, contents[index]?.toString('hex') ?? '');
        }
        for (const ask of asks) t.true(results.some((result) => result.ask === askId(ask)));
      },
    ),
    parameters(),
  );
});

test('fuzz: no bytes break the reading of files', (t) => {
  const line = fc.constantFrom(
    'p /etc/a',
    'r /etc/a',
    'x',
    '12 5 /etc/a',
    '.',
    'a /',
    'd /etc/d/*.conf',
    'p __proto__',
    '4294967295 999999999999 /etc/b',
  );
  const part = fc.oneof(
    line.map((text) => Buffer.from(`${text}\n`)),
    fc.uint8Array({maxLength: 20}),
  );
  fc.assert(
    fc.property(fc.array(part, {maxLength: 30}), (parts) => {
      const results = splitFiles(asks, Buffer.concat(parts));
      for (const ask of asks) t.true(results.some((result) => result.ask === askId(ask)));
    }),
    parameters(),
  );
});

test('fuzz: a manifest of many lines is read in linear time', (t) => {
  const manifest = Array.from({length: 40_000}, (_, index) => `p /etc/d/*.conf\nr /etc/d/${index}.conf`).join('\n');
  const took = fastest(1000, () => void splitFiles(asks, Buffer.from(`${manifest}\n.\n`)));
  t.true(took < 1000, `${took.toFixed(0)} ms`);
});
