import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import {acquireLock, tryLock} from '../../src/transports/load-lock.ts';

const never = new AbortController().signal;
const anyTime = (): void => undefined;
const lockModule = new URL('../../src/transports/load-lock.js', import.meta.url).href;

/** A process that takes the lock again and again, and tells when it has it and when it lets go. */
function taker(name: string, times: number, heldMs: number) {
  const code = `
    const {acquireLock} = await import(${JSON.stringify(lockModule)});
    for (let i = 0; i < ${times}; i++) {
      const release = await acquireLock(${JSON.stringify(name)}, new AbortController().signal, () => {});
      console.log('in ' + process.hrtime.bigint());
      await new Promise((resolve) => setTimeout(resolve, ${heldMs}));
      console.log('out ' + process.hrtime.bigint());
      release();
    }`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], {stdio: ['ignore', 'pipe', 'inherit']});
}

test('two processes never hold one name at once', async (t) => {
  const events: {what: string; at: bigint}[] = [];
  const takers = [0, 1].map(() => taker(`both-${process.pid}`, 4, 60));
  await Promise.all(
    takers.map(async (child) => {
      child.stdout.on('data', (chunk: Buffer) => {
        for (const line of chunk.toString().trim().split('\n')) {
          const [what = '', at = '0'] = line.split(' ');
          events.push({what, at: BigInt(at)});
        }
      });
      await once(child, 'close');
    }),
  );
  events.sort((a, b) => (a.at < b.at ? -1 : 1));
  t.is(events.length, 16);
  t.deepEqual(
    events.map(({what}) => what),
    Array.from({length: 8}, () => ['in', 'out']).flat(),
  );
});

test('a process that is killed takes its lock with it', async (t) => {
  const name = `killed-${process.pid}`;
  const child = taker(name, 1, 60_000);
  await once(child.stdout, 'data');
  t.is(await tryLock(name), null);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const release = await tryLock(name);
  t.not(release, null);
  release?.();
});

test('a wait ends when the run is stopped, and when there is no leave any more', async (t) => {
  const name = `waiting-${process.pid}`;
  const release = await acquireLock(name, never, anyTime);
  const stop = new AbortController();
  const waiting = acquireLock(name, stop.signal, anyTime);
  setTimeout(() => stop.abort(), 50);
  await t.throwsAsync(waiting, {name: 'AbortError'});
  let closed = false;
  const refused = acquireLock(name, never, () => {
    if (closed) throw new Error('the window is closed');
  });
  await sleep(50);
  closed = true;
  await t.throwsAsync(refused, {message: 'the window is closed'});
  release();
});
