import type {GapReason} from '../../model/evidence.ts';
import {TransportError} from '../connection.ts';
import type {Line} from './line.ts';
import {readSecureMessage, type SecureMessage} from './message.ts';
import {tags} from './pdu.ts';
import type {SnmpLogin} from './types.ts';

const usmStats = '1.3.6.1.6.3.15.1.1';
const notInTimeWindows = `${usmStats}.2.0`;
const unknownEngineIds = `${usmStats}.4.0`;

/** What reports mean when they are the last word (RFC 3414 section 5). */
const ends: ReadonlyMap<string, readonly [GapReason, string]> = new Map([
  [`${usmStats}.1.0`, ['auth-failed', 'usmStatsUnsupportedSecLevels: this user has not this security level']],
  [notInTimeWindows, ['auth-failed', 'usmStatsNotInTimeWindows: the agent does not accept its own time']],
  [`${usmStats}.3.0`, ['auth-failed', 'usmStatsUnknownUserNames: the agent does not know this user']],
  [unknownEngineIds, ['unsupported', 'usmStatsUnknownEngineIDs: the agent does not know its own engine']],
  [`${usmStats}.5.0`, ['auth-failed', 'usmStatsWrongDigests: the authentication key or protocol is wrong']],
  [`${usmStats}.6.0`, ['auth-failed', 'usmStatsDecryptionErrors: the privacy key or protocol is wrong']],
]);
const otherEnd = ['unsupported', 'the agent answers with reports that are not about the login'] as const;

/** How often one request may go on after a report: an agent that starts anew meanwhile needs all of it. */
const allowed: ReadonlyMap<string, number> = new Map([
  [unknownEngineIds, 2],
  [notInTimeWindows, 1],
]);

/** Datagrams for one request beside its repetitions: discovery, and those after reports. */
const extraSends = 3;

export interface ReportGuard {
  /** A new request starts. */
  begin(): void;
  /** The library gave up after a report: so is the conversation. */
  readonly refused: () => void;
  readonly onSend: (bytes: Buffer) => void;
  readonly onDatagram: (bytes: Buffer, deliver: (bytes: Buffer) => void) => void;
}

/** Whether an answer has the security that the login asks for; the library takes less. */
function isSecured({authenticated, pdu}: SecureMessage, {auth, priv}: Extract<SnmpLogin, {version: '3'}>): boolean {
  return (auth === null || authenticated) && (priv === null || pdu === null);
}

/**
 * Stands before net-snmp, which sends a refused request once more, and for ever to an agent that never stops reporting. A
 * refusal ends the conversation here.
 */
export function guardReports(line: Line, login: Extract<SnmpLogin, {version: '3'}>): ReportGuard {
  let awaited: number | null = null;
  let sends = 0;
  let last = '';
  let passed: string[] = [];
  const mostSends = (line.limits.retries + 1) * 2 + extraSends;
  const refused = (): void => line.fail(new TransportError(...(ends.get(last) ?? otherEnd)));
  return {
    refused,
    begin() {
      sends = 0;
      last = '';
      passed = [];
    },
    onSend(bytes) {
      awaited = readSecureMessage(bytes).id;
      sends += 1;
      if (sends > mostSends) refused();
    },
    onDatagram(bytes, deliver) {
      const message = readSecureMessage(bytes);
      const {id, authenticated, pdu} = message;
      if (id !== awaited) throw new Error('answers nothing that was asked');
      if (pdu?.type === tags.report) {
        last = pdu.instances[0]?.oid ?? '';
        line.engineSeen = true;
        if (last === notInTimeWindows && !authenticated) throw new Error('anybody could have sent it');
        if (passed.filter((name) => name === last).length >= (allowed.get(last) ?? 0)) {
          refused();
          return;
        }
        passed.push(last);
      } else if (!isSecured(message, login)) throw new Error('less secured than what was asked');
      deliver(bytes);
    },
  };
}
