import {join} from 'node:path';
import {readArp, readBridge, readDevice, readNeighbors} from '../../src/platforms/aoscx/tables.ts';
import {arubaAoscx} from '../../src/platforms/aruba-aoscx.ts';
import {readMac} from '../../src/platforms/text/mac.ts';
import type {SourceResult} from './compare.ts';
import {configurations} from './device-configs.ts';
import {keyed, tables, text, type TableCase} from './device-tables.ts';

const cases: Readonly<Record<string, TableCase>> = {
  'show_arp_all-vrfs': {
    actual: (raw) => keyed(readArp(raw), ({entries}) => entries.map((entry) => [entry.address, entry])),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const address = text(row, 'ip_address');
          return [address, {address, mac: readMac(text(row, 'mac_address')), interface: text(row, 'port_id')}];
        }),
      ),
  },
  'show_mac-address-table': {
    actual: (raw) =>
      keyed(readBridge(raw), ({entries}) => entries.map(({mac, vlan, port}) => [`${mac} ${vlan ?? ''}`, port])),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => [`${readMac(text(row, 'mac_address')) ?? ''} ${text(row, 'vlan_id')}`, text(row, 'port')]),
      ),
  },
  'show_lldp_neighbors-info_detail': {
    actual: (raw) =>
      keyed(readNeighbors(raw), ({neighbors}) =>
        neighbors.map(({localPort, name, port, description}) => [localPort, {name, port, description}]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const told = {name: text(row, 'neighbor_name'), port: text(row, 'neighbor_port_id')};
          return [text(row, 'local_interface'), {...told, description: text(row, 'neighbor_description')}];
        }),
      ),
  },
  show_system: {
    actual: (raw) => {
      const {model, serials, version, hostname} = readDevice(raw).value;
      return {model, serials, version, hostname};
    },
    expected: ([row = {}]) => ({
      model: text(row, 'product'),
      serials: [text(row, 'serial')],
      version: text(row, 'version'),
      hostname: text(row, 'hostname'),
    }),
  },
};

export function aoscxTables(corpus: string): SourceResult {
  return tables(join(corpus, 'ntc-templates/aruba_aoscx'), 'ntc-templates/aruba_aoscx', arubaAoscx, cases);
}

export function aoscxConfigs(corpus: string): SourceResult {
  return configurations(join(corpus, 'oxidized'), 'oxidized aoscx', arubaAoscx, {
    files: /^aoscx#.*output\.txt$/,
    command: 'show running-config',
    whole: (raw) => raw.slice(Math.max(0, raw.indexOf('Current configuration:'))),
  });
}
