import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {listenersAsk} from '../asks/listeners.ts';
import {attempt} from './attempt.ts';
import type {Socket} from './proc-sockets.ts';
import {readSockets} from './sockets.ts';
import type {SshdAnswer, SshdProcess} from './sshd-answer.ts';
import type {SshdSettings} from './sshd-config.ts';
import {argumentsOf, sshdOptionFiles, type CommandLine} from './sshd-options.ts';
import {socketLine, type SshdSocket} from './sshd-sockets.ts';

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

/** What listens in the place of an sshd, added to its options; where one runs beside it, its own ports count too. */
function withSockets(line: CommandLine, sockets: readonly SshdSocket[], beside: SshdSettings | null): CommandLine {
  const taken = (name: string): readonly string[] => line.settings.get(name) ?? beside?.get(name) ?? [];
  const settings = new Map(line.settings);
  settings.set('port', [
    ...new Set([...taken('port'), ...sockets.flatMap(({ports}) => ports.map((port) => String(port)))]),
  ]);
  settings.set('listenaddress', [
    ...new Set([...taken('listenaddress'), ...sockets.flatMap(({addresses}) => addresses)]),
  ]);
  return {...line, settings};
}

/**
 * Command line of the sshd that others reach, or that systemd starts for them; `sshd -T` does not know it. null: none was seen, as
 * it may be started for each connection by something else. @throws Gap where it was not understood, or where there are several
 * and they differ
 */
export function runningLine(answers: Answers, {running, sockets, output}: SshdAnswer): CommandLine | null {
  const owned = running.length === 0 ? [] : socketsOf(answers);
  const lines = running.filter((process) => isReachable(process, owned)).map(({args}) => argumentsOf(args));
  const held = sockets ?? [];
  // Who took a socket over tells its options itself.
  const started = held.filter(({each}) => each || lines.length === 0);
  const files = sshdOptionFiles.map((path) => answers.file(path)).filter((file) => file !== null);
  const all = [...lines, ...started.map((socket) => socketLine(socket, files))];
  all.forEach(demandUnderstood);
  const [first, ...others] = all;
  if (first === undefined) return null;
  const form = (line: CommandLine): string => JSON.stringify([...line.settings]);
  if (others.some((other) => form(other) !== form(first))) {
    throw new Gap('unsupported', 'several SSH servers run with different options');
  }
  if (held.length === 0) return first;
  const alone = lines.length === 0 || held.every(({each}) => !each);
  return withSockets(alone ? withoutPlace(first) : first, held, alone ? null : output);
}

/** sshd does not open the ports of its options where a socket is handed to it. */
function withoutPlace(line: CommandLine): CommandLine {
  return {
    ...line,
    settings: new Map([...line.settings].filter(([name]) => name !== 'port' && name !== 'listenaddress')),
  };
}
