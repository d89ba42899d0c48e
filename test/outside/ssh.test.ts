import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {oldOffer, startOldSsh} from '../support/old-ssh-server.ts';
import {lookFromOutside, wholeValue, type Looked} from '../support/outside-scan.ts';
import {makeKey, requireServers, startSshd, temporaryFolder} from '../support/sshd.ts';
import {freePort} from '../support/free-port.ts';
import {serve} from '../support/tls-servers.ts';

interface Server {
  readonly port: number;
  readonly protocols: readonly string[];
  readonly software: string;
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly compression: readonly string[];
}

const {path, remove} = temporaryFolder();
const stops: (() => Promise<void>)[] = [];
const ports: Record<string, number> = {};
let looked: Looked;

interface Row {
  readonly port: number;
}

const rowOf = (fact: string, name: string): Row => {
  const {servers} = wholeValue(looked.facts, fact) as {servers: readonly Row[]};
  const found = servers.find(({port}) => port === ports[name]);
  if (found === undefined) throw new Error(`${fact} has no row for ${name}`);
  return found;
};
const server = (name: string): Server => rowOf('sshServers', name) as Server;
const bits = (name: string): unknown => rowOf('sshKeys', name);
const outcome = (check: string, name: string): string | undefined =>
  looked.outcomes.get(`${check} tcp/${ports[name] ?? 0}`);
const all = ['version', 'kex', 'ciphers', 'macs', 'host-keys', 'key-size', 'group-size'].map(
  (what) => `ssh-offered-${what}`,
);
const failed = (name: string): string[] => all.filter((check) => outcome(check, name) === 'fail');

function start(name: string, {port, stop}: {readonly port: number; readonly stop: () => Promise<void>}): void {
  ports[name] = port;
  stops.push(stop);
}

test.after.always(async () => {
  await Promise.all(stops.map((stop) => stop()));
  remove();
});

/** As `startSshd`, but with a key that OpenSSH must be told to take. */
async function startWeakSshd(): Promise<{port: number; stop: () => Promise<void>}> {
  const port = await freePort();
  const keys = [makeKey(path, 'dsa', 'dsa').file, join(path, 'rsa1024')];
  spawnSync('/usr/bin/ssh-keygen', ['-q', '-t', 'rsa', '-b', '1024', '-N', '', '-f', keys[1] ?? '']);
  const settings = [
    `ListenAddress 127.0.0.1:${port}`,
    ...keys.map((key) => `HostKey ${key}`),
    'PidFile none',
    'UsePAM no',
    'RequiredRSASize 1024',
    'KexAlgorithms diffie-hellman-group-exchange-sha1,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1',
    'Ciphers aes128-ctr,aes128-cbc,3des-cbc',
    'MACs hmac-md5,hmac-sha1,umac-64@openssh.com',
    'HostKeyAlgorithms ssh-rsa,ssh-dss',
  ];
  const file = join(path, 'sshd_config');
  writeFileSync(file, `${settings.join('\n')}\n`);
  return {port, stop: await serve('/usr/sbin/sshd', ['-D', '-e', '-f', file], [port])};
}

async function startRsaDropbear(): Promise<{port: number; stop: () => Promise<void>}> {
  const [port, key] = [await freePort(), join(path, 'dropbear')];
  spawnSync('/usr/bin/dropbearkey', ['-t', 'rsa', '-s', '2048', '-f', key]);
  const args = ['-F', '-E', '-r', key, '-p', `127.0.0.1:${port}`];
  return {port, stop: await serve('/usr/sbin/dropbear', args, [port])};
}

test.before(async () => {
  requireServers();
  const strong = [
    'KexAlgorithms curve25519-sha256,ecdh-sha2-nistp256,diffie-hellman-group16-sha512',
    'Ciphers aes256-gcm@openssh.com,aes256-ctr',
    'MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256',
  ];
  start('strong', await startSshd({settings: strong, hostKeyTypes: ['ed25519', 'rsa']}));
  start('weak', await startWeakSshd());
  start('dropbear', await startRsaDropbear());
  start('router', await startOldSsh('SSH-1.99-Cisco-1.25', oldOffer, {rsa: 768, group: 1024}));
  start('ancient', await startOldSsh('SSH-1.5-1.2.27', oldOffer, {rsa: 1024, group: 1024}));
  looked = await lookFromOutside(Object.values(ports).map((port) => `ssh/${port}`));
});

test('a server as it should be', (t) => {
  const {protocols, software, kex, hostKeys, ciphers, macs} = server('strong');
  t.deepEqual(protocols, ['2']);
  t.regex(software, /^OpenSSH_/);
  t.deepEqual(
    kex.filter((name) => !name.startsWith('kex-strict')),
    ['curve25519-sha256', 'ecdh-sha2-nistp256', 'diffie-hellman-group16-sha512'],
  );
  t.deepEqual(hostKeys, ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256']);
  t.deepEqual(ciphers, ['aes256-gcm@openssh.com', 'aes256-ctr']);
  t.deepEqual(macs, ['hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256']);
  t.deepEqual(bits('strong'), {port: ports['strong'], rsaBits: 3072, groupBits: null});
  for (const check of all) t.is(outcome(check, 'strong'), 'pass', check);
});

test('OpenSSH with all that is old', (t) => {
  t.deepEqual(server('weak').hostKeys, ['ssh-dss', 'ssh-rsa']);
  const {rsaBits, groupBits} = bits('weak') as {rsaBits: number; groupBits: number};
  t.is(rsaBits, 1024);
  t.true(groupBits >= 2048, 'OpenSSH hands out no shorter groups any more');
  t.deepEqual(
    failed('weak'),
    ['kex', 'ciphers', 'macs', 'host-keys', 'key-size'].map((what) => `ssh-offered-${what}`),
  );
});

test('dropbear as it comes', (t) => {
  t.regex(server('dropbear').software, /^dropbear_/);
  t.deepEqual(bits('dropbear'), {port: ports['dropbear'], rsaBits: 2048, groupBits: null});
  t.is(outcome('ssh-offered-version', 'dropbear'), 'pass');
  t.is(outcome('ssh-offered-macs', 'dropbear'), 'fail', 'it offers HMAC with SHA-1');
});

test('a router with SSH 1.99 fails in everything it has', (t) => {
  t.deepEqual(server('router').protocols, ['1', '2']);
  t.deepEqual(bits('router'), {port: ports['router'], rsaBits: 768, groupBits: null});
  t.deepEqual(
    failed('router'),
    all.filter((check) => check !== 'ssh-offered-group-size'),
  );
});

test('a server of SSH 1 alone offers nothing of version 2', (t) => {
  const {protocols, kex} = server('ancient');
  t.deepEqual([protocols, kex], [['1'], []]);
  t.is(outcome('ssh-offered-version', 'ancient'), 'fail');
});
