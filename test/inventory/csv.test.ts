import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import iconv from 'iconv-lite';
import {parseInventory} from '../../src/inventory/load.ts';
import {systemKinds} from '../../src/model/asset.ts';
import {vocabularies} from '../../src/inventory/values.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {exampleChecks, soundYaml} from './cases.ts';

const known = {
  platforms: ['linux', 'windows', 'yamaha-rt'],
  policies: ['office', 'control'],
  antivirus: ['clamav', 'eset'],
  services: ['smtp'],
  checks: exampleChecks,
};

function read(bytes: string | Uint8Array, yaml: string | Uint8Array = soundYaml) {
  const sources = [
    {path: 'i.csv', bytes: Buffer.from(bytes)},
    {path: 'with.yaml', bytes: Buffer.from(yaml)},
  ];
  return parseInventory(sources, known);
}

const example = (name: string) => readFileSync(join(packageRoot, `inventories/${name}`));

test('the example in CSV gives the same inventory as the example in YAML', (t) => {
  const fromYaml = parseInventory([{path: 'example.yaml', bytes: example('example.yaml')}], known);
  const fromCsv = read(example('example.csv'), example('example.yaml'));
  t.is(fromYaml.inventory.assets.length, 6);
  t.deepEqual(fromCsv.inventory, fromYaml.inventory);
});

test('the example in CSV opens in Excel: UTF-8 with BOM', (t) => {
  t.deepEqual([...example('example.csv').subarray(0, 3)], [0xef, 0xbb, 0xbf]);
});

test('cp932, UTF-8 and UTF-8 with BOM give the same inventory', (t) => {
  const text = example('example.csv').toString('utf8').replace('\ufeff', '');
  const {digest} = read(example('example.csv'), example('example.yaml')).inventory;
  t.is(read(text, example('example.yaml')).inventory.digest, digest);
  t.is(read(iconv.encode(text, 'cp932'), example('example.yaml')).inventory.digest, digest);
});

test('tabs part the cells as well as commas', (t) => {
  const row = 'srv-01\tserver\toffice\t192.0.2.10\tkit\tA, B';
  t.is(read(`id\tkind\tzone\taddress\tvia\tname\n${row}\n`).inventory.assets[0]?.name, 'A, B');
});

test('full-width ids, addresses, ports and references are read as half-width; names are kept', (t) => {
  const [asset] = read(
    '資産ID,種別,区画,アドレス,ポート,接続方法,認証情報,名称,許可サービス\n' +
      'ｓｒｖ−０１,ｻｰﾊﾞ,ｏｆｆｉｃｅ,１９２。０．２．１０,２２０１,ＳＳＨ,ｏｐｓ,①号機（㈱見本）Ａ,ｔｃｐ／２２、udp/161\n',
  ).inventory.assets;
  t.like(asset, {id: 'srv-01', kind: 'server', zone: 'office', address: '192.0.2.10', name: '①号機（㈱見本）Ａ'});
  t.like(asset?.access[0], {via: 'ssh', port: 2201, credential: 'ops'});
  t.deepEqual(asset?.services, {allow: ['tcp/22', 'udp/161']});
});

test('a repeated id adds a way in, also when other rows stand between', (t) => {
  const {assets} = read(
    'id,kind,zone,address,via,credential\nb,server,office,192.0.2.1,ssh,ops\na,server,office,192.0.2.2,kit,\nb,,,,snmp,mon\n',
  ).inventory;
  t.deepEqual(
    assets.map(({id, access}) => [id, access.map(({via}) => via)]),
    [
      ['a', ['kit']],
      ['b', ['ssh', 'snmp']],
    ],
  );
});

test('lists are parted by ; and ；, by 、 where no name can hold it', (t) => {
  const [asset] = read(
    'id,kind,zone,address,via,users,software\na,server,office,192.0.2.1,kit,甲;乙；丙、丁,"見本、試験用;B*"\n',
  ).inventory.assets;
  t.deepEqual(asset?.users, ['甲', '乙', '丙', '丁']);
  t.deepEqual(asset?.software?.allow, ['見本、試験用', 'B*']);
});

test('an order in columns: packages with their versions, typed with any keyboard', (t) => {
  const [asset] = read(
    '資産ID,種別,区画,アドレス,接続方法,納入日,発注バージョン,発注アカウント,ウイルス対策\n' +
      'a,サーバ,office,192.0.2.1,kit,２０２６-０３-２５,"ｏｐｅｎｓｓｈ ＞＝ １：９．２；nginx = 1.22, < 2",ope、保守1,clamav\n',
  ).inventory.assets;
  t.like(asset?.ordered, {
    delivered: '2026-03-25',
    versions: [
      {package: 'nginx', constraint: '= 1.22, < 2'},
      {package: 'openssh', constraint: '>= 1:9.2'},
    ],
    accounts: ['ope', '保守1'],
    antivirus: ['clamav'],
    document: null,
  });
});

test('a declaration in columns, typed with any keyboard; without one there is none', (t) => {
  const [plc, other] = read(
    '資産ID,種別,区画,アドレス,導入OS,ファームウェア,サポート期限,確認日\n' +
      'a,制御装置,office,192.0.2.1,Ｗｉｎｄｏｗｓ 7,Ｖ２．１０,２０２９-０３-３１,2026-04-01\n' +
      'b,制御装置,office,192.0.2.2,,,,\n',
  ).inventory.assets;
  t.deepEqual(plc?.installed, {
    os: 'Ｗｉｎｄｏｗｓ 7',
    firmware: 'V2.10',
    endOfSupport: '2029-03-31',
    asOf: '2026-04-01',
  });
  t.is(other?.installed, undefined);
});

test('an order of a package without versions is told', (t) => {
  const text = 'id,kind,zone,address,via,発注バージョン\na,server,office,192.0.2.1,kit,nginx\n';
  t.throws(() => read(text), {message: /i\.csv:2:6: .*says no versions/});
});

test('what Excel leaves behind does no harm: empty rows and columns, ="…" wrappers, blanks, line breaks in cells', (t) => {
  const text =
    ',,,,,,,\r\nid,kind,zone,address,via,assetNo,location,,\r\na , server,office,192.0.2.1,kit,="0123","2階\n電算室",,\r\n,,,,,,,,\r\n,,,,,,,,\r\n';
  const {inventory, origins} = read(`${text}b,server,office,192.0.2.2,kit,"=""0456""",x\r\n`);
  t.deepEqual(
    inventory.assets.map(({id, assetNo}) => [id, assetNo]),
    [
      ['a', '0123'],
      ['b', '0456'],
    ],
  );
  t.is(inventory.assets[0]?.location, '2階\n電算室');
  t.like(origins.get('b')?.get('assetNo'), {file: 'i.csv', line: 7, column: 6, from: 'asset'});
});

test('columns of notes are left out', (t) => {
  const text = 'id,kind,zone,address,via,備考,#購入日\na,server,office,192.0.2.1,kit,memo,2020\n';
  t.is(read(text).inventory.assets.length, 1);
});

test('every kind of system of the guideline has a Japanese name', (t) => {
  t.deepEqual(new Set(Object.values(vocabularies.systems)), new Set(systemKinds));
});

test('assets of the YAML that goes with a CSV are left out', (t) => {
  const text = 'id,kind,zone,address,via\nother,server,office,192.0.2.1,kit\n';
  t.deepEqual(
    read(text).inventory.assets.map(({id}) => id),
    ['other'],
  );
});
