import type {Dialogue} from './dialogue.ts';
import type {Found} from './found.ts';
import {getAll} from './get.ts';
import type {Line, Wire} from './line.ts';
import type {SnmpLogin} from './types.ts';
import {walkAll, type Pace} from './walk.ts';

/** Reads from one agent, and nothing else: there is no way to set anything. */
export interface SnmpReader {
  /** Those of the instances that the agent has. @throws TransportError */
  get(oids: readonly string[], found: Found): Promise<void>;
  /** The instances below an object. @throws TransportError */
  walk(oid: string, found: Found): Promise<void>;
  close(): Promise<void>;
}

/** snmp-native for SNMPv1; for v2c beside net-snmp, which alone does bulk, from the first walk on; net-snmp for v3. */
async function openWire(line: Line, login: SnmpLogin): Promise<Wire> {
  if (login.version === '3') return (await import('./secure.ts')).openSecure(line, login);
  const native = await (await import('./native.ts')).openNative(line, login);
  if (login.version === '1') return native;
  let bulk: Pick<Wire, 'next' | 'close'> | null = null;
  return {
    get: native.get,
    async next(oid, repetitions) {
      bulk ??= await (await import('./bulk.ts')).openBulk(line, login);
      return bulk.next(oid, repetitions);
    },
    async close() {
      await native.close();
      await bulk?.close();
    },
  };
}

/** @throws TransportError */
export async function openReader(line: Line, login: SnmpLogin): Promise<SnmpReader> {
  const wire = await openWire(line, login);
  const dialogue: Dialogue = {line, login: login.version, answered: false, quiet: false};
  const pace: Pace = {step: 0};
  return {
    get: (oids, found) => getAll(dialogue, wire, oids, found),
    walk: (oid, found) => walkAll(dialogue, wire, pace, oid, found),
    close: wire.close,
  };
}
