import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {packageRoot} from '../../src/model/paths.ts';

/** `FUZZ_RUNS=20000 ava` digs deep; the ordinary tests look whether the ground holds. */
const wanted = Number(process.env['FUZZ_RUNS'] ?? 40);

/** `share`: how many of the wanted runs a test gets, for those whose single run is dear. */
export function parameters(share = 1): {readonly numRuns: number; readonly endOnFailure: boolean} {
  return {numRuns: Math.max(1, Math.ceil(wanted * share)), endOnFailure: wanted > 1000};
}

/** Lets what is done be told before the next long test: a run of hours shows how far it is. */
export const breath = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const folder = join(packageRoot, 'test/fixtures/recordings');

export const recordingNames: readonly string[] = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -5))
  .sort();

/** What a mutation puts in: control characters, Unicode that folds or spans, what parsers split at, and too much. */
const insertion = fc.oneof(
  fc.constantFrom(
    '\u0000',
    '\u001b[31m',
    '\r',
    '\r\n',
    '\n',
    '\n\n',
    '\t',
    ' ',
    '',
    '\ufeff',
    '\u202e',
    '\ufffd',
    '\u2028',
  ),
  fc.constantFrom('監視制御', 'ﬁ', 'İ', 'ß', '👩‍🚒', '\ud800', '１２３', 'é'),
  fc.constantFrom('=', ':', ',', ';', '#', '"', "'", '\\', '{', '}', '(', '[', '*', '%', '$', '../', '__proto__', '-1'),
  fc.constantFrom('99999999999999999999', '4294967296', '1e309', 'NaN', '0x', '-', '= 0', '== ', '. read', 'toString'),
  fc
    .tuple(fc.constantFrom('a', ' ', '0', '(', '"', ':', '\\', '/'), fc.integer({min: 200, max: 5000}))
    .map(([one, count]) => one.repeat(count)),
);

type Mutation = (text: string) => string;

const place = fc.double({min: 0, max: 1, noNaN: true});
const at = (text: string, where: number): number => Math.floor(where * text.length);

function onLines(change: (lines: string[], where: (share: number) => number) => void): Mutation {
  return (text) => {
    const lines = text.split('\n');
    change(lines, (share) => Math.min(lines.length - 1, Math.floor(share * lines.length)));
    return lines.join('\n');
  };
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  place.map(
    (where): Mutation =>
      (text) =>
        text.slice(0, at(text, where)),
  ),
  place.map(
    (where): Mutation =>
      (text) =>
        text.slice(at(text, where)),
  ),
  fc.tuple(place, insertion).map(([where, put]): Mutation => (text) => {
    const cut = at(text, where);
    return text.slice(0, cut) + put + text.slice(cut);
  }),
  fc.tuple(place, fc.integer({min: 1, max: 80})).map(([where, length]): Mutation => (text) => {
    const cut = at(text, where);
    return text.slice(0, cut) + text.slice(cut + length);
  }),
  fc.tuple(place, fc.integer({min: 1, max: 255})).map(([where, bits]): Mutation => (text) => {
    const cut = at(text, where);
    return text.slice(0, cut) + String.fromCharCode(text.charCodeAt(cut) ^ bits || 1) + text.slice(cut + 1);
  }),
  fc
    .tuple(place, place)
    .map(([from, to]) => onLines((lines, where) => void lines.splice(where(to), 0, lines[where(from)] ?? ''))),
  fc
    .tuple(place, place)
    .map(([from, to]) => onLines((lines, where) => void lines.splice(where(to), 0, ...lines.splice(where(from), 1)))),
  place.map((which) => onLines((lines, where) => void lines.splice(where(which), 1))),
);

/** A text with one to four things done to it. */
export const mutations: fc.Arbitrary<Mutation> = fc.array(mutation, {minLength: 1, maxLength: 4}).map(
  (all): Mutation =>
    (text) =>
      all.reduce((told, one) => one(told), text),
);

const schedule = '/proc/thread-self/schedstat';

/** CPU milliseconds of this thread: what else the machine does is no property of the code. Elsewhere than on Linux, the clock. */
const elapsed: () => number = existsSync(schedule)
  ? () => Number(readFileSync(schedule, 'utf8').split(' ', 1)[0]) / 1e6
  : () => performance.now();

/** Milliseconds of the fastest of a few tries, or of the first that is fast enough. */
export function fastest(limit: number, work: () => void): number {
  let best = Infinity;
  for (let attempt = 0; attempt < 5 && best > limit; attempt++) {
    const start = elapsed();
    work();
    best = Math.min(best, elapsed() - start);
  }
  return best;
}
