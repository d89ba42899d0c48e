import {join} from 'node:path';
import {
  readArp as comwareArp,
  readBridge,
  readNeighbors as comwareNeighbors,
} from '../../src/platforms/comware/tables.ts';
import {hpeComware} from '../../src/platforms/hpe-comware.ts';
import {hpeProcurve} from '../../src/platforms/hpe-procurve.ts';
import {readArp, readNeighbors} from '../../src/platforms/procurve/tables.ts';
import {readMac} from '../../src/platforms/text/mac.ts';
import type {SourceResult} from './compare.ts';
import {keyed, tables, text, type Row, type TableCase} from './device-tables.ts';

const mac = (row: Row, name: string): string | null => readMac(text(row, name).replaceAll(/[ -]/g, ''));
const orNull = (value: string): string | null => (value === '' ? null : value);

const procurve: Readonly<Record<string, TableCase>> = {
  show_arp: {
    actual: (raw) =>
      keyed(readArp(raw), ({entries}) => entries.map(({address, mac: own, interface: port}) => [address, [own, port]])),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => [text(row, 'ip_address'), [mac(row, 'mac_address'), orNull(text(row, 'port'))]]),
      ),
  },
  'show_lldp_info_remote-device_detail': {
    actual: (raw) =>
      keyed(readNeighbors(raw), ({neighbors}) =>
        neighbors.map(({localPort, name, mac: own, port, addresses}) => [localPort, {name, own, port, addresses}]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const own = text(row, 'neighbor_chassis_type') === 'mac-address' ? mac(row, 'chassis_id') : null;
          const address = text(row, 'mgmt_address');
          const told = {name: orNull(text(row, 'neighbor_name')), own, port: orNull(text(row, 'neighbor_interface'))};
          return [text(row, 'local_interface'), {...told, addresses: address === '' ? [] : [address]}];
        }),
      ),
  },
};

const comware: Readonly<Record<string, TableCase>> = {
  display_arp: {
    actual: (raw) =>
      keyed(comwareArp(raw), ({entries}) =>
        entries.map(({address, mac: own, interface: port}) => [address, [own, port]]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => [text(row, 'ip_address'), [mac(row, 'mac_address'), text(row, 'interface')]]),
      ),
  },
  'display_mac-address': {
    actual: (raw) =>
      keyed(readBridge(raw), ({entries}) => entries.map(({mac: own, vlan, port}) => [own, [`${vlan ?? ''}`, port]])),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => [mac(row, 'mac_address') ?? '', [text(row, 'vlan_id'), text(row, 'interface')]]),
      ),
  },
  'display_lldp_neighbor-information_verbose': {
    actual: (raw) =>
      keyed(comwareNeighbors(raw), ({neighbors}) =>
        neighbors.map(({localPort, name, port, addresses}) => [localPort, {name, port, addresses}]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const address = text(row, 'mgmt_address');
          const told = {name: orNull(text(row, 'neighbor_name')), port: text(row, 'neighbor_interface')};
          return [text(row, 'local_interface'), {...told, addresses: address === '' ? [] : [address]}];
        }),
      ),
  },
};

export function procurveTables(corpus: string): SourceResult {
  return tables(join(corpus, 'ntc-templates/hp_procurve'), 'ntc-templates/hp_procurve', hpeProcurve, procurve);
}

export function comwareTables(corpus: string): SourceResult {
  return tables(join(corpus, 'ntc-templates/hp_comware'), 'ntc-templates/hp_comware', hpeComware, comware);
}
