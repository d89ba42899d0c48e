import type {GapReason} from '../../model/evidence.ts';
import type {Varbind} from '../../model/snmp-table.ts';
import type {Instance} from './pdu.ts';
import type {SnmpResult} from './types.ts';
import {varbindOf} from './value.ts';

/** Why an answer ended early. */
export interface Trouble {
  readonly reason: GapReason;
  readonly detail: string;
}

/** What one question found so far; it stays good when the conversation ends meanwhile. */
export interface Found {
  readonly varbinds: Varbind[];
  /** Most instances. */
  readonly rows: number;
  /** The agent may hold more. */
  cut: boolean;
  /** The first one. */
  trouble: Trouble | null;
  /** Characters of the values. */
  size: number;
}

const sizeLimit = 8_388_608;

export function nothingFound(rows: number): Found {
  return {varbinds: [], rows, cut: false, trouble: null, size: 0};
}

export function isFull({varbinds, rows, size}: Found): boolean {
  return varbinds.length >= rows || size >= sizeLimit;
}

export function addTrouble(found: Found, reason: GapReason, detail: string): void {
  found.cut = true;
  found.trouble ??= {reason, detail};
}

export function addInstance(found: Found, instance: Instance): void {
  const read = varbindOf(instance);
  if (read === null) {
    addTrouble(found, 'unsupported', `the agent gives a value that cannot be read for .${instance.oid}`);
    return;
  }
  found.varbinds.push(read.varbind);
  found.size += read.varbind.value.length;
  if (read.cut) found.cut = true;
}

export function resultOf({varbinds, cut, trouble}: Found): SnmpResult {
  if (trouble !== null && varbinds.length === 0) return {ok: false, ...trouble};
  return {ok: true, varbinds, cut};
}
