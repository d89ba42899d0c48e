import {walk} from '../../model/ask.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import type {SnmpTable, Varbind} from '../../model/snmp-table.ts';
import {addressesAsk, addressesOf, type Addresses} from './addresses.ts';
import {typeOf, type Interface} from './interface-type.ts';
import {macOfInstance, numberOf, present, tableOrNull, textOf} from './values.ts';

const ifEntry = '1.3.6.1.2.1.2.2.1';
const ifXEntry = '1.3.6.1.2.1.31.1.1.1';
const column = {
  descr: `${ifEntry}.2`,
  type: `${ifEntry}.3`,
  speed: `${ifEntry}.5`,
  mac: `${ifEntry}.6`,
  admin: `${ifEntry}.7`,
  oper: `${ifEntry}.8`,
  inErrors: `${ifEntry}.14`,
  outErrors: `${ifEntry}.20`,
  name: `${ifXEntry}.1`,
  highSpeed: `${ifXEntry}.15`,
  alias: `${ifXEntry}.18`,
};

/** IF-MIB (RFC 2863). */
export const interfacesAsk = walk('snmp:interfaces', Object.values(column));

/** Names of interfaces by ifIndex: ifName, or ifDescr of an agent without it. */
export function interfaceNames(table: SnmpTable | null): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  if (table === null) return names;
  for (const oid of [column.descr, column.name]) {
    for (const [index, instance] of table.column(oid)) {
      const name = textOf(instance);
      if (name !== null) names.set(Number(index), name);
    }
  }
  return names;
}

/** Whether it is known which interface an ifIndex means; 0 means none. */
export function isNamed(names: ReadonlyMap<number, string>, ifIndex: number): boolean {
  return ifIndex === 0 || names.has(ifIndex);
}

/** Names of interfaces by ifDescr, where one interface alone has it. */
export function namesByDescription(table: SnmpTable | null): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>();
  const names = interfaceNames(table);
  for (const [index, instance] of table?.column(column.descr) ?? []) {
    const [text, name] = [textOf(instance), names.get(Number(index)) ?? null];
    if (text !== null) found.set(text, found.has(text) ? null : name);
  }
  return new Map([...found].flatMap(([text, name]) => (name === null ? [] : [[text, name] as const])));
}

/** ifIndex of the interfaces that are up, as ifOperStatus tells. */
export function interfacesUp(table: SnmpTable): ReadonlySet<number> {
  return new Set(
    [...table.column(column.oper)].flatMap(([index, one]) => (numberOf(one) === 1 ? [Number(index)] : [])),
  );
}

/** ifIndex of link aggregates, ieee8023adLag of IANAifType. */
export function aggregates(table: SnmpTable): ReadonlySet<number> {
  return new Set(
    [...table.column(column.type)].flatMap(([index, one]) => (numberOf(one) === 161 ? [Number(index)] : [])),
  );
}

function statusOf(value: number | null, down: readonly number[]): boolean | null {
  if (value === 1) return true;
  return value !== null && down.includes(value) ? false : null;
}

function speedOf(high: number | null, low: number | null): number | null {
  if (high !== null && high > 0) return high;
  // 4294967295: faster than ifSpeed can tell.
  return low === null || low === 0 || low >= 4_294_967_295 ? null : low / 1e6;
}

function readInterface(index: number, name: string, of: (oid: string) => Varbind | null, ips: Addresses): Interface {
  const number = (oid: string): number | null => numberOf(of(oid));
  return {
    name,
    description: textOf(of(column.alias)),
    type: typeOf(number(column.type), name),
    adminUp: statusOf(number(column.admin), [2]),
    operUp: statusOf(number(column.oper), [2, 5, 6, 7]),
    addresses: [...(ips.byIndex.get(index) ?? [])],
    mac: macOfInstance(of(column.mac)),
    speedMbps: speedOf(number(column.highSpeed), number(column.speed)),
    inErrors: number(column.inErrors),
    outErrors: number(column.outErrors),
  };
}

export const interfaces: DeviceReadings = {
  deviceInterfaces: {
    ask: [interfacesAsk, addressesAsk],
    parse(answers) {
      const table = answers.snmp(interfacesAsk.id);
      const types = present(table.column(column.type), 'interfaces (IF-MIB)');
      const names = interfaceNames(table);
      const ips = addressesOf(tableOrNull(answers, addressesAsk.id));
      const all = [...types.keys()].map((key) => {
        const of = (oid: string): Varbind | null => table.get(`${oid}.${key}`);
        return readInterface(Number(key), names.get(Number(key)) ?? `ifIndex ${key}`, of, ips);
      });
      const value = {interfaces: all};
      return ips.understood ? whole(value) : partial(value, 'unsupported');
    },
  },
};
