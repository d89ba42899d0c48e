import test from 'ava';
import {factsOfRecording, loadRecording} from '../../src/recording.ts';
import type {DeviceAcls} from '../../src/model/device/index.ts';
import {unfold} from '../../src/platforms/yamaha/fold.ts';
import {factsFrom, platform, sendsOnlyReadings, standsHostileText, wholeFact} from './routers-support.ts';

const hardened = factsOfRecording('yamaha-rt/rtx1220_hardened').facts;
const weak = factsOfRecording('yamaha-rt/rtx1210_weak').facts;

const heading = '# RTX830 Rev.15.02.31 (Fri Jul  5 11:17:45 2024)';
const ofConfig = (...lines: string[]): ReturnType<typeof factsFrom> =>
  factsFrom('yamaha-rt', {'show config': [heading, ...lines].join('\n')});

test('the device and its clock, in English and in Japanese', (t) => {
  t.like(wholeFact(t, hardened, 'device'), {
    ...{vendor: 'Yamaha', os: 'yamaha-rt', model: 'RTX1220', version: '15.04.07', hostname: 'jyosui-rt01'},
    ...{serials: ['S5K000001'], uptimeSeconds: 6_938_412},
  });
  t.like(wholeFact(t, weak, 'device'), {
    model: 'RTX1210',
    version: '14.01.16',
    hostname: null,
    uptimeSeconds: 88_298_700,
  });
  t.like(wholeFact(t, hardened, 'clock'), {offsetLowMs: -2000, offsetHighMs: -1000, utcOffset: '+09:00'});
  t.like(wholeFact(t, weak, 'clock'), {offsetLowMs: -3000, offsetHighMs: -2000});
});

test('users, and the one without a name', (t) => {
  const {users, enable} = wholeFact(t, hardened, 'deviceUsers');
  const common = {privilege: null, role: null, scheme: 'hash', grade: null};
  t.deepEqual(users, [
    {name: '(no name)', administrator: true, enabled: false, ...common},
    {name: 'hoshu', administrator: false, enabled: true, ...common},
    {name: 'suido-net', administrator: true, enabled: true, ...common},
  ]);
  t.deepEqual(enable, {scheme: 'hash', grade: null});
  t.like(wholeFact(t, weak, 'deviceUsers'), {
    users: [{name: '(no name)', scheme: 'none', enabled: true}],
    enable: {scheme: 'plain', grade: null},
  });
  t.like(wholeFact(t, ofConfig('administrator password yamaha'), 'deviceUsers'), {
    enable: {scheme: 'plain', grade: 'default'},
  });
});

test('management access: servers, hosts, timers', (t) => {
  const strict = wholeFact(t, hardened, 'deviceAccess');
  t.deepEqual(strict['planes'], [
    {protocol: 'http', enabled: false, port: 80, restricted: false, acl: null, interfaces: ['lan']},
    {
      ...{protocol: 'ssh', enabled: true, port: 22, restricted: true},
      ...{acl: '192.168.100.10-192.168.100.11', interfaces: []},
    },
    {protocol: 'telnet', enabled: false, port: 23, restricted: false, acl: null, interfaces: []},
    {protocol: 'tftp', enabled: false, port: 69, restricted: false, acl: null, interfaces: []},
  ]);
  t.like(strict, {sshVersion: '2', sshKeyBits: 2048, sshCiphers: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr']});
  t.like(strict['lines'], [
    {idleTimeoutSeconds: 300, login: 'local'},
    {transports: ['ssh'], login: 'local'},
  ]);
  const open = wholeFact(t, weak, 'deviceAccess');
  t.like(open['planes'], [
    {protocol: 'http', enabled: true},
    {protocol: 'remote-setup', enabled: true},
    {protocol: 'ssh', enabled: false},
    {protocol: 'telnet', enabled: true, restricted: false},
    {protocol: 'tftp', enabled: true, restricted: false},
  ]);
  t.like(open['lines'], [
    {idleTimeoutSeconds: 0, login: 'none'},
    {idleTimeoutSeconds: 300, login: 'none'},
  ]);
  t.like(wholeFact(t, ofConfig('telnetd host 192.0.2.1 lan1', 'telnetd listen 2323'), 'deviceAccess')['planes'], [
    {protocol: 'http'},
    {protocol: 'ssh'},
    {protocol: 'telnet', port: 2323, restricted: null, interfaces: ['lan1']},
  ]);
  const consoleOnly = wholeFact(t, ofConfig('security class 3 off', 'sshd service on'), 'deviceAccess')['planes'];
  t.like(consoleOnly, [{protocol: 'http'}, {protocol: 'ssh', enabled: false}, {protocol: 'telnet', enabled: false}]);
});

test('RADIUS', (t) => {
  t.deepEqual(wholeFact(t, weak, 'deviceAaa'), {
    enabled: true,
    methods: [
      {service: 'login', list: 'login', methods: ['local', 'radius']},
      {service: 'enable', list: 'administrator', methods: ['local']},
    ],
    servers: [{protocol: 'radius', address: '192.168.0.9', keyGrade: 'ok'}],
  });
});

test('SNMP: communities of both versions, users, and the community that was never set', (t) => {
  t.like(wholeFact(t, hardened, 'deviceSnmp'), {
    ...{enabled: true, versions: ['3'], communities: []},
    users: [{name: 'kanshi', auth: 'unknown', priv: 'unknown', group: '1'}],
    traps: [{address: '192.168.100.30', version: '3'}],
  });
  t.like(wholeFact(t, weak, 'deviceSnmp'), {
    versions: ['1', '2c'],
    communities: [
      {grade: 'default', access: 'ro', restricted: false},
      {access: 'rw', restricted: false},
      {access: 'ro', restricted: true, acl: '192.168.0.5'},
      {access: 'rw', restricted: true},
    ],
  });
  t.like(wholeFact(t, ofConfig('snmp host 192.0.2.5'), 'deviceSnmp'), {
    communities: [{mark: 'public', grade: 'default', access: 'ro', restricted: true}],
  });
  t.like(wholeFact(t, ofConfig('snmp host lan1'), 'deviceSnmp'), {communities: [{restricted: null}]});
  t.like(wholeFact(t, ofConfig('snmp host any'), 'deviceSnmp'), {communities: [{restricted: false}]});
  t.like(wholeFact(t, ofConfig('snmp host none'), 'deviceSnmp'), {enabled: false, communities: []});
});

test('logs and time', (t) => {
  t.like(wholeFact(t, hardened, 'deviceLogging'), {
    servers: [{address: '192.168.100.20', port: null, protocol: 'udp', severity: 6}],
    commands: true,
  });
  t.like(wholeFact(t, weak, 'deviceLogging'), {servers: [], commands: false, bufferSeverity: 6});
  t.like(wholeFact(t, ofConfig('syslog host 192.0.2.1', 'syslog info off'), 'deviceLogging'), {
    servers: [{severity: null}],
  });
  t.like(wholeFact(t, hardened, 'deviceTime'), {
    servers: [{address: 'ntp.nict.jp'}],
    protocol: 'ntp',
    timezone: '+09:00',
  });
  t.like(wholeFact(t, weak, 'deviceTime'), {servers: [], protocol: null, serves: true});
});

test('a clock that is set at the start alone, or once, follows no server for certain', (t) => {
  for (const when of ['startup *', '2026/12/31 23:59 *']) {
    const {deviceTime: fact} = ofConfig(`schedule at 1 ${when} ntpdate ntp.nict.jp syslog`);
    t.is(fact?.state === 'known' && fact.complete, false, when);
    t.like(fact?.state === 'known' ? fact.value : null, {servers: [], protocol: 'ntp'}, when);
  }
  const daily = ['schedule at 1 startup * ntpdate 192.0.2.1', 'schedule at 2 */* 05:00 * ntpdate 192.0.2.1'];
  t.like(wholeFact(t, ofConfig(...daily), 'deviceTime'), {servers: [{address: '192.0.2.1'}]});
});

test('filters at interfaces, in their order', (t) => {
  const {acls, bindings} = wholeFact(t, weak, 'deviceAcls') as unknown as DeviceAcls;
  t.deepEqual(bindings, [
    {acl: 'ip pp 1 in', place: 'pp 1', direction: 'in'},
    {acl: 'ip pp 1 out', place: 'pp 1', direction: 'out'},
  ]);
  t.like(acls[0]?.entries[0], {
    ...{position: '1', action: 'permit', protocol: 'tcp', sources: ['any'], destinations: ['any']},
    ...{destinationPorts: ['23', '80'], log: false, text: 'ip filter 1 pass * * tcp * telnet,www'},
  });
  const out = (wholeFact(t, hardened, 'deviceAcls') as unknown as DeviceAcls).acls[2];
  t.is(out?.entries.length, 20, 'the list went over two lines');
  t.like(out?.entries.at(-1), {position: 'dynamic 200099', action: 'permit', protocol: 'udp', log: true});
});

test('a rule that is not understood stands in the list as it is, and one that is not there too', (t) => {
  const facts = ofConfig('ip lan1 secure filter in 1 2 3', 'ip filter 1 pass * * * www *', 'ip filter 2 reject * *');
  const {deviceAcls: fact} = facts;
  t.is(fact?.state === 'known' && fact.complete, false);
  t.like(fact?.state === 'known' ? fact.value : null, {
    acls: [
      {
        entries: [{position: '2', action: 'deny', protocol: 'ip'}],
        unread: ['ip filter 1 pass * * * www *', 'ip filter 3'],
      },
    ],
  });
});

const addresses: readonly (readonly [string, string, string[]])[] = [
  ['ip filter 1 pass 192.168.1.1 *', 'host', ['192.168.1.1/32']],
  ['ip filter 1 pass 192.168.0.0/255.255.255.0,10.0.0.0/0xff000000 *', 'masks', ['192.168.0.0/24', '10.0.0.0/8']],
  ['ip filter 1 pass 192.168.*.* *', 'asterisks', ['192.168.0.0/16']],
  ['ip filter 1 pass 10.0.0.1-10.0.0.9,-1.2.3.4 *', 'ranges', ['10.0.0.1-10.0.0.9', '0.0.0.0-1.2.3.4']],
  ['ip filter 1 pass *.example.jp,@m365,map-e *', 'names', ['object:*.example.jp', 'object:@m365', 'object:map-e']],
  ['ipv6 filter 1 pass 2001:db8::/32,fe80::1 *', 'IPv6', ['2001:db8::/32', 'fe80::1/128']],
];

for (const [line, name, sources] of addresses) {
  test(`addresses of filters: ${name}`, (t) => {
    const family = line.split(' ')[0] ?? '';
    const {acls} = wholeFact(
      t,
      ofConfig(`${family} lan1 secure filter in 1`, line),
      'deviceAcls',
    ) as unknown as DeviceAcls;
    t.deepEqual(acls[0]?.entries[0]?.sources, sources);
  });
}

test('VPN: what is proposed, and everything where IKEv2 is not limited', (t) => {
  t.deepEqual(wholeFact(t, hardened, 'deviceVpn')['proposals'], [
    {
      ...{name: 'gateway 1', phase: 'ike', version: 'ikev2', encryption: ['aes256'], integrity: ['sha256']},
      ...{dhGroups: [14], aggressive: null, keyGrade: 'ok'},
    },
    {
      ...{name: 'policy 101', phase: 'ipsec', version: 'ikev2', encryption: ['aes256'], integrity: ['sha256']},
      ...{dhGroups: [14], aggressive: null, keyGrade: null},
    },
  ]);
  t.like(wholeFact(t, weak, 'deviceVpn'), {
    proposals: [
      {encryption: ['aes256', 'aes128', '3des', 'des'], dhGroups: [14, 5, 2, 1], aggressive: true, keyGrade: 'default'},
      {encryption: ['3des'], integrity: ['sha1'], dhGroups: [2], aggressive: false},
      {encryption: ['3des'], integrity: ['md5'], dhGroups: []},
      {encryption: ['aes128'], integrity: ['sha1']},
    ],
    remoteAccess: ['l2tp', 'pptp'],
  });
  const open = ofConfig(
    'tunnel select 1',
    ' ipsec tunnel 1',
    '  ipsec ike version 1 2',
    '  ipsec ike encryption 1 aes256-cbc',
  );
  t.like(wholeFact(t, open, 'deviceVpn'), {
    proposals: [{encryption: ['aes256', 'aes192', 'aes128', '3des', 'des'], dhGroups: [14, 5, 2, 1]}],
  });
});

test('VPN: IKEv1 accepts what a peer proposes unless it negotiates strictly', (t) => {
  const set = ['ipsec ike encryption 1 aes256-cbc', 'ipsec ike hash 1 sha256', 'ipsec ike group 1 modp2048'];
  const of = (...lines: string[]) => wholeFact(t, ofConfig(...set, 'ipsec ike pfs 1 on', ...lines), 'deviceVpn');
  const policy = 'ipsec sa policy 101 1 esp aes256-cbc sha256-hmac';
  t.like(of(policy), {
    proposals: [
      {
        ...{encryption: ['aes256', 'aes128', '3des', 'des'], integrity: ['sha256', 'sha1', 'md5']},
        ...{dhGroups: [14, 5, 2, 1], aggressive: null},
      },
      {encryption: ['aes256'], integrity: ['sha256'], dhGroups: [14, 5, 2, 1]},
    ],
  });
  t.like(of(policy, 'ipsec ike negotiate-strictly 1 on'), {
    proposals: [
      {encryption: ['aes256'], integrity: ['sha256'], dhGroups: [14], aggressive: false},
      {encryption: ['aes256'], integrity: ['sha256'], dhGroups: [14]},
    ],
  });
});

test('VPN: an algorithm of a policy that is not known is not taken for the default', (t) => {
  t.like(wholeFact(t, ofConfig('ipsec sa policy 101 1 esp null sha-hmac local-id=10.0.0.0/8'), 'deviceVpn'), {
    proposals: [{phase: 'ike'}, {encryption: ['null'], integrity: ['sha1']}],
  });
});

test('functions and defences', (t) => {
  const on = (facts: typeof weak): string[] =>
    (wholeFact(t, facts, 'deviceServices')['features'] as {name: string; enabled: boolean}[])
      .filter(({enabled}) => enabled)
      .map(({name}) => name);
  t.deepEqual(on(hardened), ['dhcp-server', 'dns-server', 'icmp-unreachables']);
  t.deepEqual(on(weak), [
    ...['arp-proxy', 'dhcp-server', 'directed-broadcast', 'dns-server', 'icmp-redirects', 'icmp-unreachables'],
    ...['sd-card', 'source-route', 'tftp-server', 'upnp', 'usb'],
  ]);
  t.like(wholeFact(t, hardened, 'deviceDefence'), {
    defences: [
      {name: 'intrusion-detection', enabled: true, scope: 'pp 1 in', detail: 'reject=on'},
      {name: 'intrusion-detection', enabled: true, scope: 'pp 1 out', detail: null},
      {name: 'stateful-inspection', enabled: true, scope: 'ip pp 1 out'},
    ],
  });
});

test('links, routing protocols, VRRP', (t) => {
  t.like(wholeFact(t, weak, 'devicePorts'), {
    ports: [
      {name: 'lan1'},
      {name: 'lan2', description: 'ポンプ場監視', addresses: ['10.1.0.1/16']},
      {name: 'pp 1', aclIn: 'ip pp 1 in'},
    ],
  });
  t.deepEqual(wholeFact(t, weak, 'deviceRouting')['protocols'], [
    {protocol: 'rip', scope: 'lan1', authentication: 'plain'},
    {protocol: 'rip', scope: 'lan2', authentication: 'none'},
    {protocol: 'rip', scope: 'pp 1', authentication: 'none'},
    {protocol: 'ospf', scope: 'area backbone', authentication: 'plain'},
    {protocol: 'bgp', scope: 'neighbor 10.1.0.2', authentication: 'md5'},
  ]);
  t.like(wholeFact(t, hardened, 'deviceRedundancy'), {
    gateways: [{protocol: 'vrrp', name: 'lan1 1', authentication: 'plain'}],
  });
  t.deepEqual(wholeFact(t, hardened, 'deviceVlans'), {vlans: [{id: 20, name: 'kanri', active: true}]});
});

test('tables', (t) => {
  t.like(wholeFact(t, hardened, 'arpTable'), {
    entries: [
      {address: '192.168.100.10', mac: '00:00:5e:00:53:10', interface: 'lan1(port1)'},
      {address: '192.168.100.20'},
    ],
  });
  t.like(wholeFact(t, hardened, 'deviceRoutes'), {
    routes: [
      {destination: '0.0.0.0/0', nextHop: null, protocol: 'static'},
      {protocol: 'connected'},
      {interface: 'TUNNEL[1]'},
      {protocol: 'other'},
    ],
  });
  const {deviceInterfaces: fact} = hardened;
  t.like(fact?.state === 'known' ? fact.value : null, {
    interfaces: [
      {name: 'lan1', operUp: true, speedMbps: 1000, addresses: ['192.168.100.1/24'], mac: '00:a0:de:00:53:01'},
      {name: 'lan2', operUp: false, speedMbps: null},
    ],
  });
});

test('the configuration, without the time of its printing', (t) => {
  const {lines, saved} = wholeFact(t, hardened, 'deviceConfig') as {lines: string[]; saved: null};
  t.is(saved, null);
  t.false(lines.some((line) => line.includes('Reporting Date')));
  t.true(lines.includes(' description pp フレッツ回線'));
  t.true(lines.every((line) => line.length > 79 || line !== 'ess=00:a0:de:00:53:02'));
});

test('a text of something else tells nothing', (t) => {
  for (const text of ['', 'hostname sw1\ninterface vlan1\n ip address 10.0.0.1', 'Error: Invalid command name'])
    for (const fact of Object.values(factsFrom('yamaha-rt', {'show config': text, 'show environment': text})))
      t.is(fact.state, 'gap');
});

test('lines are put together where the console broke them, and nowhere else', (t) => {
  const line = ' ip pp secure filter in 200003 200020 200021 200022 200023 200024 200025 200030';
  t.is(line.length, 79);
  t.is(unfold(`${line}\n 200032\n pp enable 1`), `${line} 200032\n pp enable 1`);
  t.is(unfold(`${line}\n pp enable 1`), `${line}\n pp enable 1`);
  t.is(unfold(unfold(`${line}\n 200032\n pp enable 1`)), `${line} 200032\n pp enable 1`);
  const wide = `console columns 200\n${'x'.repeat(199)}\ny`;
  t.is(unfold(wide), `console columns 200\n${'x'.repeat(199)}y`);
});

test('only what reads is sent', (t) => sendsOnlyReadings(t, platform('yamaha-rt')));

test('hostile text', (t) => {
  const {commands} = loadRecording('yamaha-rt/rtx1210_weak');
  const texts = Object.entries(commands).map(([name, text]) => [name, typeof text === 'string' ? text : ''] as const);
  standsHostileText(t, 'yamaha-rt', Object.fromEntries(texts));
});
