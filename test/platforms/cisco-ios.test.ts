import test from 'ava';
import type {
  DeviceAccess,
  DeviceAcls,
  DevicePorts,
  DeviceServices,
  DeviceSnmp,
  DeviceUsers,
} from '../../src/model/device/index.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {factsOfRecording} from '../../src/recording.ts';
import {factsFrom, valueOf} from './cisco-support.ts';

const hardened = factsOfRecording('cisco-ios/catalyst-9200_hardened').facts;
const weak = factsOfRecording('cisco-ios/isr-1921_weak').facts;

/** `protocol: on|off, limited`, of the ways of management that are on. */
function open(access: unknown): string[] {
  const {planes} = access as DeviceAccess;
  return planes.filter(({enabled}) => enabled).map(({protocol, restricted}) => `${protocol} ${restricted}`);
}

function features(services: unknown): Record<string, boolean> {
  const own = (services as DeviceServices).features.filter((each) => each.interface === null);
  return Object.fromEntries(own.map(({name, enabled}) => [name, enabled]));
}

test('a switch: what it is', (t) => {
  t.deepEqual(valueOf(hardened, 'device'), {
    ...{vendor: 'Cisco', os: 'cisco-ios-xe', osName: 'Cisco IOS XE', version: '17.09.05', model: 'C9200L-24T-4G'},
    ...{serials: ['JAE99999999'], hostname: 'sw-josui-01', uptimeSeconds: 18_331_860},
  });
  t.deepEqual(valueOf(hardened, 'clock'), {
    ...{offsetLowMs: 250, offsetHighMs: 251, utcOffset: '+0900', timezone: 'JST'},
  });
});

test('a router: what it is', (t) => {
  t.deepEqual(valueOf(weak, 'device'), {
    ...{vendor: 'Cisco', os: 'cisco-ios', osName: 'Cisco IOS', version: '15.1(4)M4', model: 'CISCO1921/K9'},
    ...{serials: ['FGL99999999'], hostname: 'rt-pump03', uptimeSeconds: 133_495_500},
  });
});

test('accounts, and how their passwords are stored', (t) => {
  t.like(valueOf(hardened, 'deviceUsers'), {
    users: [
      {name: 'kanshi', privilege: 1, administrator: false, scheme: 'scrypt', grade: null},
      {name: 'suido-admin', privilege: 15, administrator: true, scheme: 'scrypt', grade: null},
    ],
    enable: {scheme: 'scrypt', grade: null},
    encryption: true,
    minLength: 12,
    lockoutAttempts: 5,
  });
  t.like(valueOf(weak, 'deviceUsers'), {
    users: [
      {name: 'admin', scheme: 'plain', grade: 'default'},
      {name: 'hoshu', scheme: 'md5-crypt', grade: null},
      {name: 'maker', scheme: 'reversible', grade: null},
    ],
    enable: {scheme: 'plain', grade: 'default'},
    encryption: false,
    minLength: null,
    lockoutAttempts: 0,
  });
});

test('a block of all logins slows them down, unless its window is never filled', (t) => {
  const attempts = (...lines: string[]): unknown => {
    const users = valueOf(factsFrom(ciscoIos, configured(...lines)), 'deviceUsers');
    return (users as DeviceUsers).lockoutAttempts;
  };
  t.is(attempts('login block-for 300 attempts 5 within 60'), 5);
  const block = 'login block-for 300 attempts 5 within 60';
  const perUser = ['aaa new-model', 'aaa local authentication attempts max-fail 3'];
  t.is(attempts(block, ...perUser), 3);
  t.is(attempts(...perUser, 'username kanshi privilege 1 secret 9 $9$a$b'), 3);
  t.is(attempts('login block-for 300 attempts 5 within 4'), 0);
  t.is(attempts('no login block-for'), 0);
  // Those of level 15 are never locked; without AAA nobody is.
  t.is(attempts(...perUser, 'username kanri privilege 15 secret 9 $9$a$b'), 0);
  t.is(attempts(block, ...perUser, 'username kanri privilege 15 secret 9 $9$a$b'), 5);
  t.is(attempts('aaa local authentication attempts max-fail 3'), 0);
});

test('ways of management', (t) => {
  t.deepEqual(open(valueOf(hardened, 'deviceAccess')), ['ssh true']);
  t.deepEqual(open(valueOf(weak, 'deviceAccess')), [
    ...['telnet false', 'ssh false', 'http false', 'https false', 'tftp null'],
  ]);
  t.like(valueOf(hardened, 'deviceAccess'), {
    lines: [
      {name: 'con 0', kind: 'console', idleTimeoutSeconds: 300, login: 'aaa'},
      {name: 'vty 0 4', kind: 'remote', idleTimeoutSeconds: 300, login: 'aaa', transports: ['ssh'], acl: 'MGMT'},
      {name: 'vty 5 15', kind: 'remote'},
    ],
    sshVersion: '2',
    sshCiphers: ['aes256-gcm', 'aes256-ctr'],
    sshKeyBits: 3072,
  });
  t.like(valueOf(weak, 'deviceAccess'), {
    lines: [
      {name: 'con 0', login: 'none', idleTimeoutSeconds: 600},
      {name: 'aux 0', kind: 'aux', login: 'none'},
      {name: 'vty 0 4', login: 'line-password', grade: 'default', idleTimeoutSeconds: 0, transports: ['telnet', 'ssh']},
    ],
    sshVersion: '1.99',
  });
});

test('SNMP', (t) => {
  t.deepEqual(valueOf(hardened, 'deviceSnmp'), {
    enabled: true,
    versions: ['3'],
    communities: [],
    users: [{name: 'nms', auth: 'sha1', priv: 'aes256', group: 'SUIDO'}],
    traps: [{address: '192.0.2.140', version: '3'}],
  });
  const {communities, versions, traps} = valueOf(weak, 'deviceSnmp') as DeviceSnmp;
  t.deepEqual(versions, ['1', '2c']);
  t.like(communities[0], {grade: 'default', access: 'ro', acl: null, restricted: false});
  t.like(communities[1], {grade: 'ok', access: 'rw', acl: '10', restricted: false});
  t.deepEqual(traps, [{address: '198.51.100.20', version: '1'}]);
});

test('log, time and who is asked about logins', (t) => {
  t.deepEqual(valueOf(hardened, 'deviceLogging'), {
    enabled: true,
    servers: [
      {address: '192.0.2.140', port: 1514, protocol: 'tcp', severity: 5},
      {address: '192.0.2.141', port: 514, protocol: 'udp', severity: 5},
    ],
    ...{bufferSeverity: 6, timestamps: 'datetime', commands: true, logins: true},
  });
  t.like(valueOf(weak, 'deviceLogging'), {timestamps: 'none', commands: false, logins: false, bufferSeverity: null});
  t.like(valueOf(hardened, 'deviceTime'), {
    servers: [
      {address: '192.0.2.123', authenticated: true},
      {address: '192.0.2.124', authenticated: true},
    ],
    ...{protocol: 'ntp', authentication: true, synchronised: true, source: '192.0.2.123', stratum: 3, offsetMs: -0.4},
  });
  t.like(valueOf(weak, 'deviceTime'), {authentication: false, synchronised: false, stratum: null});
  t.like(valueOf(hardened, 'deviceAaa'), {
    enabled: true,
    methods: [{service: 'login', list: 'default', methods: ['radius', 'local']}],
    servers: [{protocol: 'radius', address: '192.0.2.150', keyGrade: null}],
  });
  t.deepEqual(valueOf(weak, 'deviceAaa'), {enabled: false, methods: [], servers: []});
});

test('access lists with their hits, and a rule that is not understood', (t) => {
  const {acls, bindings} = valueOf(hardened, 'deviceAcls') as DeviceAcls;
  t.deepEqual(
    acls.map(({name, entries}) => [
      name,
      ...entries.map(({position, action, hits}) => `${position} ${action} ${hits}`),
    ]),
    [
      ['MGMT', '10 permit 42', '20 deny 7'],
      ['OFFICE-IN', '20 deny 3', '30 permit 100200', '40 permit null'],
    ],
  );
  t.deepEqual(
    bindings.map(({acl, place, direction}) => `${acl} ${place} ${direction}`),
    [...['OFFICE-IN Vlan10 in', 'MGMT line vty 0 4 in', 'MGMT line vty 5 15 in']],
  );
  t.like(weak['deviceAcls'], {state: 'known', complete: false, because: 'unsupported'});
  t.deepEqual(
    (valueOf(weak, 'deviceAcls') as DeviceAcls).acls.flatMap(({unread}) => unread),
    ['permit tcp any any match-all +syn'],
  );
});

test('saved or not, banners, functions', (t) => {
  t.like(valueOf(hardened, 'deviceConfig'), {saved: true});
  t.like(valueOf(weak, 'deviceConfig'), {saved: false});
  t.deepEqual(valueOf(hardened, 'deviceBanner'), {
    banners: [
      {
        kind: 'login',
        text: '許可された職員以外の利用を禁止する。操作は記録される。\nUnauthorized access is prohibited.',
      },
    ],
  });
  t.like(features(valueOf(hardened, 'deviceServices')), {
    ...{'source-route': false, bootp: false, 'smart-install': false, cdp: true, lldp: false, 'tcp-keepalives': true},
  });
  t.like(features(valueOf(weak, 'deviceServices')), {
    ...{'source-route': true, bootp: true, finger: true, 'tftp-server': true, 'dhcp-server': true, lldp: false},
  });
});

test('ports of a switch and of a router', (t) => {
  const value = valueOf(hardened, 'devicePorts') as DevicePorts;
  t.like(value, {dot1x: true, dhcpSnooping: true, arpInspection: true});
  const [pc, printer, spare, uplink] = value.ports;
  t.like(pc, {mode: 'access', accessVlan: 10, dynamicTrunk: false, dot1x: true, bpduGuard: true, stormControl: true});
  t.like(printer, {dot1x: false, macAuth: true, portSecurity: true, bpduGuard: true, loopGuard: true});
  t.like(spare, {description: '未使用', shutdown: true});
  t.like(uplink, {mode: 'trunk', trunkVlans: '10,20', nativeVlan: 999, dynamicTrunk: false});
  const router = valueOf(weak, 'devicePorts') as DevicePorts;
  t.like(router, {dot1x: null, dhcpSnooping: null});
  t.like(router.ports[0], {mode: 'routed', addresses: ['203.0.113.2/30'], aclIn: '101', portSecurity: null});
});

test('tunnels, routing and spare gateways', (t) => {
  t.like(valueOf(weak, 'deviceVpn'), {
    proposals: [
      {name: '10', version: 'ikev1', encryption: ['3des'], integrity: ['md5'], dhGroups: [2], keyGrade: 'default'},
      {name: 'TS', phase: 'ipsec', encryption: ['3des'], integrity: ['md5']},
    ],
  });
  t.deepEqual(valueOf(weak, 'deviceRouting'), {
    protocols: [
      {protocol: 'ospf', scope: '1 area 0', authentication: 'unknown'},
      {protocol: 'bgp', scope: '203.0.113.1', authentication: 'none'},
    ],
  });
  t.like(valueOf(weak, 'deviceRedundancy'), {
    gateways: [{protocol: 'hsrp', name: 'GigabitEthernet0/1 1', authentication: 'plain'}],
  });
});

test('what a switch sees of its surroundings', (t) => {
  t.deepEqual(valueOf(hardened, 'arpTable'), {
    entries: [
      {address: '192.0.2.1', mac: '00:00:5e:00:53:01', interface: 'Vlan10'},
      {address: '192.0.2.11', mac: '00:00:5e:00:53:47', interface: 'Vlan10'},
    ],
  });
  t.deepEqual(valueOf(hardened, 'bridgeTable'), {
    entries: [
      {mac: '00:00:5e:00:53:77', vlan: 10, port: 'Gi1/0/1', learnt: true},
      {mac: '00:00:5e:00:53:88', vlan: 10, port: 'Gi1/0/2', learnt: false},
    ],
  });
  t.like(valueOf(hardened, 'deviceNeighbors'), {
    neighbors: [
      {protocol: 'cdp', localPort: 'GigabitEthernet1/1/1', name: 'core-sw.suido.example', addresses: ['192.0.2.2']},
    ],
  });
  t.like(valueOf(hardened, 'deviceInterfaces'), {
    interfaces: [
      {name: 'Vlan10', type: 'vlan', adminUp: true, operUp: true, addresses: ['192.0.2.11/24']},
      {name: 'GigabitEthernet1/0/1', speedMbps: 1000, inErrors: 3},
      {name: 'GigabitEthernet1/0/3', adminUp: false, operUp: false, speedMbps: null},
    ],
  });
  // There is a VRF: its table was not asked for.
  t.like(hardened['deviceRoutes'], {state: 'known', complete: false});
});

/** A configuration that is whole, with more lines in it. */
function configured(...lines: readonly string[]): Record<string, string> {
  const text = ['version 15.2', 'hostname x', ...lines, 'interface Vlan1', ' no ip address', 'line con 0', 'end'];
  return {'show running-config': text.join('\n'), 'show ip ssh': 'SSH Enabled - version 2.0'};
}

test('what stands in a banner is no configuration', (t) => {
  const facts = factsFrom(
    ciscoIos,
    configured('banner motd ^C', 'username evil privilege 15 password 0 x', 'snmp-server community public RW', '^C'),
  );
  t.like(valueOf(facts, 'deviceUsers'), {users: []});
  t.like(valueOf(facts, 'deviceSnmp'), {communities: []});
});

test('a banner without an end makes all that is read incomplete', (t) => {
  const facts = factsFrom(ciscoIos, configured('banner motd #', 'hello'));
  t.false(Object.values(facts).some((fact) => fact.state === 'known' && fact.complete));
});

const restrictions: readonly (readonly [string, boolean | null, ...string[]])[] = [
  ['none named', false],
  ['one that does not exist', false, ' access-class NONE in'],
  ['named hosts', true, ' access-class 10 in'],
  ['everybody', false, ' access-class 11 in'],
  ['two halves of everybody', false, ' access-class 13 in'],
  ['a rule that is not understood', null, ' access-class 12 in'],
];

for (const [what, expected, ...lines] of restrictions) {
  test(`virtual terminals limited to: ${what}`, (t) => {
    const config = configured(
      ...['access-list 10 permit 192.0.2.0 0.0.0.15', 'access-list 11 deny 192.0.2.1', 'access-list 11 permit any'],
      ...['access-list 13 permit 0.0.0.0 127.255.255.255', 'access-list 13 permit 128.0.0.0 127.255.255.255'],
      ...['access-list 12 permit 192.0.2.0 0.255.0.255', 'line vty 0 4', ' transport input ssh', ...lines],
    );
    const {planes} = valueOf(factsFrom(ciscoIos, config), 'deviceAccess') as DeviceAccess;
    t.is(planes.find(({protocol}) => protocol === 'ssh')?.restricted, expected);
  });
}

test('IPv6 stays open behind an access class of IPv4', (t) => {
  const config = configured(
    ...['access-list 10 permit 192.0.2.0 0.0.0.15', 'interface Vlan2', ' ipv6 address 2001:db8::1/64'],
    ...['line vty 0 4', ' access-class 10 in', ' transport input ssh'],
  );
  const {planes} = valueOf(factsFrom(ciscoIos, config), 'deviceAccess') as DeviceAccess;
  t.is(planes.find(({protocol}) => protocol === 'ssh')?.restricted, false);
});

test('virtual terminals that do not tell what they accept leave it open what is accepted', (t) => {
  const facts = factsFrom(ciscoIos, configured('line vty 0 4', ' login local'));
  t.like(facts['deviceAccess'], {state: 'known', complete: false});
  const {planes, lines} = valueOf(facts, 'deviceAccess') as DeviceAccess;
  t.false(planes.some(({protocol}) => protocol === 'telnet' || protocol === 'ssh'));
  t.false(lines.some(({kind}) => kind === 'remote'));
});

test('without its own word nobody knows whether SSH runs', (t) => {
  const {'show running-config': text = ''} = configured('line vty 0 4', ' transport input ssh');
  const facts = factsFrom(ciscoIos, {'show running-config': text});
  t.like(facts['deviceAccess'], {state: 'known', complete: false});
  t.false((valueOf(facts, 'deviceAccess') as DeviceAccess).planes.some(({protocol}) => protocol === 'ssh'));
});

test('virtual terminals of releases before 15 accept everything unless they are told otherwise', (t) => {
  const text = configured('line vty 0 4', ' login local')['show running-config'] ?? '';
  const config = {...configured(), 'show running-config': text.replace('version 15.2', 'version 12.4')};
  const facts = factsFrom(ciscoIos, config);
  t.like(facts['deviceAccess'], {state: 'known', complete: true});
  t.deepEqual(open(valueOf(facts, 'deviceAccess')), ['telnet false', 'ssh false']);
});

test('nobody logs in on a line without a command line', (t) => {
  const {lines} = valueOf(factsFrom(ciscoIos, configured('line aux 0', ' no exec')), 'deviceAccess') as DeviceAccess;
  t.deepEqual(
    lines.map(({name}) => name),
    ['con 0'],
  );
});

test('a configuration shown to an account of a lower level is not whole', (t) => {
  const facts = factsFrom(ciscoIos, {'show running-config': 'version 15.2\nhostname x\nend'});
  t.like(facts['deviceUsers'], {state: 'known', complete: false});
});

test('an account whose line is not understood makes the accounts incomplete', (t) => {
  const facts = factsFrom(
    ciscoIos,
    configured('username a secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0', 'username b unheard-of 1'),
  );
  t.like(facts['deviceUsers'], {state: 'known', complete: false, value: {users: [{name: 'a'}]}});
});

test('accounts of SNMPv3 are as strong as their groups demand', (t) => {
  const shown = [
    ...['User name: nms', 'Engine ID: 800000090300', 'storage-type: nonvolatile        active'],
    ...['Authentication Protocol: SHA', 'Privacy Protocol: AES128', 'Group-name: G', ''],
  ].join('\n');
  const user = (...groups: string[]): unknown => {
    const facts = factsFrom(ciscoIos, {...configured(...groups), 'show snmp user': shown});
    return (valueOf(facts, 'deviceSnmp') as DeviceSnmp).users[0];
  };
  t.like(user('snmp-server group G v3 priv'), {auth: 'sha1', priv: 'aes128'});
  t.like(user('snmp-server group G v3 auth', 'snmp-server group OTHER v3 noauth'), {auth: 'sha1', priv: 'none'});
  t.like(user('snmp-server group G v3 priv', 'snmp-server group G v3 noauth'), {auth: 'none', priv: 'none'});
});

test('a line that names a list which is not told leaves it open who is asked', (t) => {
  const list = 'aaa authentication login VTY group radius local';
  const line = ['line vty 0 4', ' login authentication VTY'];
  t.like(factsFrom(ciscoIos, configured(list, ...line))['deviceAaa'], {state: 'known', complete: true});
  t.like(factsFrom(ciscoIos, configured(...line))['deviceAaa'], {state: 'known', complete: false});
});

for (const [zone, offset] of [
  ['UTC', '+0000'],
  ['JST', '+0900'],
]) {
  test(`the clock in ${zone}`, (t) => {
    const facts = factsFrom(ciscoIos, {...configured(), 'show clock': `*03:00:00.000 ${zone} Thu Oct 1 2026`});
    t.like(valueOf(facts, 'clock'), {utcOffset: offset, timezone: zone});
  });
}

test('a zone is known by the configuration, or not at all', (t) => {
  const shown = {'show clock': '12:00:00.000 TOKYO Thu Oct 1 2026'};
  t.like(factsFrom(ciscoIos, {...configured(), ...shown})['clock'], {state: 'gap', reason: 'unsupported'});
  const facts = factsFrom(ciscoIos, {...configured('clock timezone TOKYO 9 0'), ...shown});
  t.like(valueOf(facts, 'clock'), {offsetLowMs: 0, offsetHighMs: 1, utcOffset: '+0900'});
});
