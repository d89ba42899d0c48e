import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {registry} from '../../src/model/ask.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Facts} from '../../src/model/fact.ts';
import {powershellLine} from '../../src/platforms/windows/program.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, factsOfRecording, loadRecording} from '../../src/recording.ts';

const hosts = ['ja-win11', 'ja-win10-weak', 'ja-server2019-weak', 'en-server2022', 'ja-win7-control'] as const;
const facts = Object.fromEntries(hosts.map((host) => [host, factsOfRecording(`windows/${host}.os`).facts])) as Record<
  (typeof hosts)[number],
  Facts
>;

interface Case {
  readonly host: (typeof hosts)[number];
  readonly fact: string;
  readonly holds: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = [
  {
    ...{host: 'ja-win11', fact: 'windowsOs'},
    holds: {
      ...{family: 'Windows 11', edition: 'Enterprise', channel: 'enterprise', productType: 'workstation'},
      ...{displayVersion: '24H2', build: 26_100, revision: 9445, architecture: '64-bit', languageId: 1041},
      ...{servicePack: null, server: false, embedded: false, installedAt: '2025-02-17T00:57:01.000Z'},
    },
  },
  {
    ...{host: 'ja-server2019-weak', fact: 'windowsOs'},
    holds: {family: 'Windows Server 2019', channel: 'server', server: true, displayVersion: '1809', serverCore: false},
  },
  {
    ...{host: 'ja-win7-control', fact: 'windowsOs'},
    holds: {channel: 'embedded', embedded: true, servicePack: 1, version: '6.1.7601', revision: null},
  },
  {host: 'ja-win11', fact: 'os', holds: {id: 'windows', prettyName: 'Windows 11 Enterprise 24H2'}},
  {host: 'ja-win11', fact: 'uptime', holds: {upSeconds: 91_732}},
  {
    ...{host: 'ja-win11', fact: 'windowsUpdates'},
    holds: {newestOn: '2026-09-10T00:00:00.000Z', recordsSuccess: false, installedAt: null},
  },
  {
    ...{host: 'ja-win7-control', fact: 'windowsUpdates'},
    holds: {recordsSuccess: true, installedAt: '2019-10-09T02:11:12.000Z', searchedAt: '2019-10-09T02:01:40.000Z'},
  },
  {
    ...{host: 'ja-win11', fact: 'windowsUpdatePolicy'},
    holds: {
      ...{usesWsus: true, server: 'https://wsus01.suido.example.jp:8531', serverEncrypted: true, noInternet: true},
      ...{mode: 'automatic', deferQualityDays: 7, deferFeatureDays: 180, targetRelease: '24H2', pausedUntil: null},
    },
  },
  {
    ...{host: 'ja-win10-weak', fact: 'windowsUpdatePolicy'},
    holds: {usesWsus: false, server: null, mode: 'off', pausedUntil: '2026-10-20T15:00:00.000Z'},
  },
  {
    ...{host: 'ja-server2019-weak', fact: 'windowsUpdatePolicy'},
    holds: {usesWsus: true, serverEncrypted: false, mode: 'notify'},
  },
  {host: 'ja-win7-control', fact: 'windowsUpdatePolicy', holds: {serviceDisabled: true, mode: 'off', option: 1}},
  {
    ...{host: 'ja-win10-weak', fact: 'windowsRestart'},
    holds: {servicing: true, windowsUpdate: true, fileRenames: true, renamed: true, nextName: 'JOSUI-PC13'},
  },
  {
    ...{host: 'en-server2022', fact: 'windowsRestart'},
    holds: {servicing: false, windowsUpdate: false, fileRenames: false, renamed: false},
  },
];

for (const {host, fact, holds} of cases) {
  test(`${host} tells ${fact}`, (t) => {
    t.like(facts[host][fact], {state: 'known', complete: true, value: holds});
  });
}

test('programs are those of the machine, of 32 bits, and of users who are logged on', (t) => {
  const {list, dotnet} = (facts['ja-win10-weak']['windowsSoftware'] as unknown as {value: Software}).value;
  const found = new Map(list.map((each) => [each.name, each]));
  t.like(found.get('Java 8 Update 202 (64-bit)'), {
    version: '8.0.2020.8',
    installedOn: '2019-03-01T00:00:00.000Z',
    scope: 'machine',
  });
  t.is(found.get('TeamViewer')?.scope, 'machine');
  t.is(found.get('LINE')?.scope, 'user');
  t.deepEqual(
    dotnet.map(({name}) => name),
    ['2.0', '3.0', '3.5', '4.8'],
  );
  t.like(facts['ja-win11']['windowsSoftware'], {value: {dotnet: [{name: '4.8.1'}]}});
});

interface Software {
  readonly list: readonly {name: string; version: string | null; installedOn: string | null; scope: string}[];
  readonly dotnet: readonly {name: string}[];
}

test('of .NET Framework 4.0 the client profile alone is told of, too, and once where the whole is there', (t) => {
  const ndp = 'SOFTWARE\\Microsoft\\NET Framework Setup\\NDP';
  const key = (name: string, install: number, more = ''): string =>
    `[HKEY_LOCAL_MACHINE\\${ndp}\\v4\\${name}]\n"Install"=dword:${install}\n"Version"="4.0.30319"${more}`;
  const frameworks = (...keys: readonly string[]): unknown => {
    const text = [`[HKEY_LOCAL_MACHINE\\${ndp}]`, `[HKEY_LOCAL_MACHINE\\${ndp}\\v4]`, ...keys].join('\n');
    return changed('ja-win11', `HKLM\\${ndp}`, rewrite(/[^]*/, text))['windowsSoftware'];
  };
  const four = {name: '4.0', version: '4.0.30319'};
  t.like(frameworks(key('Client', 1)), {value: {dotnet: [four]}});
  t.like(frameworks(key('Client', 1), key('Full', 0)), {value: {dotnet: [four]}});
  const newer = '\n"Release"=dword:80ea8';
  t.like(frameworks(key('Client', 1), key('Full', 1, newer)), {value: {dotnet: [{...four, name: '4.8'}]}});
});

type Change = (exchange: Exchange) => Exchange;

const denied = {ok: false, reason: 'permission-denied', detail: 'denied'} as const;

/** Facts of a host of which one answer was changed. */
function changed(host: string, ask: string, change: Change): Facts {
  const exchanges = exchangesOf(loadRecording(`windows/${host}.os`));
  if (!exchanges.some((each) => each.ask === ask)) throw new Error(`no such question: ${ask}`);
  return factsOf(
    probes,
    exchanges.map((each) => (each.ask === ask ? change(each) : each)),
    'windows',
    null,
  );
}

const refuse: Change = (exchange) => ({...exchange, answer: denied});
const rewrite =
  (from: string | RegExp, to: string): Change =>
  (exchange) =>
    exchange.answer.ok
      ? {...exchange, answer: {...exchange.answer, body: exchange.answer.body.replace(from, to)}}
      : exchange;
const cbs = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending';
const policy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';

test('what was denied is unknown, and not absent', (t) => {
  t.like(changed('ja-win10-weak', cbs, refuse)['windowsRestart'], {
    complete: false,
    because: 'permission-denied',
    value: {servicing: null, windowsUpdate: true},
  });
  t.like(changed('ja-win11', policy, refuse)['windowsUpdatePolicy'], {state: 'gap', reason: 'permission-denied'});
  t.like(changed('ja-win11', 'start of the update service', refuse)['windowsUpdatePolicy'], {
    complete: false,
    value: {serviceDisabled: null, mode: null},
  });
  t.like(changed('ja-win11', 'Win32_QuickFixEngineering', refuse)['windowsUpdates'], {state: 'gap'});
  t.like(changed('ja-win11', 'Win32_OptionalFeature', rewrite(/[^]*/, ''))['windowsFeatures'], {state: 'gap'});
});

test('without CIM the registry tells the role; a name of Windows 10 there is that of its build', (t) => {
  t.like(changed('ja-win11', 'Win32_OperatingSystem', refuse)['windowsOs'], {
    complete: false,
    value: {name: 'Windows 11 Enterprise', productType: 'workstation', family: 'Windows 11', architecture: null},
  });
});

test('a service that was taken out updates nothing; where nothing is set, versions differ', (t) => {
  const absent: Change = (each) => ({...each, answer: {...emptyAnswer, absent: true}});
  t.like(changed('en-server2022', 'start of the update service', absent)['windowsUpdatePolicy'], {
    value: {mode: 'off'},
  });
  t.like(changed('en-server2022', policy, absent)['windowsUpdatePolicy'], {
    complete: true,
    value: {mode: 'unset', usesWsus: false},
  });
  t.like(changed('ja-win11', policy, absent)['windowsUpdatePolicy'], {complete: true, value: {mode: 'automatic'}});
});

for (const [values, expected] of [
  ['', false],
  ['"PauseQualityUpdates"=dword:0\n"PauseQualityUpdatesStartTime"="2026-09-18"', false],
  ['"PauseQualityUpdatesStartTime"=""', false],
  ['"PauseQualityUpdatesStartTime"="2026-09-18"', true],
  ['"PauseQualityUpdates"=dword:1\n"PauseQualityUpdatesStartTime"="2026-08-21"', true],
  ['"PauseQualityUpdates"=dword:1\n"PauseQualityUpdatesStartTime"="2026-08-01"', false],
  ['"PauseQualityUpdatesStartTime"="2027-01-01"', false],
  ['"PauseQualityUpdates"=dword:1', null],
  ['"PauseQualityUpdatesStartTime"="18/09/2026"', null],
] as const) {
  test(`a policy pauses updates: ${String(expected)} by ${JSON.stringify(values)}`, (t) => {
    const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';
    const told = changed('ja-win11', policy, rewrite(/[^]*/, `[${key}]\n${values}`))['windowsUpdatePolicy'];
    t.like(told, {state: 'known', complete: expected !== null, value: {pausedByPolicy: expected}});
  });
}

const emptyAnswer = {ok: true, body: '', encoding: 'utf8', exitCode: 0, cut: false, redactions: 0} as const;

test('an entry whose name is no text makes the list of programs a part', (t) => {
  const ask = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
  const odd = changed('ja-win11', ask, rewrite('"DisplayName"="7-Zip 25.01 (x64)"', '"DisplayName"=hex:00'));
  t.like(odd['windowsSoftware'], {state: 'known', complete: false});
});

test('users whose registry is denied make the list of programs a part', (t) => {
  const ask = 'HKU\\*\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
  const one = changed('ja-win11', ask, rewrite(/$/, '\n[HKEY_USERS\\S-1-5-21-1-2-3-1122\\SOFTWARE] denied'));
  t.like(one['windowsSoftware'], {state: 'known', complete: false, because: 'permission-denied'});
});

test('a question about all users is put by a function of its own', (t) => {
  const ask = registry('HKU\\*\\SOFTWARE\\A', {depth: 'children', values: ['B']});
  t.is(powershellLine(ask, 3), "MzUsers 3 'SOFTWARE\\A' 1 @('B') @() 262144");
});
