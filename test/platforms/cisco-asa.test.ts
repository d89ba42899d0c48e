import test from 'ava';
import type {DeviceAccess, DeviceAcls, DeviceServices} from '../../src/model/device/index.ts';
import {factsOfRecording} from '../../src/recording.ts';
import {valueOf} from './cisco-support.ts';

const hardened = factsOfRecording('cisco-asa/asa-5516_hardened').facts;
const weak = factsOfRecording('cisco-asa/asa-5505_weak').facts;

test('what it is', (t) => {
  t.deepEqual(valueOf(hardened, 'device'), {
    ...{vendor: 'Cisco', os: 'cisco-asa', osName: 'Cisco ASA', version: '9.16(4)67', model: 'ASA5516'},
    ...{serials: ['JAD99999999'], hostname: 'fw-ot-01', uptimeSeconds: 10_382_400},
  });
});

test('accounts', (t) => {
  t.like(valueOf(hardened, 'deviceUsers'), {
    users: [{name: 'suido-admin', privilege: 15, administrator: true, scheme: 'pbkdf2'}],
    enable: {scheme: 'pbkdf2', grade: null},
    // This release never locks those of level 15.
    ...{minLength: 12, lockoutAttempts: 0},
  });
  t.like(valueOf(weak, 'deviceUsers'), {
    users: [
      {name: 'admin', scheme: 'md5-crypt'},
      {name: 'maker', scheme: 'none'},
    ],
    // The hash that the factory sets: of no password.
    enable: {scheme: 'none'},
    ...{minLength: 3, lockoutAttempts: 0},
  });
});

test('ways of management', (t) => {
  const open = (access: unknown): string[] =>
    (access as DeviceAccess).planes
      .filter(({enabled}) => enabled)
      .map(({protocol, restricted, interfaces}) => `${protocol} ${restricted} ${interfaces.join(' ')}`);
  t.deepEqual(open(valueOf(hardened, 'deviceAccess')), ['ssh true office', 'scp null ']);
  t.deepEqual(open(valueOf(weak, 'deviceAccess')), ['telnet false inside', 'ssh false outside', 'https false outside']);
  t.like(valueOf(weak, 'deviceAccess'), {
    lines: [
      {name: 'console', login: 'none', idleTimeoutSeconds: 0},
      {name: 'ssh', login: 'local', idleTimeoutSeconds: 300},
      {name: 'telnet', login: 'line-password', idleTimeoutSeconds: 3600},
    ],
  });
});

test('SNMP, log, time and who is asked about logins', (t) => {
  t.like(valueOf(hardened, 'deviceSnmp'), {
    ...{enabled: true, versions: ['3'], communities: []},
    users: [{name: 'nms', auth: 'sha256', priv: 'aes256', group: 'SUIDO'}],
  });
  t.like(valueOf(weak, 'deviceSnmp'), {versions: ['2c'], communities: [{grade: null, access: 'ro', restricted: true}]});
  t.deepEqual(valueOf(hardened, 'deviceLogging'), {
    enabled: true,
    servers: [{address: '192.0.2.140', port: 1514, protocol: 'tcp', severity: 6}],
    ...{bufferSeverity: 4, timestamps: 'datetime', commands: true, logins: true},
  });
  t.like(valueOf(weak, 'deviceLogging'), {enabled: false, servers: [], timestamps: 'none'});
  t.like(valueOf(hardened, 'deviceTime'), {authentication: true, synchronised: true, stratum: 3, offsetMs: 1.25});
  t.like(valueOf(hardened, 'deviceAaa'), {
    enabled: true,
    methods: [
      {service: 'login', list: 'ssh', methods: ['tacacs+', 'local']},
      {service: 'enable', methods: ['tacacs+', 'local']},
    ],
    servers: [{protocol: 'tacacs+', address: '192.0.2.150', keyGrade: null}],
  });
});

test('access lists with objects', (t) => {
  const {acls, bindings} = valueOf(hardened, 'deviceAcls') as DeviceAcls;
  t.deepEqual(
    acls.flatMap(({entries}) =>
      entries.map(({action, protocol, sources, destinations, destinationPorts, log}) =>
        [action, protocol, sources, destinations, destinationPorts, log].join(' '),
      ),
    ),
    [
      'permit udp 198.51.100.0/28,198.51.100.20/32 192.0.2.123/32 123 false',
      'deny ip any any any true',
      'permit tcp 192.0.2.30/32 198.51.100.20/32 443,5450-5451 true',
      'deny ip any any any true',
    ],
  );
  t.deepEqual(bindings, [
    {acl: 'OFFICE_IN', place: 'office', direction: 'in'},
    {acl: 'CONTROL_IN', place: 'control', direction: 'in'},
  ]);
  t.like(weak['deviceAcls'], {state: 'known', complete: false});
  t.deepEqual((valueOf(weak, 'deviceAcls') as DeviceAcls).acls[0]?.unread, [
    'permit tcp any object-group UNKNOWN eq 22',
  ]);
});

test('saved or not, banners', (t) => {
  t.like(valueOf(hardened, 'deviceConfig'), {saved: true});
  t.like(valueOf(weak, 'deviceConfig'), {saved: false});
  t.deepEqual(valueOf(hardened, 'deviceBanner'), {
    banners: [{kind: 'login', text: '許可された職員以外の利用を禁止する。\nUnauthorized access is prohibited.'}],
  });
  t.deepEqual(valueOf(weak, 'deviceBanner'), {banners: []});
});

test('defences, functions, tunnels and failover', (t) => {
  t.like(valueOf(hardened, 'deviceDefence'), {
    defences: [
      {name: 'stateful-inspection', enabled: true},
      {name: 'syn-flood', enabled: true},
      {name: 'dos-policy', enabled: true},
      {name: 'intrusion-detection', enabled: true},
      {name: 'intrusion-prevention', enabled: false},
    ],
  });
  const dhcp = (valueOf(weak, 'deviceServices') as DeviceServices).features.filter(({name}) => name === 'dhcp-server');
  t.deepEqual(dhcp, [
    {name: 'dhcp-server', enabled: true, interface: 'inside'},
    {name: 'dhcp-server', enabled: false, interface: 'outside'},
  ]);
  t.like(valueOf(weak, 'deviceVpn'), {
    proposals: [{version: 'ikev1', encryption: ['3des'], integrity: ['md5'], dhGroups: [2], aggressive: true}],
    remoteAccess: ['SSL-VPN'],
  });
  t.like(valueOf(hardened, 'deviceVpn'), {
    proposals: [
      {version: 'ikev2', encryption: ['aes256'], integrity: ['sha256'], dhGroups: [19, 14]},
      {phase: 'ipsec', encryption: ['aes256'], integrity: ['sha256']},
    ],
  });
  t.like(valueOf(hardened, 'deviceRedundancy'), {gateways: [{protocol: 'ha', name: 'failover', state: 'Active'}]});
});

test('what it sees of its surroundings', (t) => {
  t.deepEqual(valueOf(hardened, 'arpTable'), {
    entries: [
      {address: '192.0.2.30', mac: '00:00:5e:00:53:30', interface: 'office'},
      {address: '198.51.100.20', mac: '00:00:5e:00:53:40', interface: 'control'},
    ],
  });
  t.deepEqual(valueOf(hardened, 'deviceRoutes'), {
    routes: [
      {destination: '0.0.0.0/0', nextHop: '192.0.2.1', interface: 'office', protocol: 'static'},
      {destination: '192.0.2.0/24', nextHop: null, interface: 'office', protocol: 'connected'},
    ],
  });
});
