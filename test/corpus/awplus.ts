import {join} from 'node:path';
import {readDevice} from '../../src/platforms/awplus/identity.ts';
import {readInterfaces} from '../../src/platforms/awplus/interfaces.ts';
import {readArp, readBridge, readNeighbors, readVlans} from '../../src/platforms/awplus/tables.ts';
import {readZebraRoutes} from '../../src/platforms/config/zebra-routes.ts';
import {alliedAwplus} from '../../src/platforms/allied-awplus.ts';
import {readMac} from '../../src/platforms/text/mac.ts';
import type {SourceResult} from './compare.ts';
import {configurations} from './device-configs.ts';
import {keyed, list, tables, text, type TableCase} from './device-tables.ts';

const orNull = (value: string): string | null => (value === '' || value === '[not advertised]' ? null : value);

const cases: Readonly<Record<string, TableCase>> = {
  show_interface: {
    actual: (raw) =>
      keyed(readInterfaces(raw), ({interfaces}) =>
        interfaces.map(({name, operUp, adminUp, mac, addresses}) => [name, {operUp, adminUp, mac, addresses}]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const [address, length] = [text(row, 'ip_address'), text(row, 'prefix_length')];
          const up = (name: string): boolean => text(row, name) === 'UP';
          const addresses = address === '' ? [] : [`${address}/${length}`];
          const mac = readMac(text(row, 'mac_address'));
          return [text(row, 'interface'), {operUp: up('link_status'), adminUp: up('protocol_status'), mac, addresses}];
        }),
      ),
  },
  show_vlan_all: {
    actual: (raw) => keyed(readVlans(raw), ({vlans}) => vlans.map(({id, name, active}) => [`${id}`, {name, active}])),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => [text(row, 'vlan_id'), {name: text(row, 'name'), active: text(row, 'status') === 'ACTIVE'}]),
      ),
  },
  show_arp: {
    actual: (raw) => keyed(readArp(raw), ({entries}) => entries.map((entry) => [entry.address, entry])),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const address = text(row, 'ip_address') || text(row, 'address');
          const mac = readMac(text(row, 'mac_address') || text(row, 'mac'));
          return [address, {address, mac, interface: text(row, 'interface')}];
        }),
      ),
  },
  'show_mac_address-table': {
    actual: (raw) =>
      keyed(readBridge(raw), ({entries}) => entries.map((each) => [each.mac, `${each.vlan ?? ''} ${each.port}`])),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const mac = readMac(text(row, 'mac_address') || text(row, 'destination_address'));
          const port = [...list(row, 'destination_port'), ...list(row, 'port'), ...list(row, 'ports')].join(',');
          return [mac ?? '', `${text(row, 'vlan_id') || text(row, 'vlan')} ${port}`];
        }),
      ),
  },
  show_ip_route: {
    actual: (raw) =>
      Object.fromEntries(
        readZebraRoutes(raw).routes.map(({destination, nextHop, interface: name}, index) => [
          `${index}`,
          [destination, nextHop, name],
        ]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row, index) => [
          `${index}`,
          [
            `${text(row, 'network')}/${text(row, 'mask')}`,
            orNull(text(row, 'nexthop_ip')),
            orNull(text(row, 'nexthop_if')),
          ],
        ]),
      ),
  },
  show_lldp_neighbors_detail: {
    actual: (raw) =>
      keyed(readNeighbors(raw), ({neighbors}) =>
        neighbors.map(({localPort, name, mac, port, addresses}) => [localPort, {name, mac, port, addresses}]),
      ),
    expected: (rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const address = orNull(text(row, 'management_ip'));
          const told = {
            name: orNull(text(row, 'neighbor')),
            mac: readMac(text(row, 'chassis_id')),
            port: text(row, 'neighbor_port_id'),
          };
          return [text(row, 'local_interface'), {...told, addresses: address === null ? [] : [address]}];
        }),
      ),
  },
  show_system: {
    actual: (raw) => {
      const {model, serials, version, hostname} = readDevice(raw).value;
      return {model, serials, version, hostname};
    },
    expected: ([row = {}]) => ({
      model: list(row, 'hardware')[0],
      serials: list(row, 'serial'),
      version: text(row, 'version').replace(/^\w+-(.+)\.rel$/, '$1'),
      hostname: text(row, 'hostname'),
    }),
  },
};

export function awplusTables(corpus: string): SourceResult {
  const folder = join(corpus, 'ntc-templates/allied_telesis_awplus');
  return tables(folder, 'ntc-templates/allied_telesis_awplus', alliedAwplus, cases);
}

export function awplusConfigs(corpus: string): SourceResult {
  return configurations(join(corpus, 'allied-ansible'), 'allied-ansible', alliedAwplus, {
    files: /\.cfg$/,
    command: 'show running-config',
    whole: (raw) => `service password-encryption\n${raw}\nend`,
  });
}
