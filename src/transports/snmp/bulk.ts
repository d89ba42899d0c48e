import {answersFor, communityBytes, versionNumbers} from './community.ts';
import {request, type Line, type Wire} from './line.ts';
import {getBulk, netSession} from './net-session.ts';
import {tame} from './socket.ts';
import type {SnmpLogin} from './types.ts';

/** Bulk walks of SNMPv2c through net-snmp. */
export async function openBulk(
  line: Line,
  login: Extract<SnmpLogin, {version: '1' | '2c'}>,
): Promise<Pick<Wire, 'next' | 'close'>> {
  const community = login.community.reveal();
  const answers = answersFor(versionNumbers['2c'], communityBytes(community));
  const session = netSession(line, versionNumbers['2c'], community);
  const close = await tame(session.dgram, line, {
    onDatagram: answers.onDatagram,
    onSend: () => undefined,
    close: () => session.close(),
  });
  return {
    next: (oid, repetitions) =>
      request(line, (settle) => getBulk(session, line, oid, repetitions, () => settle(answers.current()))),
    close,
  };
}
