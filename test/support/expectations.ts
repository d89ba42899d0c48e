import test from 'ava';
import {factsOfRecording} from '../../src/recording.ts';

/** What a recording tells at a path of a fact: `effective.macs.1`. */
export type Expectation = readonly [recording: string, fact: string, path: string, expected: unknown];

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], value);
}

/** One test for each of them. */
export function testExpectations(expectations: readonly Expectation[]): void {
  for (const [recording, fact, path, expected] of expectations) {
    test(`${recording}: ${fact}.${path}`, (t) => {
      const found = factsOfRecording(recording).facts[fact];
      t.is(found?.state, 'known');
      if (found?.state === 'known') t.deepEqual(at(found.value, path), expected);
    });
  }
}
