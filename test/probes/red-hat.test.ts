import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Probe} from '../../src/model/probe.ts';
import {centralAuth} from '../../src/probes/central-auth.ts';
import {packageSources} from '../../src/probes/package-sources.ts';
import {passwordPolicy} from '../../src/probes/password-policy.ts';
import {sshd} from '../../src/probes/sshd.ts';
import {exchangesOf, factsOfRecording, loadRecording} from '../../src/recording.ts';
import {testExpectations, type Expectation} from '../support/expectations.ts';

const el7 = 'linux/centos-7_minimal';
const el7Hardened = 'linux/centos-7_hardened';
const el8 = 'linux/rhel-8_minimal';
const el8Hardened = 'linux/rhel-8_hardened';
const el9 = 'linux/rhel-9_minimal';

const expectations: readonly Expectation[] = [
  [el7, 'sshd', 'effective.permitRootLogin', null],
  [el7, 'sshd', 'effective.usePam', true],
  [el7, 'passwordPolicy', 'quality.minLength', 6],
  [el7, 'passwordPolicy', 'lockout.without', ['sshd']],
  [el7, 'centralAuth', 'central', false],
  [el7, 'firewall', 'inputPolicy', 'reject'],
  [el7, 'syslog', 'authLogged', true],
  [el7, 'suRestriction', 'restricted', false],
  [el7, 'listeners', 'sockets.0.loopbackOnly', true],
  [el7, 'listeners', 'sockets.2.process', 'rpcbind'],
  [el7, 'listeners', 'sockets.2.loopbackOnly', false],
  [el7Hardened, 'passwordPolicy', 'quality.minLength', 8],
  [el7Hardened, 'passwordPolicy', 'quality.minClasses', 4],
  [el7Hardened, 'passwordPolicy', 'remember', 5],
  [el7Hardened, 'passwordPolicy', 'lockout.module', 'pam_tally2'],
  [el7Hardened, 'passwordPolicy', 'lockout.unlockTime', 1200],
  [el7Hardened, 'macPolicy', 'selinux.mode', 'disabled'],
  [el7Hardened, 'sudo', 'rules.3.who', ['spos1', 'spos2', 'spos3']],
  [el7Hardened, 'sudo', 'rules.3.nopasswd', true],
  [el8, 'sshd', 'effective.permitRootLogin', 'yes'],
  [el8, 'sshd', 'effective.ciphers.3', 'aes256-cbc'],
  [el8, 'sshd', 'effective.pubkeyAcceptedAlgorithms.12', 'ssh-rsa'],
  [el8, 'passwordPolicy', 'quality.minLength', 8],
  [el8, 'centralAuth', 'modules', []],
  [el8, 'firewall', 'inputPolicy6', 'reject'],
  [
    el8,
    'firewall',
    'allowed.0',
    {family: 'ip', protocol: 'tcp', from: 22, to: 22, source: null, interface: 'enp0s8', narrowed: false},
  ],
  [el8Hardened, 'passwordPolicy', 'lockout.deny', 5],
  [el8Hardened, 'passwordPolicy', 'quality.minLength', 15],
  [el8Hardened, 'passwordPolicy', 'remember', 15],
  [el8Hardened, 'suRestriction', 'restricted', true],
  [el8Hardened, 'sshd', 'effective.ciphers.1', 'aes256-ctr'],
  [el8Hardened, 'syslog', 'targets', [{host: '192.0.2.10', port: 10_514, protocol: 'tcp', tls: false, logins: true}]],
  [el8Hardened, 'audit', 'immutable', true],
  [el8Hardened, 'audit', 'coverage.permissions', true],
  [el8Hardened, 'audit', 'coverage.modules', false],
  [el9, 'sshd', 'effective.permitRootLogin', 'prohibit-password'],
  [el9, 'sshd', 'effective.kbdInteractiveAuthentication', false],
  [el9, 'sshd', 'effective.macs.1', 'hmac-sha1-etm@openssh.com'],
  [el9, 'centralAuth', 'central', false],
  [el9, 'packageSources', 'security', true],
  [el9, 'automaticUpdates', 'mechanism', 'dnf-automatic'],
  [el9, 'automaticUpdates', 'refreshes', true],
  [el9, 'automaticUpdates', 'installs', false],
];

testExpectations(expectations);

const complete: readonly (readonly [recording: string, fact: string, complete: boolean])[] = [
  [el7, 'firewall', true],
  [el8, 'firewall', true],
  [el7, 'passwordPolicy', true],
  [el8, 'centralAuth', true],
  // `num_logs = 5   ## Log rotation` is more than auditd takes.
  [el7Hardened, 'audit', false],
  [el7, 'audit', true],
];

for (const [recording, fact, expected] of complete) {
  test(`${recording}: ${fact} is ${expected ? '' : 'in'}complete`, (t) => {
    t.like(factsOfRecording(recording).facts[fact], {state: 'known', complete: expected});
  });
}

type Files = Readonly<Record<string, string | null>>;

function factWith(probe: Probe, recording: string, files: Files, denied: readonly string[] = []) {
  const {files: before, ...rest} = loadRecording(recording);
  const kept = Object.entries({...before, ...files}).filter(([path]) => !denied.includes(path));
  const changed = {...rest, files: Object.fromEntries(kept), denied: [...denied]};
  return factsOf([probe], exchangesOf(changed), 'linux', null)[probe.fact];
}

const directory = '[domain/water]\nid_provider = ldap\nldap_uri = ldaps://ldap.water.example\n';
const sssd: readonly (readonly [title: string, conf: string | null, central: boolean | null])[] = [
  ['no sssd.conf', null, false],
  ['a domain of its own files', '[sssd]\ndomains = own\n[domain/own]\nid_provider = files\n', false],
  ['a directory that is listed', `[sssd]\ndomains = own, water\n${directory}`, true],
  ['a directory that is switched on', `${directory}enabled = true\n`, true],
  ['a directory that nothing takes up', `[sssd]\nservices = nss, pam\n${directory}`, false],
  ['a domain behind a library', '[sssd]\ndomains = other\n[domain/other]\nid_provider = proxy\n', null],
  ['a domain that is not there', '[sssd]\ndomains = lost\n', null],
];

for (const [title, conf, central] of sssd) {
  test(`sss in nsswitch.conf and PAM, ${title}`, (t) => {
    const modules = central === true ? ['pam_sss.so'] : [];
    t.like(factWith(centralAuth, el8, {'/etc/sssd/sssd.conf': conf}), {
      complete: central !== null,
      value: {central, modules},
    });
  });
}

test('sss, where only root may read sssd.conf', (t) => {
  t.like(factWith(centralAuth, el8, {}, ['/etc/sssd/sssd.conf']), {complete: false, value: {central: null}});
});

const repositories: readonly (readonly [title: string, main: string, own: string, encrypted: boolean])[] = [
  ['nothing said', '', '', true],
  ['switched off for all', 'sslverify=False', '', false],
  ['switched off for one', '', 'sslverify = 0', false],
  ['switched on again for one', 'sslverify=0', 'sslverify = 1', true],
];

for (const [title, main, own, encrypted] of repositories) {
  test(`certificates of a repository, ${title}`, (t) => {
    const files = {
      '/etc/dnf/dnf.conf': `[main]\ngpgcheck=1\n${main}\n`,
      '/etc/yum.repos.d/rocky.repo': `[baseos]\nmirrorlist=https://mirrors.rockylinux.org/mirrorlist\n${own}\n`,
    };
    t.like(factWith(packageSources, el9, files), {value: {list: [{suite: 'baseos', encrypted}]}});
  });
}

const releases: readonly (readonly [text: string, rootLogin: string | null, minLength: number | null])[] = [
  ['ID="centos"\nID_LIKE="rhel fedora"\nVERSION_ID="7"', null, 10],
  ['ID="ol"\nID_LIKE="fedora"\nVERSION_ID="7.9"', null, 10],
  ['ID="amzn"\nID_LIKE="centos rhel fedora"\nVERSION_ID="2"', null, 10],
  ['ID="amzn"\nID_LIKE="fedora"\nVERSION_ID="2023"', 'prohibit-password', 14],
  ['ID="almalinux"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.5"', 'prohibit-password', 14],
  ['ID="sles"\nID_LIKE="suse"\nVERSION_ID="15.6"', null, 14],
  ['ID="rhel"', null, null],
];

for (const [text, rootLogin, minLength] of releases) {
  test(`what holds where nothing is written: ${text.replaceAll('\n', ' ')}`, (t) => {
    const files = {'/etc/os-release': text, '/etc/security/pwquality.conf': 'minlen = 14'};
    t.like(factWith(sshd, el7, files), {value: {effective: {permitRootLogin: rootLogin}}});
    t.like(factWith(passwordPolicy, el7, files), {complete: minLength !== null, value: {quality: {minLength}}});
  });
}

test('options of sshd: those of OPTIONS stand before the crypto policy', (t) => {
  const found = factWith(sshd, el8, {'/etc/sysconfig/sshd': 'OPTIONS="-oCiphers=3des-cbc"'});
  t.like(found, {value: {effective: {ciphers: ['3des-cbc']}}});
});

test('an empty CRYPTO_POLICY switches the policy off', (t) => {
  const found = factWith(sshd, el8, {'/etc/sysconfig/sshd': 'CRYPTO_POLICY='});
  t.like(found, {value: {effective: {macs: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com']}}});
});
