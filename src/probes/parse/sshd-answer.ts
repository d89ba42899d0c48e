import {Gap} from '../../model/fact.ts';
import type {Answers} from '../../model/probe.ts';
import {sshdEffectiveAsk} from '../asks/sshd.ts';
import {untilEnd} from './ended.ts';
import {settingsOfOutput, type SshdSettings} from './sshd-config.ts';
import {sshdSocketsOf, type SshdSocket} from './sshd-sockets.ts';

/** A running sshd that waits for connections. */
export interface SshdProcess {
  readonly pid: number;
  readonly args: readonly string[];
}

export interface SshdAnswer {
  readonly installed: boolean;
  readonly dropbear: boolean;
  readonly running: readonly SshdProcess[];
  /** null: systemd did not tell of them. */
  readonly sockets: readonly SshdSocket[] | null;
  readonly output: SshdSettings;
  /** False where the answer broke off. */
  readonly ended: boolean;
}

/** Its arguments, or since OpenSSH 8.2 a title that holds them, with blanks between. */
function processOf(line: string): SshdProcess | null {
  const [, pid, written = ''] = /^(\d{1,10})\t(.{1,8192})$/.exec(line) ?? [];
  if (pid === undefined) return null;
  const title = /^sshd: (?<rest>.*)$/.exec(written.trim())?.groups?.['rest'];
  const words =
    title === undefined ? written.trim().split('\t') : (title.split(' [listener]', 1)[0] ?? '').split(/[ \t]+/);
  return {pid: Number(pid), args: words.slice(1)};
}

/** Answer of the ask `sshd-effective`. @throws Gap when it is no such answer */
export function sshdAnswerOf(answers: Answers): SshdAnswer {
  const {lines, ended} = untilEnd(answers.command(sshdEffectiveAsk.id).text);
  const [first = '', second = '', ...rest] = lines;
  if (!/^[+-]sshd$/.test(first) || !/^[+-]dropbear$/.test(second)) throw new Gap('unsupported', 'no answer about sshd');
  const told = rest[0] === '= running';
  const end = told ? rest.indexOf('= settings') : -1;
  if (told && end === -1) throw new Gap('cut', 'the answer has no end');
  const head = rest.slice(1, Math.max(end, 1));
  const at = head.includes('= sockets') ? head.indexOf('= sockets') : head.length;
  const running = head.slice(0, at).map(processOf);
  if (running.includes(null)) throw new Gap('unsupported', 'arguments of a running sshd');
  return {
    installed: first === '+sshd',
    dropbear: second === '+dropbear',
    running: running.filter((process) => process !== null),
    sockets: sshdSocketsOf(head.slice(at + 1)),
    output: settingsOfOutput(rest.slice(end + 1)),
    ended,
  };
}
