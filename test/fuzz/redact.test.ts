import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {parse} from 'yaml';
import {packageRoot} from '../../src/model/paths.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';
import {createRedactor} from '../../src/transports/redact.ts';
import {fastest, mutations, parameters, recordingNames} from './support.ts';

const dictionary = {default: new Set(['admin', 'public']), weak: new Set(['qwerty'])};
const redact = createRedactor({platformPatterns: [], dictionary, siteKey: 'site'});

const fixture = parse(readFileSync(join(packageRoot, 'test/fixtures/redaction/linux.yaml'), 'utf8')) as {
  readonly entries: readonly {readonly text: string}[];
};
const recorded = recordingNames.flatMap((name) =>
  exchangesOf(loadRecording(name)).flatMap(({answer}) =>
    answer.ok && answer.body !== '' ? [answer.body.slice(0, 2000)] : [],
  ),
);
const seeds = [...fixture.entries.map(({text}) => text), ...recorded];

test('fuzz: a text that was redacted stays as it is', (t) => {
  fc.assert(
    fc.property(fc.constantFrom(...seeds), mutations, (text, mutate) => {
      const once = redact(mutate(text)).text;
      const twice = redact(once);
      if (twice.text !== once) throw new Error(`${JSON.stringify(once)} became ${JSON.stringify(twice.text)}`);
    }),
    parameters(3),
  );
  t.pass();
});

test('fuzz: lines stay lines', (t) => {
  fc.assert(
    fc.property(fc.constantFrom(...seeds), mutations, (text, mutate) => {
      const hostile = mutate(text);
      return redact(hostile).text.split('\n').length === hostile.split('\n').length;
    }),
    parameters(),
  );
  t.pass();
});

test('fuzz: four times the text takes about four times as long, on one line as on many', (t) => {
  const parts = fc.array(
    fc.oneof(fc.constantFrom(...fixture.entries.map(({text}) => text.split('\n')[0] ?? '')), fc.string()),
    {minLength: 1, maxLength: 4},
  );
  fc.assert(
    fc.property(parts, fc.constantFrom('', ' ', ':', '=', '\n'), (pieces, glue) => {
      const unit = pieces.join(glue) + glue;
      if (unit === '') return;
      const ofSize = (size: number): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
      const [small, large] = [ofSize(12_500), ofSize(50_000)];
      const time = fastest(0, () => void redact(large));
      if (time < 50) return;
      const ratio = time / fastest(0, () => void redact(small));
      if (ratio > 9)
        throw new Error(
          `${ratio.toFixed(1)} times as long (${time.toFixed(0)} ms): ${JSON.stringify(unit).slice(0, 200)}`,
        );
    }),
    parameters(0.3),
  );
  t.pass();
});
