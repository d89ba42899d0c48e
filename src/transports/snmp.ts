import {lookup} from 'node:dns/promises';
import {isIP} from 'node:net';
import type {SnmpAsk} from '../model/ask.ts';
import {TransportError} from './connection.ts';
import {nothingFound, resultOf, type Found} from './snmp/found.ts';
import {openLine, type Remote} from './snmp/line.ts';
import {openReader, type SnmpReader} from './snmp/reader.ts';
import type {SnmpOptions, SnmpTarget} from './snmp/types.ts';

export type {SnmpAnswer, SnmpLimits, SnmpLogin, SnmpOptions, SnmpResult, SnmpTarget} from './snmp/types.ts';

async function remoteOf({address, port}: SnmpTarget): Promise<Remote> {
  const family = isIP(address);
  if (family === 4 || family === 6) return {address, family, port};
  try {
    const found = await lookup(address);
    return {address: found.address, family: found.family === 6 ? 6 : 4, port};
  } catch {
    throw new TransportError('unreachable', 'the host name is not known');
  }
}

async function read(reader: SnmpReader, ask: SnmpAsk, found: Found): Promise<void> {
  if (ask.read === 'get') return reader.get(ask.oids, found);
  for (const oid of ask.oids) {
    await reader.walk(oid, found);
    if (found.trouble?.reason === 'timeout') return;
  }
}

async function answer(reader: SnmpReader, ask: SnmpAsk, {now, onAnswer}: SnmpOptions): Promise<void> {
  const found = nothingFound(ask.rows);
  const sentAt = now();
  const tell = (): void => onAnswer({ask, sentAt, receivedAt: now(), result: resultOf(found)});
  try {
    await read(reader, ask, found);
  } catch (error) {
    // What came before the end of the conversation is good as far as it goes.
    found.cut = true;
    if (error instanceof TransportError && found.varbinds.length > 0) tell();
    throw error;
  }
  tell();
}

/**
 * Holds one conversation with an SNMP agent: the questions in order, one answer each.
 * @throws TransportError when the agent is not reached, refuses the login or falls silent; answers before that stay good.
 */
export async function askSnmp(target: SnmpTarget, asks: readonly SnmpAsk[], options: SnmpOptions): Promise<void> {
  const {line, end} = openLine(await remoteOf(target), options.limits, options.signal);
  try {
    const reader = await openReader(line, target.login);
    try {
      for (const ask of asks) await answer(reader, ask, options);
    } finally {
      await reader.close();
    }
  } finally {
    end();
  }
}
