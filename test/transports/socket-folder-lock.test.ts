import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {trySocketFolder} from '../../src/transports/socket-folder-lock.ts';

const base = mkdtempSync(join(tmpdir(), 'mz-'));
test.after.always(() => rmSync(base, {recursive: true}));
const lockModule = new URL('../../src/transports/socket-folder-lock.js', import.meta.url).href;

/** A process that takes the lock again and again, and tells when it has it and when it lets go. */
function taker(folder: string, times: number, heldMs: number) {
  const code = `
    const {trySocketFolder} = await import(${JSON.stringify(lockModule)});
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    for (let held = 0; held < ${times};) {
      const release = await trySocketFolder(${JSON.stringify(folder)});
      if (release === null) { await sleep(Math.random() * 20); continue; }
      console.log('in ' + process.hrtime.bigint());
      await sleep(${heldMs});
      console.log('out ' + process.hrtime.bigint());
      release();
      held++;
    }
    process.exit(0);`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], {stdio: ['ignore', 'pipe', 'inherit']});
}

test('three processes never hold one folder at once', async (t) => {
  const events: {what: string; at: bigint}[] = [];
  const takers = [0, 1, 2].map(() => taker(join(base, 'many'), 6, 15));
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
  t.deepEqual(
    events.map(({what}) => what),
    Array.from({length: 18}, () => ['in', 'out']).flat(),
  );
  t.deepEqual(readdirSync(join(base, 'many')), []);
});

test('a process that is killed leaves a socket behind, and nobody waits for it', async (t) => {
  const folder = join(base, 'killed');
  const child = taker(folder, 1, 60_000);
  await once(child.stdout, 'data');
  t.is(await trySocketFolder(folder), null);
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.is(readdirSync(folder).length, 1, 'what the killed process left');
  const release = await trySocketFolder(folder);
  t.not(release, null);
  t.is(await trySocketFolder(folder), null, 'held by this process');
  release?.();
  t.deepEqual(readdirSync(folder), []);
});

test('a holder that is too busy to answer is not taken for a dead one', async (t) => {
  const folder = join(base, 'busy');
  const release = await trySocketFolder(folder);
  release?.();
  const stopped = `${process.pid}-00000000`;
  writeFileSync(join(folder, stopped), '');
  t.is(await trySocketFolder(folder), null, 'its process runs');
  t.deepEqual(readdirSync(folder), [stopped]);
});

test('files of another kind are left alone', async (t) => {
  const folder = join(base, 'others');
  (await trySocketFolder(folder))?.();
  writeFileSync(join(folder, 'note'), '');
  const release = await trySocketFolder(folder);
  t.not(release, null);
  release?.();
  t.deepEqual(readdirSync(folder), ['note']);
});
