import {setImmediate as turn} from 'node:timers/promises';
import test from 'ava';
import {JudgeAhead, type Turns} from '../src/judge-ahead.ts';

class Judging implements Turns {
  readonly judged: string[] = [];
  readonly #order: readonly string[];
  readonly #broken: string | null;

  constructor(order: readonly string[], broken: string | null = null) {
    this.#order = order;
    this.#broken = broken;
  }

  get next(): string | null {
    return this.#order[this.judged.length] ?? null;
  }

  judgeNext(): void {
    if (this.next === this.#broken) throw new Error('no space left on device');
    this.judged.push(this.next ?? '');
  }
}

async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await turn();
}

test('an asset is judged once it and all before it were asked, one at a time', async (t) => {
  const judging = new Judging(['a', 'b', 'c', 'd']);
  const ahead = new JudgeAhead(() => judging);
  ahead.ended('b');
  ahead.ended('c');
  await settle();
  t.deepEqual(judging.judged, []);
  ahead.ended('a');
  t.deepEqual(judging.judged, [], 'whoever tells it does not wait for it');
  await turn();
  t.deepEqual(judging.judged, ['a'], 'others have their turn between two');
  await settle();
  t.deepEqual(judging.judged, ['a', 'b', 'c']);
  t.is(ahead.stop(), judging);
});

test('nothing is begun before the first asset was asked, and nothing is judged after the end', async (t) => {
  let begun = 0;
  const judging = new Judging(['a', 'b']);
  const ahead = new JudgeAhead(() => {
    begun += 1;
    return judging;
  });
  await settle();
  t.is(begun, 0);
  ahead.ended('a');
  t.is(ahead.stop(), null);
  await settle();
  t.is(begun, 0);
});

test('a failure is kept from those who ask: the judgement is made from the beginning', async (t) => {
  const ahead = new JudgeAhead(() => new Judging(['a', 'b', 'c'], 'b'));
  for (const asset of ['a', 'b', 'c']) ahead.ended(asset);
  await settle();
  t.is(ahead.stop(), null);
});

test('a judgement that cannot be begun is tried once', async (t) => {
  let tries = 0;
  const ahead = new JudgeAhead<Judging>(() => {
    tries += 1;
    throw new Error('no such folder');
  });
  ahead.ended('a');
  await settle();
  ahead.ended('b');
  await settle();
  t.is(tries, 1);
  t.is(ahead.stop(), null);
});
