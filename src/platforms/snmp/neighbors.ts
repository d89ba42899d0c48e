import {walk} from '../../model/ask.ts';
import type {DeviceNeighbors} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import type {SnmpTable, Varbind} from '../../model/snmp-table.ts';
import {bytesOf} from '../../model/snmp-octets.ts';
import {byCodeUnit} from '../text/order.ts';
import {interfaceNames, interfacesAsk, namesByDescription} from './interfaces.ts';
import {addressOf, idOf, macOfInstance, numberOf, partsOf, tableOrNull, textOf} from './values.ts';

const lldp = '1.0.8802.1.1.2.1';
const lldpRemote = `${lldp}.4.1.1`;
const lldpAddress = `${lldp}.4.2.1.3`;
const lldpLocal = `${lldp}.3.7.1`;
const cdp = '1.3.6.1.4.1.9.9.23.1';
const cdpCache = `${cdp}.2.1.1`;

/** LLDP-MIB (IEEE 802.1AB) and CISCO-CDP-MIB. Settings are asked too: an agent that has them has the MIB. */
const ask = walk(
  'snmp:neighbors',
  [
    `${lldp}.1.1`,
    ...[2, 3, 4].map((number) => `${lldpLocal}.${number}`),
    ...[4, 5, 6, 7, 8, 9, 10].map((number) => `${lldpRemote}.${number}`),
    lldpAddress,
    ...[3, 4, 5, 6, 7, 8].map((number) => `${cdpCache}.${number}`),
    `${cdp}.3.1`,
  ],
  {rows: 10_000},
);

type Neighbor = DeviceNeighbors['neighbors'][number];

/** Subtype 3 of a port id and 4 of a chassis id are a MAC address; other ids are text. */
function portId(id: Varbind | null, subtype: number | null): string | null {
  return (subtype === 3 ? macOfInstance(id) : null) ?? idOf(id);
}

/** A port of its own: by the name of the interface it describes, else by the id it announces, unless that is a MAC address. */
function localPort(table: SnmpTable, number: string, described: ReadonlyMap<string, string>): string {
  const of = (column: number) => table.get(`${lldpLocal}.${column}.${number}`);
  const subtype = numberOf(of(2));
  const [id, description] = [subtype === 3 ? null : idOf(of(3)), textOf(of(4))];
  const named = described.get(description ?? '');
  if (named !== undefined) return named;
  // Subtype 7 is a number of the agent's own making: the description says more.
  return (subtype === 7 ? (description ?? id) : (id ?? description)) ?? `port ${number}`;
}

/** Management addresses, by the time mark, port and number of the neighbour. */
function lldpAddresses(table: SnmpTable): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const index of table.column(lldpAddress).keys()) {
    const parts = partsOf(index);
    const [key, length = 0] = [parts.slice(0, 3).join('.'), parts[4]];
    const address = addressOf(parts.slice(5, 5 + length));
    if (address !== null) found.set(key, [...(found.get(key) ?? []), address].sort(byCodeUnit));
  }
  return found;
}

function lldpNeighbors(table: SnmpTable, described: ReadonlyMap<string, string>): Neighbor[] {
  const addresses = lldpAddresses(table);
  return [...table.column(`${lldpRemote}.5`)].flatMap(([index, chassis]) => {
    const [, port] = partsOf(index);
    if (port === undefined) return [];
    const of = (column: number) => table.get(`${lldpRemote}.${column}.${index}`);
    const portSubtype = numberOf(of(6));
    return {
      protocol: 'lldp',
      localPort: localPort(table, `${port}`, described),
      name: textOf(of(9)),
      addresses: [...(addresses.get(index) ?? [])],
      mac: numberOf(of(4)) === 4 ? macOfInstance(chassis) : null,
      port: portId(of(7), portSubtype) ?? textOf(of(8)),
      description: textOf(of(10)),
    };
  });
}

function cdpNeighbors(table: SnmpTable, names: ReadonlyMap<number, string>): Neighbor[] {
  return [...table.column(`${cdpCache}.6`)].map(([index, id]) => {
    const of = (column: number) => table.get(`${cdpCache}.${column}.${index}`);
    const ifIndex = Number(index.split('.')[0]);
    const instance = of(4);
    // cdpCacheAddressType 1: IPv4.
    const octets = numberOf(of(3)) === 1 && instance !== null ? bytesOf(instance) : null;
    const address = octets?.length === 4 ? addressOf([...octets]) : null;
    const description = [textOf(of(8)), textOf(of(5))].filter((text) => text !== null).join(': ');
    return {
      protocol: 'cdp',
      localPort: names.get(ifIndex) ?? `ifIndex ${ifIndex}`,
      name: textOf(id),
      addresses: address === null || address === '0.0.0.0' ? [] : [address],
      mac: null,
      port: textOf(of(7)),
      description: description === '' ? null : description,
    };
  });
}

export const neighbors: DeviceReadings = {
  deviceNeighbors: {
    ask: [ask, interfacesAsk],
    parse(answers) {
      const table = answers.snmp(ask.id);
      if (table.varbinds.length === 0) throw new Gap('unsupported', 'the agent shows neither LLDP-MIB nor CDP');
      const interfaces = tableOrNull(answers, interfacesAsk.id);
      const names = interfaceNames(interfaces);
      const lldpFound = lldpNeighbors(table, namesByDescription(interfaces));
      const found = [...lldpFound, ...cdpNeighbors(table, names)];
      const value = {neighbors: found.sort((a, b) => byCodeUnit(a.localPort, b.localPort))};
      const all = names.size > 0 && lldpFound.length === table.column(`${lldpRemote}.5`).size;
      return all ? whole(value) : partial(value, 'unsupported');
    },
  },
};
