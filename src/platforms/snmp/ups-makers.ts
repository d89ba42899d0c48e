import type {SnmpTable} from '../../model/snmp-table.ts';
import {minutes, percent, pick, whether, type Battery, type Test, type Told} from './ups-told.ts';
import {numberOf} from './values.ts';

const enterprises = '1.3.6.1.4.1';
const apc = `${enterprises}.318.1.1.1`;
const xups = `${enterprises}.534.1`;
const mge = `${enterprises}.705.1`;
const cyber = `${enterprises}.3808.1.1.1`;

/** PowerNet-MIB (APC), XUPS-MIB (Eaton), MG-SNMP-UPS-MIB (MGE, Eaton), CPS-MIB (CyberPower). */
export const makersOids: readonly string[] = [
  ...['2.1.1', '2.2', '4.1', '4.2.3', '7.2.3'].map((part) => `${apc}.${part}`),
  ...['2', '4.1', '4.5', '7.1', '8.2'].map((part) => `${xups}.${part}`),
  ...['5', '7'].map((part) => `${mge}.${part}`),
  ...['2', '4.1', '4.2.3', '7.2'].map((part) => `${cyber}.${part}`),
];

/**
 * upsBasicOutputStatus of APC: 2 on line, 3 on battery, 4 boost, 6, 9, 10 and 16 bypass, 12 trim, 13 and 14 economy modes.
 * upsBasicBatteryStatus: 4 and 5 are a battery with a fault, and none.
 */
function apcMib(table: SnmpTable): Told {
  const number = (name: string): number | null => numberOf(table.get(`${apc}.${name}.0`));
  const [status, battery] = [number('4.1.1'), number('2.1.1')];
  return {
    battery: pick<Battery>(battery, {1: 'unknown', 2: 'normal', 3: 'low', 4: 'unknown', 5: 'unknown'}),
    replaceBattery: battery === 4 || battery === 5 ? true : whether(number('2.2.4'), [2], [1]),
    onBattery: whether(status, [3], [2, 4, 6, 9, 10, 12, 16]),
    onBypass: whether(status, [6, 9, 10, 16], [2, 3, 4, 12]),
    minutesRemaining: minutes(number('2.2.3'), 6000),
    chargePercent: percent(number('2.2.1')),
    loadPercent: percent(number('4.2.3')),
    lastTest: pick<Test>(number('7.2.3'), {1: 'passed', 2: 'failed', 3: 'aborted'}),
    alarms: null,
  };
}

/** xupsOutputSource: 3 normal, 4 bypass, 5 battery, 6 booster, 7 reducer, 8 parallel capacity … 10 high efficiency. */
function xupsMib(table: SnmpTable): Told {
  const number = (name: string): number | null => numberOf(table.get(`${xups}.${name}.0`));
  const source = number('4.5');
  const alarms = number('7.1');
  return {
    ...{battery: null, replaceBattery: null},
    onBattery: whether(source, [5], [3, 4, 6, 7, 8, 9, 10]),
    onBypass: whether(source, [4], [3, 5, 6, 7, 8, 9, 10]),
    minutesRemaining: minutes(number('2.1'), 60),
    chargePercent: percent(number('2.4')),
    loadPercent: percent(number('4.1')),
    lastTest: pick<Test>(number('8.2'), {2: 'passed', 3: 'failed'}),
    alarms: alarms !== null && alarms >= 0 ? alarms : null,
  };
}

/** Truth values of MGE: 1 yes, 2 no. */
function mgeMib(table: SnmpTable): Told {
  const number = (name: string): number | null => numberOf(table.get(`${mge}.${name}`));
  const truth = (name: string): boolean | null => whether(number(name), [1], [2]);
  const low = truth('5.14.0');
  return {
    battery: low === null ? null : low ? 'low' : 'normal',
    replaceBattery: truth('5.9.0') === true ? true : truth('5.11.0'),
    onBattery: truth('7.3.0'),
    onBypass: truth('7.4.0'),
    minutesRemaining: minutes(number('5.1.0'), 60),
    chargePercent: percent(number('5.2.0')),
    loadPercent: percent(number('7.2.1.4.1')),
    ...{lastTest: null, alarms: null},
  };
}

/** upsBaseOutputStatus of CyberPower: 2 on line, 3 on battery, 4 boost, 8 economy, 9 bypass, 10 buck. */
function cyberMib(table: SnmpTable): Told {
  const number = (name: string): number | null => numberOf(table.get(`${cyber}.${name}.0`));
  const status = number('4.1.1');
  return {
    battery: pick<Battery>(number('2.1.1'), {1: 'unknown', 2: 'normal', 3: 'low'}),
    replaceBattery: whether(number('2.2.5'), [2], [1]),
    onBattery: whether(status, [3], [2, 4, 8, 9, 10]),
    onBypass: whether(status, [9], [2, 3, 4, 8, 10]),
    minutesRemaining: minutes(number('2.2.4'), 6000),
    chargePercent: percent(number('2.2.1')),
    loadPercent: percent(number('4.2.3')),
    lastTest: pick<Test>(number('7.2.3'), {1: 'passed', 2: 'failed', 3: 'aborted'}),
    alarms: null,
  };
}

/** What each maker's own MIB tells. */
export const makers: readonly ((table: SnmpTable) => Told)[] = [apcMib, cyberMib, xupsMib, mgeMib];
