import {writeFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {addUser, makeKey, startSshd, temporaryFolder} from '../support/sshd.ts';
import {sshAsset, Workshop} from './support.ts';

const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
const shop = new Workshop();
test.after.always(() => {
  shop.remove();
  folder.remove();
});

const password = 'correct-horse-battery';
const cases = [
  {sudo: 'none', rule: null, channels: 1},
  {sudo: 'nopasswd', rule: 'NOPASSWD: ALL', channels: 1},
  {sudo: 'password', rule: 'ALL', channels: 2},
] as const;

for (const [index, {sudo, rule, channels}] of cases.entries()) {
  test.serial(
    `all questions to a host travel over one connection; exec channels with sudo ${sudo}: ${channels}`,
    async (t) => {
      const user = await addUser({authorizedKeys: [key.publicKey], password});
      t.teardown(() => user.remove());
      const server = await startSshd({address: `127.0.28.${index + 1}`, settings: ['LogLevel DEBUG1']});
      t.teardown(() => server.stop());
      const rules = join('/etc/sudoers.d', user.name);
      if (rule !== null) writeFileSync(rules, `${user.name} ALL=(root) ${rule}\n`, {mode: 0o440});
      t.teardown(() => rmSync(rules, {force: true}));
      shop.trust(server);
      shop.writeInventory({
        credentials: {ops: {user: user.name, key: `file:${key.file}`, password: 'env:SUDO_PASSWORD', sudo}},
        assets: [sshAsset('host', {server, credential: 'ops'})],
      });
      const run = `run-${sudo}`;
      const ended = await shop.run(['collect', shop.inventory, '--out', run, '--quiet'], {SUDO_PASSWORD: password});
      t.is(ended.code, 0, ended.stderr);
      const answers = shop.answers(run, 'host');
      t.true(answers.length > 50, `${answers.length} answers`);
      t.is(
        answers.some(({privilege}) => privilege === 'root'),
        sudo !== 'none',
      );
      const count = (pattern: RegExp): number => [...server.log().matchAll(pattern)].length;
      t.is(count(/Accepted publickey for/g), 1);
      t.is(count(/server_input_channel_open: ctype/g), channels);
      t.is(count(/Starting session: command/g), channels);
    },
  );
}
