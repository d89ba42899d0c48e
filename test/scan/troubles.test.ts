import {execFileSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {rmSync, writeFileSync} from 'node:fs';
import {createConnection} from 'node:net';
import {join} from 'node:path';
import test from 'ava';
import type {GapReason} from '../../src/model/evidence.ts';
import type {AssetSummary, Run} from '../../src/model/run.ts';
import {loadCatalogues} from '../../src/reporters/text/catalogue.ts';
import {freePort} from '../support/free-port.ts';
import {
  addUser,
  makeKey,
  startDropbear,
  startRaw,
  startSshd,
  temporaryFolder,
  type RawServer,
  type TestServer,
  type TestUser,
} from '../support/sshd.ts';
import {filesBelow, sshAsset, Workshop, type Ended} from './support.ts';

const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
const wrongKey = makeKey(folder.path, 'wrong', 'ed25519');
const passphrase = `passphrase-${randomBytes(6).toString('hex')}`;
const password = `password-${randomBytes(6).toString('hex')}`;
const locked = makeKey(folder.path, 'locked', 'ed25519', passphrase);
const shop = new Workshop();
const cleaners: (() => unknown)[] = [() => shop.remove(), () => folder.remove()];
const env = {SUDO_PASSWORD: password, KEY_PASSPHRASE: passphrase};

async function kept<T extends TestUser | TestServer | RawServer>(making: Promise<T>): Promise<T> {
  const made = await making;
  cleaners.unshift(() => ('remove' in made ? made.remove() : made.stop()));
  return made;
}

/** Hands on what a server sends until so many bytes have passed, then closes. */
function cutter(server: TestServer, bytes: number): Promise<RawServer> {
  return startRaw((socket) => {
    let passed = 0;
    const back = createConnection({host: server.address, port: server.port});
    back.on('error', () => undefined);
    socket.pipe(back);
    back.on('data', (chunk) => {
      const part = chunk.subarray(0, bytes - passed);
      passed += part.length;
      if (passed < bytes) socket.write(part);
      else {
        socket.end(part);
        back.destroy();
      }
    });
  }, '127.0.21.9');
}

async function startServers() {
  const rootKeys = join(folder.path, 'root_keys');
  writeFileSync(rootKeys, `${key.publicKey}\n`, {mode: 0o600});
  const banner = join(folder.path, 'banner');
  writeFileSync(banner, '*** 浄水場 監視制御 ***\nanswer 1 r 2 3\n\x1b[31m'.repeat(20));
  const main = await kept(startSshd({address: '127.0.21.1'}));
  return {
    main,
    root: await kept(startSshd({address: '127.0.21.2', settings: [`AuthorizedKeysFile ${rootKeys}`]})),
    noisy: await kept(startSshd({address: '127.0.21.3', settings: [`Banner ${banner}`]})),
    dropbear: await kept(startDropbear('127.0.21.4')),
    changed: await kept(startSshd({address: '127.0.21.5'})),
    unknown: await kept(startSshd({address: '127.0.21.6'})),
    hanging: await kept(startRaw(() => undefined, '127.0.21.7')),
    garbage: await kept(startRaw((socket) => void socket.end(randomBytes(5000)), '127.0.21.8')),
    cut: await kept(cutter(main, 60_000)),
    closed: {address: '127.0.21.10', port: await freePort('127.0.21.10')},
  };
}

async function makeUsers() {
  const authorizedKeys = [key.publicKey, locked.publicKey];
  const loud = await kept(addUser({authorizedKeys, shell: '/bin/bash'}));
  const home = execFileSync('/usr/bin/getent', ['passwd', loud.name], {encoding: 'utf8'}).split(':')[5] ?? '';
  writeFileSync(join(home, '.bashrc'), 'echo "Welcome! 1 r 1 1"; (sleep 0.2; echo late) &\n', {mode: 0o644});
  return {
    plain: await kept(addUser({authorizedKeys})),
    scoped: await kept(addUser({authorizedKeys})),
    asking: await kept(addUser({authorizedKeys, password})),
    loud,
  };
}

type Servers = Awaited<ReturnType<typeof startServers>>;
type Users = Awaited<ReturnType<typeof makeUsers>>;

function writeInventory(servers: Servers, users: Users): void {
  const byKey = {user: users.plain.name, key: `file:${key.file}`};
  shop.writeInventory({
    credentials: {
      root: {...byKey, user: 'root'},
      plain: byKey,
      wrong: {...byKey, key: `file:${wrongKey.file}`},
      locked: {...byKey, key: `file:${locked.file}`, passphrase: 'env:KEY_PASSPHRASE'},
      scoped: {...byKey, user: users.scoped.name, sudo: 'nopasswd'},
      asking: {...byKey, user: users.asking.name, password: 'env:SUDO_PASSWORD', sudo: 'password'},
      loud: {...byKey, user: users.loud.name},
    },
    jumpHosts: {gate: {address: servers.main.address, port: servers.main.port, credential: 'plain'}},
    assets: [
      sshAsset('by-root', {server: servers.root, credential: 'root'}),
      sshAsset('by-sudo', {server: servers.main, credential: 'scoped'}),
      sshAsset('by-sudo-password', {server: servers.main, credential: 'asking'}),
      sshAsset('by-user', {server: servers.main, credential: 'plain'}),
      sshAsset('by-locked-key', {server: servers.main, credential: 'locked'}),
      sshAsset('by-jump', {server: servers.root, credential: 'root', jump: 'gate'}),
      sshAsset('dropbear', {server: servers.dropbear, credential: 'plain'}),
      sshAsset('noisy', {server: servers.noisy, credential: 'loud'}),
      sshAsset('key-changed', {server: servers.changed, credential: 'plain'}),
      sshAsset('key-unknown', {server: servers.unknown, credential: 'plain'}),
      sshAsset('key-refused', {server: servers.main, credential: 'wrong'}),
      sshAsset('hanging', {server: servers.hanging, credential: 'plain'}),
      sshAsset('garbage', {server: servers.garbage, credential: 'plain'}),
      sshAsset('cut', {server: servers.cut, credential: 'plain'}),
      sshAsset('closed', {server: servers.closed, credential: 'plain'}),
      sshAsset('plc', {
        server: {...servers.main, address: '127.0.21.250'},
        credential: 'plain',
        more: {kind: 'controller'},
      }),
      sshAsset('modbus', {server: {address: '127.0.21.1', port: 502}, credential: 'plain'}),
      sshAsset('declined', {
        server: servers.main,
        credential: 'plain',
        more: {consent: {status: 'declined', by: 'vendor', until: '2999-01-01', document: 'letter 12'}},
      }),
    ],
  });
}

/** known_hosts for what is trusted; one server has been given another key since. */
function trust(servers: Servers): void {
  const {main, root, noisy, dropbear, changed, cut} = servers;
  const other = makeKey(folder.path, 'other_host', 'ed25519').publicKey;
  const keyOf = (server: TestServer): string => server.hostKeys[0]?.publicKey ?? '';
  shop.trust(main, root, noisy, dropbear, {
    knownHosts: `[${changed.address}]:${changed.port} ${other}\n[${cut.address}]:${cut.port} ${keyOf(main)}\n`,
  });
}

let ended: Ended;
let run: Run;
let processes = '';
let users: Users;

test.before(async () => {
  const servers = await startServers();
  users = await makeUsers();
  writeInventory(servers, users);
  trust(servers);
  const sudoers = await shop.run(['plan', shop.inventory, '--only', 'by-sudo', '--sudoers']);
  const rules = {[users.scoped.name]: sudoers.stdout, [users.asking.name]: `${users.asking.name} ALL=(root) ALL\n`};
  for (const [name, text] of Object.entries(rules)) {
    writeFileSync(join('/etc/sudoers.d', name), text, {mode: 0o440});
    cleaners.unshift(() => rmSync(join('/etc/sudoers.d', name), {force: true}));
  }
  const running = shop.start(['scan', shop.inventory, '--out', 'run', '--json', '--format', 'html,json'], env);
  const listing = setInterval(() => {
    processes += execFileSync('/usr/bin/ps', ['-eo', 'args', '--no-headers', '-ww'], {encoding: 'utf8'});
  }, 150);
  ended = await running.ended;
  clearInterval(listing);
  run = shop.readRun('run');
});
test.after.always(async () => {
  for (const clean of cleaners) await clean();
});

function summary(id: string): AssetSummary | undefined {
  return run.assets.find((asset) => asset.id === id);
}

const outcome = (asset: string, check: string): string | undefined =>
  shop.findings('run').find((finding) => finding.asset === asset && finding.check === check)?.outcome.status;

for (const id of [
  'by-root',
  'by-sudo',
  'by-sudo-password',
  'by-user',
  'by-locked-key',
  'by-jump',
  'dropbear',
  'noisy',
]) {
  test(`${id}: asked to the end beside hosts that hang, die, refuse and lie`, (t) => {
    t.is(summary(id)?.trouble, null);
    t.is(outcome(id, 'system-debian'), 'pass');
    t.is(outcome(id, 'system-other'), 'fail');
    const failed = shop.answers('run', id).filter(({reason}) => reason === 'cut' || reason === 'timeout');
    // What the login files of that account say later may fall into one answer, which is lost then.
    const most = id === 'noisy' ? 1 : 0;
    t.true(failed.length <= most, JSON.stringify(failed));
  });
}

test('what only root can read is judged with privilege, and not tested without', (t) => {
  for (const id of ['by-root', 'by-sudo', 'by-sudo-password', 'by-jump'])
    t.not(outcome(id, 'accounts-passwords'), 'not-tested', id);
  for (const id of ['by-user', 'dropbear']) t.is(outcome(id, 'accounts-passwords'), 'not-tested', id);
});

const troubles = {
  'key-changed': 'host-key-changed',
  'key-unknown': 'host-key-unknown',
  'key-refused': 'auth-failed',
  hanging: 'timeout',
  garbage: 'unreachable',
  closed: 'unreachable',
  cut: 'unreachable',
  plc: 'forbidden-by-zone',
  modbus: 'forbidden-by-zone',
  declined: 'vendor-declined',
} as const satisfies Readonly<Record<string, GapReason>>;
const words = loadCatalogues().en.gap;
for (const [id, reason] of Object.entries(troubles)) {
  test(`${id}: the run tells ${reason}`, (t) => {
    t.is(summary(id)?.trouble?.reason, reason);
    const statuses = shop.findings('run').filter(({asset}) => asset === id);
    if (id !== 'cut') t.true(statuses.every(({outcome: {status}}) => status === 'not-tested'));
    t.true(ended.stderr.includes(`${id} ${words[reason].word}: `), ended.stderr);
  });
}

test('answers that came before a host died are kept, what is missing carries the reason', (t) => {
  t.true((summary('cut')?.records ?? 0) > 0);
  const missing = shop
    .findings('run')
    .filter(({asset, outcome: {status}}) => asset === 'cut' && status === 'not-tested');
  t.true(missing.length > 0);
});

test('the exit code is that of a run that is not complete, and the summary carries every code', (t) => {
  t.is(ended.code, 3);
  const told = JSON.parse(ended.stdout) as {exitCode: number; codes: number[]; notAssessed: string[]};
  t.is(told.exitCode, 3);
  t.deepEqual(told.codes, [3, 1]);
  t.deepEqual(
    told.notAssessed.filter((id) => id !== 'cut'),
    Object.keys(troubles)
      .filter((id) => id !== 'cut')
      .sort(),
  );
});

test('no secret is in the run folder, in what was said, or on any command line', (t) => {
  const keyLines = [key, locked].flatMap(({privateKey}) => privateKey.split('\n').filter((line) => line.length > 40));
  const secrets = [password, passphrase, ...keyLines.slice(1, -1)];
  const places = new Map([...filesBelow(shop.path('run'))].map(([path, bytes]) => [path, bytes.toString('latin1')]));
  places.set('stdout', ended.stdout).set('stderr', ended.stderr).set('ps', processes);
  for (const [place, text] of places) for (const secret of secrets) t.false(text.includes(secret), place);
  t.true(processes.includes('cli.js scan'));
});

test('the evidence holds together, and the folder is for its owner alone', async (t) => {
  const verified = await shop.run(['verify', 'run']);
  t.is(verified.code, 0, verified.stdout);
  t.is(execFileSync('/usr/bin/stat', ['-c', '%a', shop.path('run')], {encoding: 'utf8'}).trim(), '700');
});
