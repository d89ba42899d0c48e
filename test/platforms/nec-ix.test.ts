import test, {type ExecutionContext} from 'ava';
import type {DeviceAcls} from '../../src/model/device/index.ts';
import {factsOfRecording, loadRecording} from '../../src/recording.ts';
import {factsFrom, platform, sendsOnlyReadings, standsHostileText, wholeFact} from './routers-support.ts';

const hardened = factsOfRecording('nec-ix/ix2215_hardened').facts;
const weak = factsOfRecording('nec-ix/ix2025_weak').facts;

test('the device and its clock', (t) => {
  const {device} = hardened;
  t.like(device?.state === 'known' ? device.value : null, {
    ...{vendor: 'NEC', os: 'nec-ix', model: 'IX2215', version: '10.11.6', hostname: 'haisui-ix01'},
    uptimeSeconds: ((6 * 24 + 21) * 60 + 45) * 60,
  });
  t.like(wholeFact(t, hardened, 'clock'), {offsetLowMs: -1000, offsetHighMs: 0, utcOffset: '+09:00'});
});

test('users', (t) => {
  const common = {privilege: null, enabled: true};
  t.deepEqual(wholeFact(t, hardened, 'deviceUsers')['users'], [
    {name: 'kanshi', role: 'monitor', administrator: false, scheme: null, grade: null, ...common},
    {name: 'suido-net', role: 'administrator', administrator: true, scheme: null, grade: null, ...common},
  ]);
  t.like(wholeFact(t, weak, 'deviceUsers'), {users: [{name: 'admin', scheme: 'plain', grade: 'default'}]});
});

test('management access, limited by a list that names whom it lets in', (t) => {
  t.deepEqual(wholeFact(t, hardened, 'deviceAccess')['planes'], [
    {protocol: 'ftp', enabled: false, port: 21, restricted: false, acl: null, interfaces: []},
    {protocol: 'http', enabled: false, port: 80, restricted: false, acl: null, interfaces: []},
    {protocol: 'ssh', enabled: true, port: 22, restricted: true, acl: 'kanri', interfaces: []},
    {protocol: 'telnet', enabled: false, port: 23, restricted: false, acl: null, interfaces: []},
  ]);
  t.like(wholeFact(t, weak, 'deviceAccess')['planes'], [
    {protocol: 'ftp', enabled: false},
    {protocol: 'http', enabled: true, restricted: false},
    {protocol: 'ssh', enabled: false},
    {protocol: 'telnet', enabled: true, restricted: false},
  ]);
  const heading = '! NEC Portable Internetwork Core Operating System Software';
  const missing = factsFrom('nec-ix', {
    'show running-config': `${heading}\nssh-server ip enable\nssh-server ip access-list gone\ninterface Null0.0\n`,
  });
  t.like(wholeFact(t, missing, 'deviceAccess')['planes'], [
    {protocol: 'ftp'},
    {protocol: 'http'},
    {protocol: 'ssh', restricted: null, acl: 'gone'},
  ]);
});

test('SNMP, logs, time', (t) => {
  t.like(wholeFact(t, hardened, 'deviceSnmp'), {
    ...{enabled: true, versions: ['1', '2c']},
    communities: [{grade: 'ok', access: 'ro', acl: 'kanri', restricted: true}],
    traps: [{address: '192.168.100.30', version: '2c'}],
  });
  t.like(wholeFact(t, weak, 'deviceSnmp'), {
    communities: [{grade: 'default', access: null, acl: null, restricted: false}],
  });
  t.like(wholeFact(t, hardened, 'deviceLogging'), {
    ...{enabled: true, bufferSeverity: 4, timestamps: 'datetime'},
    servers: [{address: '192.168.100.20', port: 1514, protocol: 'udp', severity: 4}],
  });
  t.like(wholeFact(t, weak, 'deviceLogging'), {servers: [], bufferSeverity: null});
  t.like(wholeFact(t, hardened, 'deviceTime'), {
    ...{protocol: 'ntp', timezone: '+09:00'},
    servers: [{address: '192.168.100.20'}, {address: '192.168.100.21'}],
  });
  t.like(wholeFact(t, weak, 'deviceTime'), {servers: [], protocol: null});
});

const head = '! NEC Portable Internetwork Core Operating System Software';

function partly(t: ExecutionContext, name: string, ...lines: string[]): Record<string, unknown> {
  const text = [head, ...lines, 'interface Null0.0', ''].join('\n');
  const fact = factsFrom('nec-ix', {'show running-config': text})[name];
  t.is(fact?.state === 'known' && fact.complete, false, `${name} is whole`);
  return fact?.state === 'known' ? (fact.value as Record<string, unknown>) : {};
}

test('a server that a line of another form switches on is not taken to be off', (t) => {
  const {planes} = partly(t, 'deviceAccess', 'telnet-server vrf kanri ip enable', 'ssh-server ip enable');
  t.like(planes, [
    {protocol: 'ftp', enabled: false},
    {protocol: 'http', enabled: false},
    {protocol: 'ssh', enabled: true},
  ]);
});

test('SNMP: a list for all communities, and what users must do, which is not known', (t) => {
  const text = [
    ...[head, 'ip access-list kanri permit ip src 192.0.2.0/24 dest any', 'snmp-agent ip enable'],
    ...['snmp-agent ip access-list kanri', 'snmp-agent ip community Kanshi-ro-7 read-only'],
    ...['snmpv3 user a g auth sha plain Kanshi-auth-7 priv aes plain Kanshi-priv-7', 'interface Null0.0', ''],
  ].join('\n');
  t.like(wholeFact(t, factsFrom('nec-ix', {'show running-config': text}), 'deviceSnmp'), {
    communities: [{acl: 'kanri', restricted: true}],
    users: [{name: 'a', auth: 'unknown', priv: 'unknown', group: 'g'}],
  });
});

test('filters that suppress their logs filter all the same; one of another form is not passed over', (t) => {
  const lines = ['ip access-list in permit ip src any dest any', 'interface GigaEthernet0.0'];
  const quiet = [head, ...lines, '  ip filter in 3 in suppress-logging', 'interface Null0.0', ''].join('\n');
  const facts = factsFrom('nec-ix', {'show running-config': quiet});
  t.like(wholeFact(t, facts, 'deviceAcls'), {bindings: [{acl: 'in', place: 'GigaEthernet0.0', direction: 'in'}]});
  t.like((wholeFact(t, facts, 'devicePorts')['ports'] as unknown[])[0], {aclIn: 'in', aclOut: null});
  partly(t, 'deviceAcls', ...lines, '  ip filter in 3 in mirror');
});

test('VPN: what the router proposes by itself is not known', (t) => {
  const ike = [
    'ike proposal p encryption aes-256 hash sha2-256 group 2048-bit',
    'ike policy a peer 192.0.2.1 key k-1 p',
  ];
  const ipsec = 'ipsec autokey-proposal s esp-aes-256 esp-sha2-256';
  partly(t, 'deviceVpn', ...ike, ipsec, 'ipsec autokey-map m sec peer 192.0.2.1 default');
  partly(
    t,
    'deviceVpn',
    ...ike,
    ipsec,
    'ike policy b peer 192.0.2.2 key k-2',
    'ipsec autokey-map m sec peer 192.0.2.1 s',
  );
  const named = [head, ...ike, ipsec, 'ipsec autokey-map m sec peer 192.0.2.1 s', 'interface Null0.0', ''].join('\n');
  wholeFact(t, factsFrom('nec-ix', {'show running-config': named}), 'deviceVpn');
});

test('access lists; a line that is not understood is kept', (t) => {
  const {acls, bindings} = wholeFact(t, hardened, 'deviceAcls') as unknown as DeviceAcls;
  t.deepEqual(
    acls.map(({name, entries}) => [name, entries.length]),
    [
      ['kanri', 2],
      ['wan-in', 4],
    ],
  );
  t.like(acls[1]?.entries[2], {
    action: 'permit',
    protocol: 'tcp',
    destinations: ['192.168.100.0/24'],
    destinationPorts: ['1024-65535'],
  });
  t.deepEqual(bindings, [{acl: 'wan-in', place: 'GigaEthernet0.1', direction: 'in'}]);
  const {deviceAcls: fact} = weak;
  t.is(fact?.state === 'known' && fact.complete, false);
  t.like(fact?.state === 'known' ? fact.value : null, {
    acls: [{name: 'sec-list'}, {name: 'odd', entries: [], unread: ['ip access-list odd permit icmp type 8']}],
  });
});

test('VPN, functions, interfaces', (t) => {
  t.like(wholeFact(t, hardened, 'deviceVpn'), {
    proposals: [
      {
        name: 'default-profile sa',
        phase: 'ike',
        encryption: ['aes256'],
        integrity: ['sha256'],
        dhGroups: [14],
        keyGrade: 'ok',
      },
      {name: 'default-profile child', phase: 'ipsec', encryption: ['aes256'], dhGroups: [14]},
    ],
    remoteAccess: [],
  });
  t.like(wholeFact(t, weak, 'deviceVpn'), {
    proposals: [
      {name: 'ikeprop', encryption: ['3des'], integrity: ['md5'], dhGroups: [2], aggressive: true},
      {name: 'secprop', encryption: ['3des'], integrity: ['md5']},
    ],
    remoteAccess: ['ipsec'],
  });
  t.deepEqual(wholeFact(t, weak, 'deviceServices')['features'], [
    {name: 'cloud-management', enabled: true, interface: null},
    {name: 'dhcp-server', enabled: true, interface: null},
    {name: 'dns-server', enabled: true, interface: null},
    {name: 'usb', enabled: true, interface: 'USB0'},
  ]);
  t.like(wholeFact(t, weak, 'devicePorts'), {
    ports: [
      {name: 'FastEthernet0/0.1', shutdown: false, aclIn: 'odd'},
      {name: 'FastEthernet1/0.0', shutdown: true, addresses: ['192.168.1.1/24']},
    ],
  });
});

test('the configuration, without the time of its printing', (t) => {
  const {lines} = wholeFact(t, hardened, 'deviceConfig') as {lines: string[]};
  t.false(lines.some((line) => line.includes('Current time')));
  t.true(lines.includes('hostname haisui-ix01'));
});

test('a text of something else tells nothing', (t) => {
  for (const text of ['', 'hostname sw1\nssh-server ip enable', '% Invalid input'])
    for (const fact of Object.values(factsFrom('nec-ix', {'show running-config': text, 'show version': text})))
      t.is(fact.state, 'gap');
});

test('only what reads is sent', (t) => sendsOnlyReadings(t, platform('nec-ix')));

test('hostile text', (t) => {
  const {commands} = loadRecording('nec-ix/ix2025_weak');
  const texts = Object.entries(commands).map(([name, text]) => [name, typeof text === 'string' ? text : ''] as const);
  standsHostileText(t, 'nec-ix', Object.fromEntries(texts));
});
