import {spawnSync} from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Fact} from '../../src/model/fact.ts';
import {aptListUpdates, aptPolicyUpdates} from '../../src/probes/parse/apt-updates.ts';
import type {PendingUpdate} from '../../src/probes/parse/pending-update.ts';
import {updates} from '../../src/probes/updates.ts';
import {factsOfRecording} from '../../src/recording.ts';
import {fetchArchive, inRoot, type ArchivePackage, type Suite} from '../support/apt-archive.ts';
import {debianRoot} from '../support/debian-root.ts';
import {temporaryFolder} from '../support/sshd.ts';

const folder = temporaryFolder();
test.after.always(() => folder.remove());

const suites = ['bookworm', 'trixie'] as const;
const roots = new Map<string, string>();

function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** Of each installed package the same version, an older one, or some kind of newer one, in each suite or not at all. */
function archiveOf(installed: readonly ArchivePackage[], seed: number): Suite[] {
  const pick = randomly(seed);
  const changes = [
    (version: string) => version,
    (version: string) => `${version}~rc1`,
    (version: string) => `${version}+deb99u1`,
    (version: string) => `9:${version}`,
    (version: string) => `${version}+b2`,
    () => '0~1',
  ];
  const some = (): ArchivePackage[] =>
    installed.flatMap(({name, version}) => {
      const change = pick(3) === 0 ? changes[pick(changes.length)] : undefined;
      return change === undefined ? [] : [{name, version: change(version)}];
    });
  return [
    {name: 'stable', packages: some()},
    {name: 'stable-security', packages: some()},
    {name: 'stable-backports', packages: some(), release: ['NotAutomatic: yes', 'ButAutomaticUpgrades: yes']},
    {name: 'experimental', packages: some(), release: ['NotAutomatic: yes']},
    {name: 'gone', packages: some()},
  ];
}

function installedIn(root: string): ArchivePackage[] {
  const lines = inRoot(root, 'dpkg-query', '-W', '-f', '${Package} ${Version}\\n').trim().split('\n');
  return lines.map((line) => line.split(' ')).map(([name = '', version = '']) => ({name, version}));
}

/** Everything that changes apt's mind: pins up, down and to nothing, a hold, a package removed but for its settings, a source that is gone. */
function complicate(root: string, names: readonly string[]): void {
  const [first = '', second = '', third = '', fourth = ''] = names;
  const pin = (name: string, release: string, priority: number): string =>
    `Package: ${name}\nPin: release a=${release}\nPin-Priority: ${priority}\n`;
  const pins = [
    pin(first, 'stable-security', -1),
    pin(second, 'experimental', 990),
    pin(third, 'stable', 1001),
    pin('lib*', 'stable-backports', 600),
  ];
  writeFileSync(join(root, 'etc/apt/preferences.d/test'), pins.join('\n'));
  inRoot(root, 'apt-mark', 'hold', fourth);
  const sources = ['stable', 'stable-security', 'stable-backports', 'experimental'];
  const lines = sources.map((name) => `deb [trusted=yes] copy:/repo ${name} main\n`);
  writeFileSync(join(root, 'etc/apt/sources.list'), lines.join(''));
}

function asked(root: string, user: string): Exchange[] {
  const at = new Date().toISOString();
  return (updates.ask['linux'] ?? []).flatMap((ask, index): Exchange[] => {
    if (ask.kind !== 'command') return [];
    const options = {encoding: 'utf8', env: {LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin'}} as const;
    const {stdout, stderr, status} = spawnSync(
      '/usr/sbin/chroot',
      [`--userspec=${user}`, root, '/bin/sh', '-c', ask.run],
      options,
    );
    const answer = {ok: true, body: stdout + stderr, encoding: 'utf8', exitCode: status} as const;
    const exchange = {seq: index + 1, ask: ask.id, request: ask.run, via: 'ssh', privilege: 'user'} as const;
    return [{...exchange, sentAt: at, receivedAt: at, answer: {...answer, absent: false, cut: false, redactions: 0}}];
  });
}

function factIn(root: string, user = '0:0'): Fact | undefined {
  return factsOf([updates], asked(root, user), 'linux', null)['updates'];
}

const told = ({name, installed, available, security}: PendingUpdate): string =>
  `${name} ${installed ?? ''} ${available} ${security === true ? 'security' : 'other'}`;

function pendingOf(fact: Fact | undefined): string[] {
  if (fact?.state !== 'known') throw new Error(JSON.stringify(fact));
  return (fact.value as {pending: PendingUpdate[]}).pending.map(told).sort();
}

/** What `apt list --upgradable` says, without its cache. */
function reference(root: string): string[] {
  const text = inRoot(
    root,
    'apt',
    '-o',
    'Dir::Cache::pkgcache=',
    '-o',
    'Dir::Cache::srcpkgcache=',
    'list',
    '--upgradable',
  );
  const {pending} = aptListUpdates(text.split('\n'));
  return pending.map((one) => (one === null ? 'not understood' : told(one))).sort();
}

/** Kind, size and time of change of all that apt may write. */
function traces(root: string): string[] {
  return ['var/cache', 'var/lib/apt', 'var/lib/dpkg', 'var/log', 'tmp', 'var/tmp'].flatMap((below) =>
    readdirSync(join(root, below), {recursive: true, encoding: 'utf8'}).map((name) => {
      const {mode, size, mtimeMs} = lstatSync(join(root, below, name));
      return `${below}/${name} ${mode} ${size} ${mtimeMs}`;
    }),
  );
}

const binary = (root: string): string => join(root, 'var/cache/apt/srcpkgcache.bin');

test.before(async () => {
  for (const suite of suites) {
    const root = await debianRoot(suite, folder.path);
    mkdirSync(join(root, 'etc/apt/apt.conf.d'), {recursive: true});
    rmSync(join(root, 'etc/apt/sources.list.d'), {recursive: true, force: true});
    mkdirSync(join(root, 'etc/apt/sources.list.d'));
    roots.set(suite, root);
  }
});

for (const suite of suites) {
  test.serial(
    `${suite}: the pending updates are those of apt, by root and others, with its cache and without, and leave no trace`,
    (t) => {
      const root = roots.get(suite) ?? '';
      const installed = installedIn(root);
      for (let seed = 1; seed <= 4; seed++) {
        fetchArchive(root, archiveOf(installed, seed));
        if (seed > 1)
          complicate(
            root,
            installed.slice(seed * 5).map(({name}) => name),
          );
        const expected = reference(root);
        t.true(expected.length > 5 && expected.some((line) => line.endsWith('security')), `seed ${seed}`);
        if (seed % 2 === 0) inRoot(root, 'apt-cache', 'gencaches');
        else if (seed === 3) rmSync(binary(root));
        const before = traces(root);
        for (const user of ['0:0', '1:1', '12345:12345']) {
          const fact = factIn(root, user);
          t.deepEqual(pendingOf(fact), expected, `seed ${seed}, ${user}`);
          t.like(fact, {complete: true});
        }
        t.deepEqual(traces(root), before);
      }
    },
  );
}

test.serial('root is not misled by lists or settings that it alone can read', (t) => {
  const root = roots.get('bookworm') ?? '';
  inRoot(root, 'apt-cache', 'gencaches');
  t.true(existsSync(binary(root)));
  const expected = reference(root);
  for (const path of [
    'var/lib/apt/lists',
    'etc/apt/preferences.d',
    'etc/apt/preferences.d/test',
    'etc/apt/sources.list',
  ]) {
    const {mode} = lstatSync(join(root, path));
    chmodSync(join(root, path), 0o700);
    t.deepEqual(pendingOf(factIn(root)), expected, path);
    chmodSync(join(root, path), mode);
  }
});

test.serial('a cache that is older than the lists is not believed', (t) => {
  const root = roots.get('bookworm') ?? '';
  const installed = installedIn(root);
  inRoot(root, 'apt-cache', 'gencaches');
  const cache = join(folder.path, 'cache');
  spawnSync('/bin/cp', ['-a', join(root, 'var/cache/apt'), cache]);
  fetchArchive(root, archiveOf(installed, 77));
  spawnSync('/bin/cp', ['-a', `${cache}/.`, join(root, 'var/cache/apt')]);
  utimesSync(binary(root), 2_000_000_000, 2_000_000_000);
  t.deepEqual(pendingOf(factIn(root)), reference(root));
});

test.serial(
  'a package of which apt says nothing makes the fact incomplete; a name that is an option does nothing',
  (t) => {
    const root = roots.get('bookworm') ?? '';
    const stanza = (name: string): string =>
      `\nPackage: ${name}\nStatus: install ok installed\nMaintainer: x\nArchitecture: all\nVersion: 1\nDescription: x\n`;
    const status = join(root, 'var/lib/dpkg/status');
    inRoot(root, 'cp', '/var/lib/dpkg/status', '/var/lib/dpkg/status-kept');
    writeFileSync(status, stanza('-oDir::State::status=/dev/null'), {flag: 'a'});
    const fact = factIn(root);
    t.like(fact, {state: 'known', complete: false});
    inRoot(root, 'mv', '/var/lib/dpkg/status-kept', '/var/lib/dpkg/status');
    t.deepEqual(pendingOf(fact), reference(root));
  },
);

test.serial('root uses the cache as a user who cannot write it, and makes none where there is none', (t) => {
  const root = roots.get('bookworm') ?? '';
  const log = join(root, 'tmp/log');
  const wrapper = join(root, 'usr/sbin/apt-cache');
  const runs = (): string => {
    writeFileSync(log, '');
    chmodSync(log, 0o666);
    pendingOf(factIn(root));
    return readFileSync(log, 'utf8');
  };
  inRoot(root, 'apt-cache', 'gencaches');
  writeFileSync(wrapper, '#!/bin/sh\necho "$(id -u) $1" >>/tmp/log\nexec /usr/bin/apt-cache "$@"\n', {mode: 0o755});
  t.is(runs(), '65534 policy\n');
  rmSync(binary(root));
  t.is(runs(), '0 -o\n');
  [wrapper, log].forEach((path) => rmSync(path));
});

for (const [release, count, last] of [
  ['11', 33, 'ucf 3.0043 3.0043+deb11u2 security'],
  ['12', 7, 'tzdata 2026b-0+deb12u1 2026f-0+deb12u1 security'],
  ['13', 5, 'libzstd1 1.5.7+dfsg-1 1.5.7+dfsg-1+deb13u1 security'],
] as const) {
  test(`Debian ${release}: as many updates as apt listed when it was recorded, all from the security archive`, (t) => {
    const fact = factsOfRecording(`linux/debian-${release}_updates-pending`).facts['updates'];
    const pending = pendingOf(fact);
    t.like(fact, {complete: true});
    t.is(pending.length, count);
    t.is(pending.at(-1), last);
    t.true(pending.every((line) => line.endsWith(' security')));
  });
}

for (const [suites, security] of [
  ['bookworm-security/main', true],
  ['stable/main,stable-security', true],
  ['jammy-apps-security/main', true],
  ['buster/updates/main', true],
  ['bookworm-updates/main', false],
  ['bookworm-security-mirror/main', false],
  ['./', false],
] as const) {
  test(`a candidate of ${suites} ${security ? 'comes' : 'does not come'} from a security archive`, (t) => {
    const {pending, told: count} = aptPolicyUpdates([`> a:amd64 1 2 ${suites}`, '. 1']);
    t.deepEqual(pending, [{name: 'a', installed: '1', available: '2', security}]);
    t.is(count, 1);
  });
}

test('an answer that was cut counts no packages, and a line that is not understood is told as such', (t) => {
  t.deepEqual(aptPolicyUpdates(['> a 1 2']), {pending: [null], told: 0});
  t.deepEqual(aptPolicyUpdates(['> a 1 2 x', '. 1', '. 9']).told, 0);
});

test.serial('apt that fails is a gap', (t) => {
  const root = roots.get('bookworm') ?? '';
  writeFileSync(join(root, 'etc/apt/sources.list.d/broken.list'), 'deb no\n');
  t.like(factIn(root), {state: 'gap', reason: 'unsupported'});
  rmSync(join(root, 'etc/apt/sources.list.d/broken.list'));
});
