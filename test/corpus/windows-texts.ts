import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {decodeLog} from '../../src/kits/network/log-lines.ts';
import {readHotfixText, type HotfixList} from '../../src/probes/parse/hotfixes.ts';
import {readSystemInfo, type SystemInfo} from '../../src/probes/parse/systeminfo.ts';
import {windowsChannel, windowsFamily} from '../../src/probes/parse/windows-edition.ts';
import {compare, sum, type SourceResult, type Values, type Verdict} from './compare.ts';

const textOf = (path: string): string => decodeLog(readFileSync(path)).text.replaceAll('\r\n', '\n');

/** Builds by what the names of the files say. */
const builds: Readonly<Record<string, readonly [number, string]>> = {
  '7_sp1': [7601, 'Windows 7'],
  '8.1_u1': [9600, 'Windows 8.1'],
  '10_rtm': [10_240, 'Windows 10'],
  '10_1803': [17_134, 'Windows 10'],
  '10_1809': [17_763, 'Windows 10'],
  '10_21H1': [19_043, 'Windows 10'],
  '10_21H2': [19_044, 'Windows 10'],
  '10_22H2': [19_045, 'Windows 10'],
  '11_21H2': [22_000, 'Windows 11'],
  '11_22H2': [22_621, 'Windows 11'],
  '11_23H2': [22_631, 'Windows 11'],
  srv_2008_rtm: [6001, 'Windows Server 2008'],
  srv_2008r2_sp1: [7601, 'Windows Server 2008 R2'],
  srv_2012r2_u1: [9600, 'Windows Server 2012 R2'],
  srv_2016_1607: [14_393, 'Windows Server 2016'],
  srv_2022: [20_348, 'Windows Server 2022'],
};

const ids = (text: string): string[] => [...text.matchAll(/\bKB\d+/g)].map(([id]) => id);

function spoken(name: string, text: string): Values {
  const [build, family] = Object.entries(builds).find(([start]) => name.startsWith(`${start}_`))?.[1] ?? [0, ''];
  const channel = name.startsWith('srv')
    ? 'server'
    : /_(?:education|enterprise)/.test(name)
      ? 'enterprise'
      : /_(?:pro|home)/.test(name)
        ? 'home-pro'
        : undefined;
  const architecture = /_x64/.test(name) ? '64-bit' : /_x86/.test(name) ? '32-bit' : undefined;
  return {
    ...{build, family, hotfixes: ids(text)},
    ...(channel === undefined ? {} : {channel}),
    ...(architecture === undefined ? {} : {architecture}),
  };
}

function told(info: SystemInfo | null): Values {
  if (info === null) return {};
  const isServer = /\bServer\b/.test(info.name);
  return {
    ...{build: info.build, family: windowsFamily(info.build, isServer), architecture: info.architecture},
    channel: windowsChannel({edition: null, name: info.name, isServer}),
    hotfixes: info.hotfixesWhole ? info.hotfixes : undefined,
  };
}

const named = (wanted: Values, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([key, value]) => key in wanted && value !== undefined && value !== null),
  );

function systemInfoVerdict(folder: string, name: string): Verdict {
  const text = textOf(join(folder, name));
  const wanted = spoken(name, text);
  return compare(name, wanted, named(wanted, told(readSystemInfo(text))));
}

/** By the places of the columns, which are those of their names. */
function columns(text: string): Values {
  const [head = '', ...rows] = text.replace(/^\ufeff/, '').split('\n');
  const cut = (row: string, column: string): string => row.slice(head.indexOf(column)).split(/\s{2}/)[0] ?? '';
  const lines = rows.filter((row) => row.trim() !== '');
  return Object.fromEntries(
    lines.map((row) => {
      const [month = '', day = '', year = ''] = cut(row, 'InstalledOn').trim().split('/');
      return [cut(row, 'HotFixID'), `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`];
    }),
  );
}

const days = (list: HotfixList | null): Values =>
  Object.fromEntries((list?.hotfixes ?? []).map(({id, installedOn}) => [id, installedOn?.slice(0, 10)]));

function hotfixVerdict(folder: string, name: string): Verdict {
  const text = textOf(join(folder, name));
  return compare(name, columns(text), days(readHotfixText(text)));
}

/** `systeminfo` and `wmic qfe` of many releases, in English and French: what their names say, and every update with its day. */
export function wesngTexts(corpus: string): SourceResult {
  const folder = join(corpus, 'wesng-systeminfo');
  const names = readdirSync(folder).sort();
  const [infos, tables] = [/_systeminfo(?:_\w+)?\.txt$/, /_qfe\.txt$/].map((form) =>
    names.filter((name) => form.test(name)),
  );
  const verdicts = [
    ...(infos ?? []).map((name) => systemInfoVerdict(folder, name)),
    ...(tables ?? []).map((name) => hotfixVerdict(folder, name)),
  ];
  return {source: 'wesng-systeminfo', read: verdicts.length, parsed: verdicts.length, verdict: sum(verdicts)};
}

interface JcSystemInfo {
  readonly host_name: string;
  readonly os_name: string;
  readonly os_version: string;
  readonly system_type: string;
  readonly hotfixs: readonly string[];
  readonly network_cards: readonly {readonly ip_addresses: readonly string[]}[];
}

function jcVerdict(folder: string, name: string): Verdict {
  const json = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as JcSystemInfo;
  const info = readSystemInfo(textOf(join(folder, `${name}.out`)));
  const wanted = {
    host: json.host_name,
    name: json.os_name.replace('Microsoft ', ''),
    version: json.os_version.split(' ')[0],
    architecture: json.system_type === 'x64-based PC' ? '64-bit' : '32-bit',
    hotfixes: json.hotfixs,
    addresses: json.network_cards.flatMap(({ip_addresses: all}) => all),
  };
  return compare(name, wanted, named(wanted, {...info}));
}

/** jc's own values of `systeminfo`; it reads nothing else of Windows that is read here. */
export function jcWindows(corpus: string): SourceResult {
  const folder = join(corpus, 'jc/windows');
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => /systeminfo[\w-]*\.json$/.test(name))
    .map((name) => name.slice(0, -5))
    .sort();
  const verdicts = names.map((name) => jcVerdict(folder, name));
  return {source: 'jc (windows)', read: names.length, parsed: names.length, verdict: sum(verdicts)};
}
