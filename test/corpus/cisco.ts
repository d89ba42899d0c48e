import {ciscoPlatforms, configsOf} from './cisco-configs.ts';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {readIosVersion} from '../../src/platforms/cisco/ios/device.ts';
import {readInterfaces} from '../../src/platforms/cisco/interfaces.ts';
import {readCdp, readLldp, type Neighbor} from '../../src/platforms/cisco/neighbors.ts';
import {readNxRoutes, readRoutes, type Routes} from '../../src/platforms/cisco/routes.ts';
import {readSnmpUsers} from '../../src/platforms/cisco/snmp-users.ts';
import {readArp, readBridge, readVlans} from '../../src/platforms/cisco/tables.ts';
import {readNxosVersion} from '../../src/platforms/cisco/nxos/device.ts';
import {readAsaVersion} from '../../src/platforms/cisco/asa/device.ts';
import {withMask} from '../../src/platforms/text/address.ts';
import {readMac} from '../../src/platforms/text/mac.ts';
import {redacted} from './answers.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';

type Row = Readonly<Record<string, string | readonly string[]>>;

interface Reader {
  readonly actual: (text: string) => Values;
  readonly expected: (rows: readonly Row[]) => Values;
}

const text = (row: Row, key: string): string => {
  const value = row[key];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};
const orNull = (value: string): string | null => (value === '' ? null : value);
const list = (row: Row, key: string): readonly string[] => {
  const value = row[key];
  return typeof value === 'object' ? value : value === undefined || value === '' ? [] : [value];
};

/** Rows by a key of their own; those with the same key stand in a list, in order. */
function keyed<T>(rows: readonly T[], key: (row: T) => string, value: (row: T) => unknown): Values {
  const found: Record<string, unknown[]> = {};
  for (const row of rows) (found[key(row)] ??= []).push(value(row));
  return found;
}

const iosVersion: Reader = {
  actual: (raw) => {
    const {version, hostname, serials} = readIosVersion(raw);
    // XE has leading zeros in the version of its package.
    return {version: version?.replaceAll(/\b0(?=\d)/g, ''), hostname, serials};
  },
  expected: ([row = {}]) => ({
    version: text(row, 'version'),
    hostname: text(row, 'hostname'),
    serials: list(row, 'serial'),
  }),
};

const nxosVersion: Reader = {
  actual: (raw) => {
    const {version, hostname, serials, model} = readNxosVersion(raw);
    return {version, hostname, serials, model};
  },
  expected: ([row = {}]) => ({
    version: text(row, 'os').split(' ')[0],
    hostname: text(row, 'hostname'),
    serials: list(row, 'serial').filter((each) => each !== ''),
    model: orNull(text(row, 'platform')),
  }),
};

const asaVersion: Reader = {
  actual: (raw) => {
    const {version, hostname, serials} = readAsaVersion(raw);
    return {version, hostname, serials};
  },
  expected: ([row = {}]) => ({
    version: text(row, 'version'),
    hostname: text(row, 'hostname'),
    serials: list(row, 'serial'),
  }),
};

function address(row: Row): string[] {
  const ip = text(row, 'ip_address');
  if (!/^\d/.test(ip)) return [];
  const length = text(row, 'prefix_length');
  const masked = row['netmask'] === undefined ? `${ip}/${length}` : withMask(ip, text(row, 'netmask'));
  return masked === null ? [] : [masked];
}

const interfaces: Reader = {
  actual: (raw) =>
    keyed(
      readInterfaces(raw),
      ({name}) => name,
      ({description, mac, addresses}) => ({description, mac, addresses}),
    ),
  expected: (rows) =>
    keyed(
      rows,
      (row) => text(row, 'interface'),
      (row) => ({
        description: orNull(text(row, 'description').trim()),
        mac: readMac(text(row, 'mac_address')),
        addresses: address(row),
      }),
    ),
};

const arp = (place: (words: readonly string[], mac: number) => string | null): Reader => ({
  actual: (raw) =>
    keyed(
      readArp(raw, place),
      (entry) => entry.address,
      (entry) => entry,
    ),
  expected: (rows) =>
    keyed(
      rows.filter((row) => readMac(text(row, 'mac_address')) !== null),
      (row) => text(row, 'ip_address'),
      (row) => ({
        address: text(row, 'ip_address'),
        mac: readMac(text(row, 'mac_address')),
        interface: text(row, 'interface') === '-' ? null : text(row, 'interface'),
      }),
    ),
});

/** Only entries of one port, which is not the device itself. */
const bridge: Reader = {
  actual: (raw) =>
    keyed(
      readBridge(raw),
      ({mac, vlan, port}) => `${mac} ${vlan ?? '-'} ${port}`,
      ({learnt}) => learnt,
    ),
  expected: (rows) =>
    keyed(
      rows.filter((row) => {
        const ports = list(row, 'destination_port');
        return ports.length === 1 && !/^(?:CPU|Router|Switch|Vl\d+|Drop|-*)$/i.test(ports[0] ?? '');
      }),
      (row) => {
        const vlan = text(row, 'vlan_id');
        return `${readMac(text(row, 'destination_address'))} ${/^\d+$/.test(vlan) ? Number(vlan) : '-'} ${text(row, 'destination_port')}`;
      },
      (row) => /^dynamic$/i.test(text(row, 'type')),
    ),
};

const vlans: Reader = {
  actual: (raw) =>
    keyed(
      readVlans(raw) ?? [],
      ({id}) => `${id}`,
      ({name, active}) => ({name, active}),
    ),
  expected: (rows) =>
    keyed(
      rows,
      (row) => text(row, 'vlan_id'),
      (row) => ({
        name: text(row, 'vlan_name'),
        active: text(row, 'status') === 'active' ? true : text(row, 'status') === 'suspended' ? false : null,
      }),
    ),
};

function neighborsOf(found: readonly Neighbor[]): Values {
  return keyed(
    found,
    ({localPort, port}) => `${localPort} to ${port ?? ''}`,
    ({name, addresses}) => ({name, address: addresses[0] ?? null}),
  );
}

const neighbors = (read: (raw: string) => readonly Neighbor[], port: string, name: string): Reader => ({
  actual: (raw) => neighborsOf(read(raw)),
  expected: (rows) =>
    keyed(
      rows.filter((row) => text(row, 'local_interface') !== ''),
      (row) => `${text(row, 'local_interface')} to ${text(row, port)}`,
      (row) => ({
        name: orNull(text(row, 'neighbor_name')) ?? orNull(text(row, name)),
        address: orNull(text(row, 'interface_ip')) ?? orNull(text(row, 'mgmt_address').toLowerCase()),
      }),
    ),
});

function prefixOf(row: Row): string {
  const mask = text(row, 'netmask');
  return row['netmask'] === undefined
    ? `${text(row, 'network')}/${text(row, 'prefix_length')}`
    : (withMask(text(row, 'network'), mask) ?? '?');
}

const routes = (read: (raw: string) => Routes): Reader => ({
  actual: (raw) =>
    keyed(
      read(raw).routes,
      ({destination}) => destination,
      ({nextHop, interface: out}) => ({nextHop, out}),
    ),
  expected: (rows) =>
    keyed(
      rows.filter((row) => /^\d/.test(text(row, 'network'))),
      prefixOf,
      (row) => ({
        nextHop: orNull(text(row, 'nexthop_ip') || text(row, 'nexthopip')),
        out: orNull(text(row, 'nexthop_if') || text(row, 'nexthopif')),
      }),
    ),
});

const snmpUsers: Reader = {
  actual: (raw) =>
    keyed(
      readSnmpUsers(raw),
      ({name}) => name,
      ({auth, priv, group}) => ({auth, priv, group}),
    ),
  expected: (rows) =>
    keyed(
      rows,
      (row) => text(row, 'user_name'),
      (row) => ({
        auth: {SHA: 'sha1', MD5: 'md5', NONE: 'none'}[text(row, 'authentication_protocol').toUpperCase()] ?? 'unknown',
        priv:
          {AES128: 'aes128', DES: 'des', NONE: 'none', '-': 'none', '': 'none'}[
            text(row, 'privacy_protocol').toUpperCase()
          ] ?? 'unknown',
        group: orNull(text(row, 'group_name')),
      }),
    ),
};

const last = (words: readonly string[]): string | null => words.at(-1) ?? null;
const afterMac = (words: readonly string[], mac: number): string | null => {
  const word = words[mac + 1] ?? '';
  return word === '-' || word === '' ? null : word;
};

const readers: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  cisco_ios: {
    show_version: iosVersion,
    show_interfaces: interfaces,
    show_ip_arp: arp(last),
    'show_mac-address-table': bridge,
    show_vlan: vlans,
    show_cdp_neighbors_detail: neighbors((raw) => readCdp(raw).neighbors, 'neighbor_interface', 'neighbor_name'),
    show_lldp_neighbors_detail: neighbors((raw) => readLldp(raw).neighbors, 'neighbor_port_id', 'neighbor_name'),
    show_ip_route: routes(readRoutes),
    show_snmp_user: snmpUsers,
  },
  cisco_nxos: {
    show_version: nxosVersion,
    show_interface: interfaces,
    show_ip_arp_detail: arp(afterMac),
    show_ip_arp_detail_vrf_all: arp(afterMac),
    show_vlan: vlans,
    show_cdp_neighbors_detail: neighbors((raw) => readCdp(raw).neighbors, 'neighbor_interface', 'chassis_id'),
    show_lldp_neighbors_detail: neighbors((raw) => readLldp(raw).neighbors, 'neighbor_interface', 'neighbor_name'),
    show_ip_route: routes(readNxRoutes),
  },
  cisco_asa: {
    show_version: asaVersion,
    show_interface: interfaces,
    show_arp: arp((words) => words[0] ?? null),
    show_route: routes(readRoutes),
  },
};

export function ntcCisco(corpus: string, device: string): SourceResult {
  const folder = join(corpus, 'ntc-templates', device);
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.raw'));
  const known = names.filter((name) => existsSync(join(folder, name.replace(/raw$/, 'yml')))).sort();
  const meant = known.filter((name) => readers[device]?.[name.split('/')[0] ?? ''] !== undefined);
  const verdicts = meant.map((name) => {
    const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
    const {parsed_sample: rows} = parse(read(name.replace(/raw$/, 'yml'))) as {parsed_sample: Row[]};
    const reader = readers[device]?.[name.split('/')[0] ?? ''];
    return compare(name, reader?.expected(rows) ?? {}, reader?.actual(redacted(read(name).replaceAll('\r', ''))) ?? {});
  });
  return {source: `ntc-templates/${device}`, read: known.length, parsed: meant.length, verdict: sum(verdicts)};
}

/** Tables and whole configurations of Cisco's three families. */
export function ciscoSources(folder: string): readonly SourceResult[] {
  const tables = ['cisco_ios', 'cisco_nxos', 'cisco_asa'].map((device) => ntcCisco(folder, device));
  return [...tables, ...ciscoPlatforms.map((platform) => configsOf(folder, platform).result)];
}
