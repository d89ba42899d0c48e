import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {TransportError} from '../../../src/transports/connection.ts';
import {paceOf} from '../../../src/transports/outside/pace.ts';

const never = new AbortController().signal;
const allowed = (): void => undefined;

/** Keeps this process busy, as a machine without time for it does. */
function stall(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

test.serial('requests that waited while the machine had no time go on at the same pace', async (t) => {
  const pace = paceOf(50, never, allowed);
  const begun: number[] = [];
  const all = Array.from({length: 8}, async () => {
    await pace();
    begun.push(performance.now());
  });
  await sleep(5);
  stall(150);
  await Promise.all(all);
  const gaps = begun.slice(1).map((at, index) => at - (begun[index] ?? 0));
  t.is(gaps.length, 7);
  t.true(Math.min(...gaps) >= 19.5, gaps.map((gap) => gap.toFixed(1)).join(' '));
});

test.serial('the first request begins at once, and so does one after a long pause', async (t) => {
  const pace = paceOf(4, never, allowed);
  const at = performance.now();
  await pace();
  await sleep(260);
  await pace();
  t.true(performance.now() - at < 400);
});

test.serial(
  'whether it may be sent is looked at right before each request, not when its turn is asked for',
  async (t) => {
    let refused = false;
    const pace = paceOf(20, never, () => {
      if (refused) throw new TransportError('stopped', 'the kill switch is set');
    });
    const all = [pace(), pace(), pace()];
    await all[0];
    refused = true;
    const ended = await Promise.allSettled(all);
    t.deepEqual(
      ended.map(({status}) => status),
      ['fulfilled', 'rejected', 'rejected'],
    );
  },
);

test.serial('who waits is let go when the run is stopped', async (t) => {
  const stop = new AbortController();
  const pace = paceOf(0.5, stop.signal, allowed);
  await pace();
  const at = performance.now();
  const waiting = [pace(), pace()];
  stop.abort(new TransportError('stopped', 'test'));
  for (const each of waiting) await t.throwsAsync(each, {message: 'test'});
  t.true(performance.now() - at < 1000);
});
