import fc from 'fast-check';
import type {Exchange} from '../../src/model/evidence.ts';
import {codePoint} from './code-point.ts';

export type Change = (body: string) => string;

/** An exchange with another answer; one that failed stays as it is. */
export function withBody(exchange: Exchange, change: Change): Exchange {
  const {answer} = exchange;
  return answer.ok ? {...exchange, answer: {...answer, body: change(answer.body)}} : exchange;
}

/** Cuts, repeats, swaps and sprinkles: what a broken or hostile device could say in place of what was recorded. `signs`: what it sprinkles. */
export function changesWith(signs: readonly string[]): fc.Arbitrary<Change> {
  const noise = fc.oneof(
    fc.array(fc.constantFrom(...signs), {maxLength: 12}).map((parts) => parts.join('')),
    fc.string({unit: codePoint, maxLength: 40}),
  );
  return fc.tuple(fc.nat(60_000), fc.nat(400), noise, fc.nat(4)).map(([at, length, text, kind]) => (body) => {
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
}
