import {join} from 'node:path';
import {alaxalaAx} from '../../src/platforms/alaxala-ax.ts';
import {readSystem} from '../../src/platforms/alaxala/identity.ts';
import {readBundles} from '../../src/platforms/alaxala/redundancy.ts';
import {readInterfaces, readVlans} from '../../src/platforms/alaxala/tables.ts';
import {expandNames} from '../../src/platforms/text/spans.ts';
import type {SourceResult} from './compare.ts';
import {keyed, list, tables, text, type Row, type TableCase} from './device-tables.ts';

/** The rows of one of the two commands leave the names out. */
function vlanTable(named: boolean): TableCase {
  return {
    actual: (raw) =>
      keyed(readVlans(raw), (value) =>
        value.vlans.map(({id, name, active}) => [`${id}`, {name: named ? name : null, active}]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => [text(row, 'VLAN_ID'), {name: named ? text(row, 'DESCR') : null, active: true}]),
      ),
  };
}

function members(row: Row): {members: readonly string[]; up: number} {
  if (row['LAG_PORTS'] === undefined) {
    const states = list(row, 'LAG_PORT_STATUS');
    return {members: list(row, 'LAG_PORT'), up: states.filter((state) => state === 'Up').length};
  }
  const up = text(row, 'LAG_UP_PORT');
  return {members: expandNames(text(row, 'LAG_PORTS')) ?? [], up: up === '' ? 0 : (expandNames(up)?.length ?? -1)};
}

const bundles: TableCase = {
  actual: (raw) =>
    Object.fromEntries(readBundles(raw).bundles.map(({name, members: ports, up}) => [name, {members: ports, up}])),
  expected: (rows) => Object.fromEntries(rows.map((row) => [`port-channel ${text(row, 'LAG_ID')}`, members(row)])),
};

function upTime(words: string): number {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(\d+) days? )?(\d+):(\d+):(\d+)$/.exec(words) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

const cases: Readonly<Record<string, TableCase>> = {
  ax_ax2500_show_vlan: vlanTable(true),
  ax_ax3600_show_vlan_detail: vlanTable(false),
  'ax_ax2500_show_channel-group_detail': bundles,
  'ax_ax3600_show_channel-group': bundles,
  ax_ax2500_show_port: {
    actual: (raw) =>
      keyed(readInterfaces(raw), ({interfaces}) =>
        interfaces.map(({name, operUp, adminUp}) => [name.replace(/^\D+/, ''), {operUp, adminUp}]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const state = text(row, 'LINK_STATUS');
          return [text(row, 'PORT'), {operUp: state === 'up', adminUp: state !== 'dis'}];
        }),
      ),
  },
  ax_ax2500_show_system: {
    actual: (raw) => ({...readSystem(raw)}),
    expected: ([row = {}]) => ({
      hostname: text(row, 'NAME'),
      uptimeSeconds: upTime(list(row, 'UPTIME')[0] ?? ''),
    }),
  },
};

export function alaxalaTables(corpus: string): SourceResult {
  return tables(join(corpus, 'alaxala-textfsm'), 'alaxala-textfsm', alaxalaAx, cases);
}
