import {chmodSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import test from 'ava';
import type {Fact} from '../../src/model/fact.ts';
import {frr} from '../../src/platforms/frr.ts';
import {factsFrom, redactedFor, valueOf} from '../support/device-facts.ts';
import {connectSsh} from '../../src/transports/ssh.ts';
import {hold} from '../support/cli-session.ts';
import {frrMissing, startFrr} from '../support/frr.ts';
import {byKey, options, target} from '../support/ssh-client.ts';
import {addUser, makeKey, requireServers, startSshd, temporaryFolder} from '../support/sshd.ts';

const configuration = `
frr defaults traditional
hostname jyosui-frr1
log syslog informational
service password-encryption
password zebra-pw9
enable password enable-pw8
ip route 10.99.0.0/16 10.20.0.254
interface test0
 description Jyosui
 ip address 10.20.0.1/24
 ip ospf authentication message-digest
 ip ospf message-digest-key 1 md5 OspfKey9
interface test1
 ip address 10.30.0.1/24
 shutdown
router bgp 65001
 bgp router-id 10.20.0.1
 no bgp ebgp-requires-policy
 neighbor 10.20.0.2 remote-as 65002
 neighbor 10.20.0.2 password BgpKey5
 neighbor 10.20.0.3 remote-as 65003
router ospf
 network 10.20.0.0/24 area 0
 area 0 authentication message-digest
access-list MGMT seq 5 permit 10.20.0.0/24
access-list MGMT seq 10 deny any
ipv6 access-list MG6 seq 5 permit 2001:db8::/32
line vty
 access-class MGMT
 exec-timeout 5 0
`;

const asked = [
  ...new Set(
    Object.values(frr.readings ?? {}).flatMap(({ask}) => ask.map((one) => (one.kind === 'cli' ? one.run : ''))),
  ),
];

async function answersOf(ask: (command: string) => string): Promise<Record<string, string>> {
  const settled = (): boolean => /^S>\* /m.test(ask('show ip route')) && /^C>\* fe80/m.test(ask('show ipv6 route'));
  for (let i = 0; i < 100 && !settled(); i++) await sleep(100);
  return Object.fromEntries(asked.map((command) => [command, ask(command)]));
}

function complete(fact: Fact | undefined): boolean {
  return fact?.state === 'known' && fact.complete;
}

const missing = frrMissing();

if (missing !== null) {
  test('a real FRRouting is read', (t) => {
    t.log(`skipped: ${missing}`);
    t.pass();
  });
} else {
  test.serial('the facts of a real FRRouting are read from what vtysh prints', async (t) => {
    const router = await startFrr(configuration, ['zebra', 'staticd', 'ospfd', 'bgpd']);
    t.teardown(router.stop);
    const answers = await answersOf(router.ask);
    const facts = factsFrom(frr, answers);
    t.like(valueOf(facts['device']), {
      vendor: 'FRRouting',
      os: 'frr',
      version: /^FRRouting (\S+)/.exec(answers['show version'] ?? '')?.[1],
    });
    t.true(complete(facts['device']));
    t.deepEqual(valueOf(facts['deviceUsers']), {
      users: [],
      enable: {scheme: 'des-crypt', grade: null},
      hasPrivilegedMode: true,
      encryption: true,
      minLength: null,
      lockoutAttempts: null,
    });
    t.like(valueOf(facts['deviceAccess']), {
      lines: [{name: 'vty', idleTimeoutSeconds: 300, login: 'line-password', grade: null, acl: 'MGMT'}],
    });
    t.true(complete(facts['deviceRouting']));
    t.deepEqual(valueOf(facts['deviceRouting']), {
      protocols: [
        {protocol: 'bgp', scope: '10.20.0.2', authentication: 'md5'},
        {protocol: 'bgp', scope: '10.20.0.3', authentication: 'none'},
        {protocol: 'ospf', scope: 'area 0', authentication: 'md5'},
        {protocol: 'ospf', scope: 'test0', authentication: 'md5'},
      ],
    });
    t.true(complete(facts['deviceAcls']));
    t.like(valueOf(facts['deviceAcls']), {
      acls: [
        {
          name: 'MGMT',
          family: 'ipv4',
          entries: [
            {action: 'permit', sources: ['10.20.0.0/24']},
            {action: 'deny', sources: ['any']},
          ],
        },
        {name: 'MG6', family: 'ipv6', entries: [{sources: ['2001:db8::/32']}]},
      ],
      bindings: [{acl: 'MGMT', place: 'line vty', direction: 'in'}],
    });
    t.true(complete(facts['deviceRoutes']));
    const {routes} = valueOf(facts['deviceRoutes']) as {routes: {destination: string; protocol: string}[]};
    t.deepEqual(
      routes.filter(({destination}) => destination.startsWith('10.')),
      [
        {destination: '10.20.0.0/24', nextHop: null, interface: 'test0', protocol: 'connected'},
        {destination: '10.99.0.0/16', nextHop: '10.20.0.254', interface: 'test0', protocol: 'static'},
      ],
    );
    const {interfaces} = valueOf(facts['deviceInterfaces']) as {interfaces: {name: string}[]};
    t.like(
      interfaces.find(({name}) => name === 'test1'),
      {adminUp: false, operUp: false, addresses: ['10.30.0.1/24']},
    );
    const text = redactedFor(frr.secrets, answers['show running-config'] ?? '');
    for (const secret of ['zebra-pw9', 'enable-pw8', 'OspfKey9', 'BgpKey5']) t.false(text.includes(secret), secret);
    t.false(/password 8 [./0-9A-Za-z]{13}$/m.test(text));
  });

  test.serial('a real session behind a login that runs vtysh tells the same', async (t) => {
    requireServers();
    const router = await startFrr(configuration, ['zebra', 'staticd', 'ospfd', 'bgpd']);
    t.teardown(router.stop);
    const folder = temporaryFolder();
    t.teardown(folder.remove);
    const shell = join(folder.path, 'vtysh');
    writeFileSync(shell, `#!/bin/sh\nexec /usr/bin/vtysh ${router.arguments.join(' ')}\n`);
    chmodSync(shell, 0o755);
    const key = makeKey(folder.path, 'login', 'ed25519');
    const user = await addUser({authorizedKeys: [key.publicKey]});
    t.teardown(user.remove);
    const server = await startSshd({settings: [`ForceCommand ${shell}`, 'PrintMotd no', 'PrintLastLog no']});
    t.teardown(server.stop);
    const direct = await answersOf(router.ask);
    const connection = await connectSsh(target(server, byKey(user.name, key.privateKey)), options(server.knownHosts));
    t.teardown(async () => {
      connection.close();
      await connection.closed;
    });
    if (frr.cli === undefined) throw new Error('no dialect');
    const {results, error} = await hold(connection, frr.cli, asked, {pace: {}, promptMs: 15_000});
    t.is(error, null);
    // Ages of routes change from one second to the next; link-local addresses come when they were found to be free.
    const still = (text: string | undefined): string[] =>
      (text ?? '')
        .split('\n')
        .map((line) => line.replace(/\d\d:\d\d:\d\d$/, '').trimEnd())
        .filter((line) => line !== '' && !line.includes('fe80:'));
    for (const command of asked) t.deepEqual(still(results[command]), still(direct[command]), command);
    const facts = factsFrom(frr, results);
    t.true(complete(facts['deviceRouting']) && complete(facts['deviceRoutes']) && complete(facts['device']));
  });
}
