import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Fact} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, factsOfRecording, loadRecording} from '../support/recording.ts';

const sles = 'linux/sles-15_default';
const hardened = 'linux/sles-15_hardened';
const neglected = 'linux/sles-15_neglected';
const leap = 'linux/leap-16_default';
const alpine = 'linux/alpine-3.20_server-default';
const alpineHardened = 'linux/alpine-3.20_server-hardened';
const alpineNeglected = 'linux/alpine-3.20_server-neglected';

interface Case {
  readonly title: string;
  readonly of: readonly [recording: string, fact: string];
  readonly complete?: boolean;
  readonly holds: object;
}

const cases: readonly Case[] = [
  {
    title: 'the rules that SUSE ships for rsyslog leave the records of authentication alone',
    of: [sles, 'syslog'],
    holds: {daemon: 'rsyslog', targets: [], inputs: [], authLogged: true, createMode: '0640'},
  },
  {
    title: 'a file of the vendor counts where there is none of that name below /etc',
    of: [sles, 'passwordPolicy'],
    holds: {quality: {module: 'pam_cracklib', minLength: 6}, inactiveDays: null, hashMethod: 'sha512'},
  },
  {
    title: 'a file below /etc hides that of the vendor',
    of: [hardened, 'passwordPolicy'],
    holds: {quality: {minLength: 14, minClasses: 4}, inactiveDays: 30, remember: 12, lockout: {deny: 5, without: []}},
  },
  {
    title: 'of several hashes that a line names the last one counts',
    of: [neglected, 'passwordPolicy'],
    holds: {hashMethod: 'md5', nullok: ['login', 'sshd', 'su']},
  },
  {
    title: 'the release of SLES 15 alone brings no updates; a drop-in of zypp.conf switches signatures off',
    of: [neglected, 'packageSources'],
    holds: {security: false, list: [{signed: false}, {signed: false}, {signed: false}]},
  },
  {title: 'updates of SLES 15 have repositories of their own', of: [sles, 'packageSources'], holds: {security: true}},
  {
    title: 'Leap 16 publishes updates where its release is',
    of: [leap, 'packageSources'],
    holds: {security: true, list: [{suite: 'openSUSE:repo-oss', signed: true, encrypted: true}]},
  },
  {
    title: 'stacks of the vendor are followed',
    of: [leap, 'passwordPolicy'],
    holds: {pam: true, maxDays: 99_999, quality: {module: 'pam_unix'}, lockout: {without: ['login', 'sshd']}},
  },
  {title: 'su of the vendor', of: [leap, 'suRestriction'], holds: {restricted: false}},
  {title: 'crond of the vendor', of: [leap, 'cronAccess'], holds: {cronInstalled: true, cronAllow: null}},
  {
    title: 'sshd of the vendor, and what a package adds to it',
    of: [leap, 'sshd'],
    complete: false,
    holds: {source: 'files', effective: {permitRootLogin: 'yes', x11Forwarding: true, usePam: true}},
  },
  {
    title: 'sudoers of the vendor',
    of: [leap, 'sudo'],
    holds: {rules: [{who: ['ALL']}, {who: ['root']}, {who: ['%wheel']}]},
  },
  {
    title: 'logrotate is handed both folders, and a file below /etc hides that of the vendor',
    of: [leap, 'logRotation'],
    holds: {
      scheduled: true,
      securityLogs: [
        {path: '/var/log/messages', retentionDays: 420},
        {path: '/var/log/wtmp', retentionDays: null},
      ],
    },
  },
  {title: 'chrony.conf of the vendor', of: [leap, 'timeSync'], holds: {servers: [{host: '2.opensuse.pool.ntp.org'}]}},
  {
    title: 'without PAM nothing is demanded of a password, and busybox hashes by SHA-512',
    of: [alpine, 'passwordPolicy'],
    holds: {pam: false, hashMethod: 'sha512', quality: {module: null}, lockout: {deny: null}},
  },
  {
    title: 'cron of busybox reads no cron.allow',
    of: [alpineNeglected, 'cronAccess'],
    holds: {cronInstalled: true, cronAllow: null},
  },
  {
    title: 'options of OpenRC win over the configuration',
    of: [alpineNeglected, 'sshd'],
    holds: {effective: {permitRootLogin: 'yes', passwordAuthentication: true}},
  },
  {
    title: 'busybox syslogd with a buffer in memory, and a server at an address of IPv6',
    of: [alpineNeglected, 'syslog'],
    holds: {daemon: 'busybox', authLogged: false, targets: [{host: '2001:db8::20', port: 1514, logins: true}]},
  },
  {
    title: 'busybox syslogd that writes as well as sends',
    of: [alpineHardened, 'syslog'],
    holds: {authLogged: true, targets: [{host: '192.0.2.20', port: 514}]},
  },
  {
    title: 'without a server of its own busybox ntpd reads ntp.conf',
    of: [alpineNeglected, 'timeSync'],
    complete: false,
    holds: {daemon: 'busybox', synchronised: null, servers: [{host: '192.0.2.123', authenticated: false}]},
  },
  {
    title: 'busybox ntpd with keys',
    of: [alpineHardened, 'timeSync'],
    complete: false,
    holds: {servers: [{host: '192.0.2.123', authenticated: true}, {authenticated: true}]},
  },
  {
    title: 'sources by a tag',
    of: [alpineNeglected, 'packageSources'],
    holds: {
      list: [
        {suite: ''},
        {suite: '@edge', encrypted: false},
        {suite: '@vendor', uri: 'https://packages.example.jp/alpine'},
      ],
    },
  },
  {
    title: 'scripts of every period',
    of: [alpineNeglected, 'scheduledJobs'],
    holds: {list: [{file: '/etc/periodic/15min/sync.sh', schedule: '15min'}]},
  },
  {
    title: 'rules of doas',
    of: [alpineNeglected, 'doas'],
    holds: {
      configured: true,
      rules: [{who: ':wheel', nopass: true, command: null}, {runAs: 'root'}, {permit: false}, {nolog: true}],
    },
  },
  {title: 'a host without doas', of: [alpine, 'doas'], holds: {configured: false, rules: []}},
];

/** The parts of what was found that a case speaks of: of lists the first elements. */
function partOf(found: unknown, holds: unknown): unknown {
  if (Array.isArray(holds)) return holds.map((one, at) => partOf((found as readonly unknown[])[at], one));
  if (typeof holds !== 'object' || holds === null) return found;
  const value = found as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(holds).map(([key, one]) => [key, partOf(value[key], one)]));
}

for (const {title, of, complete = true, holds} of cases) {
  test(`${of[1]}: ${title}`, (t) => {
    const fact = factsOfRecording(of[0]).facts[of[1]];
    if (fact?.state !== 'known') return t.fail(JSON.stringify(fact));
    t.is(fact.complete, complete);
    return t.deepEqual(partOf(fact.value, holds), holds);
  });
}

/** A fact of a recording, some of whose files hold something else. */
function changed(recording: string, files: Readonly<Record<string, string | null>>, fact: string): Fact | undefined {
  const loaded = loadRecording(recording);
  const exchanges = exchangesOf({...loaded, files: {...loaded.files, ...files}});
  return factsOf(probes, exchanges, 'linux', null)[fact];
}

test('the sshd of SLES 12 and 15 lets root in by password where nothing is written', (t) => {
  const files = {
    '/usr/etc/ssh/sshd_config.d/50-permit-root-login.conf': null,
    '/etc/os-release': 'ID="sles"\nID_LIKE="suse"\nVERSION_ID="15.6"\n',
  };
  t.like(changed(leap, files, 'sshd'), {complete: false, value: {source: 'files', effective: {permitRootLogin: null}}});
  const debian = {...files, '/etc/os-release': 'ID=debian\n'};
  t.like(changed(leap, debian, 'sshd'), {value: {effective: {permitRootLogin: 'prohibit-password'}}});
});

test('nothing is told of an sshd that was told to read another file', (t) => {
  for (const text of ['cfgfile="/etc/ssh/other"\n', 'command_args="-f /etc/ssh/other"\n', 'SSHD_CONFDIR="/srv/ssh"\n'])
    t.like(changed(alpine, {'/etc/conf.d/sshd': text}, 'sshd'), {state: 'gap', reason: 'unsupported'}, text);
  t.like(changed(alpine, {'/etc/conf.d/sshd': 'SSHD_CONFDIR="/etc/ssh"\n'}, 'sshd'), {state: 'known', complete: true});
});

test('where OpenRC has options of its own, the old ones are not read', (t) => {
  const text = 'SSHD_OPTS="-oPermitRootLogin=yes"\ncommand_args="-o PermitRootLogin=no"\n';
  t.like(changed(alpine, {'/etc/conf.d/sshd': text}, 'sshd'), {value: {effective: {permitRootLogin: 'no'}}});
});

test('busybox ntpd without options of its own has those of its script', (t) => {
  const found = changed(alpine, {'/etc/conf.d/ntpd': null}, 'timeSync');
  t.like(found, {value: {daemon: 'busybox', servers: [{host: 'pool.ntp.org', kind: 'server', authenticated: false}]}});
});

test('rules of doas that are not understood make the fact incomplete', (t) => {
  t.like(changed(alpineHardened, {'/etc/doas.conf': 'permit nopass\n'}, 'doas'), {state: 'known', complete: false});
});

test('systemd-boot on the partition of the firmware', (t) => {
  const loaded = loadRecording(leap);
  const path = '/boot/efi/loader/loader.conf';
  const commands = {...loaded.commands, 'boot-loader': `r ${path}\nno-editor ${path}\n.`};
  const found = factsOf(probes, exchangesOf({...loaded, commands}), 'linux', null)['bootLoader'];
  t.like(found, {complete: true, value: {loader: 'systemd-boot', passwordSet: false, editorOff: true}});
});

test('a syslogd with rules of its own that does not run writes nothing', (t) => {
  const loaded = loadRecording(alpine);
  const told = loaded.commands['processes'];
  if (typeof told !== 'string' || !told.includes('\nName:\tsyslogd\n')) return t.fail('no syslogd was recorded');
  const processes = told.replace('\nName:\tsyslogd\n', '\nName:\tother\n');
  const files = {...loaded.files, '/etc/syslog.conf': 'auth.* /var/log/auth.log\n'};
  const found = factsOf(
    probes,
    exchangesOf({...loaded, files, commands: {...loaded.commands, processes}}),
    'linux',
    null,
  );
  t.like(found['syslog'], {complete: true, value: {running: false, authLogged: false}});
});
