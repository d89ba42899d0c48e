import {execFileSync} from 'node:child_process';
import {appendFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import type {AssetFacts, Facts} from '../../src/model/fact.ts';
import {packageRoot} from '../../src/model/paths.ts';
import {debianRoot, startDebian, type DebianHost} from '../support/debian-root.ts';
import {difference, snapshot, type Snapshot} from '../support/snapshot.ts';
import {makeKey, temporaryFolder} from '../support/sshd.ts';
import {sshAsset, Workshop, type Ended} from './support.ts';

const suites = {bookworm: '12', trixie: '13'};
const folder = temporaryFolder();
const key = makeKey(folder.path, 'id', 'ed25519');
const shop = new Workshop({costs: 'all'});
const cleaners: (() => unknown)[] = [() => shop.remove(), () => folder.remove()];
const password = 'correct-horse-of-the-test';

/** Patterns in the closed list of docs/safety.md. */
function allowed(): RegExp[] {
  const text = readFileSync(join(packageRoot, 'docs/safety.md'), 'utf8');
  const list = text.split('<!-- traces -->')[1] ?? '';
  return [...list.matchAll(/^\| `(?<path>\/[^`]*)`/gm)].map(({groups}) => {
    const pattern = (groups?.['path'] ?? '').replaceAll('.', '\\.').replaceAll('*', '[^/]*');
    return new RegExp(`^${pattern}$`);
  });
}

function prepare(root: string): void {
  const inside = (...args: string[]): string => execFileSync('/usr/sbin/chroot', [root, ...args], {encoding: 'utf8'});
  for (const name of ['scan', 'asking']) {
    inside('/usr/sbin/useradd', '--create-home', '--shell', '/bin/sh', '--password', '*', name);
    const ssh = join(root, 'home', name, '.ssh');
    mkdirSync(ssh, {mode: 0o700});
    writeFileSync(join(ssh, 'authorized_keys'), `${key.publicKey}\n`, {mode: 0o600});
    inside('/bin/chown', '-R', `${name}:${name}`, `/home/${name}/.ssh`);
  }
  execFileSync('/usr/sbin/chroot', [root, '/usr/sbin/chpasswd'], {input: `asking:${password}\n`});
  writeFileSync(join(root, 'etc/sudoers.d/asking'), 'asking ALL=(root) ALL\n', {mode: 0o440});
}

interface Host {
  readonly suite: string;
  readonly root: string;
  readonly server: DebianHost;
  readonly before: Snapshot;
  readonly running: readonly string[];
}

let hosts: Host[] = [];
let ended: Ended;

async function startHost(suite: string, index: number): Promise<Host> {
  const root = await debianRoot(suite, folder.path);
  prepare(root);
  const server = await startDebian(root, `127.0.25.${index + 1}`);
  cleaners.unshift(() => server.stop());
  return {suite, root, server, before: new Map(), running: []};
}

function writeInventory(): void {
  const byKey = {key: `file:${key.file}`};
  shop.writeInventory({
    credentials: {
      scoped: {...byKey, user: 'scan', sudo: 'nopasswd'},
      asking: {...byKey, user: 'asking', password: 'env:ASKING', sudo: 'password'},
    },
    assets: hosts.flatMap(({suite, server}) => [
      sshAsset(`${suite}-scoped`, {server, credential: 'scoped'}),
      sshAsset(`${suite}-asking`, {server, credential: 'asking'}),
    ]),
  });
  shop.trust(...hosts.map(({server}) => server));
}

test.before(async () => {
  hosts = await Promise.all(Object.keys(suites).map(startHost));
  writeInventory();
  const sudoers = await shop.run(['plan', shop.inventory, '--only', 'trixie-scoped', '--sudoers']);
  for (const {root} of hosts) writeFileSync(join(root, 'etc/sudoers.d/scan'), sudoers.stdout, {mode: 0o440});
  for (const {root} of hosts)
    execFileSync('/usr/sbin/chroot', [root, '/usr/sbin/visudo', '-cf', '/etc/sudoers.d/scan']);
  hosts = hosts.map((host) => ({...host, before: snapshot(host.root), running: host.server.processes()}));
  ended = await shop.run(['scan', shop.inventory, '--out', 'run', '--format', 'json', '--quiet'], {ASKING: password});
});
test.after.always(async () => {
  for (const clean of cleaners) await clean();
});

function factsOf(asset: string): Facts {
  const lines = readFileSync(shop.path('run/facts.jsonl'), 'utf8').split('\n').slice(0, -1);
  const found = lines.map((line) => JSON.parse(line) as AssetFacts).find((each) => each.asset === asset);
  return found?.facts ?? {};
}

function valueOf(facts: Facts, name: string): Readonly<Record<string, unknown>> {
  const fact = facts[name];
  return fact?.state === 'known' ? (fact.value as Readonly<Record<string, unknown>>) : {state: fact?.state ?? 'none'};
}

for (const [suite, version] of Object.entries(suites)) {
  for (const way of ['scoped', 'asking']) {
    test(`${suite}, sudo ${way}: every question was answered, and the facts are those of the release`, (t) => {
      t.is(ended.code, 1, ended.stderr);
      t.is(shop.readRun('run').assets.find(({id}) => id === `${suite}-${way}`)?.trouble, null);
      const facts = factsOf(`${suite}-${way}`);
      t.like(valueOf(facts, 'os'), {id: 'debian', versionId: version, codename: suite});
      t.like(valueOf(facts, 'support'), {product: 'Debian GNU/Linux'});
      t.is(valueOf(facts, 'sshd')['installed'], true);
      const packages = valueOf(facts, 'packages')['list'] as {name: string}[] | undefined;
      t.true(packages?.some(({name}) => name === 'openssh-server'));
      const users = valueOf(facts, 'passwords')['users'] as {name: string; state: string}[] | undefined;
      t.is(users?.find(({name}) => name === 'asking')?.state, 'set');
      const faults = Object.entries(facts).filter(([, {state}]) => state === 'fault');
      t.deepEqual(faults, []);
      const failed = shop
        .answers('run', `${suite}-${way}`)
        .filter(({reason}) => reason === 'timeout' || reason === 'cut');
      t.deepEqual(
        failed.map(({ask, reason}) => [ask, reason]),
        [],
      );
    });
  }

  test(`${suite}: a scan leaves the host as it was, but for the traces in docs/safety.md`, async (t) => {
    const host = hosts.find((each) => each.suite === suite);
    if (host === undefined) return t.fail();
    for (let waited = 0; host.server.processes().length > host.running.length && waited < 5000; waited += 100)
      await sleep(100);
    t.deepEqual(host.server.processes(), host.running);
    const changed = difference(host.before, snapshot(host.root));
    const list = allowed();
    t.true(list.length > 3);
    t.deepEqual(
      changed.filter((path) => !list.some((pattern) => pattern.test(path))),
      [],
    );
  });
}

test('the comparison sees a changed mode, a new file and a changed byte', (t) => {
  const root = join(folder.path, 'small');
  mkdirSync(join(root, 'etc'), {recursive: true});
  writeFileSync(join(root, 'etc/a'), 'a');
  const before = snapshot(root);
  appendFileSync(join(root, 'etc/a'), 'b');
  writeFileSync(join(root, 'etc/new'), '');
  t.deepEqual(difference(before, snapshot(root)), ['/etc', '/etc/a', '/etc/new']);
});
