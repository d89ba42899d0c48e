import {setTimeout as delay} from 'node:timers/promises';

/** Lets one request begin after the other, never more than so many a second. */
export type Pace = () => Promise<void>;

/** `check`: throws where nothing may be sent any more; looked at right before each request. */
export function paceOf(perSecond: number, signal: AbortSignal, check: () => void): Pace {
  const gap = 1000 / perSecond;
  let next = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(next, now);
    next = at + gap;
    if (at > now) await delay(at - now, undefined, {signal}).catch(() => undefined);
    signal.throwIfAborted();
    check();
  };
}
