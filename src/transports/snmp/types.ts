import type {SnmpAsk} from '../../model/ask.ts';
import type {snmpAuthProtocols, snmpPrivProtocols} from '../../model/asset.ts';
import type {GapReason} from '../../model/evidence.ts';
import type {Varbind} from '../../model/snmp-table.ts';
import type {Secret} from '../connection.ts';

export type SnmpLogin =
  | {readonly version: '1' | '2c'; readonly community: Secret}
  | {
      readonly version: '3';
      readonly user: string;
      /** null: noAuthNoPriv. */
      readonly auth: {readonly protocol: (typeof snmpAuthProtocols)[number]; readonly key: Secret} | null;
      /** Never without `auth`. */
      readonly priv: {readonly protocol: (typeof snmpPrivProtocols)[number]; readonly key: Secret} | null;
    };

export interface SnmpTarget {
  /** IPv4 or IPv6 address, with its zone where it is link-local (`fe80::1%eth0`), or host name. */
  readonly address: string;
  readonly port: number;
  readonly login: SnmpLogin;
}

export interface SnmpLimits {
  readonly packetsPerSecond: number;
  /** Longest wait for one answer. */
  readonly timeoutMs: number;
  /** How often an unanswered packet is sent again. */
  readonly retries: number;
  /** Longest whole conversation. */
  readonly totalMs: number;
}

export type SnmpResult =
  /** `cut`: the agent may hold more, or a value is longer than what is kept of it. */
  | {readonly ok: true; readonly varbinds: readonly Varbind[]; readonly cut: boolean}
  | {readonly ok: false; readonly reason: GapReason; readonly detail: string};

export interface SnmpAnswer {
  readonly ask: SnmpAsk;
  /** UTC milliseconds. */
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly result: SnmpResult;
}

export interface SnmpOptions {
  readonly limits: SnmpLimits;
  readonly signal: AbortSignal;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly onAnswer: (answer: SnmpAnswer) => void;
}
