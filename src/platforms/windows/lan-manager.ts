import {walk} from '../../model/ask.ts';
import type {WindowsLanManager} from '../../model/device/index.ts';
import {Gap} from '../../model/fact.ts';
import type {DeviceReadings} from '../../model/platform.ts';
import {whole} from '../../model/probe.ts';
import type {SnmpTable} from '../../model/snmp-table.ts';
import {numberOf, textOf} from '../snmp/values.ts';
import {byCodeUnit} from '../text/order.ts';

/** svSvcTable, svUserTable and svShareTable of LanMgr-Mib-II-MIB. */
const objects = {
  serviceName: '1.3.6.1.4.1.77.1.2.3.1.1',
  serviceState: '1.3.6.1.4.1.77.1.2.3.1.3',
  user: '1.3.6.1.4.1.77.1.2.25.1.1',
  shareName: '1.3.6.1.4.1.77.1.2.27.1.1',
  sharePath: '1.3.6.1.4.1.77.1.2.27.1.2',
} as const;

const ask = walk('snmp:lanManager', Object.values(objects), {rows: 10_000});

function servicesOf(table: SnmpTable): WindowsLanManager['services'] {
  const states = table.column(objects.serviceState);
  const rows = [...table.column(objects.serviceName)].flatMap(([index, instance]) => {
    const name = textOf(instance);
    // Services that are stopped are not in the table: active 1, continue-pending 2, pause-pending 3, paused 4.
    return name === null ? [] : [{name, running: numberOf(states.get(index)) === 1}];
  });
  return rows.sort((a, b) => byCodeUnit(a.name, b.name));
}

function sharesOf(table: SnmpTable): WindowsLanManager['shares'] {
  const paths = table.column(objects.sharePath);
  const rows = [...table.column(objects.shareName)].flatMap(([index, instance]) => {
    const name = textOf(instance);
    return name === null ? [] : [{name, path: textOf(paths.get(index))}];
  });
  return rows.sort((a, b) => byCodeUnit(a.name, b.name));
}

export const lanManager: DeviceReadings = {
  windowsLanManager: {
    ask: [ask],
    parse(answers) {
      const table = answers.snmp(ask.id);
      const users = [...table.column(objects.user).values()].map(textOf).filter((name) => name !== null);
      const value = {services: servicesOf(table), users: users.sort(byCodeUnit), shares: sharesOf(table)};
      const empty = value.services.length + value.users.length + value.shares.length === 0;
      if (empty) throw new Gap('unsupported', 'the agent shows nothing of LanMgr-Mib-II-MIB');
      return whole(value);
    },
  },
};
