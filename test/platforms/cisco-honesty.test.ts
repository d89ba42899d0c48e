import test from 'ava';
import type {Platform} from '../../src/model/platform.ts';
import {ciscoIos} from '../../src/platforms/cisco-ios.ts';
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

const cases: readonly Case[] = iosCases.map(({lines, ...one}) => ({
  ...one,
  name: `IOS: ${one.name}`,
  platform: ciscoIos,
  commands: ios(...lines),
}));

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
