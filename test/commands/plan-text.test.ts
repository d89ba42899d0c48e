import test from 'ava';
import {Workshop} from '../scan/support.ts';

const shop = new Workshop();
test.after.always(() => shop.remove());

test('a plan names the right that each command needs as those know it who keep the asset', async (t) => {
  const access = [{via: 'ssh', credential: 'ops', enable: 'env:ENABLE'}];
  const common = {zone: 'office', address: '192.0.2.1', access};
  const inventory = {
    site: {name: 'Test'},
    credentials: {ops: {user: 'scan', password: 'env:PASS', sudo: 'nopasswd'}},
    zones: [{id: 'office', policy: 'office'}],
    assets: [
      {...common, id: 'sw', kind: 'network-device', platform: 'cisco-ios'},
      {...common, id: 'srv', kind: 'server', platform: 'linux', access: [{via: 'ssh', credential: 'ops'}]},
    ],
  };
  const file = shop.write('plan-text.yaml', JSON.stringify(inventory));
  const {stdout} = await shop.run(['plan', file, '--lang', 'ja']);
  t.regex(stdout, /^ {4}\[特権モード\] > show running-config$/m);
  t.regex(stdout, /^ {4}\[root\] \$ /m);
  t.regex(stdout, /^srv .* 実行権限: ログインユーザー$/m);
});

const server = {id: 'srv', kind: 'server', zone: 'office', address: '192.0.2.1', platform: 'linux'};
const ways = (sudo: string, more: object[] = []): string =>
  shop.write(
    `plan-${sudo}.yaml`,
    JSON.stringify({
      site: {name: 'Test'},
      credentials: {ops: {user: 'scan', password: 'env:PASS', sudo}},
      zones: [
        {id: 'office', policy: 'office'},
        {id: 'plant', policy: 'control'},
      ],
      assets: [{...server, access: [{via: 'ssh', credential: 'ops'}]}, ...more],
    }),
  );

for (const sudo of ['none', 'password']) {
  test(`sudoers where sudo is ${sudo}: nothing to allow is said, and no file is made of it`, async (t) => {
    const {code, stdout, stderr} = await shop.run(['plan', ways(sudo), '--sudoers']);
    t.is(code, 2);
    t.is(stdout, '');
    t.regex(stderr, /--sudoers: there is nothing to allow: no shell is asked with a credential of sudo: nopasswd/);
    const japanese = await shop.run(['plan', ways(sudo), '--sudoers', '--lang', 'ja']);
    t.regex(japanese.stderr, /--sudoers: sudoersに書く内容がありません。sudo: nopasswdの認証情報/);
  });
}

test('ways that are not taken are told in the language of the reader', async (t) => {
  const plc = {id: 'plc', kind: 'controller', zone: 'plant', address: '192.0.2.9', access: []};
  const more = [
    {...server, id: 'modbus', access: [{via: 'ssh', credential: 'ops', port: 502}]},
    {...server, id: 'same', address: '192.0.2.9', access: [{via: 'ssh', credential: 'ops'}]},
    {...server, id: 'locked', kind: 'control-pc', zone: 'plant', access: [{via: 'local'}]},
    {...server, id: 'stick', access: [{via: 'kit'}]},
    plc,
  ];
  const file = ways('nopasswd', more);
  const refused = async (lang: string): Promise<string[]> => {
    const {stdout} = await shop.run(['plan', file, '--lang', lang]);
    return stdout.split('\n').filter((line) => /^(?:modbus|same|locked|stick|plc) /.test(line));
  };
  t.deepEqual(await refused('ja'), [
    'locked  local  問い合わせない: この接続方法は区画の方針で使えない：方針control',
    'modbus  ssh  問い合わせない: 制御用通信プロトコルのポートである：ポート502',
    'plc  -  問い合わせない: 制御装置には接続しない',
    'same  ssh  問い合わせない: 制御装置のアドレスである：192.0.2.9は制御装置plc',
    'stick  kit  問い合わせない: オフラインキットで取得する',
  ]);
  t.deepEqual(await refused('en'), [
    'locked  local  not asked: the policy of the zone does not allow this way: policy control',
    'modbus  ssh  not asked: the port belongs to a control protocol: port 502 belongs to a control protocol',
    'plc  -  not asked: controllers are never connected to',
    'same  ssh  not asked: the address is that of a controller: 192.0.2.9 is the controller plc',
    'stick  kit  not asked: the answers come by kit',
  ]);
});
