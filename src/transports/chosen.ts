import {successAnswer} from '../model/evidence.ts';
import type {PlanEntry} from '../model/plan.ts';
import {isWindowsServer, sshServerAsk} from '../model/ssh-server.ts';
import type {Connection} from './connection.ts';
import type {Conversation} from './conversation.ts';

/** Which of them is sent is for the SSH server to tell. Those of network devices are known by what the device answered. */
const isOpen = ({candidate, talk}: PlanEntry): boolean =>
  candidate === true && (talk === 'shell' || talk === 'powershell');

/**
 * Of entries for hosts of which it is not known what they are, those for the host at the other end: its SSH server has told by
 * its first line whether PowerShell or a POSIX shell is there. The line is handed out as an answer; nothing is sent for it.
 */
export function chosen(
  {answered, onExchanges, options}: Conversation,
  {handshake}: Connection,
  entries: readonly PlanEntry[],
): readonly PlanEntry[] {
  if (handshake === null || !entries.some(isOpen)) return entries;
  const {software} = handshake;
  if (!answered.has(sshServerAsk)) {
    const at = new Date(options.now()).toISOString();
    const request = {ask: sshServerAsk, request: 'SSH identification line', via: 'ssh', privilege: 'user'} as const;
    onExchanges([{...request, sentAt: at, receivedAt: at, answer: successAnswer(software)}]);
  }
  const talk = isWindowsServer(software) ? 'powershell' : 'shell';
  return entries.filter((entry) => !isOpen(entry) || entry.talk === talk);
}
