import test from 'ava';
import {deriveAssetFacts} from '../../src/derived.ts';
import {loadReferenceData} from '../../src/derive/data.ts';
import {support} from '../../src/derive/support.ts';
import {declaration} from '../../src/derive/declaration.ts';
import {windowsPatch} from '../../src/derive/windows-patch.ts';
import {windowsProducts} from '../../src/derive/windows-products.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {Fact} from '../../src/model/fact.ts';
import {assetOf} from '../support/asset.ts';

const data = loadReferenceData();
const from = {transport: 'ssh', privilege: 'root', seq: [], observedAt: null} as const;
const known = (value: unknown, complete = true): Fact => ({state: 'known', value, complete, from});

const os = {
  ...{family: 'Windows 11', name: 'Windows 11 Pro', edition: 'Professional', channel: 'home-pro', server: false},
  ...{productType: 'workstation', embedded: false, serverCore: false, version: '10.0.26100', displayVersion: '24H2'},
  ...{build: 26_100, revision: 9445, servicePack: null, architecture: '64-bit', installedAt: null, languageId: 1041},
};

function derived(
  name: string,
  fact: string,
  value: unknown,
  asset: Partial<Asset> = {},
  complete = true,
): Fact | undefined {
  const units = [support, declaration, windowsPatch, windowsProducts];
  return deriveAssetFacts(units, {[name]: known(value, complete)}, data, assetOf('pc', asset))[fact];
}

type Windows = Partial<Omit<typeof os, 'embedded' | 'server' | 'servicePack' | 'channel'>> & {
  readonly embedded?: boolean | null;
  readonly server?: boolean | null;
  readonly servicePack?: number | null;
  readonly channel?: string | null;
};

/** What differs, and until when it is supported; two days where that is open, null where nothing is known. */
const supported: readonly (readonly [string, Windows, string | null, string?])[] = [
  ['Windows 11 24H2 Pro', {}, '2026-10-13'],
  ['Windows 11 24H2 Enterprise', {channel: 'enterprise'}, '2027-10-12'],
  ['Windows 11 LTSC 2024', {channel: 'ltsc'}, '2029-10-09'],
  ['Windows 11 IoT LTSC 2024', {channel: 'iot-ltsc'}, '2034-10-10'],
  ['Windows 11 24H2 of an unknown edition', {channel: null}, '2026-10-13', '2034-10-10'],
  ['Windows 10 LTSC 2021', {version: '10.0.19044', channel: 'ltsc', name: 'Windows 10 Enterprise LTSC'}, '2027-01-12'],
  ['Windows 10 IoT LTSC 2021', {version: '10.0.19044', channel: 'iot-ltsc', embedded: true}, '2032-01-13'],
  ['Windows Server 2025', {server: true, channel: 'server', name: 'Windows Server 2025 Standard'}, '2034-11-14'],
  [
    'Windows Server 2019',
    {server: true, channel: 'server', version: '10.0.17763', name: 'Windows Server 2019 Standard'},
    '2029-01-09',
  ],
  ['Azure Stack HCI', {server: true, channel: 'other', version: '10.0.20348', name: 'Azure Stack HCI'}, null],
  ['Windows 7', {version: '6.1.7601', servicePack: 1, name: 'Windows 7 Professional'}, '2020-01-14'],
  [
    'Windows 7 without a service pack',
    {version: '6.1.7600', servicePack: 0, name: 'Windows 7 Professional'},
    '2013-04-09',
  ],
  [
    'Windows Embedded Standard 7',
    {version: '6.1.7601', servicePack: 1, embedded: true, channel: 'embedded', name: 'Windows Embedded Standard'},
    '2020-10-13',
  ],
  [
    'POSReady 7',
    {version: '6.1.7601', servicePack: 1, embedded: true, channel: 'embedded', name: 'Windows Embedded POSReady 7'},
    '2021-10-12',
  ],
  ['Windows XP SP3', {version: '5.1.2600', servicePack: 3, name: 'Windows XP Professional'}, '2014-04-08'],
  ['Windows XP SP2', {version: '5.1.2600', servicePack: 2, name: 'Windows XP Professional'}, '2010-07-13'],
  [
    'what is embedded of XP',
    {version: '5.1.2600', servicePack: 3, embedded: true, name: 'Windows XP Professional'},
    '2016-01-12',
    '2019-04-09',
  ],
  ['a build of the future', {version: '10.0.30000'}, null],
];

for (const [title, more, until, atMost] of supported) {
  test(`${title} is supported until ${until}${atMost === undefined ? '' : ` … ${atMost}`}`, (t) => {
    const fact = derived('windowsOs', 'support', {...os, ...more});
    if (until === null) {
      t.like(fact, {state: 'gap', reason: 'unsupported'});
      return;
    }
    const value = {freeUntil: `${until}T23:59:59.999Z`, freeUntilAtMost: `${atMost ?? until}T23:59:59.999Z`};
    t.like(fact, {state: 'known', complete: atMost === undefined, value});
  });
}

test('what the inventory declares is held against edition and release', (t) => {
  const installed = (name: string) => ({installed: {os: name, firmware: null, endOfSupport: null, asOf: '2026-04-01'}});
  const told = (name: string): Fact | undefined => derived('windowsOs', 'declaration', os, installed(name));
  t.like(told('Windows 11 Pro 24H2'), {value: {compared: ['os'], differences: []}});
  t.like(told('Windows 11'), {value: {differences: []}});
  for (const other of ['Windows 11 Enterprise LTSC 2024', 'Windows 10 Pro 22H2', 'Windows Server 2025'])
    t.like(told(other), {value: {differences: [{what: 'os', declared: other, observed: 'Windows 11 Pro 24H2'}]}});
});

test('the edition that the machine leaves open, the inventory may tell', (t) => {
  const installed = {os: 'Windows 11 IoT Enterprise LTSC 2024', firmware: null, endOfSupport: null, asOf: '2026-04-01'};
  t.like(derived('windowsOs', 'support', {...os, channel: null}, {installed}), {
    from: {transport: 'inventory'},
    value: {freeUntil: '2034-10-10T23:59:59.999Z'},
  });
});

/** Build, role and revision, between which days it was published, and when a newer one was. */
const patches: readonly (readonly [number, boolean | null, number, string | null, string | null, string | null])[] = [
  [26_100, false, 9445, '2026-09-08', '2026-09-08', null],
  [26_100, false, 9278, '2026-08-11', '2026-09-08', '2026-09-08'],
  [26_100, false, 9999, '2026-09-08', null, null],
  [26_100, false, 1742, null, '2025-10-14', '2025-10-14'],
  [26_100, true, 32_522, '2026-03-10', '2026-03-10', null],
  [17_763, true, 6659, '2024-12-10', '2024-12-10', '2025-01-14'],
];

for (const [build, server, revision, first, last, next] of patches) {
  test(`${build}.${revision} was published between ${first} and ${last}`, (t) => {
    const at = (day: string | null): string | null => (day === null ? null : `${day}T00:00:00.000Z`);
    t.like(derived('windowsOs', 'windowsPatch', {...os, build, server, revision}), {
      state: 'known',
      complete: true,
      value: {releasedFrom: at(first), releasedUntil: at(last), supersededOn: at(next)},
    });
  });
}

test('where the build, or its role, or the revision is not known, nothing is', (t) => {
  for (const more of [{build: 30_000}, {server: null}, {revision: null}])
    t.like(derived('windowsOs', 'windowsPatch', {...os, ...more}), {state: 'gap', reason: 'unsupported'});
});

/** A name, its version, and what it is known for. */
const programs: readonly (readonly [string, string | null, string | null, string?])[] = [
  ['TeamViewer 14', '14.7.1965', 'teamviewer'],
  ['Java(TM) 6 Update 45', '6.0.450', 'java-6', '2013-02-28'],
  ['Java 8 Update 202 (64-bit)', '8.0.2020.8', 'java-8-free', '2019-01-31'],
  ['Java 8 Update 431', '8.0.4310.10', 'java-8'],
  ['Java 8 Update 202', null, 'java-8'],
  ['Microsoft .NET Runtime - 6.0.36 (x64)', '48.144.23186', 'dotnet-6', '2024-11-12'],
  ['Microsoft ASP.NET Core 8.0.11 - Shared Framework (x64)', '8.0.11.24521', 'dotnet-8', '2026-11-10'],
  ['Microsoft SQL Server 2014 (64-bit)', null, 'sql-server-2014', '2024-07-09'],
  ['Microsoft SQL Server 2025 (64-bit)', null, 'sql-server-2025', '2036-01-06'],
  ['Microsoft SQL Server 2012 Native Client ', '11.4.7001.0', null],
  ['Microsoft SQL Server 2005', null, 'sql-server-2005', '2016-04-12'],
  ['Microsoft SQL Server 2012 Express LocalDB ', '11.1.3000.0', 'sql-server-2012', '2022-07-12'],
  ['Microsoft SQL Server 2035 (64-bit)', null, 'sql-server-other'],
  ['Java(TM) SE Development Kit 7 Update 80', '1.7.0.800', 'java-7', '2015-04-30'],
  ['Java SE Development Kit 8 Update 202 (64-bit)', '8.0.2020.8', 'java-8-free', '2019-01-31'],
  ['Java(TM) SE Development Kit 17.0.9 (64-bit)', '17.0.9.0', 'java-other'],
  ['Eclipse Temurin JDK with Hotspot 17.0.9+9 (x64)', '17.0.9.9', 'java-other'],
  ['Java Auto Updater', '2.8.202.8', null],
  ['Microsoft .NET Core Runtime - 2.2.8 (x64)', '16.100.28218', 'dotnet-core-2.2', '2019-12-23'],
  ['Microsoft Windows Desktop Runtime - 3.0.3 (x64)', '24.92.28507', 'dotnet-core-3.0', '2020-03-03'],
  ['Microsoft .NET 6.0.36 - Windows Server Hosting', '6.0.36.24516', 'dotnet-6', '2024-11-12'],
  ['Microsoft .NET Runtime - 10.0.1 (x64)', '80.4.51341', 'dotnet-10', '2028-11-14'],
  ['Microsoft .NET Runtime - 14.0.1 (x64)', '112.4.1', 'dotnet-other'],
  ['Microsoft ASP.NET Core Module V2', '18.0.24201.8', null],
  ['Microsoft Office Professional Plus 2007', '12.0.6612.1000', 'office-2007', '2017-10-10'],
  ['Microsoft Office LTSC Professional Plus 2024 - ja-jp', '16.0.17932.20', 'office-2024', '2029-10-09'],
  ['Microsoft Office Professional Plus 2035 - ja-jp', '16.0.1', 'office-other'],
  ['Microsoft Visio Professional 2016', '16.0.4266.1001', 'office-other'],
  ['Adobe Reader 9.5.5 - Japanese', '9.5.5', 'reader-9', '2013-06-26'],
  ['Adobe Reader X (10.1.16) - Japanese', '10.1.16', 'reader-10', '2015-11-15'],
  ['Adobe Acrobat Reader DC - Japanese', '15.007.20033', 'reader-2015', '2020-07-07'],
  ['Adobe Acrobat Reader DC - Japanese', null, 'reader-other'],
  ['Adobe Acrobat 2030', '30.001.1', 'reader-other'],
  ['SIMATIC WinCC Runtime Advanced', '19.0', 'wincc'],
  ['ＧＸ　Ｗｏｒｋｓ２', '1.591R', 'gx-works'],
  ['FAST/TOOLS R10.04', 'R10.04', 'fast-tools'],
  ['Remote Desktop Manager', '2025', null],
];

for (const [name, version, id, until] of programs) {
  test(`${name} (${version}) is known as ${id}`, (t) => {
    const fact = derived('windowsSoftware', 'windowsProducts', {list: [{name, version}], dotnet: []});
    const list = id === null ? [] : [{id, endOfSupport: until === undefined ? null : `${until}T23:59:59.999Z`}];
    t.like(fact, {state: 'known', complete: true, value: {list}});
    if (id === null) t.deepEqual((fact as {value?: unknown}).value, {list: []});
  });
}

test('of a part of the programs a part is known; versions of the .NET Framework have their ends', (t) => {
  const software = {
    list: [],
    dotnet: [
      {name: '4.5.1', version: '4.5.50938'},
      {name: '4.8', version: '4.8.04161'},
    ],
  };
  t.like(derived('windowsSoftware', 'windowsProducts', software, {}, false), {
    complete: false,
    value: {
      list: [
        {endOfSupport: '2016-01-12T23:59:59.999Z', openEnded: false},
        {endOfSupport: null, openEnded: true},
      ],
    },
  });
});

for (const [title, names, ends] of [
  [
    '2.0 and 3.0 end with the 3.5 whose parts they are',
    ['2.0', '3.0', '3.5'],
    ['2029-01-09', '2029-01-09', '2029-01-09'],
  ],
  ['2.0 without 3.5 is not known', ['2.0'], [null]],
  ['1.1 has ended', ['1.1'], ['2015-07-14']],
  ['a version of the future is not known', ['4.9'], [null]],
] as const) {
  test(`.NET Framework: ${title}`, (t) => {
    const dotnet = names.map((name) => ({name, version: name}));
    t.like(derived('windowsSoftware', 'windowsProducts', {list: [], dotnet}), {
      value: {
        list: ends.map((day) => ({endOfSupport: day === null ? null : `${day}T23:59:59.999Z`, openEnded: false})),
      },
    });
  });
}

for (const [name, version] of [
  ['Microsoft 365 Apps for enterprise - ja-jp', '16.0.17928.20440'],
  ['Adobe Acrobat Reader DC - Japanese', '23.003.20201'],
  ['Adobe Acrobat (64-bit)', '24.002.20759'],
] as const) {
  test(`${name} is renewed on and on`, (t) => {
    const fact = derived('windowsSoftware', 'windowsProducts', {list: [{name, version}], dotnet: []});
    t.like(fact, {value: {list: [{endOfSupport: null, openEnded: true}]}});
  });
}

test('a family that is judged by its end takes versions that are not listed', (t) => {
  for (const family of ['java', 'dotnet', 'reader', 'office', 'sql-server'])
    t.is(data.windowsProducts.findLast((product) => product.family === family)?.until, null, family);
});
