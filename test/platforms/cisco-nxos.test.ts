import test from 'ava';
import type {DeviceAccess, DeviceAcls, DevicePorts, DeviceSnmp} from '../../src/model/device/index.ts';
import {ciscoNxos} from '../../src/platforms/cisco-nxos.ts';
import {factsOfRecording} from '../../src/recording.ts';
import {factsFrom, valueOf} from './cisco-support.ts';

const hardened = factsOfRecording('cisco-nxos/nexus-9300_hardened').facts;
const weak = factsOfRecording('cisco-nxos/nexus-5500_weak').facts;

test('what it is', (t) => {
  t.deepEqual(valueOf(hardened, 'device'), {
    ...{vendor: 'Cisco', os: 'cisco-nx-os', osName: 'Cisco NX-OS', version: '10.3(5)', model: 'C93180YC-FX3'},
    ...{serials: ['FDO99999999'], hostname: 'core-sw-01', uptimeSeconds: 17_291_045},
  });
  t.like(valueOf(weak, 'device'), {version: '5.2(1)N1(4)', model: 'Nexus5548', hostname: 'sw-old-01'});
  t.like(valueOf(hardened, 'clock'), {offsetLowMs: 250, utcOffset: '+0900'});
});

test('accounts', (t) => {
  t.like(valueOf(hardened, 'deviceUsers'), {
    users: [
      {name: 'admin', role: 'network-admin', administrator: true, scheme: 'sha256'},
      {name: 'kanshi', role: 'network-operator', administrator: false, scheme: 'sha256'},
    ],
    ...{hasPrivilegedMode: false, minLength: 8, lockoutAttempts: 3},
  });
  t.like(valueOf(weak, 'deviceUsers'), {
    users: [
      {name: 'admin', scheme: 'md5-crypt'},
      {name: 'operator', administrator: true, scheme: 'plain', grade: 'default'},
    ],
    ...{minLength: null, lockoutAttempts: 0},
  });
});

test('a block of all logins slows them down, under its old name and its new one', (t) => {
  for (const word of ['login', 'system login']) {
    const facts = factsFrom(ciscoNxos, {
      'show running-config': `version 9.3(8)\nhostname x\n${word} block-for 300 attempts 4 within 60`,
    });
    t.like(valueOf(facts, 'deviceUsers'), {lockoutAttempts: 4});
    t.like(valueOf(facts, 'deviceDefence'), {defences: [{name: 'login-throttling', enabled: true}]});
  }
});

test('ways of management', (t) => {
  const open = (access: unknown): string[] =>
    (access as DeviceAccess).planes
      .filter(({enabled}) => enabled)
      .map(({protocol, restricted, acl}) => `${protocol} ${restricted} ${acl}`);
  t.deepEqual(open(valueOf(hardened, 'deviceAccess')), ['ssh true MGMT']);
  t.deepEqual(open(valueOf(weak, 'deviceAccess')), ['telnet false null']);
  t.like(valueOf(hardened, 'deviceAccess'), {
    sshKeyBits: 3072,
    lines: [
      {name: 'console', login: 'local', idleTimeoutSeconds: 300},
      {name: 'vty', login: 'aaa', transports: ['ssh']},
    ],
  });
});

test('SNMP', (t) => {
  t.deepEqual(valueOf(hardened, 'deviceSnmp'), {
    ...{enabled: true, versions: ['3'], communities: []},
    users: [{name: 'nms', auth: 'sha1', priv: 'aes128', group: 'network-operator'}],
    traps: [{address: '192.0.2.140', version: '3'}],
  });
  const {communities, users} = valueOf(weak, 'deviceSnmp') as DeviceSnmp;
  t.like(communities[0], {grade: 'default', access: 'ro', restricted: false});
  t.like(communities[1], {grade: 'default', access: 'rw', acl: 'NMS', restricted: true});
  t.deepEqual(users, [{name: 'admin', auth: 'md5', priv: 'none', group: 'network-admin'}]);
});

test('accounts of SNMPv3 count where privacy is enforced', (t) => {
  const own = 'snmp-server user nms network-operator auth sha 0x01 priv aes-128 0x02 localizedkey';
  const user = (...more: string[]): unknown => {
    const text = ['version 9.3(8)', 'hostname x', own, ...more].join('\n');
    return (valueOf(factsFrom(ciscoNxos, {'show running-config': text}), 'deviceSnmp') as DeviceSnmp).users;
  };
  t.like(user(), [{name: 'nms', auth: 'unknown', priv: 'unknown'}]);
  const strong = {name: 'nms', auth: 'sha1', priv: 'aes128', group: 'network-operator'};
  t.deepEqual(user('snmp-server globalEnforcePriv'), [strong]);
  t.deepEqual(user('snmp-server user nms enforcePriv'), [strong]);
});

test('log, time and who is asked about logins', (t) => {
  t.like(valueOf(hardened, 'deviceLogging'), {
    servers: [
      {address: '192.0.2.140', port: 6514, protocol: 'tls', severity: 5},
      {address: '192.0.2.141', port: 514, protocol: 'udp', severity: 5},
    ],
    bufferSeverity: 6,
  });
  t.like(valueOf(hardened, 'deviceTime'), {
    servers: [{address: '192.0.2.123', authenticated: true}],
    ...{authentication: true, synchronised: true, source: '192.0.2.123', stratum: 3},
  });
  t.like(valueOf(weak, 'deviceTime'), {servers: [], synchronised: false});
  t.like(valueOf(hardened, 'deviceAaa'), {
    enabled: true,
    methods: [
      {service: 'login', list: 'default', methods: ['tacacs+', 'local']},
      {service: 'console-login', list: 'console', methods: ['local']},
      {service: 'accounting', methods: ['tacacs+']},
    ],
    servers: [{protocol: 'tacacs+', address: '192.0.2.150'}],
  });
});

test('access lists with groups of addresses', (t) => {
  const {acls, bindings} = valueOf(hardened, 'deviceAcls') as DeviceAcls;
  t.deepEqual(
    acls.map(({name, unread}) => [name, unread]),
    [
      ['MGMT', []],
      ['SCADA-IN', []],
    ],
  );
  t.like(acls[1]?.entries[0], {
    ...{action: 'permit', protocol: 'tcp', sources: ['198.51.100.0/28', '198.51.100.200/32']},
    ...{destinations: ['192.0.2.0/24'], destinationPorts: ['443']},
  });
  t.deepEqual(bindings, [
    {acl: 'SCADA-IN', place: 'Vlan10', direction: 'in'},
    {acl: 'MGMT', place: 'line vty', direction: 'in'},
  ]);
});

test('saved or not', (t) => {
  t.like(valueOf(hardened, 'deviceConfig'), {saved: true});
  t.like(valueOf(weak, 'deviceConfig'), {saved: false});
});

test('ports', (t) => {
  const {ports} = valueOf(hardened, 'devicePorts') as DevicePorts;
  const port = (name: string): unknown => ports.find((each) => each.name === name);
  t.like(port('Ethernet1/1'), {mode: 'trunk', trunkVlans: '10,20', dynamicTrunk: false, stormControl: true});
  t.like(port('Ethernet1/2'), {accessVlan: 10, bpduGuard: true});
  t.like(port('Ethernet1/3'), {shutdown: true});
  t.like(port('Vlan10'), {shutdown: false, addresses: ['192.0.2.2/24'], aclIn: 'SCADA-IN'});
});

test('what it sees of its surroundings', (t) => {
  t.deepEqual(valueOf(hardened, 'arpTable'), {
    entries: [{address: '192.0.2.77', mac: '00:00:5e:00:53:77', interface: 'Vlan10'}],
  });
  t.deepEqual(valueOf(hardened, 'bridgeTable'), {
    entries: [{mac: '00:00:5e:00:53:77', vlan: 10, port: 'Eth1/2', learnt: true}],
  });
  t.like(valueOf(hardened, 'deviceNeighbors'), {
    neighbors: [
      {protocol: 'cdp', localPort: 'Ethernet1/1', name: 'sw-josui-01', port: 'GigabitEthernet1/1/1'},
      {protocol: 'lldp', localPort: 'Eth1/2', name: 'srv-scada-log', addresses: ['192.0.2.77']},
    ],
  });
  t.deepEqual(valueOf(hardened, 'deviceRoutes'), {
    routes: [
      {destination: '0.0.0.0/0', nextHop: '192.0.2.254', interface: null, protocol: 'static'},
      {destination: '192.0.2.0/24', nextHop: '192.0.2.2', interface: 'Vlan10', protocol: 'connected'},
    ],
  });
  t.is(valueOf(weak, 'deviceNeighbors'), 'gap');
});

test('spare gateways, routing and defences', (t) => {
  t.like(valueOf(hardened, 'deviceRedundancy'), {
    gateways: [{protocol: 'hsrp', name: 'Vlan10 10', authentication: 'md5'}],
    bundles: [{name: 'port-channel1', members: ['Ethernet1/1']}],
  });
  t.deepEqual(valueOf(weak, 'deviceRouting'), {
    protocols: [{protocol: 'bgp', scope: '192.0.2.9', authentication: 'none'}],
  });
  t.like(valueOf(hardened, 'deviceDefence'), {
    defences: [
      {name: 'control-plane-policing', enabled: true},
      {name: 'login-throttling', enabled: true},
      {name: 'storm-control', enabled: true, scope: 'Ethernet1/1'},
    ],
  });
});
