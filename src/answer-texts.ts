import {brokenOff} from './model/broken-off.ts';
import {readInstances, readMembers, type CimInstance, type LocalGroup} from './model/cim.ts';
import type {Exchange} from './model/evidence.ts';
import {wireName} from './model/outside.ts';
import type {CommandText} from './model/probe.ts';
import {readRegistry} from './model/registry-text.ts';
import type {RegistryTable} from './model/registry.ts';
import {snmpTable, type SnmpTable} from './model/snmp-table.ts';
import {readSnmpText} from './model/snmp-text.ts';
import {readTranscript, type Transcript} from './model/transcript.ts';

/** What stands in answers, read once however many parsers want it. */

export type Told = Extract<Exchange['answer'], {ok: true}>;

/** Answers as parsers see them: one object each, by which a parser knows what it has read before. */
const commands = new WeakMap<Exchange, CommandText>();

/** `typed`: into the command line of a device, which tells within the text that it did not go on. */
export function commandText(exchange: Exchange, {body, exitCode, cut}: Told, typed: boolean): CommandText {
  const known = commands.get(exchange);
  if (known !== undefined) return known;
  const lost = cut || (typed && brokenOff(body));
  const text = {text: body, exitCode, cut: lost, privileged: exchange.privilege === 'root'};
  commands.set(exchange, text);
  return text;
}

const tables = new WeakMap<Exchange, SnmpTable>();

export function tableOf(exchange: Exchange, {body, cut}: Told): SnmpTable {
  const known = tables.get(exchange);
  if (known) return known;
  const {varbinds, unread} = readSnmpText(body);
  const table = snmpTable(varbinds, cut || unread > 0);
  tables.set(exchange, table);
  return table;
}

const transcripts = new WeakMap<Exchange, Transcript>();

/** null: it was damaged. */
export function transcriptOf(exchange: Exchange, {body}: Told): Transcript | null {
  try {
    const known = transcripts.get(exchange) ?? readTranscript(body);
    transcripts.set(exchange, known);
    return known;
  } catch {
    return null;
  }
}

const registries = new WeakMap<Exchange, RegistryTable | null>();

/** null: the text tells of no key. Of a cut answer without its last line, which may be the beginning of a longer one. */
export function registryOf(exchange: Exchange, {body, cut}: Told, key: string): RegistryTable | null {
  const known = registries.get(exchange);
  if (known !== undefined) return known;
  const read = readRegistry(cut ? body.slice(0, body.lastIndexOf('\n') + 1) : body, key);
  const table = read === null || !cut ? read : {...read, complete: false};
  registries.set(exchange, table);
  return table;
}

const classes = new WeakMap<Exchange, readonly CimInstance[]>();

/** Of a cut answer without the last instance, which may lack something. */
export function instancesOf(exchange: Exchange, {body, cut}: Told): readonly CimInstance[] {
  const known = classes.get(exchange);
  if (known !== undefined) return known;
  const read = readInstances(body);
  const instances = cut ? read.slice(0, -1) : read;
  classes.set(exchange, instances);
  return instances;
}

/** Of a cut answer without the last member. */
export function membersOf({body, cut}: Told): LocalGroup | null {
  const group = readMembers(body);
  return group === null || !cut ? group : {...group, members: group.members.slice(0, -1)};
}

export interface HeldAt {
  readonly port: number;
  readonly exchange: Exchange;
}

/** Dialogues of some evidence by their names, by port: many probes look for theirs. */
const dialogues = new WeakMap<ReadonlyMap<string, Exchange>, ReadonlyMap<string, readonly HeldAt[]>>();

export function dialoguesOf(byAsk: ReadonlyMap<string, Exchange>): ReadonlyMap<string, readonly HeldAt[]> {
  const known = dialogues.get(byAsk);
  if (known !== undefined) return known;
  const found = new Map<string, HeldAt[]>();
  for (const exchange of byAsk.values()) {
    const name = wireName(exchange.ask);
    if (name === null) continue;
    const held = found.get(name.dialogue) ?? [];
    held.push({port: name.port, exchange});
    found.set(name.dialogue, held);
  }
  for (const held of found.values()) held.sort((a, b) => a.port - b.port);
  dialogues.set(byAsk, found);
  return found;
}
