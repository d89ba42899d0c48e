import test from 'ava';
import {auditCoverage} from '../../../src/probes/parse/audit-coverage.ts';
import {mongoSettings, mysqlSettings, redisSettings} from '../../../src/probes/parse/databases.ts';
import {
  keptForever,
  readRotationFile,
  retentionDays,
  unconfigured,
  type ReadIncluded,
} from '../../../src/probes/parse/logrotate.ts';
import {namedSettings} from '../../../src/probes/parse/named.ts';
import {busyboxSettings} from '../../../src/probes/parse/busybox-syslog.ts';
import {rsyslogSettings, selectsAuth} from '../../../src/probes/parse/rsyslog.ts';
import {nfsExports, sambaSettings} from '../../../src/probes/parse/shares.ts';
import {isLoopback, snmpdSettings} from '../../../src/probes/parse/snmp-agent.ts';
import {encryptedNames, readBlocks, readUse, unescaped} from '../../../src/probes/parse/storage.ts';
import {persistentSettings} from '../../../src/probes/parse/sysctl-files.ts';
import {syslogNgSettings} from '../../../src/probes/parse/syslog-ng.ts';
import {megabytesOf, secondsOf} from '../../../src/probes/parse/systemd-values.ts';
import {
  busyboxServers,
  openNtpdServers,
  timeServers,
  timesyncdServers,
} from '../../../src/probes/parse/time-servers.ts';
import {chronyState, ntpctlState, ntpqState, timesyncdState} from '../../../src/probes/parse/time-state.ts';

const targets: readonly (readonly [line: string, expected: unknown])[] = [
  ['*.* @192.0.2.20', {host: '192.0.2.20', port: null, protocol: 'udp', tls: false, logins: true}],
  [
    '*.* @@(o)[2001:db8::1]:10514;RSYSLOG_Format',
    {host: '2001:db8::1', port: 10514, protocol: 'tcp', tls: false, logins: true},
  ],
  [
    '$ActionSendStreamDriverMode 1\n*.* @@log:6514',
    {host: 'log', port: 6514, protocol: 'tcp', tls: true, logins: true},
  ],
  [
    'action(type="omrelp" target="log" port="20514" tls="on")',
    {host: 'log', port: 20514, protocol: 'relp', tls: true, logins: true},
  ],
  [
    '*.* action(type="omfwd"\n  Target="log"\n  Protocol="tcp")',
    {host: 'log', port: null, protocol: 'tcp', tls: false, logins: true},
  ],
  ['mail.* @log', {host: 'log', port: null, protocol: 'udp', tls: false, logins: false}],
  ['auth,authpriv.* @log', {host: 'log', port: null, protocol: 'udp', tls: false, logins: true}],
  ['*.*;authpriv.none @log', {host: 'log', port: null, protocol: 'udp', tls: false, logins: false}],
  ['mail.* action(type="omfwd" target="log")', {host: 'log', port: null, protocol: 'udp', tls: false, logins: false}],
  [
    'if $programname == \'x\' then {\naction(type="omfwd" target="log")\n}',
    {host: 'log', port: null, protocol: 'udp', tls: false, logins: null},
  ],
  ['if $syslogfacility-text == "mail" then @log', {host: 'log', port: null, protocol: 'udp', tls: false, logins: null}],
  [
    'template(name="t" type="list") {\nproperty(name="msg")\n}\n*.* @log',
    {host: 'log', port: null, protocol: 'udp', tls: false, logins: true},
  ],
];

for (const [text, expected] of targets) {
  test(`rsyslog sends by ${JSON.stringify(text)}`, (t) => {
    t.deepEqual(rsyslogSettings(text).targets, [expected]);
  });
}

for (const [before, logins] of [
  ['authpriv.* /var/log/secure\n& stop', null],
  ['authpriv.* ~', null],
  ["if $programname == 'sshd' then stop", null],
  ["if $programname == 'sshd' then {\n/var/log/ssh\nstop\n}", null],
  [':msg, contains, "session" stop', null],
  ['*.*;auth.none stop', null],
  ['10.* stop', null],
  ['*.*;3.none stop', null],
  ['*.*;auth,authpriv.none stop', true],
  ["if $syslogfacility-text == 'authpriv' then stop", null],
  ["if $syslogfacility-text == 'kern' or $programname == 'sshd' then stop", null],
  ["if ($syslogfacility-text == 'kern') and ($msg contains 'IN=') then -/var/log/firewall\n& stop", true],
  ['mail.* /var/log/mail\n& stop', true],
  ['mail.* {\n/var/log/mail\nstop\n}', true],
  [':syslogtag, isequal, "[CLOUDINIT]" /var/log/cloud-init.log\n& stop', true],
  [':programname, startswith, "haproxy" {\n/var/log/haproxy.log\nstop\n}', true],
  [':msg, contains, "please stop" /var/log/x', true],
] as const) {
  test(`rsyslog: after ${JSON.stringify(before)} records of authentication reach ${logins ? 'what follows' : 'what follows, or not'}`, (t) => {
    const found = rsyslogSettings(`${before}\n*.* @@log\nauthpriv.* /var/log/late`);
    t.is(found.targets[0]?.logins, logins);
    t.is(found.authLogged, before.startsWith('authpriv.* /var') ? true : logins);
  });
}

test('rsyslog: TLS of the old style holds from its line on, and for targets of the old style', (t) => {
  const text =
    '*.* @@a\n$ActionSendStreamDriverMode 1\n*.* @@b\naction(type="omfwd" target="c" protocol="tcp")\n$ActionSendStreamDriverMode 0\n*.* @@d';
  t.deepEqual(
    rsyslogSettings(text).targets.map(({host, tls}) => [host, tls]),
    [
      ['a', false],
      ['b', true],
      ['c', false],
      ['d', false],
    ],
  );
});

test('rsyslog: files and other actions are no log servers, network inputs are told', (t) => {
  const found = rsyslogSettings(
    'mail.* -/var/log/mail.log\n*.emerg :omusrmsg:*\n$ModLoad imudp\n$UDPServerRun 514\ninput(type="imtcp" port="514")',
  );
  t.deepEqual(found.targets, []);
  t.deepEqual(found.inputs, ['udp', 'tcp']);
});

for (const [selector, expected] of [
  ['auth,authpriv.*', true],
  ['*.*;auth,authpriv.none', false],
  ['*.info;mail.none;authpriv.none;cron.none', false],
  ['authpriv.err', false],
  ['mail.*', false],
] as const) {
  test(`the selector ${selector} ${expected ? 'lets' : 'does not let'} authentication through`, (t) => {
    t.is(selectsAuth(selector), expected);
  });
}

test('syslog-ng: only destinations that a log path uses count', (t) => {
  const text = `source s_net { udp(ip("0.0.0.0") port(514)); };
    filter f_auth { facility(auth, authpriv); };
    destination d_auth { file("/var/log/auth.log"); };
    destination d_tls { network("log.example.jp" port(6514) transport("tls") tls(ca-dir("/etc/ca"))); };
    destination d_unused { tcp("192.0.2.9" port(514)); };
    log { source(s_net); filter(f_auth); destination(d_auth); };
    log { source(s_net); destination(d_tls); };`;
  const found = syslogNgSettings(text);
  t.deepEqual(found.targets, [{host: 'log.example.jp', port: 6514, protocol: 'tcp', tls: true, logins: true}]);
  t.deepEqual(found.inputs, ['udp']);
  t.true(found.authLogged);
});

const nothingIncluded: ReadIncluded = (_path, settings) => ({settings, rules: []});

for (const [text, days, forever] of [
  ['/var/log/a {\n rotate 4\n weekly\n}', 28, false],
  ['"/var/log/a b" /var/log/c\n{\n daily\n rotate 400\n maxage 90\n postrotate\n  rotate 9\n endscript\n}', 90, false],
  ['/var/log/a {\n size 10M\n rotate 5\n}', null, false],
  ['/var/log/a {\n monthly\n rotate -1\n}', null, true],
  ['/var/log/a {\n monthly\n}', 0, false],
] as const) {
  test(`logrotate keeps ${days ?? 'an unknown number of'} days: ${JSON.stringify(text)}`, (t) => {
    const [rule] = readRotationFile(text, unconfigured, nothingIncluded).rules;
    t.truthy(rule);
    if (rule === undefined) return;
    t.is(retentionDays(rule), days);
    t.is(keptForever(rule), forever);
  });
}

const only64 = {native: 'b64', runs32: false} as const;

test('audit rules cover a topic by path, folder or system call, and only when writing is recorded', (t) => {
  t.true(auditCoverage(['-w /etc/ -p wa'], only64).identity);
  t.true(auditCoverage(['-a always,exit -F dir=/etc -F perm=wa -F key=x'], only64).sudoers);
  t.false(auditCoverage(['-w /etc/passwd -p r', '-w /etc/shadow -p wa', '-w /etc/group -p wa'], only64).identity);
  t.false(auditCoverage(['-a never,exit -S adjtimex,clock_settime'], only64).time);
  t.true(auditCoverage(['-a always,exit -F arch=b64 -S adjtimex -S clock_settime'], only64).time);
  t.false(auditCoverage(['-a always,exit -S all -F path=/etc/passwd -F perm=wa'], only64).time);
});

const modules = '-a always,exit -F arch=b64 -S init_module,finit_module,delete_module';
const clock = '-a always,exit -F arch=b64 -S adjtimex,settimeofday,clock_settime -k time-change';
const kept = [
  '-w /etc/passwd -p wa -k identity',
  '-a always,exit -F arch=b64 -F path=/etc/shadow -F perm=wa -F auid>=1000 -F auid!=unset -F key=identity',
  '-a always,exit -S all -F dir=/etc/group -F perm=wa',
];

for (const [topic, lines, expected] of [
  ['time', ['-a never,task', clock], false],
  ['identity', [...kept, '-a task,never'], false],
  ['identity', kept, true],
  ['identity', ['-a never,exit -F dir=/etc', ...kept], null],
  ['identity', [...kept, '-a never,exit -F dir=/etc'], true],
  ['identity', ['-a never,exit -F dir=/srv', ...kept], true],
  ['identity', [...Array<string>(501).fill('-a never,exit -F dir=/srv'), ...kept], null],
  ['identity', ['-a always,exit -F path=/etc/passwd -F perm=wa -F uid=4242', ...kept.slice(1)], null],
  ['identity', ['-a always,exit -S unlink -F path=/etc/passwd -F perm=wa', ...kept.slice(1)], null],
  [
    'identity',
    ['-a always,exit -F arch=b64 -S open,openat,rename -F path=/etc/passwd -F perm=wa', ...kept.slice(1)],
    true,
  ],
  ['time', [clock.replace('b64', 'b32')], false],
  ['time', [`${clock} -F success=0`], null],
  ['time', [`${clock} -F a0=0x0`], null],
  ['time', [clock.replace(',clock_settime', ''), '-a always,exit -F arch=b64 -S clock_settime -F a0=0x0'], true],
  ['time', ['-a never,exit -F arch=b64 -S adjtimex -F auid=unset -F uid=chrony', clock], true],
  ['time', ['-a never,exit -F arch=b64 -S adjtimex -F uid=ops', clock], null],
  ['time', ['-a never,exit -F arch=b64 -S futex', clock], true],
  ['time', [clock, '-A exit,never -S adjtimex'], null],
  ['time', [clock, '-a always,exclude -F msgtype=SYSCALL'], null],
  ['time', [clock, '-a always,exclude -F uid=0'], null],
  ['time', [clock, '-a always,exclude -F msgtype=CWD', '-a never,user -F subj_type=crond_t'], true],
  ['modules', [modules], true],
  ['modules', [`${modules} -F auid>=1000 -F auid!=4294967295 -F key=modules`], true],
  ['modules', [`${modules} -F auid=0`], null],
  ['modules', [`${modules} -C euid!=uid`], null],
  ['modules', [modules.replace('finit_module,', '')], false],
  ['modules', ['-a always,exit -F path=/usr/bin/kmod -F perm=x -F auid>=1000 -F auid!=unset'], true],
  ['modules', ['-w /usr/bin -p wa'], false],
  ['modules', ['-w /sbin/insmod -p x', '-w /sbin/rmmod -p x', '-w /sbin/modprobe -p x'], true],
  ['permissions', ['-a always,exit -F arch=b64 -S chmod,chown'], false],
  ['permissions', ['-a always,exit -F arch=b64 -S chmod,fchmod,fchmodat', '-a always,exit -S fchownat'], true],
  ['deletions', ['-a always,exit -F arch=b64 -S unlink,rename'], false],
  ['deletions', ['-a always,exit -F arch=b64 -S unlink,unlinkat,rename,renameat'], true],
] as const) {
  test(`audit rules record ${topic}: ${expected}: ${lines.join('; ')}`, (t) => {
    t.is(auditCoverage(lines, only64)[topic], expected);
  });
}

const narrow = clock.replace('b64', 'b32');
const both = {native: 'b64', runs32: true} as const;
const perhaps = {native: 'b64', runs32: null} as const;
const only32 = {native: 'b32', runs32: true} as const;
for (const [what, lines, machine, expected] of [
  ['of 64-bit programs', [clock], both, false],
  ['of 64-bit programs, where 32-bit ones may run', [clock], perhaps, null],
  ['of 64-bit programs, where no others run', [clock], only64, true],
  ['of 32-bit programs', [narrow], both, false],
  ['of both', [clock, narrow], both, true],
  ['of both', [clock, narrow], perhaps, true],
  ['of 32-bit programs in part', [clock, `${narrow} -F auid=0`], both, null],
  ['by the numbers of the machine', [clock.replace('-F arch=b64 ', '')], both, false],
  ['of all but 64-bit programs', [clock.replace('arch=', 'arch!=')], only64, false],
  ['of 32-bit programs', [narrow], only32, true],
  ['of 64-bit programs', [clock], only32, false],
  ['by the numbers of the machine', [clock.replace('-F arch=b64 ', '')], only32, true],
] as const) {
  test(`audit rules ${what} on ${machine.native}, 32-bit: ${machine.runs32}: ${expected}`, (t) => {
    t.is(auditCoverage(lines, machine).time, expected);
  });
}

test('a watched path is watched for programs of every kind', (t) => {
  t.true(auditCoverage(['-w /etc -p wa'], both).identity);
  t.true(auditCoverage(['-a always,exit -F dir=/etc -F perm=wa'], both).identity);
  t.false(auditCoverage(['-a always,exit -F arch=b64 -F dir=/etc -F perm=wa'], both).identity);
});

test('chrony without a source is not synchronised, nor is one that follows itself', (t) => {
  const unsynchronised = '00000000,,0,0.000000000,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Not synchronised';
  t.like(chronyState(unsynchronised), {synchronised: false, source: null, stratum: null, lastSync: null});
  t.like(chronyState(unsynchronised.replace('00000000', '7F7F0101').replace('Not synchronised', 'Normal')), {
    synchronised: false,
  });
  t.is(chronyState('506 Cannot talk to daemon'), null);
});

test('ntpq: the peer with a star is followed', (t) => {
  const head = '     remote           refid      st t when poll reach   delay   offset  jitter\n====';
  const peers =
    '*192.0.2.1       .GPS.            1 u   33   64  377    0.211   -1.204   0.031\n+192.0.2.2       192.0.2.9        2 u   12   64  377    0.5    0.1    0.2';
  t.deepEqual(ntpqState(`${head}\n${peers}`), {
    synchronised: true,
    source: '192.0.2.1',
    stratum: 2,
    offsetMs: -1.204,
    lastSync: null,
  });
  t.like(ntpqState(head), {synchronised: false});
  for (const own of ['127.127.1.0', 'LOCAL(0)'])
    t.like(ntpqState(`${head}\n*${own}     .LOCL.           5 l   33   64  377    0.000    0.000   0.000`), {
      synchronised: false,
      stratum: null,
    });
  t.is(ntpqState('localhost: timed out, nothing received'), null);
});

const peerTable = (...peers: readonly string[]): string =>
  ['     remote           refid      st t when poll reach   delay   offset  jitter', '====', ...peers].join('\n');

for (const [what, reftime, peers, expected] of [
  // Classic ntpq 4.2.8 adds the time of its zone in words.
  [
    '4.2.8',
    'reftime=ecd431f6.969e8de5  Fri, Nov 28 2025 11:36:38.588',
    ['*192.0.2.1 .GPS. 1 u 3 64 377 0.1 0.2 0.3'],
    '2025-11-28T14:36:38.000Z',
  ],
  [
    'after 2036',
    'reftime=00000010.00000000 2036-02-07T06:28:32.000Z',
    ['*192.0.2.1 .GPS. 1 u 3 64 377 0.1 0.2 0.3'],
    '2036-02-07T06:28:32.000Z',
  ],
  [
    'that was never set',
    'reftime=00000000.00000000 2036-02-07T06:28:16.000Z',
    ['*192.0.2.1 .GPS. 1 u 3 64 377 0.1 0.2 0.3'],
    null,
  ],
  [
    'that lost its source',
    'reftime=ecd431f6.969e8de5',
    [' 192.0.2.1 .GPS. 1 u 3 64 0 0.1 0.2 0.3'],
    '2025-11-28T14:36:38.000Z',
  ],
  ['that follows its own clock', 'reftime=ecd431f6.969e8de5', ['*127.127.1.0 .LOCL. 5 l 3 64 377 0.0 0.0 0.0'], null],
  [
    'that may have followed its own clock',
    'reftime=ecd431f6.969e8de5',
    [' LOCAL(0) .LOCL. 5 l 3 64 377 0.0 0.0 0.0'],
    null,
  ],
  [
    'that follows another than its own clock',
    'reftime=ecd431f6.969e8de5',
    ['*192.0.2.1 .GPS. 1 u 3 64 377 0.1 0.2 0.3', ' LOCAL(0) .LOCL. 5 l 3 64 377 0.0 0.0 0.0'],
    '2025-11-28T14:36:38.000Z',
  ],
  ['that does not tell', 'reftime=soon', ['*192.0.2.1 .GPS. 1 u 3 64 377 0.1 0.2 0.3'], null],
] as const) {
  test(`the last synchronisation of an ntpd ${what}`, (t) => {
    const seconds = ntpqState(`primary timeout 1500 ms\n${reftime}\n${peerTable(...peers)}`)?.lastSync ?? null;
    t.is(seconds === null ? null : new Date(seconds * 1000).toISOString(), expected);
  });
}

const openPeers = (status: string, ...rows: readonly string[]): string =>
  [status, '', 'peer', '   wt tl st  next  poll          offset       delay      jitter', ...rows].join('\n');

test('OpenNTPD: the peer or sensor with a star is followed', (t) => {
  const other = [
    '192.0.2.1 from pool ntp.example.jp',
    '    1 10  2   20s   34s         0.157ms    12.213ms     3.151ms',
  ];
  const followed = ['192.0.2.2 ntp2.example.jp', ' *  1 10  1   13s   31s        -1.204ms     0.211ms     0.031ms'];
  t.deepEqual(ntpctlState(openPeers('2/2 peers valid, clock synced, stratum 2', ...other, ...followed)), {
    ...{synchronised: true, source: '192.0.2.2', stratum: 2, offsetMs: -1.204, lastSync: null},
  });
  const sensor = ['sensor', '   wt gd st  next  poll          offset  correction'];
  const clock = ['nmea0', ' *  1  1  0    4s   15s         -0.031ms     0.000ms'];
  const text = openPeers(
    '1/1 peers valid, 1/1 sensors valid, clock synced, stratum 1',
    ...other,
    '',
    ...sensor,
    ...clock,
  );
  t.like(ntpctlState(text), {synchronised: true, source: 'nmea0', stratum: 1, offsetMs: -0.031});
  const unsynced = openPeers(
    '4/4 peers valid, constraint offset -1s, clock unsynced, clock offset is 1048.342ms',
    ...other,
  );
  t.like(ntpctlState(unsynced), {synchronised: false, source: null, stratum: null, offsetMs: 1048.342});
  const invalid = ['192.0.2.1', '    1  2  - 3095s 3101s             ---- peer not valid ----'];
  t.like(ntpctlState(openPeers('0/1 peers valid, clock unsynced', ...invalid)), {synchronised: false, offsetMs: null});
  const gone = followed.map((line) => line.replace('13s   31s', '2857s 3028s'));
  t.like(ntpctlState(openPeers('1/1 peers valid, clock synced, stratum 2', ...gone)), {synchronised: null, stratum: 2});
  t.is(ntpctlState('ntpctl: connect: /run/openntpd.sock: Permission denied'), null);
});

test('timesyncd and OpenNTPD tell their state', (t) => {
  const text = '       Server: 192.0.2.1 (ntp.example.jp)\n      Stratum: 2\n       Offset: -189us\n Packet count: 6';
  t.deepEqual(timesyncdState(text), {
    synchronised: true,
    source: '192.0.2.1',
    stratum: 2,
    offsetMs: -0.189,
    lastSync: null,
  });
  t.is(timesyncdState('Failed to connect to bus'), null);
  const synced = '4/4 peers valid, clock synced, stratum 3';
  const peer = '192.0.2.1\n *  1 10  2   12s   32s  0.005ms  0.047ms  0.012ms';
  t.like(ntpctlState(`${synced}\n\npeer\n${peer}`), {synchronised: true, source: '192.0.2.1', stratum: 3});
  t.like(ntpctlState(synced), {synchronised: null, source: null, stratum: 3});
  t.like(ntpctlState('0/4 peers valid, clock unsynced'), {synchronised: false});
});

test('time servers of every configuration', (t) => {
  t.deepEqual(
    timeServers('server 127.127.20.0 mode 1\npool p iburst nts\nserver a key 3\n%x\nrestrict default').map(
      ({kind, authenticated}) => [kind, authenticated],
    ),
    [
      ['refclock', false],
      ['pool', true],
      ['server', true],
    ],
  );
  t.deepEqual(timeServers('server 127.127.1.0\nfudge 127.127.1.0 stratum 10\nrefclock local'), []);
  t.deepEqual(
    openNtpdServers('servers pool.ntp.org\nserver a\nsensor *').map(({kind}) => kind),
    ['pool', 'server', 'refclock'],
  );
  t.deepEqual(
    busyboxServers('NTPD_OPTS="-N -p a -p b"').map(({host}) => host),
    ['a', 'b'],
  );
  t.deepEqual(
    timesyncdServers(['[Time]\nNTP=a b\nFallbackNTP=c', '[Time]\nNTP=\nNTP=d']).map(({host}) => host),
    ['d'],
  );
});

test('BIND: options, views and zones', (t) => {
  const found = namedSettings(
    '/* a */ options { recursion no; allow-transfer { "none"; }; }; // b\nview "v" { zone "x" IN { type primary; allow-transfer { 192.0.2.1; key k; }; }; zone "y" { type slave; }; };',
  );
  t.false(found.recursion);
  t.deepEqual(found.zones, [
    {name: 'x', type: 'primary', allowTransfer: ['192.0.2.1', 'key k']},
    {name: 'y', type: 'secondary', allowTransfer: ['none']},
  ]);
});

test('BIND: a file is read where it is included, and nowhere else', (t) => {
  const files = new Map([
    ['/o', 'allow-recursion { any; };'],
    ['/z', 'zone "x" { type slave; };'],
    ['/loop', 'include "/loop";'],
  ]);
  const of = (text: string) => namedSettings(text, (path) => files.get(path) ?? null);
  t.like(of('options { include "/o"; };'), {openResolver: true, includes: []});
  t.like(of('options { };'), {openResolver: false});
  t.like(of('options { allow-transfer { any; }; };\nview "v" { allow-transfer { 192.0.2.1; }; include "/z"; };'), {
    zones: [{name: 'x', type: 'secondary', allowTransfer: ['192.0.2.1']}],
  });
  t.deepEqual(of('options { include "/elsewhere"; };\ninclude "/loop";').includes, ['/elsewhere', '/loop']);
});

test('BIND: files that include each other many times are not read without end', (t) => {
  const part = 'include "/a";\n'.repeat(5000) + 'a;\n'.repeat(50_000);
  t.true(namedSettings('include "/a";', () => part).includes.length > 0);
});

test('BIND: access lists that name each other many times', (t) => {
  const text = `options { allow-recursion { a; }; };\nacl a { ${'b; a; '.repeat(5000)} };\nacl b { 192.0.2.1; };`;
  t.is(namedSettings(text).openResolver, null);
  t.is(namedSettings('acl b { any; };\nacl a { b; b; };\noptions { allow-recursion { a; }; };').openResolver, true);
});

test('BIND: recursion in other words, and networks of strangers', (t) => {
  t.false(namedSettings('options { recursion false; };').recursion);
  t.true(namedSettings('options { allow-recursion { 0.0.0.0/1; 128.0.0.0/1; }; };').openResolver);
  t.false(namedSettings('options { allow-recursion { 10.0.0.0/8; fc00::/7; }; };').openResolver);
});

test('snmpd: users and communities of the other ways to give access', (t) => {
  const secret = '<secret kind=community len=6 class=default same=5f1c>';
  const found = snmpdSettings(
    `AuthCommunity read,write ${secret} 192.0.2.9\nauthcommunity log,net ${secret}\nauthuser read -s usm a priv\ngroup g usm b\naccess g "" any noauth exact all all none`,
  );
  t.deepEqual(found.communities, [{access: 'rw', class: 'default', source: '192.0.2.9'}]);
  t.deepEqual(found.users, [
    {access: 'ro', level: 'priv'},
    {access: 'rw', level: 'noauth'},
  ]);
  t.false(found.unread);
  t.true(snmpdSettings('setaccess g "" usm noauth exact all read').unread);
  t.deepEqual(snmpdSettings('rwuser -s usm b priv').users, [{access: 'rw', level: 'priv'}]);
});

test('snmpd: communities by class only, groups that may write, users with their level', (t) => {
  const secret = '<secret kind=community len=6 class=default same=5f1c>';
  const found = snmpdSettings(
    `com2sec local 192.0.2.9 ${secret}\ngroup rw v2c local\naccess rw "" any noauth exact all all none\nrocommunity6 ${secret} default\nrwcommunity plain\nrouser a noauth\nrwuser -s usm b priv`,
  );
  t.deepEqual(found.communities, [
    {access: 'ro', class: 'default', source: null},
    {access: 'rw', class: null, source: null},
    {access: 'rw', class: 'default', source: '192.0.2.9'},
  ]);
  t.deepEqual(
    found.users.map(({access}) => access),
    ['ro', 'rw'],
  );
  t.true(isLoopback('udp:127.0.0.1:161'));
  t.true(isLoopback('[::1]:161'));
  t.false(isLoopback('udp:161'));
});

test('NFS: options of a line, of a client, and a client that is forgotten', (t) => {
  const found = nfsExports(
    '"/srv/a b" -rw,no_root_squash 192.0.2.0/24 *(ro,root_squash) # x\n/srv/c (rw)\n/srv/d gss/krb5p(rw,sec=krb5p)',
  );
  t.deepEqual(
    found.map(({path, anyClient, readOnly, rootSquash}) => [path, anyClient, readOnly, rootSquash]),
    [
      ['/srv/a b', false, false, false],
      ['/srv/a b', true, true, true],
      ['/srv/c', true, false, true],
      ['/srv/d', false, false, true],
    ],
  );
});

for (const [options, anyClient, rootSquash] of [
  ['*(rw,sec=none)', true, true],
  ['*(rw,sec=krb5p:none)', true, true],
  ['*(sec=krb5,rw,sec=sys,ro)', true, true],
  ['*(rw,sec=krb5:krb5i)', false, true],
  ['0.0.0.0/1(rw)', true, true],
  ['128.0.0.0/128.0.0.0(rw)', true, true],
  ['10.0.0.0/255.0.0.0(rw)', false, true],
  ['192.0.2.9(rw,all_squash,anonuid=0)', false, false],
  ['192.0.2.9(rw,no_root_squash,all_squash,no_all_squash)', false, false],
  ['192.0.2.9(rw,no_root_squash,all_squash,anonuid=65534)', false, true],
] as const) {
  test(`an export to ${options}: ${anyClient ? 'anybody' : 'some'}, root is ${rootSquash ? 'mapped' : 'root'}`, (t) => {
    t.like(nfsExports(`/srv ${options}`)[0], {anyClient, rootSquash});
  });
}

test('Samba: what a share copies from another one is not followed', (t) => {
  t.true(sambaSettings('[a]\npath = /a\n[b]\ncopy = a').includes);
});

test('Samba: names without regard to case and space, globals as defaults of shares', (t) => {
  const found = sambaSettings(
    '[Global]\nMap To Guest = Bad User\nguest ok = yes\n[a]\npublic = no\nwriteable = yes\n[b]\npath = /b\nprintable = yes',
  );
  t.is(found.mapToGuest, 'bad user');
  t.deepEqual(
    found.shares.map(({name, guestOk, readOnly, printable}) => [name, guestOk, readOnly, printable]),
    [
      ['a', false, false, false],
      ['b', true, true, true],
    ],
  );
});

test('databases: where they listen, and whether they ask for a password', (t) => {
  t.like(mysqlSettings(['[mysqld]\nbind_address=127.0.0.1\n[client]\nbind-address=0.0.0.0']), {
    loopbackOnly: true,
    passwordRequired: null,
  });
  t.like(mysqlSettings(['[mysqld]\nskip-networking']), {listens: [], loopbackOnly: true});
  t.like(mysqlSettings([]), {listens: ['*'], loopbackOnly: false});
  t.like(redisSettings('bind 127.0.0.1\nrequirepass <secret kind=password len=9>'), {
    loopbackOnly: true,
    passwordRequired: true,
  });
  t.like(redisSettings('aclfile /etc/redis/users.acl'), {passwordRequired: null});
  t.like(mongoSettings('net:\n  bindIp: 127.0.0.1,192.0.2.4\nsecurity:\n  authorization: enabled'), {
    loopbackOnly: false,
    passwordRequired: true,
  });
});

test('values of systemd', (t) => {
  t.deepEqual(['2G', '512M', '1048576', '10%', null].map(megabytesOf), [2048, 512, 1, null, null]);
  t.deepEqual(['1month', '2weeks 1d', '90', '5parsecs', null].map(secondsOf), [2_629_800, 1_296_000, 90, null, null]);
});

test('rsyslog: a comment may follow each parameter of an action, and a # in quotes begins none', (t) => {
  const text = [
    'action(type="omfwd" # all but the last (sent by TCP)',
    'queue.filename="a #1" # name (unique)',
    'Target="log.example.jp" Port="6514" Protocol="tcp" template="b #2")',
  ].join('\n');
  const expected = {host: 'log.example.jp', port: 6514, protocol: 'tcp', tls: false, logins: true} as const;
  t.deepEqual(rsyslogSettings(text).targets, [expected]);
});

test('sysctl files: /etc hides a file of its name, the last file wins, slashes are dots', (t) => {
  const files = [
    {path: '/usr/lib/sysctl.d/10-a.conf', text: 'kernel.sysrq = 1', cut: false},
    {path: '/etc/sysctl.d/10-a.conf', text: '# nothing', cut: false},
    {path: '/etc/sysctl.d/90-b.conf', text: '-net/ipv4/ip_forward=1\n;x\nkernel.dmesg_restrict=1', cut: false},
    {path: '/run/sysctl.d/95-c.conf', text: 'kernel.dmesg_restrict=0', cut: false},
  ];
  const found = persistentSettings(files, null);
  t.deepEqual(
    [...found],
    [
      ['net.ipv4.ip_forward', {value: '1', file: '/etc/sysctl.d/90-b.conf'}],
      ['kernel.dmesg_restrict', {value: '0', file: '/run/sysctl.d/95-c.conf'}],
    ],
  );
});

test('sysctl files: sysctl.conf has its place among the drop-ins where they have a link to it', (t) => {
  const conf = {path: '/etc/sysctl.conf', text: 'kernel.sysrq = 1', cut: false};
  const later = {path: '/etc/sysctl.d/99-zz.conf', text: 'kernel.sysrq = 0', cut: false};
  const link = {...conf, path: '/etc/sysctl.d/99-sysctl.conf'};
  t.is(persistentSettings([link, later], conf).get('kernel.sysrq')?.value, '0');
  t.is(persistentSettings([later], conf).get('kernel.sysrq')?.value, '1');
});

test('a stack of devices is encrypted when all that it rests on is', (t) => {
  const blocks = readBlocks([
    'sda 8:0 - - -',
    'sdb 8:16 - - -',
    'c 253:0 CRYPT-LUKS2-1-c c - sda',
    'md0 9:0 - - - c sdb',
    'md1 9:1 - - - c',
    'loop 7:0 - - - loop',
  ]);
  t.deepEqual([...encryptedNames(blocks)].sort(), ['c', 'md1']);
});

test('a device that is only guarded against change is not encrypted', (t) => {
  const blocks = readBlocks([
    'v 253:0 CRYPT-VERITY-1-v v - sda',
    'i 253:1 CRYPT-INTEGRITY-i i - sda',
    'md 9:0 - - - v i',
  ]);
  t.deepEqual([...encryptedNames(blocks)], []);
  const plain = readBlocks([
    'p 253:0 CRYPT-PLAIN-p p - sda',
    's 253:1 CRYPT-INTEGRITY-s s - sda',
    'c 253:2 CRYPT-LUKS2-c c - s',
  ]);
  t.deepEqual([...encryptedNames(plain)], ['p', 'c']);
});

test('df and escaped names', (t) => {
  t.like(readUse('/dev/mapper/a b 100 50 50 50% /mnt/x y'), {
    source: '/dev/mapper/a b',
    target: '/mnt/x y',
    usedPercent: 50,
  });
  t.is(readUse('df: /mnt: Stale file handle'), null);
  t.is(unescaped('/mnt/a\\040b'), '/mnt/a b');
});

test('options of busybox syslogd', (t) => {
  const logged = (options: string, rules = false) => busyboxSettings(options, rules).authLogged;
  for (const options of ['', '-t', '-L -R log', '-R log -L', '-tLR log', '-s 512 -b 10', '-l 7', '-O /var/log/all'])
    t.true(logged(options), options);
  for (const options of ['-R log', '-C', '-C512', '-tC512 -O /var/log/all', '-K', '-O /dev/null', '-l 6', '-l x'])
    t.false(logged(options), options);
  t.is(logged('', true), null, 'syslog.conf may send it elsewhere');
  t.is(logged('-f /etc/other.conf'), null);
  t.false(logged('-C', true));
  const targets = (options: string) => busyboxSettings(options, false).targets.map(({host, port}) => [host, port]);
  t.deepEqual(targets('-t -R a:1514 -Rb -R [2001:db8::1]:3141 -R [2001:db8::2]'), [
    ['a', 1514],
    ['b', null],
    ['2001:db8::1', 3141],
    ['2001:db8::2', null],
  ]);
  t.deepEqual(targets('-O -R'), [], 'the value of another option');
});

test('rsyslog: what is discarded of other programs is none of authentication', (t) => {
  const logged = (rule: string) => rsyslogSettings(`${rule}\n*.*;mail.none -/var/log/messages`).authLogged;
  const nm = "($programname == 'NetworkManager') or \\\n        ($programname startswith 'nm-')";
  t.true(logged(`if ${nm} \\\nthen {\n-/var/log/nm\nstop\n}`));
  t.true(logged(`if ($programname == 'acpid' or $syslogtag == '[acpid]:') and ($syslogseverity <= 5) then stop`));
  t.true(
    logged(
      `if ($syslogfacility-text == 'kern') and \\\n($msg contains 'IN=' and $msg contains 'OUT=') \\\nthen {\nstop\n}`,
    ),
  );
  for (const condition of [
    `${nm} or ($syslogseverity <= 5)`,
    `${nm} or ($programname == 'sshd')`,
    `$syslogseverity <= 5 or $programname == 'acpid'`,
    `not (${nm})`,
    `${nm} and not ($programname == 'x')`.replace('NetworkManager', 'sshd'),
  ])
    t.not(logged(`if ${condition} then stop`), true, condition);
});
