import {spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {askId, type Ask} from '../../src/model/ask.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Facts} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {buildBatch} from '../../src/transports/batch.ts';
import type {Connection} from '../../src/transports/connection.ts';
import {exchangesOf} from '../../src/transports/exchanges.ts';
import {connectLocal} from '../../src/transports/local.ts';
import {runBatch} from '../../src/transports/shell.ts';
import {localEntry} from '../support/local-entry.ts';

const files: Readonly<Record<string, string>> = {
  'etc/alpine-release': '3.20.3\n',
  'etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n',
  'etc/passwd':
    'root:x:0:0:root:/root:/bin/ash\nnobody:x:65534:65534:nobody:/:/sbin/nologin\nito:x:1000:1000::/home/ito:/bin/ash\n',
  'etc/group': 'root:x:0:root\nwheel:x:10:root,ito\nito:x:1000:\n',
  'etc/shadow': 'root:*::0:::::\nnobody:!::0:::::\nito:$6$aa$bb:20700:0:99999:7:::\n',
  'etc/inittab': '::sysinit:/sbin/openrc sysinit\n::ctrlaltdel:/sbin/reboot\n',
  'etc/profile': 'umask 022\n',
  'etc/issue': 'Welcome\n',
  'etc/hostname': 'pump-1\n',
  'etc/apk/world': 'alpine-base\nbusybox\n',
  'etc/apk/repositories': 'https://dl-cdn.alpinelinux.org/alpine/v3.20/main\n',
  'etc/init.d/syslog': '#!/sbin/openrc-run\n',
  'etc/runlevels/boot/syslog': '',
  'etc/crontabs/root': '0 2 * * * run-parts /etc/periodic/daily\n',
  'boot/extlinux.conf': 'DEFAULT virt\n',
  'home/ito/.ssh/authorized_keys': `ssh-ed25519 ${'A'.repeat(68)} ito\n`,
  'lib/apk/db/installed': 'P:busybox\nV:1.36.1-r29\nA:x86_64\no:busybox\n\nP:musl\nV:1.2.5-r0\nA:x86_64\no:musl\n\n',
  'var/log/messages': '',
};

const root = mkdtempSync(join(tmpdir(), 'mizumori-busybox-'));
test.after.always(() => rmSync(root, {recursive: true}));

/** With the libraries that it wants. */
function copyProgram(path: string): void {
  const libraries = spawnSync('ldd', [path], {encoding: 'utf8'}).stdout.matchAll(/(\/\S+) \(0x/g);
  for (const file of [path, ...[...libraries].map(([, library = '']) => library)]) {
    mkdirSync(dirname(join(root, file)), {recursive: true});
    copyFileSync(file, join(root, file));
  }
}

/**
 * A system of busybox alone, and what enters it: mounts and processes of its own, gone with its last process. What else
 * runs on the machine is none of its business: an agent of somebody's would be taken for one of the host.
 */
test.before((t) => {
  for (const folder of ['bin', 'dev', 'proc', 'sys', 'root', 'tmp']) mkdirSync(join(root, folder));
  copyProgram('/bin/busybox');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  }
  // Alpine's busybox has it, Debian's has not.
  copyProgram('/usr/bin/cksum');
  chmodSync(root, 0o755);
  for (const path of ['etc/shadow', 'var/log/messages', 'etc/crontabs/root']) chmodSync(join(root, path), 0o600);
  chmodSync(join(root, 'etc/crontabs'), 0o700);
  mkdirSync(join(root, 'var/spool/cron'), {recursive: true});
  symlinkSync('/etc/crontabs', join(root, 'var/spool/cron/crontabs'));
  const mounts = 'mount -t proc proc "$0/proc" || exit; for d in sys dev; do mount --bind /$d "$0/$d" || exit; done';
  writeFileSync(join(root, 'enter'), `#!/bin/sh\n${mounts}\nexec chroot --userspec="$1" "$0" /bin/sh -c "$2"\n`);
  t.is(spawnSync('chroot', [root, '/bin/busybox', '--install', '-s', '/bin']).status, 0);
});

function inside(user: string): Connection {
  const local = connectLocal();
  const enter = (text: string): string =>
    `exec unshare -mpf --kill-child sh -c '. ${root}/enter' ${root} ${user} '${text.replaceAll("'", `'\\''`)}'`;
  return {...local, exec: (text, output) => local.exec(enter(text), output)};
}

/** Facts of every probe, asked as a whole scan asks them. `user`: numbers of user and group. */
async function scan(user: string): Promise<Facts> {
  const asks = new Map<string, Ask>(probes.flatMap(({ask}) => (ask['linux'] ?? []).map((one) => [askId(one), one])));
  const entry = localEntry([...asks.values()]);
  const exchanges: Exchange[] = [];
  const batch = buildBatch(entry, entry.slots, randomBytes(8).toString('hex'));
  await runBatch(inside(user), batch, {
    sudoPassword: null,
    onPasswordRefused: () => undefined,
    onPasswordAccepted: () => undefined,
    onAnswer(answer) {
      const told = exchangesOf(answer, 'local', (text) => ({text, count: 0}));
      exchanges.push(...told.map((one, at) => ({...one, seq: exchanges.length + at + 1})));
    },
    now: () => Date.now(),
    signal: new AbortController().signal,
    helloMs: 30_000,
    graceMs: 5000,
    limit: 33_554_432,
  });
  return factsOf(probes, exchanges, 'linux', null);
}

/** What is not known whole, and why. */
/** Facts that only a look from outside tells. */
const outside = new Set(probes.filter((probe) => probe.outside !== undefined).map(({fact}) => fact));

function missing(facts: Facts): Record<string, string> {
  const seenInside = Object.entries(facts).filter(([name]) => !outside.has(name));
  const told = seenInside.flatMap(([name, fact]) => {
    if (fact.state === 'fault') return [[name, fact.message]];
    if (fact.state === 'gap') return [[name, fact.reason]];
    return fact.complete ? [] : [[name, fact.because ?? 'no reason']];
  });
  return Object.fromEntries(told) as Record<string, string>;
}

/** What busybox has no tool for, what runs without OpenRC, and what hangs on the kernel that the test runs on. */
const unsupported = [
  ...['lastLogins', 'reboot', 'services', 'suRestriction', 'unownedFiles', 'updates'],
  ...['diskEncryption', 'diskUsage', 'firewall'],
];
const closed = [
  ...['authorizedKeys', 'configuredSecrets', 'filePermissions', 'firewall', 'listenerOwners', 'passwords'],
  ...['setuidFiles', 'worldWritable', 'backup', 'scheduledJobs'],
];

function value(facts: Facts, name: string): unknown {
  const fact = facts[name];
  return fact?.state === 'known' ? fact.value : fact?.state;
}

function userNames(facts: Facts, name: string): unknown {
  const {users} = value(facts, name) as {users: readonly {name: string}[]};
  return users.map((user) => user.name);
}

test.serial('busybox as root: every fact is known, or told why not', async (t) => {
  const facts = await scan('0:0');
  const allowed = Object.fromEntries([...unsupported, 'listenerOwners'].map((name) => [name, 'unsupported']));
  t.like(allowed, missing(facts));
  t.like(value(facts, 'os'), {id: 'alpine', versionId: '3.20.3'});
  t.deepEqual(userNames(facts, 'accounts'), ['root', 'nobody', 'ito']);
  t.like(value(facts, 'passwords'), {users: [{state: 'none'}, {state: 'none'}, {state: 'set', hashScheme: 'sha512'}]});
  t.like(value(facts, 'authorizedKeys'), {keys: [{user: 'ito', type: 'ssh-ed25519'}]});
  t.like(value(facts, 'packages'), {manager: 'apk', list: [{name: 'busybox'}, {name: 'musl'}]});
  t.like(value(facts, 'logFiles'), {files: [{path: '/var/log/messages', mode: '600'}]});
  t.like(value(facts, 'services'), {initSystem: 'openrc', units: [{name: 'syslog', enabled: true}]});
  t.like(value(facts, 'scheduledJobs'), {list: [{command: 'run-parts'}]});
});

test.serial('busybox as an ordinary user: what is closed is told as closed', async (t) => {
  const facts = await scan('1000:1000');
  const reasons = missing(facts);
  const open = Object.keys(reasons).filter((name) => ![...unsupported, ...closed].includes(name));
  t.deepEqual(open, []);
  for (const name of closed) t.is(reasons[name], 'permission-denied', name);
  t.deepEqual(userNames(facts, 'accounts'), ['root', 'nobody', 'ito']);
});

test.serial('busybox without cksum: told as such, since no answer could be verified', async (t) => {
  rmSync(join(root, 'usr/bin/cksum'));
  await t.throwsAsync(scan('0:0'), {message: /no cksum/});
});
