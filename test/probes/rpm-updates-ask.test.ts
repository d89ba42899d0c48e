import {spawnSync} from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import test from 'ava';
import {packageRoot} from '../../src/model/paths.ts';
import {rpmUpdatesAsk} from '../../src/probes/asks/rpm-updates.ts';
import {readAdvisories} from '../../src/probes/parse/rpm-advisories.ts';

const asOf = '2026-11-22T12:00:00.000Z';
const fixtures = join(packageRoot, 'test/fixtures/repodata');
const root = mkdtempSync(join(tmpdir(), 'mizumori-rpm-'));
test.after.always(() => rmSync(root, {recursive: true}));

const shells = (
  [
    ['dash', '/bin/dash', []],
    ['bash', '/bin/bash', []],
    ['busybox', '/bin/busybox', ['ash']],
  ] as const
).filter(([, path]) => existsSync(path));

mkdirSync(join(root, 'bin'));
writeFileSync(
  join(root, 'bin/rpm'),
  `#!/bin/sh\nfor p in openssl-libs.x86_64 openssh-server.x86_64 libstdc++.x86_64 nodejs.x86_64 tzdata.noarch; do printf '<i %s %s\\n' $p \${p%.*}; done\n`,
);
chmodSync(join(root, 'bin/rpm'), 0o755);

const broken = [
  ['is refused', 'exit 1'],
  ['is killed', "echo '<i openssl-libs.x86_64 openssl-libs'; kill -9 $$"],
  ['tells nothing', 'exit 0'],
] as const;
for (const [how, body] of broken) {
  mkdirSync(join(root, how));
  writeFileSync(join(root, how, 'rpm'), `#!/bin/sh\n${body}\n`);
  chmodSync(join(root, how, 'rpm'), 0o755);
}

mkdirSync(join(root, 'busybox'));
for (const tool of ['awk', 'cat', 'gzip', 'xz']) symlinkSync('/bin/busybox', join(root, 'busybox', tool));

function cache(path: string, from: string | null, repomd?: string): void {
  const folder = join(root, 'cache', path);
  mkdirSync(folder, {recursive: true});
  if (from !== null) cpSync(join(fixtures, from), folder, {recursive: true});
  if (repomd !== undefined) writeFileSync(join(folder, 'repomd.xml'), repomd);
}

const naming = (href: string): string =>
  `<repomd><data type="primary"><location href="repodata/p.xml.gz"/></data><data type="updateinfo"><location href="${href}"/></data></repomd>`;

cache('dnf/a-base-0123456789abcdef/repodata', 'gzip');
cache('libdnf5/b-xz-0123456789abcdef/repodata', 'xz');
cache(
  'yum/x86_64/7Server/c-none',
  null,
  '<repomd><data type="primary"><location href="repodata/p.xml.gz"/></data></repomd>',
);
cache('zypp/raw/d gone/repodata', null, naming('repodata/u.xml.gz'));
cache('zypp/raw/e-outside/repodata', null, naming('repodata/$(touch x)/u.xml'));
cache('zypp/raw/f-chunks/repodata', null, naming('repodata/u.xml.zck'));
writeFileSync(join(root, 'cache/zypp/raw/f-chunks/repodata/u.xml.zck'), 'x');
cache('zypp/raw/g-torn/repodata', null, naming('repodata/u.xml'));
const update =
  '<update type="security"><id>X</id><pkglist><package name="tzdata" version="1" release="1" arch="noarch"/></pkglist></update>';
writeFileSync(join(root, 'cache/zypp/raw/g-torn/repodata/u.xml'), `<updates>${update}`);
cache('zypp/raw/h-damaged/repodata', null, naming('repodata/u.xml.gz'));
writeFileSync(
  join(root, 'cache/zypp/raw/h-damaged/repodata/u.xml.gz'),
  gzipSync(`<updates>${update.repeat(2000)}</updates>`).subarray(0, 100),
);
cache('zypp/raw/i-empty/repodata', null, naming('repodata/u.xml'));
writeFileSync(join(root, 'cache/zypp/raw/i-empty/repodata/u.xml'), '<?xml version="1.0"?><updates/>');
cache('zypp/raw/j-forged/repodata', null, naming('repodata/u.xml'));
writeFileSync(
  join(root, 'cache/zypp/raw/j-forged/repodata/u.xml'),
  `<updates><i forged.noarch forged\n><=><!-- ${update} -->${update.replace('tzdata', 'forged')}</updates>`,
);

function answer(shell: string, args: readonly string[], rpm = 'bin'): string {
  const run = rpmUpdatesAsk.run
    .replaceAll('/var/cache/', `${root}/cache/`)
    .replaceAll(/\/var\/lib\/(?:rpm|dpkg)|\/usr\/lib\/sysimage\/rpm/g, `${root}/none`)
    // Some builds of busybox take their own rpm before any other.
    .replaceAll(/(?<![\w/])rpm(?= -q)/g, `${root}/${rpm}/rpm`);
  const tools = shell.endsWith('busybox') ? `${root}/busybox:` : '';
  const env = {LC_ALL: 'C', PATH: `${tools}${root}/${rpm}:/usr/sbin:/sbin:/usr/bin:/bin`};
  const {stdout} = spawnSync(shell, [...args, '-c', `{ ${run}\n} 2>&1`], {
    env,
    encoding: 'utf8',
    timeout: 30_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return stdout.replace(/\n$/, '');
}

for (const [name, shell, args] of shells) {
  test.serial(`${name} finds the advisories of what is installed in real package lists`, (t) => {
    const text = answer(shell, args).replaceAll(`${root}/cache/`, '/var/cache/');
    const {caches, complete} = readAdvisories({text, exitCode: 0, cut: false, privileged: true}, asOf);
    t.true(complete);
    t.deepEqual(
      caches.map(({repository, state, packages}) => [repository, state, packages.length]),
      [
        ['a-base', 'read', 4],
        ['b-xz', 'read', 4],
        ['c-none', 'none', 0],
        ['d gone', 'unread', 0],
        ['e-outside', 'unread', 0],
        ['f-chunks', 'unread', 0],
        ['g-torn', 'unread', 1],
        ['h-damaged', 'unread', caches[7]?.packages.length],
        ['i-empty', 'read', 0],
        ['j-forged', 'read', 0],
      ],
    );
    const first = {releasedFrom: '2026-10-01T00:00:00.000Z', releasedUntil: '2026-10-03T00:00:00.000Z'};
    const second = {releasedFrom: '2026-10-03T00:00:00.000Z', releasedUntil: '2026-10-04T00:00:00.000Z'};
    const [x86, mends] = [
      {architecture: 'x86_64', module: null},
      {security: true, dates: first},
    ];
    t.deepEqual(caches[0]?.packages, [
      {name: 'openssl-libs', version: '1:3.2.2-7.el9', ...x86, ...mends},
      {name: 'libstdc++', version: '0:11.5.0-5.el9', ...x86, ...mends},
      {
        ...{name: 'nodejs', version: '1:20.18.0-1.module+el9', architecture: 'x86_64', module: 'nodejs:20'},
        ...{security: false, dates: second},
      },
      {
        ...{name: 'tzdata', version: '0:2026b-1.el9', architecture: 'noarch', module: null},
        ...{security: false, dates: second},
      },
    ]);
    t.regex(text, /^a\tEXSA-2026:0101\tsecurity\tImportant\t2026-10-01 00:00:00\t2026-10-02 00:00:00$/m);
    t.false(readdirSync(root).includes('x') || existsSync('x'));
  });
  for (const [how] of broken) {
    test.serial(`${name} reads no advisories where rpm ${how}`, (t) => {
      const text = answer(shell, args, how).replaceAll(`${root}/cache/`, '/var/cache/');
      const {caches} = readAdvisories({text, exitCode: 0, cut: false, privileged: true}, asOf);
      const states = caches.map(({state}) => state);
      t.deepEqual([...new Set(states)].sort(), ['none', 'unread']);
      t.is(caches.find(({repository}) => repository === 'a-base')?.state, 'unread');
      t.is(states.filter((state) => state === 'none').length, 1);
    });
  }
}
