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
import {aptLists} from '../../src/probes/parse/apt-lists.ts';
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

const pointRelease = 'Sat, 11 Jul 2026 10:16:37 UTC';

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
    {name: 'stable', packages: some(), release: [`Date: ${pointRelease}`]},
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
function listed(root: string): string[] {
  const uncached = ['-o', 'Dir::Cache::pkgcache=', '-o', 'Dir::Cache::srcpkgcache='];
  return inRoot(root, 'apt', ...uncached, 'list', '--upgradable').split('\n');
}

/** Names of what is out since the point release, and of what came at some time after. */
function byRelease(fact: Fact | undefined): readonly string[][] {
  const {pending} = updates.schema.parse(fact?.state === 'known' ? fact.value : null);
  const release = new Date(pointRelease).toISOString();
  const named = (fits: (until: string) => boolean): string[] =>
    pending.flatMap(({name, releasedUntil}) => (fits(releasedUntil ?? '') ? [name] : [])).sort();
  return [named((until) => until === release), named((until) => until > release)];
}

function expectedByRelease(root: string): readonly string[][] {
  const lines = listed(root).flatMap((line) => {
    const {name, suites} = /^(?<name>[^/ ]+)\/(?<suites>\S+) /.exec(line)?.groups ?? {};
    return name === undefined ? [] : [{name, stable: suites?.split(',').includes('stable')}];
  });
  const named = (wanted: boolean): string[] =>
    lines.flatMap(({name, stable}) => (stable === wanted ? [name] : [])).sort();
  return [named(true), named(false)];
}

function reference(root: string): string[] {
  const {pending} = aptListUpdates(listed(root));
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
        const [expected, released] = [reference(root), expectedByRelease(root)];
        t.true(released.every((names) => names.length > 0));
        t.true(expected.length > 5 && expected.some((line) => line.endsWith('security')), `seed ${seed}`);
        if (seed % 2 === 0) inRoot(root, 'apt-cache', 'gencaches');
        else if (seed === 3) rmSync(binary(root));
        const before = traces(root);
        for (const user of ['0:0', '1:1', '12345:12345']) {
          const fact = factIn(root, user);
          t.deepEqual(pendingOf(fact), expected, `seed ${seed}, ${user}`);
          t.deepEqual(byRelease(fact), released, `seed ${seed}, ${user}`);
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

for (const [release, until] of [
  ['11', '2026-11-26T14:47:09.000Z'],
  ['12', '2026-11-26T14:22:20.000Z'],
  ['13', '2026-11-25T02:22:31.000Z'],
] as const) {
  test(`Debian ${release}: what waits was out when the list of its archive was made, or else fetched`, (t) => {
    const fact = factsOfRecording(`linux/debian-${release}_updates-pending`).facts['updates'];
    const {pending} = updates.schema.parse(fact?.state === 'known' ? fact.value : null);
    t.deepEqual([...new Set(pending.map((one) => one.releasedUntil))], [until]);
    t.true(pending.every(({releasedFrom}) => releasedFrom === null));
  });
}

const stamps = new Map([
  ['/var/lib/apt/lists/a_debian_dists_bookworm_InRelease', '2026-11-20T00:00:00.000Z'],
  ['/var/lib/apt/lists/b_debian_dists_bookworm_Release', '2026-10-20T00:00:00.000Z'],
  ['/var/lib/apt/lists/a_security_dists_buster_updates_InRelease', '2026-09-20T00:00:00.000Z'],
  ['/var/lib/apt/lists/a_debian_dists_ahead_InRelease', '2027-01-01T00:00:00.000Z'],
  ['/var/lib/apt/lists/a_flat_Release', '2026-08-20T00:00:00.000Z'],
]);
const dated = (path: string, date: string): string => `/var/lib/apt/lists/${path}:Date: ${date}`;
for (const [suites, lines, expected] of [
  ['bookworm/main', [], '2026-11-20T00:00:00.000Z'],
  [
    'bookworm/main',
    [dated('a_debian_dists_bookworm_InRelease', 'Sat, 11 Jul 2026 10:16:37 UTC')],
    '2026-10-20T00:00:00.000Z',
  ],
  [
    'bookworm/main',
    [dated('a_debian_dists_bookworm_InRelease', 'Sun,  6 Dec 2026 9:16:37 +0000')],
    '2026-11-20T00:00:00.000Z',
  ],
  ['bookworm/main', [dated('a_debian_dists_bookworm_InRelease', 'yesterday')], '2026-11-20T00:00:00.000Z'],
  ['bookworm/main,buster/updates/main', [], '2026-09-20T00:00:00.000Z'],
  ['ahead/main', [], '2026-11-27T00:00:00.000Z'],
  ['flat/', [], null],
  ['bookworm/', [], null],
  ['other/main', [], null],
] as const) {
  test(`what ${suites} has was out by ${String(expected)}${lines.length > 0 ? `: ${lines.join()}` : ''}`, (t) => {
    t.is(aptLists(lines, stamps, '2026-11-27T00:00:00.000Z').heldBy(suites.split(',')), expected);
  });
}

const none = aptLists([], new Map(), '2026-11-27T00:00:00.000Z');

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
    const {pending, told: count} = aptPolicyUpdates([`> a:amd64 1 2 ${suites}`, '. 1'], none);
    const dates = {releasedFrom: null, releasedUntil: null};
    t.deepEqual(pending, [{name: 'a', installed: '1', available: '2', security, ...dates}]);
    t.is(count, 1);
  });
}

test('an answer that was cut counts no packages, and a line that is not understood is told as such', (t) => {
  t.deepEqual(aptPolicyUpdates(['> a 1 2'], none), {pending: [null], told: 0});
  t.deepEqual(aptPolicyUpdates(['> a 1 2 x', '. 1', '. 9'], none).told, 0);
});

test.serial('apt that fails is a gap', (t) => {
  const root = roots.get('bookworm') ?? '';
  writeFileSync(join(root, 'etc/apt/sources.list.d/broken.list'), 'deb no\n');
  t.like(factIn(root), {state: 'gap', reason: 'unsupported'});
  rmSync(join(root, 'etc/apt/sources.list.d/broken.list'));
});
