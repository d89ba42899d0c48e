import {walk} from '../../model/ask.ts';
import type {BridgeTable, DeviceVlans} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {byCodeUnit} from '../text/order.ts';
import {interfaceNames, interfacesAsk} from './interfaces.ts';
import {systemAsk, systemOf} from './system.ts';
import {macOf, numberOf, partsOf, tableOrNull, textOf} from './values.ts';

const basePort = '1.3.6.1.2.1.17.1.4.1.2';
const forwarding = {port: '1.3.6.1.2.1.17.4.3.1.2', status: '1.3.6.1.2.1.17.4.3.1.3'};
const vlanForwarding = {port: '1.3.6.1.2.1.17.7.1.2.2.1.2', status: '1.3.6.1.2.1.17.7.1.2.2.1.3'};
const vlan = {
  database: '1.3.6.1.2.1.17.7.1.4.2.1.3',
  name: '1.3.6.1.2.1.17.7.1.4.3.1.1',
  status: '1.3.6.1.2.1.17.7.1.4.3.1.5',
};

/** BRIDGE-MIB (RFC 4188) and Q-BRIDGE-MIB (RFC 4363): the forwarding tables. */
const tableAsk = walk('snmp:bridge', [...Object.values(forwarding), ...Object.values(vlanForwarding)], {rows: 20_000});
/** Bridge ports, and the VLANs with their forwarding databases. */
const vlansAsk = walk('snmp:vlans', [basePort, ...Object.values(vlan)], {rows: 20_000});

type Entry = BridgeTable['entries'][number];

/** VLAN by forwarding database; a database that several VLANs share tells none. Index: time mark, VLAN. */
function vlanOfDatabase(table: SnmpTable | null): ReadonlyMap<number, number | null> {
  const vlans = new Map<number, number | null>();
  for (const [index, instance] of table?.column(vlan.database) ?? []) {
    const [id, database] = [partsOf(index)[1], numberOf(instance)];
    if (id !== undefined && database !== null) vlans.set(database, vlans.has(database) ? null : id);
  }
  return vlans;
}

interface Ports {
  readonly name: (port: number) => string;
  /** Whether ports are told by the names of their interfaces. */
  readonly named: boolean;
}

function portsOf(vlans: SnmpTable | null, interfaces: SnmpTable | null): Ports {
  const names = interfaceNames(interfaces);
  const indexes = vlans?.column(basePort);
  return {
    name: (port) => names.get(numberOf(indexes?.get(`${port}`)) ?? 0) ?? `port ${port}`,
    named: names.size > 0 && indexes !== undefined && indexes.size > 0,
  };
}

/** dot1dTpFdbStatus, dot1qTpFdbStatus: 2 invalid, 3 learned, 4 self. Port 0: not learnt at any port. */
function* entriesOf(table: SnmpTable, databases: ReadonlyMap<number, number | null>, name: (port: number) => string) {
  for (const oids of [vlanForwarding, forwarding]) {
    const states = table.column(oids.status);
    for (const [index, instance] of table.column(oids.port)) {
      const [status, port, parts] = [numberOf(states.get(index)), numberOf(instance), partsOf(index)];
      const mac = macOf(parts.slice(-6));
      if (mac === null || port === null || port === 0 || status === 2 || status === 4) continue;
      const database = oids === vlanForwarding ? parts[0] : undefined;
      const id = database === undefined ? null : (databases.get(database) ?? null);
      yield {mac, vlan: id, port: name(port), learnt: status === 3} satisfies Entry;
    }
  }
}

/** The table without VLANs repeats what the one with VLANs tells. */
function withoutRepeats(entries: Iterable<Entry>): Entry[] {
  const seen = new Set<string>();
  const kept: Entry[] = [];
  for (const entry of entries) {
    const [place, whole] = [`${entry.mac} ${entry.port}`, `${entry.mac} ${entry.port} ${entry.vlan ?? ''}`];
    if (seen.has(whole) || (entry.vlan === null && seen.has(place))) continue;
    seen.add(place).add(whole);
    kept.push(entry);
  }
  return kept.sort((a, b) => byCodeUnit(a.mac, b.mac) || (a.vlan ?? 0) - (b.vlan ?? 0) || byCodeUnit(a.port, b.port));
}

export function vlansOf(table: SnmpTable): DeviceVlans['vlans'] {
  const found = new Map<number, DeviceVlans['vlans'][number]>();
  for (const index of table.column(vlan.database).keys()) {
    const id = partsOf(index)[1];
    if (id !== undefined) found.set(id, {id, name: null, active: true});
  }
  const states = table.column(vlan.status);
  for (const [index, instance] of table.column(vlan.name)) {
    const [id = 0, status] = [partsOf(index)[0], numberOf(states.get(index))];
    // RowStatus: 1 active, 2 not in service, 3 not ready.
    const active = status === 1 ? true : status === 2 || status === 3 ? false : null;
    found.set(id, {id, name: textOf(instance), active});
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

export const bridge: DeviceReadings = {
  bridgeTable: {
    ask: [tableAsk, vlansAsk, interfacesAsk, systemAsk],
    parse(answers) {
      const table = answers.snmp(tableAsk.id);
      if (table.varbinds.length === 0) throw new Gap('unsupported', 'the agent shows no forwarding table (BRIDGE-MIB)');
      const vlans = tableOrNull(answers, vlansAsk.id);
      const {name, named} = portsOf(vlans, tableOrNull(answers, interfacesAsk.id));
      const value = {entries: withoutRepeats(entriesOf(table, vlanOfDatabase(vlans), name))};
      // Cisco keeps one table for each VLAN behind a context of its own; only that of the default VLAN was read.
      const system = tableOrNull(answers, systemAsk.id);
      const cisco = systemOf(system)?.objectId?.startsWith('1.3.6.1.4.1.9.') ?? true;
      const single = table.column(vlanForwarding.port).size === 0;
      const placed = named && (single || value.entries.every((entry) => entry.vlan !== null));
      return !placed || (cisco && single) ? partial(value, 'unsupported') : whole(value);
    },
  },
  deviceVlans: {
    ask: [vlansAsk],
    parse(answers) {
      const vlans = vlansOf(answers.snmp(vlansAsk.id));
      if (vlans.length === 0) throw new Gap('unsupported', 'the agent shows no VLANs (Q-BRIDGE-MIB)');
      return whole({vlans});
    },
  },
};
