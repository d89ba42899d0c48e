import {setTimeout as delay} from 'node:timers/promises';

/** Lets one request begin after the other, never more than so many a second. */
export type Pace = () => Promise<void>;

/**
 * `check`: throws where nothing may be sent any more; looked at right before each request. What was late does not let the
 * next one begin sooner: after this machine had no time for a while, requests that waited go on at the same pace.
 */
export function paceOf(perSecond: number, signal: AbortSignal, check: () => void): Pace {
  const gap = 1000 / perSecond;
  let last = -Infinity;
  let turn: Promise<void> = Promise.resolve();
  const remaining = (): number => last + gap - performance.now();
  const begin = async (): Promise<void> => {
    // A timer may go off early by a part of a millisecond.
    for (let wait = remaining(); wait > 0; wait = remaining()) {
      signal.throwIfAborted();
      await delay(Math.ceil(wait), undefined, {signal}).catch(() => undefined);
    }
    signal.throwIfAborted();
    check();
    last = performance.now();
  };
  return () => {
    turn = turn.catch(() => undefined).then(begin);
    return turn;
  };
}
