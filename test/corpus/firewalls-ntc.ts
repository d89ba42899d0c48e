import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import type {Platform} from '../../src/model/platform.ts';
import {fortios} from '../../src/platforms/fortios.ts';
import {junos} from '../../src/platforms/junos.ts';
import {panos} from '../../src/platforms/panos.ts';
import {factsFrom} from '../platforms/firewall-kit.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';

type Row = Readonly<Record<string, string | readonly string[]>>;

interface Reader {
  readonly ask: string;
  readonly fact: string;
  readonly actual: (value: unknown) => Values;
  readonly expected: (rows: readonly Row[]) => Values;
}

const text = (row: Row | undefined, key: string): string => String(row?.[key] ?? '');
const orNull = (value: string): string | null => (value === '' || value === 'unknown' ? null : value);

interface Named {
  readonly hostname: string | null;
  readonly model: string | null;
  readonly version: string | null;
  readonly serials: readonly string[];
}

const identity = (value: unknown): Values => {
  const {hostname, model, version, serials} = value as Named;
  return {hostname, model, version, ...(serials.length > 0 ? {serial: serials[0]} : {})};
};

/** Rows by what they are about, each as one text. */
function keyed(rows: readonly (readonly [key: string, value: unknown])[]): Values {
  return Object.fromEntries(rows.map(([key, value], index) => [`${key} ${index + 1}`, value]));
}

const sortedRows = (rows: readonly (readonly string[])[]): Values =>
  keyed(
    [...rows]
      .map((row) => row.join(' '))
      .sort()
      .map((row) => ['row', row] as const),
  );

const hardware = (value: string): string =>
  /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(value) ? value.toLowerCase() : '';

const arp = {
  fact: 'arpTable',
  actual: (value: unknown): Values =>
    sortedRows(
      (value as {entries: {address: string; mac: string; interface: string}[]}).entries.map((entry) => [
        entry.address,
        entry.mac,
        entry.interface,
      ]),
    ),
  expected: (rows: readonly Row[]): Values =>
    sortedRows(
      rows
        .filter((row) => hardware(text(row, 'mac_address')) !== '')
        .map((row) => [text(row, 'ip_address'), hardware(text(row, 'mac_address')), text(row, 'interface')]),
    ),
};

const lldp = {
  fact: 'deviceNeighbors',
  actual: (value: unknown): Values =>
    sortedRows(
      (value as {neighbors: {localPort: string; name: string | null; port: string | null}[]}).neighbors.map((each) => [
        each.localPort,
        each.name ?? '',
        each.port ?? '',
      ]),
    ),
  expected: (rows: readonly Row[]): Values =>
    sortedRows(
      rows
        .filter((row) => text(row, 'chassis_id') !== '')
        .map((row) => [text(row, 'local_interface'), text(row, 'neighbor_name'), text(row, 'neighbor_interface')]),
    ),
};

const routes = {
  fact: 'deviceRoutes',
  actual: (value: unknown): Values =>
    sortedRows(
      (value as {routes: {destination: string; interface: string | null}[]}).routes.map((route) => [
        route.destination,
        route.interface ?? '',
      ]),
    ),
  expected: (rows: readonly Row[]): Values =>
    sortedRows(
      rows
        .filter((row) => text(row, 'flags').includes('A'))
        .map((row) => [`${text(row, 'network')}/${text(row, 'prefix_length')}`, text(row, 'nexthop_if')]),
    ),
};

const bridge = {
  fact: 'bridgeTable',
  actual: (value: unknown): Values =>
    sortedRows((value as {entries: {mac: string; port: string}[]}).entries.map(({mac, port}) => [mac, port])),
  expected: (rows: readonly Row[]): Values =>
    sortedRows(rows.map((row) => [text(row, 'mac_address'), text(row, 'logical_interface')])),
};

const versionOf = (words: string): string | null => orNull(words);

interface Source {
  readonly folder: string;
  readonly platform: Platform;
  readonly readers: Readonly<Record<string, Reader>>;
}

const sources: readonly Source[] = [
  {
    folder: 'fortinet',
    platform: fortios,
    readers: {
      get_system_status: {
        ...{ask: 'get system status', fact: 'device', actual: identity},
        expected: ([row]) => {
          const {model = '', version = ''} =
            /^(?<model>\S+) v(?<version>[\d.]+),/.exec(text(row, 'version'))?.groups ?? {};
          return {hostname: text(row, 'hostname'), model, version, serial: text(row, 'serial_number')};
        },
      },
    },
  },
  {
    folder: 'juniper_junos',
    platform: junos,
    readers: {
      show_version: {
        ...{ask: 'show version', fact: 'device', actual: identity},
        expected: ([row]) => ({
          hostname: text(row, 'hostname'),
          model: text(row, 'model'),
          version: versionOf(text(row, 'junos_version')),
        }),
      },
      'show_arp_no-resolve': {ask: 'show arp no-resolve', ...arp},
      show_lldp_neighbors: {ask: 'show lldp neighbors', ...lldp},
      'show_ethernet-switching_table': {ask: 'show ethernet-switching table', ...bridge},
    },
  },
  {
    folder: 'paloalto_panos',
    platform: panos,
    readers: {
      show_system_info: {
        ...{ask: 'show system info', fact: 'device', actual: identity},
        expected: ([row]) => {
          const serial = orNull(text(row, 'serial'));
          const named = {hostname: text(row, 'hostname'), model: text(row, 'model'), version: text(row, 'os')};
          return {...named, ...(serial === null ? {} : {serial})};
        },
      },
      show_arp_all: {ask: 'show arp all', ...arp},
      show_lldp_neighbors_all: {ask: 'show lldp neighbors all', ...lldp},
      show_routing_route: {ask: 'show routing route', ...routes},
    },
  },
];

function resultOf(corpus: string, {folder, platform, readers}: Source): SourceResult {
  const root = join(corpus, 'ntc-templates', folder);
  const names = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.raw'));
  const known = names.filter((name) => existsSync(join(root, name.replace(/raw$/, 'yml')))).sort();
  const meant = known.filter((name) => readers[name.split('/')[0] ?? ''] !== undefined);
  const verdicts = meant.flatMap((name) => {
    const reader = readers[name.split('/')[0] ?? ''];
    const raw = readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n');
    const {parsed_sample: rows} = parse(readFileSync(join(root, name.replace(/raw$/, 'yml')), 'utf8')) as {
      parsed_sample: Row[];
    };
    if (reader === undefined) return [];
    const fact = factsFrom(platform, {[reader.ask]: raw})[reader.fact];
    if (fact?.state === 'fault') throw new Error(fact.message);
    return [compare(name, reader.expected(rows), fact?.state === 'known' ? reader.actual(fact.value) : {})];
  });
  return {source: `ntc-templates/${folder}`, read: known.length, parsed: meant.length, verdict: sum(verdicts)};
}

/** Outputs of FortiGate, Junos and PAN-OS with known values. */
export function ntcFirewalls(corpus: string): SourceResult[] {
  return sources.map((source) => resultOf(corpus, source));
}
