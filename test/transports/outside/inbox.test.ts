import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import fc from 'fast-check';
import {TransportError} from '../../../src/transports/connection.ts';
import {Inbox} from '../../../src/transports/outside/inbox.ts';

const never = new AbortController().signal;
const soon = (ms = 2000): number => performance.now() + ms;
const line = {at: 'line', like: '.'} as const;
const text = ({bytes}: {bytes: Buffer}): string => bytes.toString();

test.serial('what comes in any pieces is handed out in the same parts', async (t) => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), {minLength: 1, maxLength: 8});
  await fc.assert(
    fc.asyncProperty(words, fc.array(fc.nat(6), {minLength: 1}), async (all, cuts) => {
      const inbox = new Inbox(1000);
      const sent = Buffer.from(all.map((word) => `${word}\n`).join(''));
      for (let at = 0, i = 0; at < sent.length; i += 1) {
        const size = 1 + (cuts[i % cuts.length] ?? 0);
        inbox.add(sent.subarray(at, at + size));
        at += size;
      }
      for (const word of all) t.is(text(await inbox.read(line, soon(), never)), `${word}\n`);
    }),
    {numRuns: 50},
  );
});

test.serial('more than the limit, over all parts together, is not kept', async (t) => {
  const inbox = new Inbox(10);
  inbox.add(Buffer.from('one\ntwo\nthree\n'));
  t.is((await inbox.read(line, soon(), never)).ending, 'met');
  t.is((await inbox.read(line, soon(), never)).ending, 'met');
  const rest = await inbox.read(line, soon(), never);
  t.deepEqual([rest.ending, text(rest)], ['limit', 'th']);
  for (let i = 0; i < 100; i += 1) inbox.add(Buffer.alloc(100_000));
  t.is((await inbox.read({at: 'close'}, soon(), never)).bytes.length, 0, 'what is dropped takes no room');
});

test.serial('exactly as much as the limit is no more than it', async (t) => {
  const inbox = new Inbox(4);
  inbox.add(Buffer.from('one\n'));
  t.is((await inbox.read(line, soon(), never)).ending, 'met');
});

test.serial('a part ends when the peer closes, and is told apart from one that was met', async (t) => {
  const inbox = new Inbox(100);
  const waiting = inbox.read(line, soon(), never);
  inbox.add(Buffer.from('half'));
  inbox.close();
  const part = await waiting;
  t.deepEqual([part.ending, text(part)], ['closed', 'half']);
  const to = new Inbox(100);
  to.add(Buffer.from('all'));
  to.close();
  t.like(await to.read({at: 'close'}, soon(), never), {ending: 'met'});
});

test.serial('silence ends a part only after something came, and every byte begins it anew', async (t) => {
  const end = {at: 'silence', ms: 60} as const;
  const inbox = new Inbox(100);
  t.like(await inbox.read(end, soon(150), never), {ending: 'silence'}, 'nothing came at all');
  const at = performance.now();
  const waiting = inbox.read(end, soon(), never);
  for (const word of ['a', 'b', 'c']) {
    inbox.add(Buffer.from(word));
    await sleep(20);
  }
  const part = await waiting;
  t.deepEqual([part.ending, text(part)], ['met', 'abc']);
  t.true(performance.now() - at >= 95);
});

test.serial('the deadline ends a part whatever drips in', async (t) => {
  const inbox = new Inbox(1_000_000);
  const drip = setInterval(() => inbox.add(Buffer.from('x')), 5);
  t.teardown(() => clearInterval(drip));
  const at = performance.now();
  const part = await inbox.read({at: 'silence', ms: 1000}, soon(200), never);
  t.is(part.ending, 'silence');
  t.true(part.bytes.length > 0 && performance.now() - at < 1000);
});

test.serial('who waits is let go when the run is stopped', async (t) => {
  const stop = new AbortController();
  const waiting = new Inbox(10).read(line, soon(60_000), stop.signal);
  stop.abort(new TransportError('stopped', 'test'));
  await t.throwsAsync(waiting, {message: 'test'});
});
