import test from 'ava';
import fc from 'fast-check';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';
import {changesWith, withBody} from './changed-answers.ts';

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

const change = changesWith([
  '=',
  ':',
  '"',
  '\\',
  '(',
  ')',
  '[',
  '#',
  ' ',
  '\n',
  '\t',
  '\u0000',
  '*',
  '$6$',
  '-1',
  'あ',
]);

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
