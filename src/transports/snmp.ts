import type {SnmpAsk} from '../model/ask.ts';
import {TransportError} from './connection.ts';
import type {SnmpOptions, SnmpTarget} from './snmp/types.ts';

export type {SnmpAnswer, SnmpLimits, SnmpLogin, SnmpOptions, SnmpResult, SnmpTarget} from './snmp/types.ts';

/**
 * Holds one conversation with an SNMP agent: the questions in order, one answer each.
 * @throws TransportError when the agent is not reached, refuses the login or falls silent; answers before that stay good.
 */
export function askSnmp(_target: SnmpTarget, _asks: readonly SnmpAsk[], _options: SnmpOptions): Promise<void> {
  return Promise.reject(new TransportError('unsupported', 'SNMP'));
}
