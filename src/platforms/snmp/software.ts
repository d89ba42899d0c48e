import {walk} from '../../model/ask.ts';
import type {HostSoftware} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {partial, whole} from '../../model/probe.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {bytesOf} from '../../model/snmp-octets.ts';
import {byCodeUnit} from '../text/order.ts';
import {textOf} from './values.ts';

const installed = {name: '1.3.6.1.2.1.25.6.3.1.2', date: '1.3.6.1.2.1.25.6.3.1.5'};
const running = {name: '1.3.6.1.2.1.25.4.2.1.2', path: '1.3.6.1.2.1.25.4.2.1.4'};

/** HOST-RESOURCES-MIB (RFC 2790): hrSWInstalledTable and hrSWRunTable. Parameters may hold secrets and are not asked. */
const ask = walk('snmp:software', [...Object.values(installed), ...Object.values(running)], {
  cost: 'slow',
  rows: 20_000,
});

/** The day of a DateAndTime; null for one that is none, or stands for no date. */
function dayOf(octets: Uint8Array | null): string | null {
  const [high = 0, low = 0, month = 0, day = 0] = octets ?? [];
  const year = high * 256 + low;
  if (year < 1990 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function installedOf(table: SnmpTable): HostSoftware['installed'] {
  const dates = table.column(installed.date);
  const rows = [...table.column(installed.name)].flatMap(([index, instance]) => {
    const [name, date] = [textOf(instance), dates.get(index)];
    return name === null ? [] : [{name, installedAt: date === undefined ? null : dayOf(bytesOf(date))}];
  });
  return rows.sort((a, b) => byCodeUnit(a.name, b.name));
}

function runningOf(table: SnmpTable): HostSoftware['running'] {
  const paths = table.column(running.path);
  const rows = [...table.column(running.name)].flatMap(([index, instance]) => {
    const name = textOf(instance);
    return name === null ? [] : [{name, path: textOf(paths.get(index))}];
  });
  const key = ({name, path}: HostSoftware['running'][number]): string => `${name}\n${path ?? ''}`;
  const unique = new Map(rows.map((row) => [key(row), row]));
  return [...unique.values()].sort((a, b) => byCodeUnit(key(a), key(b)));
}

export const software: DeviceReadings = {
  hostSoftware: {
    ask: [ask],
    parse(answers) {
      const table = answers.snmp(ask.id);
      const value = {installed: installedOf(table), running: runningOf(table)};
      const empty = [value.installed, value.running].filter((list) => list.length === 0).length;
      if (empty === 2) throw new Gap('unsupported', 'the agent shows no software (HOST-RESOURCES-MIB)');
      return empty === 1 ? partial(value, 'unsupported') : whole(value);
    },
  },
};
