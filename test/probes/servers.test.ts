import test from 'ava';
import {factsOfRecording} from '../../src/recording.ts';
import {testExpectations, type Expectation} from '../support/expectations.ts';

const bookworm = 'linux/debian-12_servers-default';
const weak = 'linux/debian-12_servers-weak';
const hardened = 'linux/debian-12_servers-hardened';
const rhel = 'linux/rhel-9_servers-default';
const alpine = 'linux/alpine-3.20_servers-default';

const expectations: readonly Expectation[] = [
  [weak, 'sysctl', 'tcpSyncookies', 0],
  [hardened, 'sysctl', 'tcpSyncookies', 1],
  [bookworm, 'sysctl', 'ptraceScope', null],
  [hardened, 'sysctl', 'drift', []],
  [weak, 'sysctl', 'effective.sendRedirects', {value: 1, on: ['default', 'eth0']}],
  [hardened, 'sysctl', 'effective.rpFilter.value', 1],
  [weak, 'sysctl', 'drift.0.key', 'net.ipv4.tcp_syncookies'],
  [bookworm, 'firewall', 'active', false],
  [hardened, 'firewall', 'defaultDeny6', true],
  [rhel, 'firewall', 'inputPolicy', 'reject'],
  [rhel, 'firewall', 'backends', ['nft', 'firewalld']],
  [alpine, 'firewall', 'active', null],
  [hardened, 'audit', 'coverage.modules', true],
  [hardened, 'audit', 'immutable', true],
  [bookworm, 'audit', 'config.numLogs', 5],
  [alpine, 'audit', 'installed', false],
  [bookworm, 'syslog', 'authLogged', true],
  [rhel, 'syslog', 'authLogged', true],
  [weak, 'syslog', 'targets', [{host: '192.0.2.20', port: 514, protocol: 'udp', tls: false, logins: true}]],
  [hardened, 'syslog', 'targets', [{host: 'log.example.jp', port: 6514, protocol: 'tcp', tls: true, logins: true}]],
  [alpine, 'syslog', 'daemon', 'busybox'],
  [bookworm, 'syslog', 'createMode', '0640'],
  [hardened, 'journald', 'maxRetentionDays', 365],
  [hardened, 'journald', 'systemMaxUse', 2048],
  [rhel, 'journald', 'persistent', false],
  [bookworm, 'logRotation', 'securityLogs.0', {path: '/var/log/auth.log', retentionDays: 28, forever: false}],
  [hardened, 'logRotation', 'securityLogs.0.retentionDays', 371],
  [
    weak,
    'logFiles',
    'files.0',
    {path: '/var/log/auth.log', mode: '646', uid: 0, gid: 4, groupWritable: false, othersRead: true, othersWrite: true},
  ],
  [bookworm, 'timeSync', 'synchronised', false],
  [hardened, 'timeSync', 'lastSyncAt', '2026-11-22T11:58:42.000Z'],
  [hardened, 'timeSync', 'offsetMs', 0.018322],
  [hardened, 'timeSync', 'servers.2', {host: '192.0.2.125', kind: 'server', authenticated: true}],
  [rhel, 'timeSync', 'hostTools', ['vmtoolsd']],
  ['linux/ntpsec-1.2_synchronised', 'timeSync', 'lastSyncAt', '2026-11-27T07:05:21.000Z'],
  ['linux/ntpsec-1.2_synchronised', 'timeSync', 'stratum', 4],
  ['linux/ntpsec-1.2_source-lost', 'timeSync', 'synchronised', false],
  ['linux/ntpsec-1.2_source-lost', 'timeSync', 'lastSyncAt', '2026-11-27T07:05:21.000Z'],
  ['linux/openntpd-6.2_synchronised', 'timeSync', 'source', '192.0.2.1'],
  ['linux/openntpd-6.2_synchronised', 'timeSync', 'offsetMs', 0.005],
  ['linux/openntpd-6.2_source-lost', 'timeSync', 'synchronised', null],
  [alpine, 'timeSync', 'daemon', 'busybox'],
  [hardened, 'mounts', 'fstab.3.type', 'swap'],
  [hardened, 'diskEncryption', 'rootEncrypted', true],
  [hardened, 'diskEncryption', 'swap', 'encrypted'],
  [rhel, 'diskEncryption', 'swap', 'clear'],
  [rhel, 'diskUsage', 'logUsedPercent', 96],
  [hardened, 'diskUsage', 'logTarget', '/var/log'],
  [rhel, 'redundancy', 'arrays.0.degraded', true],
  [rhel, 'redundancy', 'bonds.0.down', ['ens224']],
  [hardened, 'redundancy', 'arrays.0.degraded', false],
  [rhel, 'interfaces', 'list.2.kind', 'wireless'],
  [
    rhel,
    'interfaces',
    'list.3',
    {name: 'ens192.20', mac: '00:50:56:aa:01:02', up: true, mtu: 1500, kind: 'vlan', addresses: []},
  ],
  [alpine, 'interfaces', 'list.1.addresses.0', {family: 'ip', address: '192.0.2.30', prefix: 24}],
  [rhel, 'routes', 'defaultGateways', ['198.51.100.1', '203.0.113.1']],
  [bookworm, 'dns', 'servers', ['192.0.2.53']],
  [weak, 'shares', 'exports.0.anyClient', true],
  [weak, 'shares', 'samba.shares.0.guestOk', true],
  [bookworm, 'shares', 'samba.minProtocol', null],
  [bookworm, 'mailServer', 'openRelay', false],
  [weak, 'mailServer', 'openRelay', true],
  [hardened, 'mailServer', 'listensRemotely', false],
  [rhel, 'mailServer', 'kind', 'none'],
  [hardened, 'webServer', 'servers.0.weakProtocols', []],
  [weak, 'webServer', 'servers.0.weakProtocols', ['TLSv1', 'TLSv1.1']],
  [rhel, 'webServer', 'cryptoPolicy', 'DEFAULT'],
  [rhel, 'webServer', 'servers.0.listings', ['/var/www/html']],
  [hardened, 'scheduledJobs', 'list.4.command', 'restic (backup)'],
  [hardened, 'backup', 'jobs', [{tool: 'restic', file: '/etc/cron.d/backup', schedule: '30 2 * * *'}]],
  [bookworm, 'backup', 'jobs', []],
  [weak, 'database', 'servers.1.trusts', ['host all all 0.0.0.0/0 trust']],
  [hardened, 'database', 'servers.2.passwordRequired', true],
  [weak, 'snmpAgent', 'communities.0', {access: 'rw', class: 'default', source: null}],
  [hardened, 'snmpAgent', 'users', [{access: 'ro', level: 'priv'}]],
  [weak, 'dnsServer', 'openResolver', true],
  [hardened, 'dnsServer', 'zones', [{name: 'water.example.jp', transfer: ['192.0.2.53'], rule: '192.0.2.53'}]],
];

testExpectations(expectations);

const complete: readonly (readonly [recording: string, fact: string, complete: boolean])[] = [
  [hardened, 'firewall', true],
  [alpine, 'firewall', false],
  [alpine, 'logFiles', false],
  [alpine, 'timeSync', false],
  ['linux/ntpsec-1.2_synchronised', 'timeSync', true],
  ['linux/openntpd-6.2_synchronised', 'timeSync', true],
  ['linux/openntpd-6.2_unsynchronised', 'timeSync', true],
  ['linux/openntpd-6.2_source-lost', 'timeSync', false],
  [alpine, 'scheduledJobs', false],
  [alpine, 'audit', true],
  [hardened, 'sysctl', true],
];

for (const [recording, fact, expected] of complete) {
  test(`${recording}: ${fact} is ${expected ? 'complete' : 'told to be incomplete'}`, (t) => {
    const found = factsOfRecording(recording).facts[fact];
    t.is(found?.state === 'known' && found.complete, expected);
  });
}
