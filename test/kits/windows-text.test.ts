import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import iconv from 'iconv-lite';
import {factsOf} from '../../src/facts.ts';
import {takeKitFiles} from '../../src/kits/take-all.ts';
import {isWindowsText} from '../../src/kits/windows-text.ts';
import {InputError} from '../../src/model/input-error.ts';
import {probes} from '../../src/probes/index.ts';
import {assetOf} from '../support/asset.ts';
import {temporaryFolder} from '../support/sshd.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

const asset = assetOf('pc-1', {kind: 'terminal', platform: 'windows', address: 'SOMU-PC021'});
const options = {assets: [asset], asset: null, redactorFor: () => (text: string) => ({text, count: 0})};

/** Labels as Japanese Windows prints them, in its code page. */
const systeminfo = [
  '',
  'ホスト名:               SOMU-PC021',
  'OS 名:                  Microsoft Windows 10 Pro',
  'OS バージョン:          10.0.19045 N/A ビルド 19045',
  'OS 製造元:              Microsoft Corporation',
  'OS 構成:                メンバー ワークステーション',
  'システムの種類:         x64-based PC',
  'ログオン サーバー:      \\\\SOMU-DC01',
  'ホットフィックス:       2 ホットフィックスがインストールされています。',
  '                        [01]: KB5049613',
  '                        [02]: KB5049981',
  'ネットワーク カード:    1 NIC(s) インストール済みです。',
  '                        [01]: Intel(R) 82574L Gigabit Network Connection',
  '                              IP アドレス',
  '                              [01]: 192.0.2.21',
  '',
].join('\r\n');
const qfe =
  'HotFixID   InstalledOn  ServicePackInEffect  \r\r\nKB5049981  1/20/2025                         \r\r\nKB5049613  1/20/2025                         \r\r\n\r\r\n';

const wide = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

function stored(name: string, bytes: Buffer): {file: string; form: 'windows-text'} {
  const file = join(folder.path, name);
  writeFileSync(file, bytes);
  return {file, form: 'windows-text'};
}

const info = stored('systeminfo.txt', iconv.encode(systeminfo, 'cp932'));
const table = stored('qfe.txt', wide(qfe));

function factsFrom(sources: readonly {file: string; form: 'windows-text'}[], of: string | null) {
  const {stored: told, taken} = takeKitFiles(sources, {...options, asset: of});
  const exchanges = (told.get('pc-1') ?? []).map((exchange, index) => ({...exchange, seq: index + 1}));
  return {facts: factsOf(probes, exchanges, 'windows', null), taken};
}

test('texts are known by what they begin with, in each encoding', (t) => {
  for (const text of [iconv.encode(systeminfo, 'cp932'), Buffer.from(systeminfo), wide(systeminfo), wide(qfe)])
    t.true(isWindowsText(text.subarray(0, 2048)));
  t.false(isWindowsText(Buffer.from('Router#show version\r\nCisco IOS Software\r\n')));
  t.false(isWindowsText(Buffer.alloc(0)));
});

test('systeminfo is taken for the asset of its name, and tells version and updates', (t) => {
  const {facts, taken} = factsFrom([info], null);
  t.is(taken[0]?.matchedBy, 'name');
  t.deepEqual(taken[0]?.notices, []);
  const os = facts['windowsOs'];
  t.like(os, {
    state: 'known',
    complete: false,
    value: {family: 'Windows 10', build: 19_045, channel: 'home-pro', server: false, revision: null},
  });
  t.like(facts['os'], {state: 'known', value: {prettyName: 'Windows 10 Pro', versionId: '10.0.19045'}});
  t.like(facts['windowsUpdates'], {
    state: 'known',
    complete: false,
    value: {newestOn: null, hotfixes: [{id: 'KB5049981', installedOn: null}, {id: 'KB5049613'}]},
  });
  t.like(facts['windowsSoftware'], {state: 'gap', reason: 'not-collected'});
});

test('both texts of one machine are taken together; the table tells the days', (t) => {
  const full = stored(
    'full.txt',
    wide(
      'CSName      HotFixID   InstalledBy       InstalledOn  ServicePackInEffect  \r\r\nSOMU-PC021  KB5049981  SOMU-PC021\\総務  1/20/2025                         \r\r\n',
    ),
  );
  const {facts, taken} = factsFrom([info, full], null);
  t.deepEqual(
    taken.map(({matchedBy}) => matchedBy),
    ['name', 'name'],
  );
  t.like(facts['windowsUpdates'], {state: 'known', value: {newestOn: '2025-01-20T00:00:00.000Z'}});
  t.is(facts['windowsOs']?.state, 'known');
});

test('a table alone has to be given its asset', (t) => {
  t.throws(() => takeKitFiles([table], options), {instanceOf: InputError});
  const {facts} = factsFrom([table], 'pc-1');
  t.like(facts['windowsUpdates'], {state: 'known', complete: false, value: {newestOn: '2025-01-20T00:00:00.000Z'}});
  t.like(facts['windowsOs'], {state: 'gap', reason: 'not-collected'});
});

test('the same text twice is refused, and so is one that is not whole', (t) => {
  const again = stored('again.txt', iconv.encode(systeminfo, 'cp932'));
  t.throws(() => takeKitFiles([info, again], options), {instanceOf: InputError});
  const short = stored('short.txt', Buffer.from(systeminfo.replace('[02]: KB5049981', '[02')));
  t.is(takeKitFiles([short], options).taken[0]?.notices.length, 1);
  const other = stored('other.txt', Buffer.from('ホスト名: X\r\n'));
  t.throws(() => takeKitFiles([other], options), {instanceOf: InputError});
});
