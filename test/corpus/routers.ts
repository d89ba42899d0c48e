import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import type {DeviceRoutes} from '../../src/model/device/index.ts';
import {factsFrom} from '../platforms/routers-support.ts';
import {compare, type SourceResult, type Values} from './compare.ts';
import {sir} from './sir.ts';
import {yamahaCommands, yamahaSecrets} from './yamaha.ts';

type Row = Readonly<Record<string, string>>;

const kinds: Readonly<Record<string, string>> = {
  static: 'static',
  implicit: 'connected',
  OSPF: 'dynamic',
  temporary: 'other',
};

export function yamahaRoutes(corpus: string): SourceResult {
  const file = join(corpus, 'ntc-templates/yamaha/show_ip_route/yamaha_show_ip_route');
  const fact = factsFrom('yamaha-rt', {'show ip route': readFileSync(`${file}.raw`, 'utf8')})['deviceRoutes'];
  const {routes} = (fact?.state === 'known' ? fact.value : {routes: []}) as DeviceRoutes;
  const {parsed_sample: rows} = parse(readFileSync(`${file}.yml`, 'utf8')) as {parsed_sample: Row[]};
  const told = routes.map(({destination, nextHop, interface: port, protocol}) =>
    [destination, nextHop ?? '-', port, protocol].join(' '),
  );
  const known = rows.map((row) => {
    const destination = row['network'] === 'default' ? '0.0.0.0/0' : `${row['network']}/${row['prefix_length']}`;
    return [destination, row['nexthop_ip'], row['nexthop_if'], kinds[row['protocol'] ?? '']].join(' ');
  });
  const numbered = (list: readonly string[]): Values =>
    Object.fromEntries(list.map((value, index) => [`route ${index + 1}`, value]));
  return {
    source: 'ntc-templates/yamaha',
    read: 1,
    parsed: 1,
    verdict: compare('show_ip_route', numbered(known), numbered(told)),
  };
}

/** The device of Yamaha's own collection: values read off by eye. */
export function yamahaEnvironment(corpus: string): SourceResult {
  const text = readFileSync(join(corpus, 'yamaha-ansible/show_environment'), 'utf8');
  const facts = factsFrom('yamaha-rt', {'show environment': text});
  const value = facts['device']?.state === 'known' ? (facts['device'].value as Values) : {};
  const expected = {
    model: 'RTX1210',
    version: '14.01.28',
    serials: ['S4H024020'],
    uptimeSeconds: 70 * 86_400 + 23 * 3600 + 22 * 60 + 43,
  };
  const told = Object.fromEntries(Object.keys(expected).map((key) => [key, value[key]]));
  return {source: 'yamaha-ansible', read: 1, parsed: 1, verdict: compare('show_environment', expected, told)};
}

export function routers(corpus: string): SourceResult[] {
  return existsSync(join(corpus, 'yamaha-rtx'))
    ? [yamahaCommands(corpus), yamahaSecrets(corpus), yamahaRoutes(corpus), yamahaEnvironment(corpus), sir(corpus)]
    : [];
}
