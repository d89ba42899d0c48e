import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {readInterfaces} from '../../src/probes/parse/network.ts';
import {readRoutes} from '../../src/probes/parse/routes.ts';
import {redacted} from './answers.ts';
import {compare, sum, type SourceResult, type Values} from './compare.ts';

type Row = Readonly<Record<string, string | readonly string[]>>;

const list = (value: Row[string] | undefined): readonly string[] => (typeof value === 'object' ? value : []);
const orNull = (value: unknown): unknown => (value === '' ? null : value);

function interfacesOf(raw: string, addresses: boolean): Values {
  const found = readInterfaces(`${redacted(raw)}\n== routes\n== links`) ?? [];
  const rows = found.map(({name, mac, up, mtu, addresses: all}) => {
    const of = (family: string): string[] =>
      all.filter((one) => one.family === family).map(({address, prefix}) => `${address}/${prefix}`);
    return [name, {mac, up, mtu, ...(addresses ? {ip: of('ip'), ip6: of('ip6')} : {})}] as const;
  });
  return Object.fromEntries(rows);
}

function expectedInterfaces(rows: readonly Row[], addresses: boolean): Values {
  const joined = (row: Row, address: string, mask: string): string[] =>
    list(row[address]).map((one, index) => `${one}/${list(row[mask])[index] ?? ''}`);
  return Object.fromEntries(
    rows.map((row) => {
      const mac = row['type'] === 'ether' ? row['mac_address'] : null;
      const up = String(row['flags']).split(',').includes('UP');
      const ip = joined(row, 'ip_addresses', 'ip_masks');
      const ip6 = joined(row, 'ipv6_addresses', 'ipv6_masks');
      return [row['interface'], {mac, up, mtu: Number(row['mtu']), ...(addresses ? {ip, ip6} : {})}];
    }),
  ) as Values;
}

function routesOf(raw: string): Values {
  const found = readRoutes(`== routes\n${redacted(raw)}\n== links`);
  return Object.fromEntries(found.map((route, index) => [`route ${index + 1}`, route]));
}

function expectedRoutes(rows: readonly Row[]): Values {
  const routes = rows.map((row) => ({
    destination: row['network'],
    gateway: orNull(row['nexthop_ip']),
    interface: orNull(row['nexthop_if']),
    metric: row['metric'] === '' ? null : Number(row['metric']),
  }));
  return Object.fromEntries(routes.map((route, index) => [`route ${index + 1}`, route]));
}

interface Reader {
  readonly actual: (raw: string) => Values;
  readonly expected: (rows: readonly Row[]) => Values;
}

const readers: Readonly<Record<string, Reader>> = {
  ip_address_show: {actual: (raw) => interfacesOf(raw, true), expected: (rows) => expectedInterfaces(rows, true)},
  ip_link_show: {actual: (raw) => interfacesOf(raw, false), expected: (rows) => expectedInterfaces(rows, false)},
  ip_route_show: {actual: routesOf, expected: expectedRoutes},
};

export function ntcLinux(corpus: string): SourceResult {
  const folder = join(corpus, 'ntc-templates/linux');
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.raw'));
  const known = names.filter((name) => existsSync(join(folder, name.replace(/raw$/, 'yml')))).sort();
  const meant = known.filter((name) => readers[name.split('/')[0] ?? ''] !== undefined);
  const verdicts = meant.map((name) => {
    const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
    const {parsed_sample: rows} = parse(text(name.replace(/raw$/, 'yml'))) as {parsed_sample: Row[]};
    const reader = readers[name.split('/')[0] ?? ''];
    return compare(name, reader?.expected(rows) ?? {}, reader?.actual(text(name)) ?? {});
  });
  return {source: 'ntc-templates/linux', read: known.length, parsed: meant.length, verdict: sum(verdicts)};
}
