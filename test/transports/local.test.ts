import test from 'ava';
import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {connectLocal} from '../../src/transports/local.ts';
import {failure, run} from '../support/ssh-client.ts';

const quiet = {stdout: (): void => undefined, stderr: (): void => undefined};

/** A process that waits for nobody to collect it is not alive. */
function alive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('a command gets its stdin and gives output, errors and exit code', async (t) => {
  const {stdout, stderr, exitCode, signal} = await run(connectLocal(), 'cat; echo bad >&2; exit 3', 'hello');
  t.deepEqual({stdout, stderr, exitCode, signal}, {stdout: 'hello', stderr: 'bad\n', exitCode: 3, signal: null});
});

test('a signal is told', async (t) => {
  const {exitCode, signal} = await run(connectLocal(), 'kill -9 $$');
  t.deepEqual({exitCode, signal}, {exitCode: null, signal: 'SIGKILL'});
});

test('nothing of our environment reaches a command', async (t) => {
  process.env['MIZUMORI_TEST_SECRET'] = 'hidden';
  const {stdout} = await run(connectLocal(), 'env');
  const names = stdout.split('\n').map((line) => line.split('=')[0] ?? '');
  t.deepEqual(names.filter((name) => !['', 'PWD', 'OLDPWD', '_', 'SHLVL'].includes(name)).sort(), [
    'HOME',
    'LANG',
    'PATH',
    'SHELL',
  ]);
});

test('all of a long output comes', async (t) => {
  const {stdout, stderr} = await run(connectLocal(), 'head -c 3000000 /dev/zero; head -c 2000000 /dev/zero >&2');
  t.deepEqual([stdout.length, stderr.length], [3_000_000, 2_000_000]);
});

test('kill ends the whole process group and closes at once', async (t) => {
  let text = '';
  const connection = connectLocal();
  const channel = await connection.exec('sleep 600 & echo $!; echo $$; exec sleep 600', {
    ...quiet,
    stdout: (chunk) => (text += chunk.toString()),
  });
  while (text.split('\n').length < 3) await sleep(10);
  const pids = text.trim().split('\n').map(Number);
  t.true(pids.every(alive));
  channel.kill();
  t.deepEqual(await channel.done, {exitCode: null, signal: null});
  connection.close();
  await connection.closed;
  await sleep(100);
  t.false(pids.some(alive));
});

test('endless output can be stopped, and nothing comes after', async (t) => {
  let bytes = 0;
  const connection = connectLocal();
  const channel = await connection.exec('yes', {...quiet, stdout: (chunk) => void (bytes += chunk.length)});
  while (bytes < 1_000_000) await sleep(5);
  channel.kill();
  const then = bytes;
  await sleep(100);
  t.is(bytes, then);
  channel.write('late');
  channel.end();
  channel.kill();
});

test('a closed connection starts nothing, and closing ends what runs', async (t) => {
  const connection = connectLocal();
  const channel = await connection.exec('sleep 600', quiet);
  connection.close();
  t.deepEqual(await channel.done, {exitCode: null, signal: null});
  await connection.closed;
  t.is((await failure(t, connection.exec('true', quiet))).reason, 'stopped');
});

test('a command that does not read its stdin is no failure', async (t) => {
  const {exitCode} = await run(connectLocal(), 'exec <&-; exit 0', 'x'.repeat(1_000_000));
  t.is(exitCode, 0);
});
