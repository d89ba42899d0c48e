import {Gap} from '../../model/fact.ts';
import type {Answers, Parsed} from '../../model/probe.ts';

type Way<T> = (answers: Answers) => Parsed<T>;

/** Reads by the first way, and by the second where the first has no answer that it understands. @throws Gap of the first */
export function firstOf<T>(first: Way<T>, second: Way<T>): Way<T> {
  return (answers) => {
    try {
      return first(answers);
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      try {
        return second(answers);
      } catch (other) {
        throw other instanceof Gap ? error : other;
      }
    }
  };
}
