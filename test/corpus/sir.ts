import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import type {DeviceInterfaces, DeviceRoutes} from '../../src/model/device/index.ts';
import {factsFrom} from '../platforms/routers-support.ts';
import {compare, sum, type SourceResult, type Values, type Verdict} from './compare.ts';

type Row = Readonly<Record<string, string>>;

const source = 'ntc-templates/fsas_sir';

function load(corpus: string, command: string, name: string): {text: string; rows: Row[]} {
  const file = join(corpus, source, command, name);
  const {parsed_sample: rows} = parse(readFileSync(`${file}.yml`, 'utf8')) as {parsed_sample: Row[]};
  return {text: readFileSync(`${file}.raw`, 'utf8'), rows};
}

function factOf(ask: string, text: string, name: string): Record<string, unknown> {
  const fact = factsFrom('fujitsu-sir', {[ask]: text})[name];
  return fact?.state === 'known' ? (fact.value as Record<string, unknown>) : {};
}

function system(corpus: string, name: string): Verdict {
  const {text, rows} = load(corpus, 'show_system_information', name);
  const told = factOf('show system information', text, 'device');
  const seconds = (word: string): number => Date.parse(`${rows[0]?.[word]} UTC`) / 1000;
  const known: Values = {
    ...{model: rows[0]?.['system'], version: rows[0]?.['version'], serial: rows[0]?.['serial']},
    uptime: seconds('current_time') - seconds('startup_time'),
  };
  const {model, version, serials, uptimeSeconds} = told;
  const short = /^V([\d.]+)/.exec(String(version))?.[1];
  const ours: Values = {model, version: short, serial: (serials as string[] | undefined)?.[0], uptime: uptimeSeconds};
  return compare(name, known, ours);
}

const origins: Readonly<Record<string, string>> = {S: 'static', C: 'connected', L: 'connected'};

function routes(corpus: string): Verdict {
  const {text, rows} = load(corpus, 'show_ip_route', 'fsas_sir_show_ip_route');
  const {routes: told = []} = factOf('show ip route', text, 'deviceRoutes') as Partial<DeviceRoutes>;
  const known = rows
    .filter(({flag}) => flag === '*')
    .map(({network, prefix_length: bits, gateway = '', interface: port, protocol = ''}) => {
      const origin = origins[protocol] ?? 'dynamic';
      return [`${network}/${bits}`, origin === 'connected' || /[a-z]/.test(gateway) ? null : gateway, port, origin];
    });
  const ours = told.map(({destination, nextHop, interface: port, protocol}) => [destination, nextHop, port, protocol]);
  const numbered = (list: readonly unknown[][]): Values =>
    Object.fromEntries(list.map((value, index) => [`route ${index + 1}`, value.join(' ')]));
  return compare('show_ip_route', numbered(known), numbered(ours));
}

function ports(corpus: string): Verdict {
  const {text, rows} = load(corpus, 'show_ether', 'fsas_sir_show_ether');
  const {interfaces = []} = factOf('show ether', text, 'deviceInterfaces') as Partial<DeviceInterfaces>;
  const known = rows.flatMap(({ether_group: group, ether_port: port, description, status_speed: speed}) => [
    [`ether ${group} ${port} description`, description],
    [`ether ${group} ${port} speed`, speed?.replace(/M$/, '')],
  ]);
  const ours = interfaces.flatMap(({name, description, speedMbps}) => [
    [`${name} description`, description ?? ''],
    [`${name} speed`, String(speedMbps ?? '')],
  ]);
  return compare('show_ether', Object.fromEntries(known) as Values, Object.fromEntries(ours) as Values);
}

export function sir(corpus: string): SourceResult {
  const results = [
    system(corpus, 'fasa_sir_show_system_information3'),
    system(corpus, 'fsas_sir_show_system_information2'),
    routes(corpus),
    ports(corpus),
  ];
  return {source, read: results.length, parsed: results.length, verdict: sum(results)};
}
