import {get, walk, type SnmpAsk} from '../../model/ask.ts';
import type {Device} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole, type Reading} from '../../model/probe.ts';
import type {SnmpTable, Varbind} from '../../model/snmp-table.ts';
import {families} from './identities/index.ts';
import {identityOf, type Fallback, type Identity, type SystemSigns} from './identity.ts';
import {numberOf, oidOf, tableOrNull, textOf} from './values.ts';

const system = '1.3.6.1.2.1.1';
const entity = '1.3.6.1.2.1.47.1.1.1.1';
const column = {within: 4, class: 5, software: 10, serial: 11, model: 13} as const;

/** SNMPv2-MIB (RFC 3418), with the MIBs that the agent says it has (sysORTable). */
export const systemAsk = walk('snmp:system', [system], {rows: 500});

/** ENTITY-MIB (RFC 6933): what the chassis and its parts are. */
export const entityAsk = walk(
  'snmp:entity',
  [4, 5, 7, 10, 11, 13].map((number) => `${entity}.${number}`),
  {rows: 10_000},
);

const engineTime = '1.3.6.1.6.3.10.2.1.3.0';
const makersOids = families.flatMap(({gets, byPlatform}) =>
  byPlatform ? [] : [...gets.model, ...gets.version, ...gets.serial],
);
/** Model, version and serial number in the makers' own MIBs; an agent has those of one maker. */
export const makersAsk = get('snmp:makers', [engineTime, ...new Set(makersOids)]);

function plainOf(instance: Varbind | null | undefined): string | null {
  return textOf(instance) ?? (instance?.type === 'INTEGER' ? instance.value : null);
}

/** The signs of an agent; null when it was not asked, or does not tell. */
export function systemOf(table: SnmpTable | null): SystemSigns | null {
  const objectId = oidOf(table?.get(`${system}.2.0`));
  const descr = textOf(table?.get(`${system}.1.0`));
  return objectId === null && descr === null ? null : {objectId, descr};
}

interface Chassis extends Fallback {
  readonly serials: readonly string[];
}

/**
 * entPhysicalClass 3 is a chassis; the members of a stack are chassis each. Of an agent that tells no classes, the one
 * part that nothing else contains, or the only one with a serial number.
 */
function chassisIndexes(table: SnmpTable): string[] {
  const having = (number: number, wanted: (value: Varbind) => boolean): string[] =>
    [...table.column(`${entity}.${number}`)].filter(([, value]) => wanted(value)).map(([index]) => index);
  const classes = table.column(`${entity}.${column.class}`);
  if (classes.size > 0) return having(column.class, (value) => numberOf(value) === 3);
  const roots = having(column.within, (value) => numberOf(value) === 0);
  const found = roots.length > 0 ? roots : having(column.serial, (value) => textOf(value) !== null);
  return found.length === 1 ? found : [];
}

function chassisOf(table: SnmpTable | null): Chassis {
  const texts = (number: number): string[] =>
    table === null
      ? []
      : chassisIndexes(table).flatMap((index) => textOf(table.get(`${entity}.${number}.${index}`)) ?? []);
  return {
    model: texts(column.model)[0] ?? null,
    version: texts(column.software)[0] ?? null,
    serials: [...new Set(texts(column.serial))],
  };
}

/** sysUpTime begins anew after 497 days: only an engine's time that agrees with it tells how long the agent has run. */
function uptimeOf(systemTable: SnmpTable, makers: SnmpTable | null): number | null {
  const ticks = numberOf(systemTable.get(`${system}.3.0`));
  const seconds = numberOf(makers?.get(engineTime));
  if (ticks === null || seconds === null) return null;
  const apart = Math.abs((seconds % (2 ** 32 / 100)) - ticks / 100);
  return apart < 300 ? seconds : null;
}

function deviceOf(
  identity: Identity,
  chassis: readonly string[],
  hostname: string | null,
  uptimeSeconds: number | null,
): Device {
  const {vendor, os, osName, version, model} = identity;
  const serials = [...new Set([...(identity.serial === null ? [] : [identity.serial]), ...chassis])];
  return {
    ...{vendor, os, osName, version, model},
    ...{serials, hostname, uptimeSeconds},
  };
}

/** `more`: questions of a platform for the maker's instances. */
export function deviceReading(...more: readonly SnmpAsk[]): Reading<Device> {
  return {
    ask: [systemAsk, entityAsk, makersAsk, ...more],
    parse(answers) {
      const table = answers.snmp(systemAsk.id);
      const signs = systemOf(table);
      if (signs === null) throw new Gap('unsupported', 'the agent tells neither sysDescr nor sysObjectID');
      const makers = tableOrNull(answers, makersAsk.id);
      const tables = [makers, ...more.map(({id}) => tableOrNull(answers, id))];
      const told = (oid: string): string | null =>
        tables.map((one) => plainOf(one?.get(oid))).find((text) => text !== null) ?? null;
      const chassis = chassisOf(tableOrNull(answers, entityAsk.id));
      const identity = identityOf(signs, told, chassis);
      const value = deviceOf(identity, chassis.serials, textOf(table.get(`${system}.5.0`)), uptimeOf(table, makers));
      const {vendor, os, version, model, hostname, uptimeSeconds} = value;
      const known = [vendor, os, version, model, hostname, uptimeSeconds].every((part) => part !== null);
      return known && value.serials.length > 0 ? whole(value) : partial(value, 'unsupported');
    },
  };
}

export const device: DeviceReadings = {device: deviceReading()};
