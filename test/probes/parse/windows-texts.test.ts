import test from 'ava';
import {hotfixDay, hotfixId, readHotfixText} from '../../../src/probes/parse/hotfixes.ts';
import {readSystemInfo} from '../../../src/probes/parse/systeminfo.ts';
import {windowsChannel, windowsFamily} from '../../../src/probes/parse/windows-edition.ts';

const day = (text: string): string => `${text}T00:00:00.000Z`;

/** A day as it is written, and the one that it is; null: it leaves the day open, or is none. */
const days: readonly (readonly [string, 'month-first' | 'any', string | null])[] = [
  ['1/15/2025', 'month-first', '2025-01-15'],
  ['3/7/2019', 'month-first', '2019-03-07'],
  ['3/7/2019', 'any', null],
  ['15/1/2025', 'any', '2025-01-15'],
  ['1/15/2025', 'any', '2025-01-15'],
  ['2025/01/15', 'any', '2025-01-15'],
  ['2009-03-12', 'month-first', '2009-03-12'],
  ['20110521', 'month-first', '2011-05-21'],
  ['01cc2a4ebf2d8000', 'month-first', '2011-06-14'],
  ['2026-09-09T15:00:00.000Z', 'month-first', '2026-09-10'],
  ['2026-09-10T08:00:00.000Z', 'month-first', '2026-09-10'],
  ['2026-09-10T00:00:00.000Z', 'month-first', '2026-09-10'],
  ['13/13/2025', 'month-first', null],
  ['0000000000000000', 'month-first', null],
  ['', 'month-first', null],
];

for (const [written, order, wanted] of days) {
  test(`an update of '${written}' (${order}) was installed on ${wanted}`, (t) => {
    t.is(hotfixDay(written, order), wanted === null ? null : day(wanted));
  });
}

test('articles are told from what is listed beside them, and from what is not known', (t) => {
  t.is(hotfixId('kb2999226-v2'), 'KB2999226');
  t.is(hotfixId('File 1'), null);
  t.is(hotfixId('Q147222'), null);
  t.is(hotfixId('KB98'), undefined);
  t.is(hotfixId('something else'), undefined);
});

test('a table of wmic is read by the form of its values, whatever the width of names', (t) => {
  const table = `Caption                                     CSName    Description      FixComments  HotFixID   InstallDate  InstalledBy          InstalledOn  Name  ServicePackInEffect  Status
http://support.microsoft.com/?kbid=5048661  RYOKIN01  Security Update               KB5048661               RYOKIN01\\管理者　主任  1/5/2025

http://support.microsoft.com/?kbid=4470788  RYOKIN01  Security Update               KB4470788               NT AUTHORITY\\SYSTEM                                                  \n`;
  t.deepEqual(readHotfixText(table), {
    hotfixes: [
      {id: 'KB5048661', installedOn: day('2025-01-05')},
      {id: 'KB4470788', installedOn: null},
    ],
    whole: true,
  });
});

test('a line of a table that is no update makes the list a part', (t) => {
  const table = 'HotFixID   InstalledOn\nKB5048661  1/5/2025\nエラー: 予期しないエラーです\n';
  t.deepEqual(readHotfixText(table), {
    hotfixes: [{id: 'KB5048661', installedOn: day('2025-01-05')}],
    whole: false,
  });
});

test('lines of names and values are read as instances; Get-HotFix has days in the form of the user', (t) => {
  t.is(readHotfixText('\n\nHotFixID=KB5048661\nInstalledOn=1/5/2025\n\n')?.hotfixes[0]?.installedOn, day('2025-01-05'));
  const shown =
    'Source        Description      HotFixID      InstalledBy          InstalledOn\n------        -----------      --------      -----------          -----------\nRYOKIN01      Security Update  KB5048661     NT AUTHORITY\\SYSTEM  2025/01/05 0:00:00\nRYOKIN01      Update           KB5048604     NT AUTHORITY\\SYSTEM  05/01/2025 0:00:00\n';
  t.deepEqual(readHotfixText(shown)?.hotfixes, [
    {id: 'KB5048661', installedOn: day('2025-01-05')},
    {id: 'KB5048604', installedOn: null},
  ]);
  t.is(readHotfixText('HotFix が見つかりません'), null);
});

/** Labels as Japanese Windows prints them; a full-width character takes two cells of the column. */
const japanese = `
ホスト名:               SOMU-PC021
OS 名:                  Microsoft Windows 11 Enterprise
OS バージョン:          10.0.22000 N/A ビルド 22000
OS 製造元:              Microsoft Corporation
OS 構成:                スタンドアロン ワークステーション
OS ビルドの種類:        Multiprocessor Free
登録されている所有者:   総務課
プロダクト ID:          00329-00000-00003-AA345
最初のインストール日付: 2014/05/15, 14:44:59
システムの種類:         x64-based PC
プロセッサ:             1 プロセッサインストール済みです。
                        [01]: Intel64 Family 6 Model 141 Stepping 1 GenuineIntel ~2496 Mhz
タイム ゾーン:          (UTC+09:00) 大阪、札幌、東京
ドメイン:               WORKGROUP
ログオン サーバー:      \\\\SOMU-PC021
ホットフィックス:       2 ホットフィックスがインストールされています。
                        [01]: KB5007575
                        [02]: KB5007262
ネットワーク カード:    1 NIC(s) インストール済みです。
                        [01]: Intel(R) 82574L Gigabit Network Connection
                              接続名:           イーサネット
                              IP アドレス
                              [01]: 192.0.2.21
                              [02]: fe80::1b9e:efa3:1f40:c8b3
`;

test('systeminfo in Japanese is read by the places of rows and the forms of values', (t) => {
  t.deepEqual(readSystemInfo(japanese), {
    host: 'SOMU-PC021',
    name: 'Windows 11 Enterprise',
    version: '10.0.22000',
    build: 22_000,
    servicePack: null,
    architecture: '64-bit',
    hotfixes: ['KB5007575', 'KB5007262'],
    hotfixesWhole: true,
    addresses: ['192.0.2.21', 'fe80::1b9e:efa3:1f40:c8b3'],
  });
});

test('a list that is shorter than the text says is a part; none is told only where the text says so', (t) => {
  t.false(readSystemInfo(japanese.replace('2 ホットフィックスが', '3 ホットフィックスが'))?.hotfixesWhole);
  const without = japanese.replaceAll(/^ {24}\[0\d\]: KB.*\n/gm, '');
  t.deepEqual(readSystemInfo(without)?.hotfixes, null);
  const none = readSystemInfo(without.replace('2 ホットフィックスが', '0 ホットフィックスが'));
  t.deepEqual([none?.hotfixes, none?.hotfixesWhole], [[], true]);
});

test('what is no systeminfo is none', (t) => {
  t.is(readSystemInfo(''), null);
  t.is(readSystemInfo(japanese.replace('ビルド 22000', 'ビルド 22001')), null);
  t.is(readSystemInfo(japanese.replace('Windows 11', 'Solaris 11')), null);
  t.is(readSystemInfo(japanese.split('\n').toReversed().join('\n')), null);
});

test('hostile texts are read in linear time', (t) => {
  const start = performance.now();
  readSystemInfo(`:${' '.repeat(500_000)}\n`.repeat(4));
  readHotfixText(`HotFixID InstalledOn\n${'KB1'.repeat(500_000)}\n${'1/'.repeat(500_000)}`);
  t.true(performance.now() - start < 2000);
});

/** EditionID, the name, whether it is a server, and how it is served. */
const editions: readonly (readonly [string | null, string, boolean | null, string | null])[] = [
  ['Professional', 'Windows 10 Pro', false, 'home-pro'],
  ['ProfessionalEducation', 'Windows 11 Pro Education', false, 'home-pro'],
  ['Education', 'Windows 11 Education', false, 'enterprise'],
  ['Enterprise', 'Windows 10 Enterprise', false, 'enterprise'],
  ['EnterpriseS', 'Windows 10 Enterprise LTSC', false, 'ltsc'],
  ['EnterpriseSN', 'Windows 10 Enterprise N LTSC', false, 'ltsc'],
  ['IoTEnterprise', 'Windows 10 IoT Enterprise', false, 'enterprise'],
  ['IoTEnterpriseS', 'Windows 10 IoT Enterprise LTSC', false, 'iot-ltsc'],
  ['EmbeddedIndustry', 'Windows Embedded 8.1 Industry Pro', false, 'embedded'],
  ['ThinPC', 'Windows Thin PC', false, 'other'],
  ['ServerStandard', 'Windows Server 2019 Standard', true, 'server'],
  ['ServerAzureStackHCICor', 'Azure Stack HCI', true, 'other'],
  ['ServerSBSStandard', 'Windows Small Business Server 2011 Standard', true, 'other'],
  ['ServerStandard', 'Windows Server 2019 Standard', null, null],
  [null, 'Windows XP Professional', false, 'home-pro'],
  [null, 'Windows 10 Enterprise 2016 LTSB', false, 'ltsc'],
  [null, 'Windows 10 IoT Enterprise LTSC', false, 'iot-ltsc'],
  [null, 'Windows Embedded POSReady 7', false, 'embedded'],
  [null, 'Windows', false, null],
];

for (const [edition, name, isServer, channel] of editions) {
  test(`${name}, ${edition}, ${isServer} is served as ${channel}`, (t) => {
    t.is(windowsChannel({edition, name, isServer}), channel as never);
  });
}

test('a build tells the family with the role', (t) => {
  const families = [
    [2600, false, 'Windows XP'],
    [7601, false, 'Windows 7'],
    [7601, true, 'Windows Server 2008 R2'],
    [17_763, false, 'Windows 10'],
    [17_763, true, 'Windows Server 2019'],
    [17_134, true, 'Windows Server'],
    [26_100, false, 'Windows 11'],
    [26_100, null, null],
  ] as const;
  for (const [build, isServer, family] of families) t.is(windowsFamily(build, isServer), family, String(build));
});
