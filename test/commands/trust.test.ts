import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import test from 'ava';
import {addUser, makeKey, requireServers, startSshd, temporaryFolder, type KeyPair} from '../support/sshd.ts';
import type {TestServer, TestUser} from '../support/sshd.ts';
import {sshAsset, Workshop} from '../scan/support.ts';

const shop = new Workshop();
const keys = temporaryFolder();
let clientKey: KeyPair;
let user: TestUser;
let gate: TestServer;
let inner: TestServer;
let target: TestServer;
let other: TestServer;

test.before(async () => {
  requireServers();
  clientKey = makeKey(keys.path, 'client', 'ed25519');
  user = await addUser({authorizedKeys: [clientKey.publicKey]});
  [gate, inner, target, other] = await Promise.all([startSshd(), startSshd(), startSshd(), startSshd()]);
  const hop = ({address, port}: TestServer): object => ({address, port, credential: 'key'});
  shop.writeInventory({
    credentials: {key: {user: user.name, key: `file:${clientKey.file}`}},
    jumpHosts: {gate: hop(gate), inner: hop(inner)},
    assets: [
      sshAsset('straight', {server: other, credential: 'key'}),
      sshAsset('behind', {server: target, credential: 'key', jump: ['gate', 'inner']}),
    ],
  });
});
test.after.always(async () => {
  await Promise.all([gate, inner, target, other].map((server) => server.stop()));
  await user.remove();
  keys.remove();
  shop.remove();
});

const trust = (file: string, ...more: string[]) =>
  shop.run(['trust', shop.inventory, '--known-hosts', shop.path(file), ...more]);
const fileOf = (name: string): string => readFileSync(shop.path(name), 'utf8');
const places = (text: string): string[] => text.match(/^127\.0\.0\.1:\d+/gm) ?? [];

test.serial('jump hosts are enrolled before what stands behind them, each once', async (t) => {
  const {code, stdout, stderr} = await trust('fresh', '--yes');
  t.is(code, 0, `${stdout}${stderr}`);
  const shown = places(stdout).map((place) => Number(place.split(':')[1]));
  const order = [gate, inner, target].map(({port}) => shown.indexOf(port));
  t.false(order.includes(-1));
  t.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  t.is(new Set(shown).size, shown.length);
  t.regex(stdout, /^2 keys written: .*fresh\n/m);
  t.regex(stdout, /^1 key written: .*fresh\n/m);
  t.deepEqual(
    fileOf('fresh').split('\n').sort(),
    [gate, inner, target, other, {knownHosts: ''}].map(({knownHosts}) => knownHosts.trim()).sort(),
  );
  const again = await trust('fresh', '--yes');
  t.is(again.code, 0);
  t.is(again.stdout.match(/known already/g)?.length, 4);
  t.notRegex(again.stdout, /written/);
});

test.serial(
  'without a terminal and --yes nothing is written, nobody is logged in to, and the exit code is 3',
  async (t) => {
    const before = gate.log();
    const {code, stdout, stderr} = await trust('asked');
    t.is(code, 3);
    t.regex(stderr, /use --yes after comparing the fingerprints/);
    t.throws(() => fileOf('asked'), {code: 'ENOENT'});
    t.false(places(stdout).includes(`127.0.0.1:${target.port}`));
    t.notRegex(gate.log().slice(before.length), /Accepted/);
    t.regex((await trust('asked', '--lang', 'ja')).stderr, /指紋を照合してから--yesを付けて/);
  },
);

for (const [what, lines] of [
  ['changed', () => other.knownHosts.replace(/ssh-ed25519 \S+/, clientKey.publicKey.trim())],
  ['revoked', () => other.knownHosts.replace(/^/, '@revoked ')],
] as const) {
  test.serial(`a key that is ${what}: told, left as it is, exit code 3 also with --yes`, async (t) => {
    writeFileSync(shop.path(what), lines());
    const {code, stdout} = await trust(what, '--yes', '--only', 'straight');
    t.is(code, 3, stdout);
    t.regex(stdout, /ANOTHER key is known: not changed/);
    t.is(fileOf(what), lines());
    t.regex((await trust(what, '--yes', '--only', 'straight', '--lang', 'ja')).stdout, /別の鍵が登録されています/);
  });
}

test.serial('a jump host whose key is changed is not gone through, and what else there is gets written', async (t) => {
  writeFileSync(shop.path('mixed'), gate.knownHosts.replace(/ssh-ed25519 \S+/, clientKey.publicKey.trim()));
  const {code, stdout} = await trust('mixed', '--yes');
  t.is(code, 3);
  t.regex(stdout, new RegExp(`:${target.port}  no host key could be fetched: .*changed`));
  t.true(fileOf('mixed').endsWith(other.knownHosts));
});

test.serial('a known_hosts file that cannot be written is named', async (t) => {
  const folder = shop.path('locked');
  mkdirSync(folder);
  const readOnly = `mount --bind ${folder} ${folder} && mount -o remount,bind,ro ${folder} && exec "$@"`;
  const words = ['trust', shop.inventory, '--known-hosts', `${folder}/kh`, '--yes', '--only', 'straight'];
  const locked = await shop.runInside(`exec unshare -m sh -c '${readOnly}' sh "$@"`, words);
  t.is(locked.code, 2, locked.stderr);
  t.regex(locked.stderr, /locked\/kh cannot be written \(EROFS\)/);
  const wrong = await trust('home', '--yes', '--only', 'straight');
  t.is(wrong.code, 2, wrong.stderr);
  t.regex(wrong.stderr, /home: is a folder/);
  const away = await trust('nowhere/known_hosts', '--yes', '--only', 'straight');
  t.is(away.code, 2, away.stderr);
  t.regex(away.stderr, /nowhere: is no folder/);
  const told = await trust('nowhere/known_hosts', '--yes', '--only', 'straight', '--lang', 'ja');
  t.regex(told.stderr, /nowhere: というフォルダーはありません/);
});

test.serial('lines of known_hosts that count for nothing are told by trust and by scan', async (t) => {
  writeFileSync(shop.path('notes'), `${other.knownHosts}\n@cert-authority * ssh-ed25519 AAAA\nrubbish\n`);
  const {stderr} = await trust('notes', '--yes', '--only', 'straight');
  t.regex(stderr, /notes:3: @cert-authority is not supported\n\S*notes:4: not a host key\n/);
  const scan = ['scan', shop.inventory, '--known-hosts', shop.path('notes'), '--only', 'straight', '--format', 'json'];
  const scanned = await shop.run([...scan, '--lang', 'ja', '--out', 'run']);
  t.regex(scanned.stderr, /notes:3: @cert-authorityには対応していません\n\S*notes:4: ホスト鍵の行ではありません\n/);
});
