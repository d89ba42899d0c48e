import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {command} from '../../src/model/ask.ts';
import {successAnswer, type Exchange} from '../../src/model/evidence.ts';
import type {Facts} from '../../src/model/fact.ts';
import {defineProbe, whole} from '../../src/model/probe.ts';
import {z} from 'zod';
import {probes} from '../../src/probes/index.ts';
import {namedSettings} from '../../src/probes/parse/named.ts';
import {snmpdSettings} from '../../src/probes/parse/snmp-agent.ts';
import {readRotationFile, retentionDays, unconfigured} from '../../src/probes/parse/logrotate.ts';
import {sessionDefaults} from '../../src/probes/session-defaults.ts';

const at = '2026-11-22T00:00:00.000Z';

function exchange(ask: string, body: string, more: Parameters<typeof successAnswer>[1] = {}): Exchange {
  const answer = successAnswer(body, {exitCode: 0, ...more});
  return {seq: 1, ask, request: ask, via: 'ssh', privilege: 'root', sentAt: at, receivedAt: at, answer};
}

const file = (path: string, text: string | null): Exchange =>
  exchange(`file:${path}`, text ?? '', {exitCode: null, absent: text === null});

const folder = (pattern: string, ...paths: string[]): Exchange =>
  exchange(`files:${pattern}`, paths.map((path) => `r ${path}`).join('\n'), {exitCode: null});

function factOf(name: string, ...exchanges: readonly Exchange[]): Facts[string] | undefined {
  return factsOf(
    probes.filter(({fact}) => fact === name),
    exchanges,
    'linux',
    null,
  )[name];
}

function told(
  name: string,
  ...exchanges: readonly Exchange[]
): {readonly state: string; readonly complete: boolean | null} {
  const fact = factOf(name, ...exchanges);
  return {state: fact?.state ?? 'none', complete: fact?.state === 'known' ? fact.complete : null};
}

for (const [status, exitCode, complete] of [
  ['zero', 0, true],
  ['zero', 1, false],
  ['zero', null, false],
  ['any', 1, true],
] as const) {
  test(`exit status ${exitCode} of an ask that takes ${status} makes the fact ${complete ? 'whole' : 'incomplete'}`, (t) => {
    const ask = command('x', 'x', {status});
    const probe = defineProbe({
      fact: 'x',
      title: {en: 'x', ja: 'x'},
      cost: 'cheap',
      schema: z.string(),
      ask: {linux: [ask]},
      parse: (answers) => whole(answers.command('x').text),
    });
    const fact = factsOf([probe], [exchange('x', 'a', {exitCode})], 'linux', null)['x'];
    t.like(fact, {state: 'known', complete, ...(complete ? {} : {because: 'unsupported'})});
  });
}

const resolver = (rest: string): string => `options { recursion yes; ${rest} };`;
for (const [text, expected] of [
  [resolver('allow-recursion { any; };'), true],
  [resolver('allow-recursion { 0.0.0.0/0; };'), true],
  [resolver('allow-recursion { ::/0; };'), true],
  [resolver('allow-recursion { !192.0.2.1; any; };'), true],
  [resolver('allow-recursion { !any; localhost; };'), false],
  [resolver('allow-recursion { { 10.0.0.0/8; any; }; };'), true],
  [`acl world { any; }; ${resolver('allow-recursion { world; };')}`, true],
  [`acl inside { 10.0.0.0/8; }; ${resolver('allow-recursion { inside; };')}`, false],
  [resolver('allow-recursion { elsewhere; };'), null],
  [resolver('allow-query { any; }; allow-query-cache { localnets; };'), false],
  ['view a { recursion yes; allow-recursion { any; }; }; view b { recursion no; };', true],
  ['view a { match-clients { 10.0.0.0/8; }; allow-recursion { any; }; }; view b { recursion no; };', false],
  [resolver(''), false],
] as const) {
  test(`BIND ${expected === null ? 'may resolve' : expected ? 'resolves' : 'does not resolve'} for all: ${text}`, (t) => {
    t.is(namedSettings(text).openResolver, expected);
  });
}

test('a transfer list that takes in everybody by another name holds any', (t) => {
  const {zones} = namedSettings('acl w { 0.0.0.0/0; }; zone "z" { type primary; allow-transfer { w; }; };');
  t.deepEqual(zones[0]?.allowTransfer, ['any', 'w']);
  t.false(namedSettings('zone "z" { type primary; allow-transfer { w; }; };').understood);
});

for (const [line, unread] of [
  ['includeFile other.conf', true],
  ['includeDir /etc/elsewhere', true],
  ['includeDir /etc/snmp/snmpd.conf.d', false],
  ['rocommunity x', false],
] as const) {
  test(`snmpd ${unread ? 'goes on elsewhere' : 'ends here'}: ${line}`, (t) => {
    t.is(snmpdSettings(line).unread, unread);
  });
}

test('how long a log is kept is not known where it is rotated when it grows', (t) => {
  const rule = readRotationFile(
    '/var/log/a {\n weekly\n rotate 4\n maxsize 1M\n}',
    unconfigured,
    (_path, settings) => ({settings, rules: []}),
  ).rules[0];
  t.is(rule === undefined ? 0 : retentionDays(rule), null);
});

for (const [name, bodies] of [
  ['boot-loader', ['', 'r /boot/grub/grub.cfg']],
  ['log-files', ['', '640 0 4 /var/log/syslog']],
  ['network', ['== routes\n== links', '1: lo: <LOOPBACK,UP> mtu 1\n== routes\n== links']],
  ['storage', ['== mdstat', '== mounts\n== mdstat']],
  ['file-walk', ['gnu', 'gnu\ndrwxr-xr-x 755 0 0 /', 'gnu\ndrwxr-xr-x 755 0 0 /\n. 1']],
  ['sshd-effective', ['', '-sshd', '-sshd\n-drop']],
] as const) {
  const fact = {
    ...{'boot-loader': 'bootLoader', 'log-files': 'logFiles', network: 'interfaces', storage: 'redundancy'},
    ...{'file-walk': 'setuidFiles', 'sshd-effective': 'sshd'},
  }[name];
  for (const body of bodies) {
    test(`${fact} is never whole on an answer of ${name} without its end: ${JSON.stringify(body)}`, (t) => {
      t.not(told(fact, exchange(name, body)).complete, true);
    });
  }
}

test('a boot folder that is closed to the login user is no missing boot loader', (t) => {
  t.like(factOf('bootLoader', exchange('boot-loader', 'd /boot/grub2\n.')), {
    state: 'gap',
    reason: 'permission-denied',
  });
});

test('a walk with two unlike lines of one path, or a mount point left out, is not whole', (t) => {
  const root = 'drwxr-xr-x 755 0 0 /';
  const [one, other] = ['-rwsr-xr-x 4755 0 0 /a', '-rw-rw-rw- 666 0 0 /a'];
  const names = [
    exchange('accounts', 'p:root:shadow -:0:0:/root:/bin/sh\n. read'),
    file('/etc/group', 'root:x:0:'),
    file('/etc/nsswitch.conf', 'passwd: files'),
  ];
  t.false(told('setuidFiles', ...names, exchange('file-walk', `gnu\n${root}\n${one}\n${other}\n. 0`)).complete);
  t.false(told('setuidFiles', ...names, exchange('file-walk', `? /mnt/a\\040b\ngnu\n${root}\n. 0`)).complete);
  t.true(told('setuidFiles', ...names, exchange('file-walk', `gnu\n${root}\n${one}\n${one}\n. 0`)).complete);
});

const pamFolders = (text: string): Exchange[] => [
  folder('/etc/pam.d/*', '/etc/pam.d/su'),
  folder('/usr/lib/pam.d/*'),
  folder('/usr/etc/pam.d/*'),
  file('/etc/pam.d/su', text),
];
for (const [text, complete] of [
  ['auth required pam_wheel.so use_uid', true],
  ['auth include not-there\nauth required pam_wheel.so use_uid', false],
  ['auth include /opt/su\nauth required pam_wheel.so use_uid', false],
  ['auth include su\nauth required pam_wheel.so use_uid', false],
] as const) {
  test(`PAM is ${complete ? '' : 'not '}seen as a whole: ${JSON.stringify(text)}`, (t) => {
    const group = exchange('accounts', 'p:root:shadow -:0:0:/root:/bin/sh\n. read');
    const fact = told(
      'suRestriction',
      ...pamFolders(text),
      group,
      file('/etc/group', 'wheel:x:10:'),
      file('/etc/login.defs', null),
    );
    t.is(fact.complete, complete);
  });
}

test('sshd that is not on the search path while its configuration is there is not known to be absent', (t) => {
  const keys = folder('/etc/ssh/ssh_host_*_key.pub');
  const none = ['/etc/default/dropbear', '/etc/conf.d/dropbear', '/usr/etc/ssh/sshd_config'].map((path) =>
    file(path, null),
  );
  const effective = exchange('sshd-effective', '-sshd\n-dropbear\n.');
  t.like(told('sshd', effective, keys, ...none, file('/etc/ssh/sshd_config', 'Port 22')), {state: 'gap'});
  t.like(told('sshd', effective, keys, ...none, file('/etc/ssh/sshd_config', null)), {state: 'known', complete: true});
});

for (const [line, complete] of [
  ['sudoers: files', true],
  ['sudoers: files sss', false],
  ['sudoers: files [SUCCESS=return NOTFOUND = continue] # sss', true],
  ['', true],
] as const) {
  test(`sudo rules are ${complete ? '' : 'not '}all in files: ${JSON.stringify(line)}`, (t) => {
    const fact = told('sudo', file('/etc/sudoers', 'root ALL=(ALL) ALL'), file('/etc/nsswitch.conf', line));
    t.is(fact.complete, complete);
  });
}

test('a modprobe file is hidden by one of its name in an earlier folder', (t) => {
  const folders = ['/etc/modprobe.d', '/run/modprobe.d', '/usr/lib/modprobe.d', '/lib/modprobe.d'];
  const paths = ['/etc/modprobe.d/usb.conf', '/usr/lib/modprobe.d/usb.conf'];
  const fact = factOf(
    'usbStorage',
    ...folders.map((name) => folder(`${name}/*.conf`, ...paths.filter((path) => path.startsWith(`${name}/`)))),
    file('/etc/modprobe.d/usb.conf', '# nothing'),
    file('/usr/lib/modprobe.d/usb.conf', 'install usb-storage /bin/false'),
    ...['/sys/module/usb_storage/parameters/delay_use', '/etc/usbguard/usbguard-daemon.conf'].map((path) =>
      file(path, null),
    ),
    file('/etc/systemd/system/basic.target.wants/usbguard.service', null),
    folder('/sys/bus/usb/devices/usb*/authorized_default'),
  );
  t.like(fact, {state: 'known', complete: true, value: {blocked: false}});
});

test('the statements of a long line are read in bounded time', (t) => {
  const began = performance.now();
  const text = `umask 022;${'a;'.repeat(500_000)}`;
  const paths = ['/etc/profile', '/etc/bash.bashrc', '/etc/bashrc', '/etc/environment'];
  factsOf(
    [sessionDefaults],
    [
      file('/etc/login.defs', ''),
      folder('/etc/profile.d/*.sh'),
      ...paths.map((path, index) => file(path, index === 0 ? text : '')),
    ],
    'linux',
    null,
  );
  t.true(performance.now() - began < 4000);
});
