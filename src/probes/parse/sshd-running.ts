import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {listenersAsk} from '../asks/listeners.ts';
import {attempt} from './attempt.ts';
import type {Socket} from './proc-sockets.ts';
import {readSockets} from './sockets.ts';
import type {SshdProcess} from './sshd-answer.ts';
import {argumentsOf, type CommandLine} from './sshd-options.ts';

function socketsOf(answers: Answers): readonly Socket[] {
  return attempt(() => readSockets(answers.command(listenersAsk.id)).sockets) ?? [];
}

/** Where owners are not shown, every one may be reachable. */
function isReachable({pid}: SshdProcess, sockets: readonly Socket[]): boolean {
  const own = sockets.filter((socket) => socket.pid === pid);
  return own.length === 0 || own.some(({loopbackOnly}) => !loopbackOnly);
}

/** @throws Gap where options change what sshd goes by, and were not understood: another file above all */
export function demandUnderstood({strange}: CommandLine): void {
  const [first] = strange;
  if (first === undefined) return;
  throw new Gap('unsupported', `sshd is started with an option that is not read: ${first.slice(0, 80)}`);
}

/**
 * Command line of the sshd that others reach; `sshd -T` does not know it. null: none was seen, as it may be started for each
 * connection. @throws Gap where it was not understood, or where there are several and they differ
 */
export function runningLine(answers: Answers, running: readonly SshdProcess[]): CommandLine | null {
  if (running.length === 0) return null;
  const sockets = socketsOf(answers);
  const lines = running.filter((process) => isReachable(process, sockets)).map(({args}) => argumentsOf(args));
  lines.forEach(demandUnderstood);
  const [first, ...others] = lines;
  if (first === undefined) return null;
  const form = (line: CommandLine): string => JSON.stringify([...line.settings]);
  if (others.some((other) => form(other) !== form(first))) {
    throw new Gap('unsupported', 'several SSH servers run with different options');
  }
  return first;
}
