import {TransportError} from '../connection.ts';
import type {Line} from './line.ts';
import {readSecureMessage, tags, type Pdu} from './message.ts';
import type {SnmpLogin} from './types.ts';

const usmStats = '1.3.6.1.6.3.15.1.1';

/** Reports that say no to the login (RFC 3414 section 5). */
const refusals: ReadonlyMap<string, string> = new Map([
  [`${usmStats}.1.0`, 'usmStatsUnsupportedSecLevels: the agent does not offer this security level to this user'],
  [`${usmStats}.3.0`, 'usmStatsUnknownUserNames: the agent does not know this user'],
  [`${usmStats}.5.0`, 'usmStatsWrongDigests: the authentication key or protocol is wrong'],
  [`${usmStats}.6.0`, 'usmStatsDecryptionErrors: the privacy key or protocol is wrong'],
]);
const notInTimeWindows = `${usmStats}.2.0`;
const unknownEngineIds = `${usmStats}.4.0`;

/** An agent that starts anew meanwhile needs two; more is an agent that never ends. */
const mostReports = 3;

export interface ReportGuard {
  /** A new request starts. */
  begin(): void;
  readonly onSend: (bytes: Buffer) => void;
  readonly onDatagram: (bytes: Buffer, deliver: (bytes: Buffer) => void) => void;
}

/**
 * Stands before net-snmp, which sends a refused request once more, and for ever to an agent that never stops reporting; which
 * also takes an answer without authentication where it asked for one. A refusal ends the conversation here.
 */
export function guardReports(line: Line, login: Extract<SnmpLogin, {version: '3'}>): ReportGuard {
  let awaited: number | null = null;
  let reports = 0;
  let outOfWindow = 0;
  let sends = 0;
  const mostSends = (line.limits.retries + 1) * 2 + mostReports;
  const refuse = (detail: string): void => line.fail(new TransportError('auth-failed', detail));

  /** True when net-snmp may act on it. */
  const passes = (pdu: Pdu, authenticated: boolean): boolean => {
    const name = pdu.instances[0]?.oid ?? '';
    const refusal = refusals.get(name);
    line.engineSeen = true;
    reports += 1;
    if (refusal !== undefined) refuse(refusal);
    else if (name === unknownEngineIds && reports <= mostReports) return true;
    else if (name === notInTimeWindows) {
      if (login.auth !== null && !authenticated) throw new Error('anybody could have sent it');
      outOfWindow += 1;
      if (outOfWindow === 1) return true;
      refuse('usmStatsNotInTimeWindows: the agent does not accept its own time');
    } else line.fail(new TransportError('unsupported', 'the agent answers with reports that are not about the login'));
    return false;
  };

  return {
    begin() {
      reports = 0;
      outOfWindow = 0;
      sends = 0;
    },
    onSend(bytes) {
      awaited = readSecureMessage(bytes).id;
      sends += 1;
      if (sends > mostSends) line.fail(new TransportError('unsupported', 'the agent answers with reports without end'));
    },
    onDatagram(bytes, deliver) {
      const {id, authenticated, pdu} = readSecureMessage(bytes);
      if (id !== awaited) throw new Error('answers nothing that was asked');
      if (pdu?.type === tags.report) {
        if (passes(pdu, authenticated)) deliver(bytes);
        return;
      }
      const secured = (login.auth === null || authenticated) && (login.priv === null || pdu === null);
      if (!secured) throw new Error('less secured than what was asked');
      deliver(bytes);
    },
  };
}
