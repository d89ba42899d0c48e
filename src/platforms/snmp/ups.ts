import {walk} from '../../model/ask.ts';
import type {UpsState} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {makers, makersOids} from './ups-makers.ts';
import {minutes, percent, pick, whether, type Battery, type Test, type Told} from './ups-told.ts';
import {numberOf, oidOf} from './values.ts';

const standard = '1.3.6.1.2.1.33.1';

/** UPS-MIB (RFC 1628), PowerNet-MIB (APC), XUPS-MIB (Eaton), MG-SNMP-UPS-MIB (MGE, Eaton), CPS-MIB (CyberPower). */
export const upsAsk = walk(
  'snmp:ups',
  [...['2', '4.1', '4.4', '6', '7'].map((part) => `${standard}.${part}`), ...makersOids],
  {rows: 1000},
);

function standardMib(table: SnmpTable): Told {
  const number = (name: string): number | null => numberOf(table.get(`${standard}.${name}`));
  const source = number('4.1.0');
  const alarms = number('6.1.0');
  const listed = [...table.column(`${standard}.6.2.1.2`).values()].map(oidOf);
  // upsAlarmBatteryBad. Agents that list fewer alarms than they count do not tell which.
  const bad = listed.some((oid) => oid === `${standard}.6.3.1`);
  const loads = [...table.column(`${standard}.4.4.1.5`).values()].flatMap((one) => percent(numberOf(one)) ?? []);
  return {
    battery: pick<Battery>(number('2.1.0'), {1: 'unknown', 2: 'normal', 3: 'low', 4: 'depleted'}),
    replaceBattery: bad ? true : alarms !== null && alarms >= 0 && listed.length >= alarms ? false : null,
    onBattery: whether(source, [5], [3, 4, 6, 7]),
    onBypass: whether(source, [4], [3, 5, 6, 7]),
    minutesRemaining: minutes(number('2.3.0'), 1),
    chargePercent: percent(number('2.4.0')),
    loadPercent: loads.length === 0 ? null : Math.max(...loads),
    lastTest: pick<Test>(number('7.3.0'), {1: 'passed', 2: 'warning', 3: 'failed', 4: 'aborted', 6: 'never'}),
    alarms: alarms !== null && alarms >= 0 ? alarms : null,
  };
}

/** The maker's own MIB first; each field by the first that tells it. */
function merged(told: readonly Told[]): UpsState {
  const first = <K extends keyof UpsState>(key: K): UpsState[K] | null =>
    told.map((one) => one[key]).find((value) => value !== null) ?? null;
  return {
    battery: first('battery') ?? 'unknown',
    replaceBattery: first('replaceBattery'),
    onBattery: first('onBattery'),
    onBypass: first('onBypass'),
    minutesRemaining: first('minutesRemaining'),
    chargePercent: first('chargePercent'),
    loadPercent: first('loadPercent'),
    lastTest: first('lastTest') ?? 'unknown',
    alarms: first('alarms'),
  };
}

export const ups: DeviceReadings = {
  upsState: {
    ask: [upsAsk],
    parse(answers) {
      const table = answers.snmp(upsAsk.id);
      const value = merged([...makers, standardMib].map((read) => read(table)));
      const {battery, onBattery, ...others} = value;
      if (battery === 'unknown' && onBattery === null)
        throw new Gap('unsupported', 'the agent shows no state of a UPS');
      const told = Object.values(others).every((field) => field !== null) && value.lastTest !== 'unknown';
      return told && battery !== 'unknown' && onBattery !== null ? whole(value) : partial(value, 'unsupported');
    },
  },
};
