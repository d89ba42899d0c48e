import test from 'ava';
import type {Platform} from '../../src/model/platform.ts';
import {ciscoAsa} from '../../src/platforms/cisco-asa.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
import {ciscoNxos} from '../../src/platforms/cisco-nxos.ts';
import {factsFrom} from './cisco-support.ts';

interface Case {
  readonly name: string;
  readonly platform: Platform;
  readonly commands: Readonly<Record<string, string>>;
  /** The fact, a way into it, and what stands there; `undefined`: nothing. */
  readonly expected: readonly (readonly [fact: string, path: string, value: unknown])[];
}

/** `lines[con 0].login`, `ports[Gi0/1].dot1x`, `servers.length`: a member of a list by its name, protocol or kind. */
function walk(value: unknown, path: string): unknown {
  return path.split(/\.(?![^[]*\])/).reduce<unknown>((at, step) => {
    const [, key = '', wanted] = /^([^[]*)(?:\[([^\]]*)\])?$/.exec(step) ?? [];
    const inner = (at as Record<string, unknown> | undefined)?.[key];
    if (wanted === undefined) return inner;
    return (inner as Record<string, unknown>[]).find((each) =>
      [each['name'], each['protocol'], each['kind'], each['interface']].includes(wanted),
    );
  }, value);
}

const iosText = (...lines: readonly string[]): string =>
  ['version 15.2', 'hostname x', ...lines, 'interface Vlan1', ' no ip address', 'line con 0', 'end'].join('\n');

const ios = (...lines: readonly string[]): Case['commands'] => ({
  'show running-config': iosText(...lines),
  'show ip ssh': 'SSH Enabled - version 2.0',
});

const limited = ['access-list 10 permit 192.0.2.0 0.0.0.15', 'ipv6 access-list SIX', ' permit ipv6 2001:db8::/64 any'];
const ipv6 = ['interface Vlan2', ' ipv6 address 2001:db8::1/64'];
const central = ['aaa new-model', 'aaa authentication login default group radius local', 'line vty 0 4'];
const port = (...lines: readonly string[]): string[] => [
  ...['interface GigabitEthernet0/1', ' switchport mode access', ...lines.map((line) => ` ${line}`)],
];

const iosCases: readonly (Omit<Case, 'platform' | 'commands'> & {readonly lines: readonly string[]})[] = [
  {
    name: 'lines by the list that they name',
    lines: [
      ...['aaa new-model', 'aaa authentication login default group radius local', 'aaa authentication login OPEN none'],
      ...['aaa authentication login PASS line', 'aaa authentication login OWN local-case'],
      ...['aaa authentication login LAST group radius none'],
      ...['line vty 0', ' login authentication OPEN', ' transport input ssh'],
      ...['line vty 1', ' login authentication PASS', ' transport input ssh'],
      ...['line vty 2', ' login authentication OWN', ' transport input ssh'],
      ...['line vty 3', ' login authentication LAST', ' transport input ssh'],
      ...['line vty 4', ' login authentication MISSING', ' transport input ssh', 'line vty 5', ' transport input ssh'],
    ],
    expected: [
      ['deviceAccess', 'lines[con 0].login', 'aaa'],
      ['deviceAccess', 'lines[vty 0].login', 'none'],
      ['deviceAccess', 'lines[vty 1].login', 'line-password'],
      ['deviceAccess', 'lines[vty 2].login', 'local'],
      ['deviceAccess', 'lines[vty 3].login', null],
      ['deviceAccess', 'lines[vty 4].login', null],
      ['deviceAccess', 'lines[vty 5].login', 'aaa'],
    ],
  },
  {
    name: 'AAA without a list: local accounts, and nothing at the console',
    lines: ['aaa new-model', 'line vty 0 4', ' transport input ssh', ' no exec-timeout'],
    expected: [
      ['deviceAccess', 'lines[con 0].login', 'none'],
      ['deviceAccess', 'lines[vty 0 4].login', 'local'],
      ['deviceAccess', 'lines[vty 0 4].idleTimeoutSeconds', 0],
    ],
  },
  {
    name: 'an access class for one VRF does not hold for the others',
    lines: [...limited, 'line vty 0 4', ' access-class 10 in vrfname Mgmt', ' transport input ssh'],
    expected: [
      ['deviceAccess', 'planes[ssh].restricted', null],
      ['deviceAccess', 'lines[vty 0 4].acl', null],
    ],
  },
  {
    name: 'an access class for all VRFs',
    lines: [...limited, 'line vty 0 4', ' access-class 10 in vrf-also', ' transport input ssh'],
    expected: [['deviceAccess', 'planes[ssh].restricted', true]],
  },
  {
    name: 'a web server with a list of IPv4 alone',
    lines: [...limited, ...ipv6, 'ip http secure-server', 'ip http access-class ipv4 10'],
    expected: [['deviceAccess', 'planes[https].restricted', null]],
  },
  {
    name: 'a web server with lists of both',
    lines: [
      ...limited,
      ...ipv6,
      ...['ip http secure-server', 'ip http access-class ipv4 10', 'ip http access-class ipv6 SIX'],
    ],
    expected: [['deviceAccess', 'planes[https].restricted', true]],
  },
  {
    name: 'a community with a list of IPv6 is open to all of IPv4',
    lines: [...limited, 'snmp-server community blue-whale-37 RO ipv6 SIX'],
    expected: [['deviceSnmp', 'communities.0.restricted', false]],
  },
  {
    name: 'a community with a list of IPv4 may be open to IPv6',
    lines: [...limited, ...ipv6, 'snmp-server community blue-whale-37 RO 10'],
    expected: [['deviceSnmp', 'communities.0.restricted', null]],
  },
  {
    name: 'a community with both lists',
    lines: [...limited, ...ipv6, 'snmp-server community blue-whale-37 RO ipv6 SIX 10'],
    expected: [
      ['deviceSnmp', 'communities.0.restricted', true],
      ['deviceSnmp', 'communities.0.acl', '10'],
    ],
  },
  {
    name: 'accounting that goes nowhere',
    lines: [
      'aaa new-model',
      'aaa accounting commands 15 default none',
      'aaa accounting exec default',
      ' action-type none',
    ],
    expected: [
      ['deviceLogging', 'commands', false],
      ['deviceLogging', 'logins', false],
    ],
  },
  {
    name: 'accounting by a list that lines have to name',
    lines: ['aaa new-model', 'aaa accounting commands 15 SOME start-stop group tacacs+'],
    expected: [['deviceLogging', 'commands', null]],
  },
  {
    name: 'lists of methods that no line names',
    lines: [
      ...['aaa new-model', 'aaa authentication login default local', 'aaa authentication login VPN group radius'],
      ...['aaa authentication login VTY group radius local', 'aaa accounting exec NOBODY start-stop group radius'],
      ...['aaa accounting commands 15 ALL start-stop group tacacs+'],
      ...['line vty 0 4', ' login authentication VTY', ' accounting commands 15 ALL'],
    ],
    expected: [
      ['deviceAaa', 'methods.0.service', 'console-login'],
      ['deviceAaa', 'methods.1.service', 'other-login'],
      ['deviceAaa', 'methods.2.service', 'login'],
      ['deviceAaa', 'methods.3.service', 'other-accounting'],
      ['deviceAaa', 'methods.4.service', 'accounting'],
    ],
  },
  {
    name: 'a list of the console says nothing of the network',
    lines: [
      ...['aaa new-model', 'aaa authentication login default local', 'aaa authentication login CON group radius'],
      ...['line con 0', ' login authentication CON', 'line vty 0 4', ' transport input ssh'],
    ],
    expected: [
      ['deviceAaa', 'methods.0.service', 'login'],
      ['deviceAaa', 'methods.1.service', 'console-login'],
    ],
  },
  {
    name: 'local accounts are asked where no list is called default',
    lines: ['aaa new-model', 'aaa authentication login CON group radius', 'line vty 0 4', ' transport input ssh'],
    expected: [
      ['deviceAaa', 'methods.1.list', 'default'],
      ['deviceAaa', 'methods.1.service', 'login'],
      ['deviceAaa', 'methods.1.methods.0', 'local'],
    ],
  },
  {
    name: 'the web asks for the password of the privileged mode by itself',
    lines: [...central, 'ip http secure-server'],
    expected: [
      ['deviceAaa', 'methods.1.list', 'ip http'],
      ['deviceAaa', 'methods.1.service', 'login'],
      ['deviceAaa', 'methods.1.methods.0', 'enable'],
    ],
  },
  {
    name: 'the web with local accounts',
    lines: [...central, 'ip http server', 'ip http authentication local'],
    expected: [['deviceAaa', 'methods.1.methods.0', 'local']],
  },
  {
    name: 'the web with a list of its own',
    lines: [
      ...[...central, 'aaa authentication login WEB local', 'ip http secure-server'],
      'ip http authentication aaa login-authentication WEB',
    ],
    expected: [
      ['deviceAaa', 'methods.length', 2],
      ['deviceAaa', 'methods.1.service', 'login'],
    ],
  },
  {
    name: 'nothing is sent to servers where the log is off for them',
    lines: ['logging host 192.0.2.9', 'no logging trap'],
    expected: [['deviceLogging', 'servers.length', 0]],
  },
  {
    name: 'what a macro would type is not set',
    lines: ['ip http server', 'macro name quiet', 'no ip http server', 'username evil privilege 15 password 0 x', '@'],
    expected: [
      ['deviceAccess', 'planes[http].enabled', true],
      ['deviceUsers', 'users.length', 0],
    ],
  },
  {
    name: 'what a banner of AAA says is not set',
    lines: ['ip http server', 'aaa authentication banner ^CHands off', 'no ip http server', '^C'],
    expected: [
      ['deviceAccess', 'planes[http].enabled', true],
      ['deviceBanner', 'banners[login].text', 'Hands off\nno ip http server'],
    ],
  },
  {
    name: 'a port asks nobody while 802.1X is off for the device',
    lines: port('authentication port-control auto', 'dot1x pae authenticator', 'mab'),
    expected: [['devicePorts', 'ports[GigabitEthernet0/1].dot1x', false]],
  },
  {
    name: 'a port that is open before it asks',
    lines: [
      'dot1x system-auth-control',
      ...port('authentication open', 'authentication port-control auto', 'dot1x pae authenticator', 'mab'),
    ],
    expected: [
      ['devicePorts', 'ports[GigabitEthernet0/1].dot1x', false],
      ['devicePorts', 'ports[GigabitEthernet0/1].macAuth', false],
    ],
  },
  {
    name: 'access sessions are open unless they are closed',
    lines: ['dot1x system-auth-control', ...port('access-session port-control auto', 'dot1x pae authenticator')],
    expected: [['devicePorts', 'ports[GigabitEthernet0/1].dot1x', false]],
  },
  {
    name: 'a closed access session',
    lines: [
      'dot1x system-auth-control',
      ...port('access-session closed', 'access-session port-control auto', 'dot1x pae authenticator'),
    ],
    expected: [['devicePorts', 'ports[GigabitEthernet0/1].dot1x', true]],
  },
  {
    name: 'MAC addresses are not asked about on a port without control',
    lines: ['dot1x system-auth-control', ...port('mab')],
    expected: [['devicePorts', 'ports[GigabitEthernet0/1].macAuth', false]],
  },
  {
    name: 'a guard sees nothing behind a filter',
    lines: port('spanning-tree bpdufilter enable', 'spanning-tree bpduguard enable'),
    expected: [['devicePorts', 'ports[GigabitEthernet0/1].bpduGuard', false]],
  },
  {
    name: 'a trunk is no edge by the word for access ports',
    lines: [
      ...['spanning-tree portfast bpduguard default', 'interface GigabitEthernet0/1', ' switchport mode trunk'],
      ' spanning-tree portfast',
    ],
    expected: [['devicePorts', 'ports[GigabitEthernet0/1].bpduGuard', false]],
  },
  {
    name: 'VLANs without a spanning tree',
    lines: ['spanning-tree mode rapid-pvst', 'no spanning-tree vlan 10'],
    expected: [['deviceServices', 'features[spanning-tree]', undefined]],
  },
  {
    name: 'an interface with an address from elsewhere speaks IP',
    lines: ['interface GigabitEthernet0/1', ' ip address dhcp'],
    expected: [['deviceServices', 'features[GigabitEthernet0/1].enabled', true]],
  },
];

const routingCases: typeof iosCases = [
  {
    name: 'OSPF that wants digests without a key, and areas in both spellings',
    lines: [
      ...['router ospf 1', ' network 10.0.0.0 0.0.0.255 area 0', ' area 0.0.0.0 authentication message-digest'],
      ...['interface GigabitEthernet0/1', ' ip address 10.0.0.1 255.255.255.0'],
    ],
    expected: [['deviceRouting', 'protocols', [{protocol: 'ospf', scope: '1 area 0', authentication: 'none'}]]],
  },
  {
    name: 'OSPF with digests and a key',
    lines: [
      ...['router ospf 1', ' network 10.0.0.0 0.0.0.255 area 0.0.0.0', ' area 0 authentication message-digest'],
      ...['interface GigabitEthernet0/1', ' ip ospf message-digest-key 1 md5 7 0822455D0A16'],
    ],
    expected: [['deviceRouting', 'protocols[ospf].authentication', 'md5']],
  },
  {
    name: 'a virtual link without what its area has',
    lines: [
      ...['router ospf 1', ' network 10.0.0.0 0.0.0.255 area 1', ' area 1 authentication message-digest'],
      ...[' area 1 virtual-link 192.0.2.1 authentication null', 'interface GigabitEthernet0/1'],
      ' ip ospf message-digest-key 1 md5 7 0822455D0A16',
    ],
    expected: [['deviceRouting', 'protocols[ospf].authentication', 'unknown']],
  },
  {
    name: 'peers of BGP that come by themselves or from a template',
    lines: [
      ...['router bgp 65001', ' bgp listen range 10.0.0.0/8 peer-group DYN', ' neighbor DYN peer-group'],
      ...[' neighbor DYN remote-as 65002', ' neighbor 192.0.2.1 inherit peer-session S'],
    ],
    expected: [
      [
        'deviceRouting',
        'protocols',
        [
          {protocol: 'bgp', scope: '192.0.2.1', authentication: 'unknown'},
          {protocol: 'bgp', scope: '10.0.0.0/8', authentication: 'none'},
        ],
      ],
    ],
  },
  {
    name: 'a list that is not there filters nothing',
    lines: [
      ...['ip access-list extended THERE', ' permit tcp any any eq 443', 'interface GigabitEthernet0/1'],
      ...[' ip access-group MISSING in', 'interface GigabitEthernet0/2', ' ip access-group THERE in'],
    ],
    expected: [['deviceAcls', 'bindings', [{acl: 'THERE', place: 'GigabitEthernet0/2', direction: 'in'}]]],
  },
  {
    name: 'a password of a neighbour in one VRF is none of the same address in another',
    lines: [
      ...['router bgp 65000', ' address-family ipv4 vrf A', '  neighbor 192.0.2.1 remote-as 65001'],
      ...['  neighbor 192.0.2.1 password 7 0822455D0A16', ' address-family ipv4 vrf B'],
      '  neighbor 192.0.2.1 remote-as 65002',
    ],
    expected: [['deviceRouting', 'protocols[bgp].authentication', 'unknown']],
  },
  {
    name: 'IS-IS that is authenticated on one interface may not be on others',
    lines: [
      'router isis',
      ' net 49.0001.00',
      'interface GigabitEthernet0/1',
      ' ip router isis',
      ' isis authentication mode md5',
    ],
    expected: [['deviceRouting', 'protocols[isis].authentication', 'unknown']],
  },
];

const asaText = (lines: readonly string[]): string =>
  ['ASA Version 9.16(4)67', 'hostname x', 'interface GigabitEthernet0/0', ' nameif inside', ...lines, ': end'].join(
    '\n',
  );

const asaCases: readonly (Omit<Case, 'platform' | 'commands'> & {readonly lines: readonly string[]})[] = [
  {
    name: 'the console and the web are asked apart from SSH',
    lines: [
      ...['aaa-server TAC protocol tacacs+', 'aaa authentication serial console TAC LOCAL'],
      ...['aaa authentication ssh console LOCAL', 'http server enable', 'http 192.0.2.0 255.255.255.0 inside'],
    ],
    expected: [
      ['deviceAaa', 'methods.0.service', 'console-login'],
      ['deviceAaa', 'methods.1.service', 'login'],
      ['deviceAaa', 'methods.2.list', 'http'],
      ['deviceAaa', 'methods.2.methods.0', 'enable'],
    ],
  },
  {
    name: 'those of level 15 are not locked before 9.17',
    lines: ['username kanri password x$ pbkdf2 privilege 15', 'aaa local authentication attempts max-fail 3'],
    expected: [['deviceUsers', 'lockoutAttempts', 0]],
  },
  {
    name: 'others are locked',
    lines: ['username kanshi password x$ pbkdf2 privilege 2', 'aaa local authentication attempts max-fail 3'],
    expected: [['deviceUsers', 'lockoutAttempts', 3]],
  },
  {
    name: 'halves of all addresses limit nobody',
    lines: ['ssh 0.0.0.0 128.0.0.0 outside', 'ssh 128.0.0.0 128.0.0.0 outside'],
    expected: [['deviceAccess', 'planes[ssh].restricted', false]],
  },
  {
    name: 'ways in that are open to what a name stands for',
    lines: [
      'names',
      'name 0.0.0.0 all-of-it',
      'name 192.0.2.0 kanri-net',
      'telnet all-of-it 0.0.0.0 inside',
      'ssh kanri-net 255.255.255.0 inside',
    ],
    expected: [
      ['deviceAccess', 'planes[telnet].enabled', true],
      ['deviceAccess', 'planes[telnet].restricted', false],
      ['deviceAccess', 'planes[ssh].restricted', true],
    ],
  },
  {
    name: 'a name that stands for nothing that is shown',
    lines: ['telnet somewhere 255.255.255.0 inside'],
    expected: [
      ['deviceAccess', 'planes[telnet].enabled', true],
      ['deviceAccess', 'planes[telnet].restricted', null],
    ],
  },
  {
    name: 'settings of SSH and the web are no addresses',
    lines: ['telnet timeout 5', 'ssh timeout 5', 'ssh version 2', 'http server enable'],
    expected: [
      ['deviceAccess', 'planes[telnet].enabled', false],
      ['deviceAccess', 'planes[ssh].enabled', false],
    ],
  },
  {
    name: 'passwords that the factory sets',
    lines: [
      'enable password 8Ry2YjIyt7RRXU24 encrypted',
      'passwd 2KFQnbNIdI.2KYOU encrypted',
      'telnet 192.0.2.0 255.255.255.0 inside',
    ],
    expected: [
      ['deviceUsers', 'enable.scheme', 'none'],
      ['deviceAccess', 'lines[telnet].grade', 'default'],
    ],
  },
  {
    name: 'a policy that nothing uses',
    lines: [
      ...['policy-map LIMITS', ' class ANY', '  set connection embryonic-conn-max 100', 'policy-map global_policy'],
      ...[' class ANY', '  inspect dns', 'service-policy global_policy global'],
    ],
    expected: [['deviceDefence', 'defences[syn-flood].enabled', false]],
  },
  {
    name: 'servers that get nothing',
    lines: ['logging enable', 'logging host inside 192.0.2.9'],
    expected: [['deviceLogging', 'servers.length', 0]],
  },
  {
    name: 'a list for the device itself is not one for what goes through',
    lines: ['access-list CP extended deny ip any any', 'access-group CP in interface inside control-plane'],
    expected: [['deviceAcls', 'bindings.0.place', 'inside control-plane']],
  },
];

const nxosText = (lines: readonly string[]): string =>
  [
    ...[
      '!Command: show running-config',
      'version 10.3(5)',
      'hostname x',
      'username root password 5 $5$ABCDEF$abcdefgh  role network-admin',
    ],
    ...[...lines, 'interface mgmt0'],
  ].join('\n');

const nxosCases: readonly (Omit<Case, 'platform' | 'commands'> & {
  readonly lines: readonly string[];
  readonly diff?: string;
})[] = [
  {
    name: 'a server for the console alone says nothing of the network',
    lines: ['feature tacacs+', 'aaa group server tacacs+ TAC', 'aaa authentication login console group TAC local'],
    expected: [
      ['deviceAaa', 'methods.0.service', 'console-login'],
      ['deviceAaa', 'methods.1.service', 'login'],
      ['deviceAaa', 'methods.1.methods.0', 'local'],
    ],
  },
  {
    name: 'logins that nobody is asked about',
    lines: [
      'aaa authentication login default none',
      'aaa authentication login console group TAC none',
      'line console',
      'line vty',
    ],
    expected: [
      ['deviceAccess', 'lines[vty].login', 'none'],
      ['deviceAccess', 'lines[console].login', null],
    ],
  },
  {
    name: 'a community with a list of IPv4 may be open to IPv6',
    lines: [
      ...['ip access-list FOUR', '  10 permit ip 192.0.2.0/28 any', 'interface Vlan2', '  ipv6 address 2001:db8::1/64'],
      ...[
        'snmp-server community blue-whale-37 group network-operator',
        'snmp-server community blue-whale-37 use-acl FOUR',
      ],
    ],
    expected: [['deviceSnmp', 'communities.0.restricted', null]],
  },
  {
    name: 'a port of a log server that is no number is not told',
    lines: ['logging server 192.0.2.9 5 port x6514 secure'],
    expected: [
      ['deviceLogging', 'servers.0.port', null],
      ['deviceLogging', 'servers.0.protocol', 'tls'],
    ],
  },
  {
    name: 'a second group of an account takes nothing away',
    lines: [
      'snmp-server user nms network-operator auth sha 0x11aa22bb33 priv aes-128 0x44cc55dd66 localizedkey',
      'snmp-server user nms network-admin',
      'snmp-server globalEnforcePriv',
    ],
    expected: [
      ['deviceSnmp', 'users[nms].auth', 'sha1'],
      ['deviceSnmp', 'users[nms].priv', 'aes128'],
    ],
  },
  {
    name: 'a key beside a password, and an account that no password fits',
    lines: [
      ...['username maker password 5 $1$ABCDEF$abcdefgh  role network-admin', 'username maker sshkey ssh-rsa AAAAB3Nz'],
      ...['username gone password 5 !  role network-operator', 'username key password 5 !  role network-operator'],
      'username key sshkey ssh-rsa AAAAB3Nz',
    ],
    expected: [
      ['deviceUsers', 'users[maker].scheme', 'md5-crypt'],
      ['deviceUsers', 'users[gone].enabled', false],
      ['deviceUsers', 'users[key].enabled', true],
      ['deviceUsers', 'users[key].scheme', 'public-key'],
    ],
  },
  {name: 'no answer is no sameness', lines: [], diff: '', expected: [['deviceConfig', 'saved', null]]},
];

const peers = [
  'Total peers : 1',
  '    remote               local            st   poll   reach delay   vrf',
  '-----------------------------------------------------------------------',
  '*127.127.1.0            0.0.0.0            8   64       377   0.00000 default',
].join('\n');

const cases: readonly Case[] = [
  ...[...iosCases, ...routingCases].map(({lines, ...one}) => ({
    ...{...one, name: `IOS: ${one.name}`},
    ...{platform: ciscoIos, commands: ios(...lines)},
  })),
  ...asaCases.map(({lines, ...one}) => ({
    ...{...one, name: `ASA: ${one.name}`},
    ...{platform: ciscoAsa, commands: {'show running-config': asaText(lines)}},
  })),
  ...nxosCases.map(({lines, diff = '!Command: x', ...one}) => ({
    ...{...one, name: `NX-OS: ${one.name}`},
    ...{platform: ciscoNxos, commands: {'show running-config': nxosText(lines), 'show running-config diff': diff}},
  })),
  {
    ...{name: 'IOS: the own clock is no source', platform: ciscoIos},
    commands: {
      ...ios('ntp master 7'),
      'show ntp status': 'Clock is synchronized, stratum 8, reference is 127.127.1.1    \nclock offset is 0.0000 msec',
    },
    expected: [
      ['deviceTime', 'synchronised', false],
      ['deviceTime', 'source', null],
    ],
  },
  {
    ...{name: 'NX-OS: the own clock is no source', platform: ciscoNxos},
    commands: {'show running-config': nxosText([]), 'show ntp peer-status': peers},
    expected: [['deviceTime', 'synchronised', false]],
  },
];

test('ASA: what holds the contexts has none of their settings', (t) => {
  const text = asaText([]).replace('9.16(4)67', '9.16(4)67 <system>');
  const facts = factsFrom(ciscoAsa, {'show running-config': text});
  t.like(facts['deviceAccess'], {state: 'gap', reason: 'unsupported'});
});

for (const {name, platform, commands, expected} of cases) {
  test(name, (t) => {
    const facts = factsFrom(platform, commands);
    for (const [fact, path, value] of expected) {
      const told = facts[fact];
      if (told?.state !== 'known') t.fail(`${fact}: ${told?.state}`);
      else t.deepEqual(walk(told.value, path), value, `${fact} ${path}`);
    }
  });
}

test('where a list that is not there is bound, the bindings are not told to be whole', (t) => {
  const bound = ['interface GigabitEthernet0/1', ' ip access-group MISSING in'];
  const told = factsFrom(ciscoIos, ios(...bound))['deviceAcls'];
  t.like(told, {state: 'known', complete: false});
});
