import {walk} from '../../model/ask.ts';
import type {DeviceRedundancy} from '../../model/device/index.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {byCodeUnit} from '../text/order.ts';
import {numberOf, textOf} from './values.ts';

const entityState = '1.3.6.1.2.1.131.1.1.1.3';
const ciscoSupply = {name: '1.3.6.1.4.1.9.9.13.1.5.1.2', state: '1.3.6.1.4.1.9.9.13.1.5.1.3'};
const ciscoFan = {name: '1.3.6.1.4.1.9.9.13.1.4.1.2', state: '1.3.6.1.4.1.9.9.13.1.4.1.3'};
const fruPower = '1.3.6.1.4.1.9.9.117.1.1.2.1.2';
const fruFan = '1.3.6.1.4.1.9.9.117.1.4.1.1.1';

/** ENTITY-STATE-MIB (RFC 4268), CISCO-ENVMON-MIB, CISCO-ENTITY-FRU-CONTROL-MIB. */
export const partsAsk = walk(
  'snmp:power-supplies',
  [entityState, ...Object.values(ciscoSupply), ...Object.values(ciscoFan), fruPower, fruFan],
  {rows: 5000},
);

type Part = DeviceRedundancy['powerSupplies'][number];

/** States by which a part is surely good, and surely bad; the rest (empty slots, switched off, unknown) tells nothing. */
interface States {
  readonly good: readonly number[];
  readonly bad: readonly number[];
}

function goodOf(value: number | null, {good, bad}: States): boolean | null {
  if (value === null) return null;
  return good.includes(value) ? true : bad.includes(value) ? false : null;
}

/** ciscoEnvMonState: 1 normal, 2 warning, 3 critical, 4 shutdown, 5 not present, 6 not functioning. */
function monitored(table: SnmpTable, oids: typeof ciscoSupply): Part[] {
  const states = table.column(oids.state);
  const present = [...table.column(oids.name)].filter(([index]) => numberOf(states.get(index)) !== 5);
  return present.map(([index, instance]) => ({
    name: textOf(instance) ?? index,
    good: goodOf(numberOf(states.get(index)), {good: [1], bad: [2, 3, 4, 6]}),
  }));
}

/** entPhysicalClass: 6 power supply, 7 fan. */
function physical(table: SnmpTable, entity: SnmpTable | null, kind: 6 | 7): Part[] {
  const class_ = '1.3.6.1.2.1.47.1.1.1.1.5';
  const found = [...(entity?.column(class_) ?? [])].filter(([, value]) => numberOf(value) === kind);
  return found.map(([index]) => {
    const of = (oid: string): number | null => numberOf(table.get(`${oid}.${index}`));
    // cefcFRUPowerOperStatus: 2 on, 8 failed, 9 on but its fan failed; cefcFanTrayOperStatus: 2 up, 3 down, 4 warning.
    const cisco =
      kind === 6 ? goodOf(of(fruPower), {good: [2], bad: [8, 9]}) : goodOf(of(fruFan), {good: [2], bad: [3, 4]});
    // entStateOper: 2 disabled, 3 enabled.
    const state = goodOf(of(entityState), {good: [3], bad: [2]});
    return {name: textOf(entity?.get(`1.3.6.1.2.1.47.1.1.1.1.7.${index}`)) ?? `entity ${index}`, good: cisco ?? state};
  });
}

/** What is known of each part once: the table that tells more states. */
function better(a: readonly Part[], b: readonly Part[]): Part[] {
  const states = (list: readonly Part[]): number => list.filter(({good}) => good !== null).length;
  return [...(states(b) > states(a) ? b : a.length > 0 ? a : b)].sort((one, other) => byCodeUnit(one.name, other.name));
}

export function powerSupplies(table: SnmpTable, entity: SnmpTable | null): Part[] {
  return better(physical(table, entity, 6), monitored(table, ciscoSupply));
}

export function fans(table: SnmpTable, entity: SnmpTable | null): Part[] {
  return better(physical(table, entity, 7), monitored(table, ciscoFan));
}
