import {spawn} from 'node:child_process';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {setTimeout as sleep} from 'node:timers/promises';

/** `parts`: escaped bytes, one for each chunk or datagram that comes. `greets`: the first is said by itself. `ends`: closes when nothing is said any more. */
export interface ReplayPort {
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
  readonly parts: readonly string[];
  readonly greets?: boolean;
  readonly ends?: boolean;
}

export interface ReplayConfig {
  readonly address: string;
  /** Most TCP sessions, over all ports; null: any number. */
  readonly sessions: number | null;
  readonly ports: readonly ReplayPort[];
}

export interface ReplayEvent {
  readonly event: 'ready' | 'open' | 'data' | 'end' | 'reset' | 'refused' | 'datagram';
  readonly port: number;
  /** Number of the connection. */
  readonly id: number;
  readonly hex?: string;
  /** Sessions that are open now. */
  readonly sessions?: number;
}

export interface Replay {
  /** What has happened so far, in order, but for its start. */
  readonly events: () => readonly ReplayEvent[];
  readonly stop: () => Promise<void>;
}

const script = join(dirname(fileURLToPath(import.meta.url)), 'replay-server.js');

/** Servers in a process of their own. `within`: words before the command, to run it in a namespace. */
export async function startReplay(config: ReplayConfig, within: readonly string[] = []): Promise<Replay> {
  const [file, ...args] = [...within, process.execPath, script, JSON.stringify(config)];
  const child = spawn(file, args, {stdio: ['pipe', 'pipe', 'inherit']});
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const all = (): ReplayEvent[] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as ReplayEvent);
  for (let i = 0; !text.includes('"ready"'); i++) {
    if (i === 400 || child.exitCode !== null) throw new Error('the servers do not start');
    await sleep(25);
  }
  return {
    events: () => all().slice(1),
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await exited;
    },
  };
}
