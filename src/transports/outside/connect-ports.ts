import PQueue from 'p-queue';
import {portsOf, writePorts} from '../../model/port-list.ts';
import {closeFully, connect, type Attempt} from './connect.ts';
import type {Pace} from './pace.ts';

export interface ConnectLimits {
  readonly atOnce: number;
  readonly ms: number;
}

type State = Attempt['state'];

/** Which ports of an address are open, as `readConnectText` reads it. */
export interface ConnectScan {
  readonly text: string;
  readonly open: readonly number[];
  /** Every attempt ended in the answer that there is no way. */
  readonly unreachable: boolean;
  /** The host answered at one port at least, be it by refusing. */
  readonly answered: boolean;
}

/** Connects to each port once, in full, and closes. `onShare` is told how much of them is done, from 0 to 1. @throws TransportError, or what the signal says */
export async function connectPorts(
  address: string,
  ports: string,
  {atOnce, ms}: ConnectLimits,
  pace: Pace,
  signal: AbortSignal,
  onShare: (share: number) => void = () => undefined,
): Promise<ConnectScan> {
  const found = new Map<number, State>();
  const failures: unknown[] = [];
  const wanted = portsOf(ports);
  const queue = new PQueue({concurrency: atOnce});
  const one = async (port: number): Promise<void> => {
    try {
      await pace();
      const attempt = await connect(address, port, ms, signal);
      found.set(port, attempt.state);
      onShare(found.size / wanted.length);
      if (attempt.state === 'open') await closeFully(attempt.socket);
    } catch (error) {
      failures.push(error);
      queue.clear();
    }
  };
  for (const port of wanted) void queue.add(() => one(port));
  await queue.onIdle();
  if (failures.length > 0) throw failures[0];
  const at = (state: State): number[] => [...found].filter(([, each]) => each === state).map(([port]) => port);
  const lines = (['open', 'filtered', 'unreachable'] as const).map((state) =>
    `${state} ${writePorts(at(state))}`.trimEnd(),
  );
  const open = at('open').sort((a, b) => a - b);
  const unreachable = found.size > 0 && at('unreachable').length === found.size;
  const answered = open.length + at('closed').length > 0;
  return {text: ['mizumori connect', `scanned ${ports}`, ...lines].join('\n'), open, unreachable, answered};
}
