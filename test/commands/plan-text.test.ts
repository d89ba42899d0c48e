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
