import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {inspect} from 'node:util';
import {packageRoot} from '../../src/model/paths.ts';

/** One command line, where it is run and with which environment. */
export interface Call {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const cli = join(packageRoot, 'build/src/cli.js');

/** Keeps what is written to a stream; gives it back as text. */
function keep(stream: NodeJS.WriteStream): () => string {
  const chunks: Buffer[] = [];
  stream.write = (chunk: Uint8Array | string, encoding?: unknown, done?: unknown): boolean => {
    chunks.push(Buffer.from(chunk as string, typeof encoding === 'string' ? (encoding as BufferEncoding) : undefined));
    const told = typeof encoding === 'function' ? encoding : done;
    if (typeof told === 'function') queueMicrotask(told as () => void);
    return true;
  };
  return () => Buffer.concat(chunks).toString();
}

let calls = 0;

/** The first module of the program is run anew for each call, and what it needs is loaded once. */
async function answer({args, cwd, env}: Call): Promise<Ended> {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  process.argv = [process.execPath, cli, ...args];
  Object.assign(process, {exitCode: undefined});
  const [stdout, stderr] = [keep(process.stdout), keep(process.stderr)];
  calls += 1;
  await import(`${pathToFileURL(cli).href}?${calls}`);
  return {code: Number(process.exitCode ?? 0), stdout: stdout(), stderr: stderr()};
}

// Each run of the program listens to both.
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);
process.on('message', (call: Call) => {
  const broken = (error: unknown): Ended => ({code: 1, stdout: '', stderr: inspect(error)});
  void answer(call)
    .catch(broken)
    .then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit());
