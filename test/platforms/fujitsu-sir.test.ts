import test from 'ava';
import type {DeviceAcls} from '../../src/model/device/index.ts';
import {factsOfRecording, loadRecording} from '../../src/recording.ts';
import {factsFrom, platform, sendsOnlyReadings, standsHostileText, wholeFact} from './routers-support.ts';

const hardened = factsOfRecording('fujitsu-sir/g110b_hardened').facts;
const weak = factsOfRecording('fujitsu-sir/g211_weak').facts;

test('the device and its clock', (t) => {
  t.like(wholeFact(t, hardened, 'device'), {
    ...{vendor: 'Fujitsu', os: 'fujitsu-sir', model: 'Si-R G110B', version: 'V04.12 NY0040', hostname: 'haisui-sir01'},
    ...{serials: ['10000001'], uptimeSeconds: ((18 * 24 + 6) * 60 + 15) * 60 + 1},
  });
  t.like(wholeFact(t, hardened, 'clock'), {offsetLowMs: -1000, offsetHighMs: 0, utcOffset: '+09:00'});
  t.like(wholeFact(t, weak, 'device'), {model: 'Si-R G211', hostname: null, uptimeSeconds: 8});
  t.true((wholeFact(t, weak, 'clock')['offsetHighMs'] as number) < -1_000_000_000_000);
});

test('users', (t) => {
  t.like(wholeFact(t, hardened, 'deviceUsers'), {
    users: [{name: 'admin', administrator: true, scheme: null, grade: null}],
    hasPrivilegedMode: true,
  });
  t.like(wholeFact(t, weak, 'deviceUsers'), {users: [{name: 'admin', scheme: 'none'}], enable: {scheme: 'none'}});
  const settings = 'lan 1 ip address 192.0.2.1/24 3\ntime zone 0900\n';
  const grouped = factsFrom('fujitsu-sir', {
    'show running-config': `${settings}password admin set admin\npassword user set Kanshi-77-Q\naaa 0 user 0 id a\n`,
  });
  const fact = grouped['deviceUsers'];
  t.is(fact?.state === 'known' && fact.complete, false);
  t.like(fact?.state === 'known' ? fact.value : null, {
    users: [
      {name: 'admin', scheme: 'plain', grade: 'default'},
      {name: 'user', scheme: 'plain', grade: 'ok'},
    ],
  });
});

test('management access', (t) => {
  const value = wholeFact(t, hardened, 'deviceAccess');
  t.deepEqual(value['planes'], [
    {protocol: 'ftp', enabled: false, port: 21, restricted: false, acl: null, interfaces: []},
    {protocol: 'http', enabled: false, port: 80, restricted: false, acl: null, interfaces: []},
    {protocol: 'ssh', enabled: true, port: 22, restricted: true, acl: 'acl 10', interfaces: []},
    {protocol: 'telnet', enabled: false, port: 23, restricted: false, acl: null, interfaces: []},
  ]);
  t.like(value['lines'], [
    {name: 'console', idleTimeoutSeconds: 300, login: 'local'},
    {name: 'remote', idleTimeoutSeconds: 300, transports: ['ssh']},
  ]);
  // What nothing is said of is not told, but TELNET, which answers as delivered.
  const fact = weak['deviceAccess'];
  t.is(fact?.state === 'known' && fact.complete, false);
  t.like(fact?.state === 'known' ? fact.value : null, {
    planes: [{protocol: 'telnet', enabled: true, restricted: false}],
    lines: [{idleTimeoutSeconds: 8 * 3600, login: 'none'}, {idleTimeoutSeconds: 0}],
  });
});

test('a server that a rule opens to all is not limited', (t) => {
  const settings = 'lan 1 ip address 192.0.2.1/24 3\ntime zone 0900\nserverinfo ssh ip on\nacl 1 ip any any any any\n';
  const planes = (rules: string): unknown => {
    const fact = factsFrom('fujitsu-sir', {'show running-config': settings + rules})['deviceAccess'];
    return fact?.state === 'known' ? (fact.value as {planes: unknown}).planes : null;
  };
  const accept = 'serverinfo ssh filter 0 accept acl 1\n';
  t.like(planes(`${accept}serverinfo ssh filter default reject\n`), [{protocol: 'ssh', restricted: false}]);
  t.like(planes('serverinfo ssh filter 0 accept acl 1\n'), [{protocol: 'ssh', restricted: false}]);
  t.like(planes('serverinfo ssh filter default reject\n'), [{protocol: 'ssh', restricted: true, acl: null}]);
});

test('SNMP, logs, time', (t) => {
  t.like(wholeFact(t, hardened, 'deviceSnmp'), {
    ...{enabled: true, versions: ['1', '2c']},
    communities: [{grade: 'ok', access: 'ro', acl: '192.168.100.30', restricted: true}],
    traps: [{address: '192.168.100.30', version: '2c'}],
  });
  t.like(wholeFact(t, weak, 'deviceSnmp'), {
    communities: [{grade: 'default', access: 'rw', acl: null, restricted: false}],
  });
  t.like(wholeFact(t, hardened, 'deviceLogging'), {
    servers: [{address: '192.168.100.20', severity: 4}],
    bufferSeverity: 4,
  });
  t.like(wholeFact(t, weak, 'deviceLogging'), {servers: [], bufferSeverity: 6});
  t.like(wholeFact(t, hardened, 'deviceTime'), {
    ...{protocol: 'sntp', timezone: '+09:00'},
    servers: [{address: '192.168.100.20', authenticated: false}],
  });
  t.like(wholeFact(t, weak, 'deviceTime'), {servers: [], protocol: null});
});

test('filters; a line that is not understood is kept', (t) => {
  const {acls, bindings} = wholeFact(t, hardened, 'deviceAcls') as unknown as DeviceAcls;
  t.deepEqual(
    acls.map(({name, defaultAction, entries}) => [name, defaultAction, entries.length]),
    [
      ['lan 1 in', 'deny', 3],
      ['lan 1 out', 'deny', 0],
    ],
  );
  t.like(acls[0]?.entries[0], {action: 'permit', protocol: 'udp', destinationPorts: ['500']});
  t.like(acls[0]?.entries[1], {protocol: 'tcp', destinationPorts: ['1024-65535'], established: true});
  t.like(acls[0]?.entries[2], {action: 'deny', protocol: 'ip', sources: ['any'], destinations: ['any']});
  t.deepEqual(bindings[0], {acl: 'lan 1 in', place: 'lan 1', direction: 'in'});
  const fact = weak['deviceAcls'];
  t.is(fact?.state === 'known' && fact.complete, false);
  const [first] = fact?.state === 'known' ? (fact.value as DeviceAcls).acls : [];
  t.like(first, {
    defaultAction: 'permit',
    entries: [{protocol: 'tcp', destinations: ['192.168.1.1/24'], destinationPorts: ['23']}],
    unread: ['lan 1 ip filter 1 pass any any 192.168.1.1/24 any any yes 12 in'],
  });
});

test('VPN, functions', (t) => {
  t.like(wholeFact(t, hardened, 'deviceVpn'), {
    proposals: [
      {phase: 'ike', version: 'ikev2', encryption: ['aes256'], integrity: ['sha256'], dhGroups: [14], keyGrade: 'ok'},
      {phase: 'ipsec', encryption: ['aes256'], integrity: ['sha256'], dhGroups: [14]},
    ],
  });
  t.like(wholeFact(t, weak, 'deviceVpn'), {
    proposals: [
      {version: 'ikev1', aggressive: true, encryption: ['des'], integrity: ['md5'], dhGroups: [1]},
      {encryption: ['des'], integrity: ['md5'], dhGroups: []},
    ],
  });
  t.deepEqual(wholeFact(t, weak, 'deviceServices')['features'], [
    {name: 'dhcp-server', enabled: true, interface: null},
    {name: 'dns-server', enabled: true, interface: null},
  ]);
});

test('routes in use, and ports', (t) => {
  t.deepEqual(wholeFact(t, hardened, 'deviceRoutes')['routes'], [
    {destination: '0.0.0.0/0', nextHop: '192.0.2.9', interface: 'lan1', protocol: 'static'},
    {destination: '192.0.2.8/29', nextHop: null, interface: 'lan1', protocol: 'connected'},
    {destination: '192.168.100.0/24', nextHop: null, interface: 'lan2', protocol: 'connected'},
    {destination: '192.168.101.0/24', nextHop: null, interface: 'rmt1', protocol: 'static'},
  ]);
  const fact = hardened['deviceInterfaces'];
  t.like(fact?.state === 'known' ? fact.value : null, {
    interfaces: [
      {name: 'ether 1 1', description: 'WAN', adminUp: true, operUp: true, speedMbps: 1000},
      {name: 'ether 2 1', description: null, adminUp: false, operUp: false, speedMbps: null},
    ],
  });
});

test('a text of something else tells nothing', (t) => {
  for (const text of ['', 'hostname sw1\nip ssh version 2', '<ERROR> Unrecognized command'])
    for (const fact of Object.values(
      factsFrom('fujitsu-sir', {
        ...{'show running-config': text, 'show system information': text},
        ...{'show ip route': text, 'show ether': text},
      }),
    ))
      t.is(fact.state, 'gap');
});

test('only what reads is sent', (t) => sendsOnlyReadings(t, platform('fujitsu-sir')));

test('hostile text', (t) => {
  const {commands} = loadRecording('fujitsu-sir/g211_weak');
  const texts = Object.entries(commands).map(([name, text]) => [name, typeof text === 'string' ? text : ''] as const);
  standsHostileText(t, 'fujitsu-sir', Object.fromEntries(texts));
});
