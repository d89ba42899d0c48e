import test from 'ava';
import fc from 'fast-check';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

export interface Tried {
  /** Facts whose probes are tried. */
  readonly names: readonly string[];
  readonly recordings: readonly string[];
}

interface Floods {
  readonly recording: string;
  readonly fillers: readonly string[];
  /** Longest time for one filler, in milliseconds. */
  readonly limitMs: number;
}

const ownProbes = (names: readonly string[]) => probes.filter(({fact}) => names.includes(fact));

function faults(names: readonly string[], exchanges: readonly Exchange[]): string[] {
  const facts = Object.values(factsOf(ownProbes(names), exchanges, 'linux', null));
  return facts.flatMap((fact) => (fact.state === 'fault' ? [fact.message] : []));
}

type Change = (body: string) => string;

function withBody(exchange: Exchange, change: Change): Exchange {
  const {answer} = exchange;
  return answer.ok ? {...exchange, answer: {...answer, body: change(answer.body)}} : exchange;
}

const signs = ['=', ':', '"', '\\', '(', ')', '[', '#', ' ', '\n', '\t', '\u0000', '*', '$6$', '-1', 'あ'];

const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...signs), {maxLength: 12}).map((parts) => parts.join('')),
  fc.string({unit: 'binary', maxLength: 40}),
);

/** Cuts, repeats, swaps and sprinkles: what a broken or hostile device could say in place of what was recorded. */
const change: fc.Arbitrary<Change> = fc
  .tuple(fc.nat(60_000), fc.nat(400), hostileText, fc.nat(4))
  .map(([at, length, text, kind]) => (body) => {
    const from = body.length === 0 ? 0 : at % body.length;
    switch (kind) {
      case 0:
        return body.slice(0, from);
      case 1:
        return body.slice(0, from) + text;
      case 2:
        return body + body.slice(from);
      case 3:
        return body.split('\n').reverse().join('\n') + text;
      default:
        return body.slice(0, from) + text + body.slice(from + length);
    }
  });

/** Tests that whatever comes back in place of recorded answers, no parser of the named probes breaks. */
export function testHostileAnswers({names, recordings}: Tried): void {
  test('there is a probe for every fact tried here', (t) => {
    t.deepEqual(
      ownProbes(names)
        .map(({fact}) => fact)
        .sort(),
      names.toSorted(),
    );
  });

  for (const name of recordings) {
    const recorded = exchangesOf(loadRecording(name));
    test(`${name}: what a host says never breaks a parser`, (t) => {
      fc.assert(
        fc.property(fc.array(change, {minLength: recorded.length, maxLength: recorded.length}), (changes) => {
          const hostile = recorded.map((exchange, at) => withBody(exchange, changes[at] ?? ((body) => body)));
          t.deepEqual(faults(names, hostile), []);
        }),
        {numRuns: 60},
      );
    });
  }

  test('without any answer every fact is a gap', (t) => {
    const facts = Object.values(factsOf(ownProbes(names), [], 'linux', null));
    t.true(facts.length > 0 && facts.every(({state}) => state === 'gap'));
  });
}

/** Tests that a long line after the first two of every answer is read in time that does not grow with its square. */
export function testFloods(names: readonly string[], {recording, fillers, limitMs}: Floods): void {
  const recorded = exchangesOf(loadRecording(recording));
  for (const filler of fillers) {
    test(`a long text of ${JSON.stringify(filler)} is read in little time`, (t) => {
      const flood = filler.repeat(Math.floor(100_000 / filler.length));
      const long = recorded.map((exchange) =>
        withBody(exchange, (body) => {
          const [first = '', second = ''] = body.split('\n');
          return `${first}\n${second}\n${second} ${flood} x`;
        }),
      );
      const started = performance.now();
      t.deepEqual(faults(names, long), []);
      t.true(performance.now() - started < limitMs);
    });
  }
}
