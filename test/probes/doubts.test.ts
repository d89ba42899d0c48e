import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Fact} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';

type Recording = ReturnType<typeof loadRecording>;
type Files = Readonly<Record<string, string | null>>;

function factOf(name: string, recording: Recording): Fact | undefined {
  const chosen = probes.filter(({fact}) => fact === name);
  return factsOf(chosen, exchangesOf(recording), recording.platform, null)[name];
}

/** A recording with other files, and what runs on it where that is told. */
function changed(
  name: string,
  files: Files,
  running: readonly string[] = [],
  programs: readonly string[] = [],
): Recording {
  const recording = loadRecording(`linux/${name}`);
  const lines = ['init', ...running].map((process) => `Name:\t${process}\nPid:\t1`);
  const processes = ['= programs', ...programs, '= processes', ...lines, '.'].join('\n');
  const commands = running.length === 0 ? recording.commands : {...recording.commands, processes};
  return {...recording, commands, files: {...recording.files, ...files}};
}

const servers = 'debian-12_servers-hardened';
const accounts = 'debian-12_accounts-hardened';
const chrony = '/etc/chrony/chrony.conf';

function ntpd(config: string): Recording {
  const recording = changed(servers, {'/etc/ntp.conf': config}, ['ntpd']);
  const state = '== ntpq\n     remote           refid      st t when poll reach   delay   offset  jitter\n.';
  return {...recording, commands: {...recording.commands, 'time-state': state}};
}

const cases: readonly (readonly [fact: string, what: string, recording: Recording, complete: boolean])[] = [
  ['timeSync', 'all of chrony was read', changed(servers, {}), true],
  ['timeSync', 'chrony includes a file', changed(servers, {[chrony]: 'server a nts\ninclude /srv/x.conf'}), false],
  ['timeSync', 'chrony has sources elsewhere', changed(servers, {[chrony]: 'server a nts\nsourcedir /srv/x'}), false],
  ['timeSync', 'ntpd includes its servers', ntpd('server a key 1\nincludefile /etc/ntp.servers'), false],
  ['timeSync', 'ntpd includes the password of its keys', ntpd('server a key 1\nincludefile /etc/ntp/crypto/pw'), true],
  [
    'timeSync',
    'chrony includes folders that were read',
    changed(servers, {
      [chrony]: 'confdir /etc/chrony/conf.d\nsourcedir /run/chrony-dhcp /etc/chrony/sources.d/\nserver a nts',
    }),
    true,
  ],
  [
    'timeSync',
    'chrony includes a file of a folder that was read',
    changed(servers, {[chrony]: 'server a nts\ninclude /etc/chrony/conf.d/none.conf'}),
    true,
  ],
  [
    'timeSync',
    'chrony includes itself',
    changed(servers, {
      [chrony]: 'confdir /etc/chrony/conf.d',
      '/etc/chrony/conf.d/a.conf': 'confdir /etc/chrony/conf.d',
    }),
    false,
  ],
  ['timeSync', 'chrony has two main files', changed(servers, {'/etc/chrony.conf': 'server a'}), false],
  ['syslog', 'all of rsyslog was read', changed(servers, {}), true],
  ['syslog', 'rsyslog has no main file', changed(servers, {'/etc/rsyslog.conf': null}), false],
  [
    'syslog',
    'rsyslog includes files elsewhere',
    changed(servers, {'/etc/rsyslog.d/z.conf': 'include( mode="optional" file="/srv/x.conf")'}),
    false,
  ],
  [
    'syslog',
    'rsyslog includes files elsewhere by the old word',
    changed(servers, {'/etc/rsyslog.d/z.conf': '$includeconfig /srv/*.conf'}),
    false,
  ],
  [
    'syslog',
    'rsyslog includes from a part what the main file does not',
    changed(servers, {'/etc/rsyslog.d/z.conf': '$IncludeConfig /etc/rsyslog.d/*.frule'}),
    false,
  ],
  ['syslog', 'rsyslog includes a text', changed(servers, {'/etc/rsyslog.d/z.conf': 'include(text=`echo $X`)'}), false],
  [
    'syslog',
    'rsyslog includes on more than one line',
    changed(servers, {'/etc/rsyslog.d/z.conf': 'include(\n  file="/srv/x.conf"\n)'}),
    false,
  ],
  [
    'syslog',
    'rsyslog includes after a blank',
    changed(servers, {'/etc/rsyslog.d/z.conf': 'include (file="/srv/x.conf")'}),
    false,
  ],
  [
    'syslog',
    'rsyslog includes under a condition',
    changed(servers, {'/etc/rsyslog.d/z.conf': 'if $msg contains "x" then { include(file="/srv/x.conf") }'}),
    false,
  ],
  [
    'syslog',
    'a syslogd has no options where busybox has them',
    changed(servers, {'/etc/conf.d/syslog': null}, ['syslogd']),
    false,
  ],
  [
    'syslog',
    'syslog-ng includes what it is installed with',
    changed(
      servers,
      {
        '/etc/syslog-ng/syslog-ng.conf':
          '@include "scl.conf"\n@include "/etc/syslog-ng/conf.d/*.conf"\nsource s { system(); };\ndestination d { file("/var/log/a"); };\nlog { source(s); destination(d); };',
      },
      ['syslog-ng'],
    ),
    true,
  ],
  [
    'syslog',
    'syslog-ng includes files elsewhere',
    changed(servers, {'/etc/syslog-ng/syslog-ng.conf': '@include "/srv/x.conf"'}, ['syslog-ng']),
    false,
  ],
  ['logRotation', 'all of logrotate was read', changed(servers, {}), true],
  ['logRotation', 'logrotate has no main file', changed(servers, {'/etc/logrotate.conf': null}), false],
  [
    'logRotation',
    'a part of logrotate includes files',
    changed(servers, {'/etc/logrotate.d/z': 'include /srv/rotate'}),
    false,
  ],
  ['webServer', 'a web server runs that is not read', changed(servers, {}, ['haproxy']), false],
  ['database', 'a database runs that is not read', changed(servers, {}, ['valkey-server']), false],
  [
    'shares',
    'samba shares what its registry says',
    changed(servers, {'/etc/samba/smb.conf': '[global]\nregistry shares = yes'}, ['smbd'], ['/usr/sbin/smbd']),
    false,
  ],
  ['shares', 'samba has no file', changed(servers, {'/etc/samba/smb.conf': null}, ['smbd'], ['/usr/sbin/smbd']), false],
  ['shares', 'samba runs from elsewhere', changed(servers, {}, ['smbd']), false],
  ['shares', 'there is no samba', changed(servers, {'/etc/samba/smb.conf': null}, ['cron']), true],
  ['sshd', 'all of sshd_config was read', changed(accounts, {}), true],
  [
    'sshd',
    'a line of sshd_config is not understood',
    changed(accounts, {'/etc/ssh/sshd_config': 'Match User a\n PermitRootLogin'}),
    false,
  ],
  ['pamAccess', 'all rules on sources were read', changed(accounts, {}), true],
  [
    'pamAccess',
    'rules on sources are elsewhere',
    changed(accounts, {'/etc/pam.d/x': 'account required pam_access.so accessfile=/srv/a'}),
    false,
  ],
];

for (const [fact, what, recording, complete] of cases) {
  test(`${fact} is ${complete ? 'whole' : 'known in part'} where ${what}`, (t) => {
    t.like(factOf(fact, recording), {state: 'known', complete});
  });
}

test('only parts that chrony includes name its sources, and the first of a name', (t) => {
  const parts = {
    '/etc/chrony/conf.d/x.conf': 'server ntp-x nts',
    '/etc/chrony.d/x.conf': 'server ntp-y nts',
    '/etc/chrony/sources.d/z.sources': 'server ntp-z',
  };
  const hosts = (main: string, sources: readonly string[]): void => {
    const fact = factOf('timeSync', changed(servers, {...parts, [chrony]: main}));
    const value =
      fact?.state === 'known' ? (fact.value as {readonly servers: readonly {readonly host: string}[]}) : null;
    t.deepEqual(
      value?.servers.map(({host}) => host),
      sources,
    );
  };
  hosts('server a nts', ['a']);
  hosts('server a nts\nconfdir /etc/chrony/conf.d/ /etc/chrony.d', ['a', 'ntp-x']);
  hosts('include /etc/chrony.d/*.conf\nsourcedir /etc/chrony/sources.d', ['ntp-y', 'ntp-z']);
});

test('parts that the main file does not include are not in force', (t) => {
  const rsyslog = changed(servers, {
    '/etc/rsyslog.conf': 'auth.* /var/log/auth.log',
    '/etc/rsyslog.d/z.conf': '*.* @@log.example.jp',
  });
  t.like(factOf('syslog', rsyslog), {complete: true, value: {targets: []}});
  const rotation = changed(servers, {
    '/etc/logrotate.conf': 'weekly',
    '/etc/logrotate.d/z': '/var/log/auth.log {\n rotate 9\n}',
  });
  t.like(factOf('logRotation', rotation), {complete: true, value: {rules: []}});
});

for (const name of ['pdns_server', 'nsd', 'knotd']) {
  test(`${name} is a DNS server that is not read`, (t) => {
    t.like(factOf('dnsServer', changed(servers, {}, [name])), {state: 'gap', reason: 'unsupported'});
  });
}

for (const [text, restricted, complete] of [
  ['auth sufficient pam_rootok.so\nauth required pam_wheel.so', true, true],
  ['auth sufficient pam_unix.so\nauth required pam_wheel.so', false, true],
  ['auth [success=1 default=ignore] pam_unix.so\nauth required pam_wheel.so\nauth required pam_permit.so', false, true],
  ['auth sufficient pam_vendor.so\nauth required pam_wheel.so', null, false],
  ['auth optional pam_wheel.so\nauth required pam_unix.so', false, true],
  ['auth sufficient pam_wheel.so trust\nauth required pam_unix.so', false, true],
  ['auth required pam_wheel.so deny group=guests\nauth required pam_unix.so', false, true],
  ['auth requisite pam_deny.so\nauth sufficient pam_unix.so\nauth required pam_wheel.so', true, true],
  ['auth required pam_wheel.so\nauth sufficient pam_unix.so', true, true],
  ['auth sufficient pam_unix.so', false, true],
] as const) {
  test(`su is limited to a group: ${restricted}: ${JSON.stringify(text)}`, (t) => {
    t.like(factOf('suRestriction', changed(accounts, {'/etc/pam.d/su': text})), {complete, value: {restricted}});
  });
}

const limited = 'auth sufficient pam_rootok.so\nauth required pam_wheel.so';
for (const [what, login, runuser, restricted, complete] of [
  ['is limited by its own service', limited, null, true, true],
  ['is left open by its own service', 'auth sufficient pam_rootok.so\nauth required pam_unix.so', null, false, true],
  ['is of util-linux, and has no service', null, 'auth sufficient pam_rootok.so', null, false],
  ['is of shadow, and takes the service su', null, null, true, true],
] as const) {
  test(`su is limited to a group: ${restricted}, where su for a login shell ${what}`, (t) => {
    const files = {'/etc/pam.d/su': limited, '/etc/pam.d/su-l': login, '/etc/pam.d/runuser-l': runuser};
    t.like(factOf('suRestriction', changed(accounts, files)), {complete, value: {restricted}});
  });
}

for (const [main, part, logins] of [
  ['$IncludeConfig /etc/rsyslog.d/*.conf\n*.* @@log', 'authpriv.* stop', null],
  ['*.* @@log\n$IncludeConfig /etc/rsyslog.d/*.conf', 'authpriv.* stop', true],
] as const) {
  test(`a part of rsyslog that discards stands where it is included: ${JSON.stringify(main)}`, (t) => {
    const {files: before} = loadRecording(`linux/${servers}`);
    const parts = Object.keys(before).filter((path) => path.startsWith('/etc/rsyslog.d/'));
    const files = {
      ...Object.fromEntries(parts.map((path) => [path, null])),
      '/etc/rsyslog.conf': main,
      '/etc/rsyslog.d/z.conf': part,
    };
    t.like(factOf('syslog', changed(servers, files)), {value: {targets: [{logins}]}});
  });
}

test('an audit rule that leaves people out puts what it records in doubt, and not the rest', (t) => {
  const recording = loadRecording(`linux/${servers}`);
  const told = recording.commands['audit-state'];
  if (typeof told !== 'string') {
    t.fail();
    return;
  }
  const state = told.replace('settimeofday,clock_settime', '$& -F uid=4242');
  const commands = {...recording.commands, 'audit-state': state};
  t.like(factOf('audit', {...recording, commands}), {
    complete: false,
    value: {running: true, coverage: {time: null, identity: true, modules: true}},
  });
});

const preauth = 'auth required pam_faillock.so preauth';
const authfail = 'auth [default=die] pam_faillock.so authfail';
const rest = ['auth requisite pam_deny.so', 'auth required pam_permit.so'];
const unix = 'auth [success=2 default=ignore] pam_unix.so';

for (const [what, lines, module] of [
  ['is counted and refused', [preauth, 'auth [success=1 default=ignore] pam_unix.so', authfail], 'pam_faillock'],
  [
    'is refused after a right password',
    ['auth [success=1 default=bad] pam_unix.so', authfail, 'auth sufficient pam_faillock.so authsucc'],
    'pam_faillock',
  ],
  ['is counted, and never refused', ['auth [success=1 default=ignore] pam_unix.so', authfail], null],
  ['is never counted', [preauth, 'auth requisite pam_unix.so', authfail], null],
  ['is refused by a line that may be failed', ['auth optional pam_faillock.so preauth', unix, authfail], null],
  ['is let in by a module before', ['auth sufficient pam_unix.so', preauth, authfail], null],
  ['is counted in a substack that nothing follows', ['auth substack counting', unix], null],
  ['is counted by pam_tally2', ['auth required pam_tally2.so deny=5', 'auth required pam_unix.so'], 'pam_tally2'],
  ['is let in before pam_tally2', ['auth sufficient pam_unix.so', 'auth required pam_tally2.so deny=5'], null],
] as const) {
  test(`an account that fails ${what}: ${String(module)}`, (t) => {
    const files = {'/etc/pam.d/common-auth': [...lines, ...rest].join('\n')};
    t.like(factOf('passwordPolicy', changed(accounts, files)), {state: 'known', value: {lockout: {module}}});
  });
}

const locking = [preauth, unix, authfail, ...rest].join('\n');

test('what lets some in before failures are counted leaves the lock-out unknown, and no more', (t) => {
  const files = {'/etc/pam.d/common-auth': `auth sufficient pam_vendor.so\n${locking}`};
  t.like(factOf('passwordPolicy', changed(accounts, files)), {
    complete: false,
    value: {lockout: {module: null, services: [], without: []}},
  });
});

test('the weakest of the services that lock counts', (t) => {
  const files = {
    '/etc/pam.d/login': locking.replace('preauth', 'preauth deny=4 unlock_time=never'),
    '/etc/pam.d/sshd': locking.replace('preauth', 'preauth deny=50 unlock_time=1'),
  };
  const lockout = {deny: 50, unlockTime: 1, services: ['login', 'sshd'], without: []};
  t.like(factOf('passwordPolicy', changed(accounts, files)), {state: 'known', value: {lockout}});
});

test('limits from a file of their own are not known', (t) => {
  const files = {'/etc/pam.d/common-auth': locking.replace('preauth', 'preauth conf=/etc/vendor.conf')};
  t.like(factOf('passwordPolicy', changed(accounts, files)), {
    complete: false,
    value: {lockout: {deny: null, unlockTime: null, services: ['login', 'sshd']}},
  });
});

test('a lock-out that leaves out the accounts of a directory is known where there is no directory', (t) => {
  const files = {'/etc/pam.d/common-auth': locking, '/etc/security/faillock.conf': 'deny = 5\nlocal_users_only\n'};
  const lockout = {deny: 5, localUsersOnly: true};
  t.like(factOf('passwordPolicy', changed(accounts, files)), {complete: true, value: {lockout}});
  const directory = {...files, '/etc/nsswitch.conf': 'passwd: files ldap\n'};
  t.like(factOf('passwordPolicy', changed(accounts, directory)), {complete: false, value: {lockout}});
});

for (const [what, line] of [
  ['that is not known', 'password requisite pam_vendor.so'],
  ['of a control that is not understood', 'password [success=what] pam_pwhistory.so'],
  ['that was not understood', 'password'],
] as const) {
  test(`a line ${what} leaves the demands on new passwords unknown`, (t) => {
    const files = {'/etc/pam.d/common-password': `${line}\npassword required pam_unix.so`};
    const quality = {module: null, minLength: null};
    t.like(factOf('passwordPolicy', changed(accounts, files)), {complete: false, value: {quality}});
  });
}

for (const [what, lines, remember, complete] of [
  ['that may refuse', ['requisite pam_pwhistory.so remember=9', 'sufficient pam_unix.so'], 9, true],
  ['that is optional', ['optional pam_pwhistory.so remember=9', 'required pam_unix.so'], null, true],
  ['behind one that ends the stack', ['sufficient pam_unix.so', 'requisite pam_pwhistory.so remember=9'], null, true],
  ['that one for some leaves out', ['[success=1 default=ignore] pam_x.so', 'requisite pam_pwhistory.so'], null, false],
  ['with a file of its own', ['requisite pam_pwhistory.so conf=/etc/x', 'sufficient pam_unix.so'], null, false],
  ['of pam_unix', ['required pam_unix.so remember=7'], 7, true],
] as const) {
  test(`old passwords are refused by a module ${what}: ${remember}`, (t) => {
    const more = ['requisite pam_deny.so', 'required pam_permit.so'].slice(lines[0].startsWith('[') ? 1 : 2);
    const text = [...lines, ...more].map((line) => `password ${line}`).join('\n');
    const fact = factOf('passwordPolicy', changed(accounts, {'/etc/pam.d/common-password': text}));
    t.like(fact, {complete, value: {remember}});
  });
}

test('a login that changes passwords with less demands counts', (t) => {
  const files = {'/etc/pam.d/sshd': `auth required pam_unix.so\npassword required pam_unix.so minlen=7`};
  const quality = {module: 'pam_unix', minLength: 7, minClasses: 0, dictionary: false};
  t.like(factOf('passwordPolicy', changed(accounts, files)), {value: {quality, remember: null}});
});

for (const [what, text, services, complete] of [
  [
    'before what lets local accounts in',
    'account required pam_access.so\naccount sufficient pam_localuser.so',
    ['crond'],
    true,
  ],
  ['behind it', 'account sufficient pam_localuser.so\naccount required pam_access.so', [], true],
  ['that may fail', 'account optional pam_access.so\naccount required pam_unix.so', [], true],
  [
    'that a password too old leaves out',
    'account [success=1 new_authtok_reqd=done default=ignore] pam_unix.so\n' +
      'account requisite pam_deny.so\naccount required pam_access.so',
    [],
    false,
  ],
  [
    'that a password too old does not leave out',
    'account [success=1 new_authtok_reqd=ok default=ignore] pam_unix.so\n' +
      'account optional pam_permit.so\naccount required pam_access.so',
    ['crond'],
    true,
  ],
  [
    'behind what has no say while logins are open',
    'account required pam_nologin.so\naccount [success=ok default=ignore] pam_access.so',
    ['crond'],
    true,
  ],
  ['behind a module that is not known', 'account sufficient pam_x.so\naccount required pam_access.so', [], false],
] as const) {
  test(`limits on sources ${what}`, (t) => {
    const fact = factOf('pamAccess', changed('rhel-9_accounts-default', {'/etc/pam.d/crond': text}));
    t.like(fact, {complete, value: {accessServices: services}});
  });
}

test('a directory that is asked behind a line that refuses everybody is not asked', (t) => {
  const text = 'auth requisite pam_deny.so\nauth required pam_sss.so';
  const files = {'/etc/pam.d/login': text, '/etc/pam.d/sshd': text, '/etc/pam.d/common-auth': text};
  t.like(factOf('centralAuth', changed(accounts, files)), {value: {modules: []}});
});

for (const [what, lines, module] of [
  ['that may refuse', ['password requisite pam_pwquality.so', 'password required pam_unix.so'], 'pam_pwquality'],
  ['that is optional', ['password optional pam_pwquality.so', 'password required pam_unix.so'], 'pam_unix'],
  ['that comes too late', ['password sufficient pam_unix.so', 'password requisite pam_pwquality.so'], 'pam_unix'],
] as const) {
  test(`new passwords are demanded by a module ${what}: ${module}`, (t) => {
    const files = {'/etc/pam.d/common-password': lines.join('\n')};
    t.like(factOf('passwordPolicy', changed(accounts, files)), {state: 'known', value: {quality: {module}}});
  });
}

test('what SUSE keeps under /usr/etc has permissions too', (t) => {
  const told = ['-r--rw-rw- 466 0 0 /usr/etc/sudoers', '-rw-rw-rw- 666 0 0 /usr/etc/ssh/sshd_config', '.'].join('\n');
  const recording = loadRecording(`linux/${accounts}`);
  const commands = {...recording.commands, 'file-permissions': told};
  const files = [
    {path: '/usr/etc/sudoers', area: 'sudoers', otherWritable: true},
    {path: '/usr/etc/ssh/sshd_config', area: 'sshd', otherWritable: true},
  ];
  t.like(factOf('filePermissions', {...recording, commands}), {complete: true, value: {files}});
});

test('drop-ins of login.defs win, and hide those of the vendor', (t) => {
  const files = {
    '/etc/login.defs': 'PASS_MAX_DAYS 60\nPASS_MIN_DAYS 1',
    '/usr/etc/login.defs.d/70-site.defs': 'PASS_MIN_DAYS 7',
    '/etc/login.defs.d/70-site.defs': 'PASS_MAX_DAYS 99999',
  };
  const value = {maxDays: 99_999, minDays: 1};
  t.like(factOf('passwordPolicy', changed(accounts, files)), {state: 'known', value});
  const closed = {...loadRecording(`linux/${accounts}`), denied: ['/etc/login.defs.d/*.defs']};
  t.like(factOf('passwordPolicy', closed), {state: 'gap', reason: 'permission-denied'});
});

test('a part of the banner before the login tells the system too', (t) => {
  const fact = factOf('loginBanners', changed(accounts, {'/etc/issue.d/50-x.issue': 'Debian \\r'}));
  const {banners} = (fact?.state === 'known' ? fact.value : null) as {banners: {path: string; leaksSystem: boolean}[]};
  t.true(banners.find(({path}) => path === '/etc/issue.d/50-x.issue')?.leaksSystem);
  const closed = {...loadRecording(`linux/${accounts}`), denied: ['/etc/issue.d/x.issue']};
  t.like(factOf('loginBanners', closed), {state: 'known', complete: false});
});

test('a backup beside the options of BIND changes nothing', (t) => {
  const files = {
    '/etc/bind/named.conf.options': 'options { allow-recursion { any; }; };',
    '/etc/bind/named.conf.options.bak': 'options { recursion no; };',
  };
  t.like(factOf('dnsServer', changed('debian-12_servers-default', files)), {
    value: {openResolver: true, recursion: true},
  });
});

for (const [what, main, more, days] of [
  ['before', 'weekly\nrotate 52\ninclude /etc/logrotate.d', {}, 364],
  ['after', 'weekly\nrotate 4\ninclude /etc/logrotate.d\nrotate 52', {}, 28],
  ['in a file before', 'weekly\nrotate 52\ninclude /etc/logrotate.d', {'/etc/logrotate.d/a': 'rotate 1'}, 7],
] as const) {
  test(`logrotate: what is set ${what} holds for an included rule, or not`, (t) => {
    const files = {
      '/etc/logrotate.conf': main,
      '/etc/logrotate.d/rsyslog': '/var/log/auth.log {\n missingok\n}',
      ...more,
    };
    const fact = factOf('logRotation', changed('debian-12_servers-default', files));
    const {securityLogs} = (fact?.state === 'known' ? fact.value : null) as {securityLogs: unknown[]};
    t.deepEqual(securityLogs[0], {path: '/var/log/auth.log', retentionDays: days, forever: false});
  });
}

for (const [what, pam, shell, expected] of [
  ['by nobody', 'session required pam_unix.so', '', []],
  ['by PAM', 'session optional pam_umask.so', '', ['/etc/login.defs']],
  ['by nobody, beside a shell', 'session required pam_unix.so', 'umask 027', ['/etc/login.defs', '/etc/profile']],
] as const) {
  test(`the umask of login.defs is applied ${what}`, (t) => {
    const recording = changed(accounts, {'/etc/login.defs': 'UMASK 027', '/etc/profile': shell});
    const files = Object.entries(recording.files).filter(([path]) => !/^\/etc\/(?:profile\.d|pam\.d|bash)/.test(path));
    const own = {...Object.fromEntries(files), '/etc/bash.bashrc': null, '/etc/bashrc': null};
    const fact = factOf('sessionDefaults', {...recording, files: {...own, '/etc/pam.d/common-session': pam}});
    const {umasks} = (fact?.state === 'known' ? fact.value : null) as {umasks: {file: string}[]};
    t.deepEqual(
      umasks.map(({file}) => file),
      [...expected],
    );
    t.like(fact, {complete: true});
  });
}

test('a time limit of the shell may stand in quotes', (t) => {
  const files = {'/etc/profile.d/50-session.sh': 'TMOUT="600"\nreadonly TMOUT'};
  const timeouts = [{file: '/etc/profile.d/50-session.sh', seconds: 600, readonly: true}];
  t.like(factOf('sessionDefaults', changed(accounts, files)), {value: {timeouts}});
});

for (const [what, lines, passwordSet] of [
  ['a password of nobody', ['password /boot/grub/grub.cfg'], false],
  ['a password of somebody', ['superusers /boot/grub/grub.cfg', 'password /boot/grub/grub.cfg'], true],
] as const) {
  test(`GRUB with ${what} ${passwordSet ? 'asks for one' : 'asks for none'}`, (t) => {
    const recording = loadRecording(`linux/${accounts}`);
    const answer = ['r /boot/grub/grub.cfg', ...lines, '.'].join('\n');
    const fact = factOf('bootLoader', {...recording, commands: {...recording.commands, 'boot-loader': answer}});
    t.like(fact, {value: {loader: 'grub', passwordSet}});
  });
}

test('systemd-boot on the EFI partition is found', (t) => {
  const recording = loadRecording(`linux/${accounts}`);
  const answer = 'r /boot/efi/loader/loader.conf\n.';
  const fact = factOf('bootLoader', {...recording, commands: {...recording.commands, 'boot-loader': answer}});
  t.like(fact, {value: {loader: 'systemd-boot', editorOff: false}});
});

test('an inittab that starts nothing, as with Upstart, does not tell what Ctrl+Alt+Del does', (t) => {
  const alpine = 'alpine-3.20_accounts-default';
  const upstart = changed(alpine, {'/etc/inittab': 'id:3:initdefault:'});
  t.like(factOf('consoleSecurity', upstart), {complete: false, value: {ctrlAltDel: null}});
  const busybox = changed(alpine, {'/etc/inittab': '::sysinit:/sbin/openrc sysinit'});
  t.like(factOf('consoleSecurity', busybox), {complete: true, value: {ctrlAltDel: false}});
});

test('the container of an array of the maker is none that lost its disks', (t) => {
  const mdstat = [
    'md126 : active raid1 sda[1] sdb[0]',
    '      7 blocks super external:/md127/0 [2/2] [UU]',
    'md127 : inactive sdb[1](S) sda[0](S)',
    '      7 blocks super external:imsm',
    'md1 : inactive sdc[0]',
    '      7 blocks super 1.2',
  ];
  const recording = loadRecording(`linux/${servers}`);
  const answer = ['== mdstat', ...mdstat, '== end'].join('\n');
  const fact = factOf('redundancy', {...recording, commands: {...recording.commands, storage: answer}});
  const {arrays} = (fact?.state === 'known' ? fact.value : null) as {arrays: {name: string; degraded: boolean}[]};
  t.like(fact, {complete: true});
  t.deepEqual(
    arrays.map(({name, degraded}) => [name, degraded]),
    [
      ['md126', false],
      ['md1', true],
    ],
  );
});

test('an array that can lose a disk and does not tell how many it has is not known to be whole', (t) => {
  const recording = loadRecording(`linux/${servers}`);
  const of = (level: string) => {
    const storage = `== mdstat\nmd0 : active ${level} sda[1] sdb[0]\n      7 blocks super 1.2\n== end`;
    return factOf('redundancy', {...recording, commands: {...recording.commands, storage}});
  };
  t.like(of('raid1'), {complete: false, value: {arrays: []}});
  t.like(of('raid0'), {complete: true, value: {arrays: [{name: 'md0', degraded: false}]}});
});

test('many heads of parts are read in one go', (t) => {
  const recording = loadRecording(`linux/${servers}`);
  const answer = `${Array.from({length: 25_000}, (_, at) => `== bond ${at}`).join('\n')}\n== end`;
  const begun = process.cpuUsage().user;
  const fact = factOf('redundancy', {...recording, commands: {...recording.commands, storage: answer}});
  t.like(fact, {state: 'known', complete: true});
  t.true(process.cpuUsage().user - begun < 5_000_000);
});

test('what SUSE copies of its own configuration is no backup', (t) => {
  const recording = loadRecording(`linux/${servers}`);
  const answer = 'f /etc/cron.daily/suse.de-backup-rpmdb\n= /etc/cron.daily/suse.de-backup-rpmdb\n.';
  const timer = '/etc/systemd/system/timers.target.wants/backup-sysconfig.timer';
  const fact = factOf('backup', {
    ...recording,
    commands: {...recording.commands, schedules: answer},
    files: {...recording.files, [timer]: '[Timer]\nOnCalendar=daily'},
  });
  t.like(fact, {value: {jobs: []}});
});

test('drop-ins of coredump.conf count by their names, whatever folder they lie in', (t) => {
  const files = {
    '/etc/systemd/coredump.conf': null,
    '/usr/lib/systemd/coredump.conf': 'Storage=none',
    '/etc/systemd/coredump.conf.d/10-a.conf': 'Storage=none',
    '/run/systemd/coredump.conf.d/90-b.conf': 'Storage=external',
  };
  t.like(factOf('coreDumps', changed(accounts, files)), {state: 'known', value: {systemdStorage: 'external'}});
});

test('a service that changes passwords by itself may hash them weaker than passwd does', (t) => {
  const file = '/etc/pam.d/lightdm';
  const of = (hash: string) =>
    factOf('passwordPolicy', changed(accounts, {[file]: `password required pam_unix.so ${hash}`}));
  t.like(of('md5'), {value: {hashMethod: 'md5'}});
  t.like(of('gost_yescrypt'), {value: {hashMethod: 'yescrypt'}});
});
