import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import test from 'ava';
import {packageRoot} from '../../src/model/paths.ts';

test('who stops reading what is said gets no stack trace', async (t) => {
  const cli = join(packageRoot, 'build/src/cli.js');
  const child = spawn(process.execPath, [cli, 'checks', 'list'], {stdio: ['ignore', 'pipe', 'pipe']});
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stdout.destroy();
  const [code] = (await once(child, 'close')) as [number | null];
  t.is(told, '');
  t.is(code, 0);
});
