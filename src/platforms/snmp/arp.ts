import {walk} from '../../model/ask.ts';
import type {ArpTable} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import type {SnmpTable, Varbind} from '../../model/snmp-table.ts';
import {byCodeUnit} from '../text/order.ts';
import {interfaceNames, interfacesAsk} from './interfaces.ts';
import {addressOf, inetAddress, macOfInstance, numberOf, partsOf, tableOrNull} from './values.ts';

const media = {mac: '1.3.6.1.2.1.4.22.1.2', type: '1.3.6.1.2.1.4.22.1.4'};
const physical = {mac: '1.3.6.1.2.1.4.35.1.4', type: '1.3.6.1.2.1.4.35.1.6'};

/** IP-MIB (RFC 4293): ipNetToMediaTable for IPv4, ipNetToPhysicalTable for both. */
const ask = walk('snmp:arp', [...Object.values(media), ...Object.values(physical)], {rows: 20_000});

type Entry = ArpTable['entries'][number];

/** Types: 2 invalid, 5 local (an address of its own). */
function isNeighbour(type: Varbind | undefined): boolean {
  const number = numberOf(type);
  return number !== 2 && number !== 5;
}

function* rows(table: SnmpTable): Generator<{ifIndex: number; address: string | null; mac: string | null}> {
  const mediaTypes = table.column(media.type);
  for (const [index, instance] of table.column(media.mac)) {
    const [ifIndex = 0, ...octets] = partsOf(index);
    if (isNeighbour(mediaTypes.get(index))) yield {ifIndex, address: addressOf(octets), mac: macOfInstance(instance)};
  }
  const physicalTypes = table.column(physical.type);
  for (const [index, instance] of table.column(physical.mac)) {
    const [ifIndex = 0, ...rest] = partsOf(index);
    const address = inetAddress(rest)?.address ?? null;
    if (isNeighbour(physicalTypes.get(index))) yield {ifIndex, address, mac: macOfInstance(instance)};
  }
}

export const arp: DeviceReadings = {
  arpTable: {
    ask: [ask, interfacesAsk],
    parse(answers) {
      const table = answers.snmp(ask.id);
      if (table.varbinds.length === 0) throw new Gap('unsupported', 'the agent shows no ARP table (IP-MIB)');
      const names = interfaceNames(tableOrNull(answers, interfacesAsk.id));
      const entries = new Map<string, Entry>();
      for (const {ifIndex, address, mac} of rows(table)) {
        // An entry without a MAC address is a question nobody has answered.
        if (address === null || mac === null || mac === 'ff:ff:ff:ff:ff:ff') continue;
        entries.set(`${address} ${ifIndex}`, {address, mac, interface: names.get(ifIndex) ?? null});
      }
      const value = {entries: [...entries].sort(([a], [b]) => byCodeUnit(a, b)).map(([, one]) => one)};
      return value.entries.every((entry) => entry.interface !== null) ? whole(value) : partial(value, 'unsupported');
    },
  },
};
