import test from 'ava';
import type {DeviceAccess, DeviceFacts, DevicePorts, DeviceSnmp, DeviceUsers} from '../../src/model/device/index.ts';
import type {Fact} from '../../src/model/fact.ts';
import {factsFrom as cutFacts} from '../support/device-facts.ts';
import {factsFrom, platform} from './routers-support.ts';

const heads = {
  'allied-awplus': ['show running-config', 'service password-encryption'],
  'alaxala-ax': ['show running-config', '#Last modified by operator at Fri Nov 20 2026'],
  'aruba-aoscx': ['show running-config', '!Version ArubaOS-CX FL.10.13.1000'],
  'hpe-procurve': ['show running-config', '; JL253A Configuration Editor; Created on release #WC.16.11.0012'],
  'hpe-comware': ['display current-configuration', '#\n version 7.1.070, Release 3507P02\n#'],
  'nec-ix': ['show running-config', '! NEC Portable Internetwork Core Operating System Software'],
  'fujitsu-sir': ['show running-config', 'ether 1 1 vlan untag 1\ntime zone 0900'],
  'yamaha-rt': ['show config', '# RTX830 Rev.15.02.31 (Fri Jul  5 11:17:45 2024)'],
  frr: ['show running-config', 'frr version 10.0'],
} as const;
const ends: Readonly<Record<string, string>> = {
  ...{'allied-awplus': 'end', frr: 'end', 'hpe-comware': '#\nreturn', 'nec-ix': 'interface Null0.0'},
  ...{
    'aruba-aoscx': 'vlan 1\ninterface 1/1/28\n    no shutdown',
    'hpe-procurve': 'vlan 1',
    'alaxala-ax': 'vlan 1\ninterface vlan 1',
  },
};

type Id = keyof typeof heads;

function fact(
  id: Id,
  name: string,
  lines: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Fact | undefined {
  const [ask, head] = heads[id];
  const text = [head, ...lines, ...(ends[id] === undefined ? [] : [ends[id]])].join('\n');
  return factsFrom(id, {[ask]: text, ...more})[name];
}

/** What is told, whole or not. */
function told<N extends keyof DeviceFacts>(
  id: Id,
  name: N,
  lines: readonly string[],
  more?: Readonly<Record<string, string>>,
): DeviceFacts[N] {
  const found = fact(id, name, lines, more);
  if (found?.state !== 'known') throw new Error(JSON.stringify(found));
  return found.value as DeviceFacts[N];
}

const plane = (id: Id, protocol: string, ...lines: string[]): DeviceAccess['planes'][number] | undefined =>
  told(id, 'deviceAccess', lines).planes.find((each) => each.protocol === protocol);

const port = (id: Id, name: string, ...lines: string[]): DevicePorts['ports'][number] | undefined =>
  told(id, 'devicePorts', lines).ports.find((each) => each.name === name);

const ports = (id: Id, ...lines: string[]): DevicePorts => told(id, 'devicePorts', lines);

test('a list without an entry limits nobody', (t) => {
  t.is(
    plane('allied-awplus', 'ssh', 'service ssh', 'access-list standard kanri', 'vty access-class kanri')?.restricted,
    null,
  );
  t.is(
    plane('alaxala-ax', 'telnet', 'ip access-list standard "K"', 'line vty 0 2', '  ip access-group "K" in')
      ?.restricted,
    null,
  );
  t.is(
    plane('hpe-comware', 'ssh', ' ssh server enable', ' ssh server acl 2000', '#', 'acl basic 2000')?.restricted,
    null,
  );
});

test('halves of all addresses limit nobody', (t) => {
  const yamaha = (hosts: string): boolean | null | undefined =>
    plane('yamaha-rt', 'telnet', `telnetd host ${hosts}`)?.restricted;
  t.is(yamaha('0.0.0.0-255.255.255.255'), false);
  t.is(yamaha('192.0.2.1 1.0.0.0-223.255.255.255'), false);
  t.is(yamaha('192.0.2.1-192.0.2.9'), true);
  t.is(yamaha('192.0.2.1-'), null);
  const managers = (mask: string) => plane('hpe-procurve', 'ssh', `ip authorized-managers 128.0.0.0 ${mask}`);
  t.is(managers('128.0.0.0')?.restricted, false);
  t.is(managers('255.0.0.0')?.restricted, true);
  const named = ['service ssh', 'vty access-class kanri'];
  const awplus = (source: string) =>
    plane('allied-awplus', 'ssh', ...named, 'access-list standard kanri', ` permit ${source}`);
  t.is(awplus('0.0.0.0/1')?.restricted, false);
  t.is(awplus('192.0.2.0/24')?.restricted, true);
  const comware = (wildcard: string) =>
    plane(
      'hpe-comware',
      'ssh',
      ...[' ssh server enable', ' ssh server acl 2000', '#', 'acl basic 2000'],
      ` rule 0 permit source 128.0.0.0 ${wildcard}`,
    );
  t.is(comware('127.255.255.255')?.restricted, false);
  t.is(comware('0.0.0.255')?.restricted, true);
  const ix = (source: string) =>
    plane(
      'nec-ix',
      'ssh',
      ...[`ip access-list kanri permit ip src ${source} dest any`, 'ssh-server ip enable'],
      'ssh-server ip access-list kanri',
    );
  t.is(ix('0.0.0.0/1')?.restricted, false);
  t.is(ix('192.0.2.0/24')?.restricted, true);
  const server = [
    'serverinfo ssh ip on',
    'serverinfo ssh filter 0 accept acl 10',
    'serverinfo ssh filter default reject',
  ];
  const sir = (source: string) => plane('fujitsu-sir', 'ssh', ...server, `acl 10 ip ${source} any any any`);
  t.is(sir('0.0.0.0/1')?.restricted, false);
  t.is(sir('128.0.0.0/128.0.0.0')?.restricted, false);
  t.is(sir('192.0.2.0/24')?.restricted, true);
});

test('AlliedWare Plus: a service is off only for both versions of IP', (t) => {
  t.is(plane('allied-awplus', 'telnet', 'no service telnet ipv6'), undefined);
  t.is(plane('allied-awplus', 'telnet', 'no service telnet ip'), undefined);
  t.is(plane('allied-awplus', 'telnet', 'no service telnet')?.enabled, false);
  t.is(plane('allied-awplus', 'telnet', 'no service telnet ip', 'no service telnet ipv6')?.enabled, false);
  t.is(plane('allied-awplus', 'telnet', 'service telnet', 'no service telnet ip')?.enabled, true);
});

test('AlliedWare Plus: limits that limit nothing, guards that guard nothing', (t) => {
  const storm = ['interface port1.0.1', ' storm-control broadcast level 100'];
  t.like(told('allied-awplus', 'deviceDefence', storm).defences[0], {
    name: 'storm-control',
    enabled: false,
  });
  const still = ['no spanning-tree rstp enable', 'spanning-tree mode rstp'];
  const guard = ['interface port1.0.1', ' spanning-tree portfast bpdu-guard enable'];
  t.like(told('allied-awplus', 'deviceServices', still).features.at(-1), {
    name: 'spanning-tree',
    enabled: false,
  });
  t.is(port('allied-awplus', 'port1.0.1', ...still, ...guard)?.bpduGuard, false);
  t.is(port('allied-awplus', 'port1.0.1', ...guard)?.bpduGuard, true);
  t.false(ports('allied-awplus', 'service dhcp-snooping').dhcpSnooping);
  t.false(ports('allied-awplus', 'interface vlan2', ' arp security').arpInspection);
  t.true(ports('allied-awplus', 'service dhcp-snooping', 'interface vlan2', ' ip dhcp snooping').dhcpSnooping);
});

test('accounts of SNMPv3 are as strong as their groups demand', (t) => {
  const user = (id: Id, ...lines: string[]) => told(id, 'deviceSnmp', lines).users[0];
  const own = 'snmp-server user nms kanshi auth sha abcdefgh priv aes abcdefgh';
  t.like(user('allied-awplus', 'snmp-server', 'snmp-server group kanshi priv read all', own), {
    ...{auth: 'sha1', priv: 'aes128'},
  });
  t.like(user('allied-awplus', 'snmp-server', 'snmp-server group kanshi noauth read all', own), {
    ...{auth: 'none', priv: 'none'},
  });
  const quoted = 'snmp-server user "nms" "kanshi" v3 auth sha "abcdefgh" priv aes "abcdefgh"';
  t.like(user('alaxala-ax', 'snmp-server group "kanshi" v3 priv read "all"', quoted), {auth: 'sha1', priv: 'aes128'});
  t.like(user('alaxala-ax', 'snmp-server group "kanshi" v3 auth read "all"', quoted), {auth: 'sha1', priv: 'none'});
});

test('AOS-CX: accounts of SNMPv3 are as strong as the level of the switch demands', (t) => {
  const own = 'snmpv3 user nms auth sha auth-pass ciphertext AQBapA priv aes priv-pass ciphertext AQBapP';
  const user = (...lines: string[]) =>
    told('aruba-aoscx', 'deviceSnmp', ['snmp-server vrf mgmt', own, ...lines]).users[0];
  t.like(user(), {auth: 'sha1', priv: 'aes128'});
  t.like(user('snmpv3 security-level auth-privacy'), {auth: 'sha1', priv: 'aes128'});
  t.like(user('snmpv3 security-level auth'), {auth: 'sha1', priv: 'unknown'});
  t.like(user('no snmpv3 security-level auth-privacy'), {auth: 'unknown', priv: 'unknown'});
  t.like(user('snmpv3 security-level lower'), {auth: 'unknown', priv: 'unknown'});
});

test('Comware: accounts of SNMPv3 are as strong as their group demands', (t) => {
  const own = ' snmp-agent usm-user v3 nms kanshi cipher authentication-mode sha AuthAuth privacy-mode aes128 PrivPriv';
  const user = (...lines: string[]) => told('hpe-comware', 'deviceSnmp', [' snmp-agent', own, ...lines]).users[0];
  t.like(user(' snmp-agent group v3 kanshi privacy'), {auth: 'sha1', priv: 'aes128'});
  t.like(user(' snmp-agent group v3 kanshi authentication read-view all'), {auth: 'sha1', priv: 'none'});
  t.like(user(' snmp-agent group v3 kanshi'), {auth: 'none', priv: 'none'});
  t.like(user(), {auth: 'unknown', priv: 'unknown'});
});

test('Comware: a time server is followed by a client that runs, and checked by a key that is trusted', (t) => {
  const server = ' ntp-service unicast-server 10.20.0.7 authentication-keyid 1';
  const servers = (...lines: string[]) => told('hpe-comware', 'deviceTime', [server, ...lines]).servers;
  t.deepEqual(servers(), []);
  const on = [' ntp-service enable', ' ntp-service authentication enable'];
  t.like(servers(...on)[0], {address: '10.20.0.7', authenticated: false});
  t.like(servers(...on, ' ntp-service reliable authentication-keyid 1')[0], {authenticated: true});
});

test('Comware: a list of IPv4 does not limit what comes by IPv6', (t) => {
  const limited = [
    ' ssh server enable',
    ' ssh server acl 2000',
    '#',
    'acl basic 2000',
    ' rule 0 permit source 10.20.0.0 0.0.0.255',
  ];
  t.is(plane('hpe-comware', 'ssh', ...limited)?.restricted, true);
  const six = ['#', 'interface Vlan-interface1', ' ipv6 address 2001:db8::1/64'];
  t.is(plane('hpe-comware', 'ssh', ...limited, ...six)?.restricted, null);
});

test('Yamaha: what accounts of SNMPv3 must at least do is not told', (t) => {
  const user = (line: string) => told('yamaha-rt', 'deviceSnmp', ['snmpv3 host any user 1', line]).users[0];
  t.like(user('snmpv3 usm user 1 kanri group 1 sha Auth-Key-11 aes128-cfb Priv-Key-22'), {
    ...{auth: 'unknown', priv: 'unknown', group: '1'},
  });
  t.like(user('snmpv3 usm user 1 kanri md5 Auth-Key-11 des-cbc Priv-Key-22'), {auth: 'md5', priv: 'des'});
  t.like(user('snmpv3 usm user 1 kanri'), {auth: 'none', priv: 'none'});
});

test('AOS-CX: lists of methods by way in', (t) => {
  const logins = (...lines: string[]) =>
    told('aruba-aoscx', 'deviceAaa', lines).methods.map(({service, list, methods}) => [service, list, ...methods]);
  t.deepEqual(logins('aaa authentication login console group radius local'), [
    ['console-login', 'console', 'radius', 'local'],
    ['login', 'default', 'local'],
  ]);
  t.deepEqual(logins('aaa authentication login default group radius local', 'aaa authentication login ssh local'), [
    ['login', 'default', 'radius', 'local'],
    ['login', 'ssh', 'local'],
  ]);
});

test('AlliedWare Plus: lists of methods that no line names', (t) => {
  const lists = ['aaa authentication login VTY group radius local', 'aaa authentication login VPN group radius'];
  const {methods} = told('allied-awplus', 'deviceAaa', [...lists, 'line vty 0 4', ' login authentication VTY']);
  t.deepEqual(
    methods.map(({service}) => service),
    ['login', 'other-login'],
  );
});

test('a device that follows its own clock is not synchronised', (t) => {
  const synchronised = (id: Id, ask: string, text: string): boolean | null =>
    told(id, 'deviceTime', ['ntp server 10.20.0.7'], {[ask]: text}).synchronised;
  const chrony = (reference: string): string =>
    `Reference ID    : ${reference}\nStratum         : 12\nLeap status     : Normal`;
  t.is(synchronised('allied-awplus', 'show ntp status', chrony('7F7F0101 ()')), false);
  t.is(synchronised('allied-awplus', 'show ntp status', chrony('0A140007 (10.20.0.7)')), true);
  const ntpd = (of: string): string => `Clock is synchronized, stratum 6, reference is ${of}`;
  t.is(synchronised('allied-awplus', 'show ntp status', ntpd('127.127.1.0')), false);
  t.is(synchronised('allied-awplus', 'show ntp status', ntpd('10.20.0.7')), true);
  const peers = (of: string): string =>
    `     remote           refid      st t when poll reach   delay   offset  jitter\n*${of}   .LOCL.  5 l   1   64  377    0.00   0.000  0.00`;
  t.is(synchronised('alaxala-ax', 'show ntp associations', peers('LOCAL(0)')), false);
  t.is(synchronised('alaxala-ax', 'show ntp associations', peers('127.127.1.5')), false);
  t.is(synchronised('alaxala-ax', 'show ntp associations', peers('10.20.0.7')), true);
});

test('ALAXALA: blocks of lines, and IPv6', (t) => {
  const acl = ['ip access-list standard "K"', '  10 permit 10.20.0.0 0.0.0.255'];
  const line = ['line vty 0 2', '  transport input ssh', '  ip access-group "K" in'];
  t.is(plane('alaxala-ax', 'telnet', ...acl, ...line)?.enabled, false);
  t.is(plane('alaxala-ax', 'telnet', ...acl, ...line)?.restricted, true);
  const second = ['line vty 0 2', '  transport input telnet', ...line.map((text) => text.replace('0 2', '3 4'))];
  t.like(plane('alaxala-ax', 'telnet', ...acl, ...second), {enabled: true, restricted: null});
  const six = ['interface vlan 20', '  ipv6 address 2001:db8::1/64'];
  t.is(plane('alaxala-ax', 'ssh', ...acl, ...six, ...line)?.restricted, null);
  t.is(
    port(
      'alaxala-ax',
      'fastethernet 0/1',
      'spanning-tree disable',
      'interface fastethernet 0/1',
      '  spanning-tree bpduguard enable',
    )?.bpduGuard,
    false,
  );
  t.false(ports('alaxala-ax', 'ip dhcp snooping').dhcpSnooping);
});

test('AOS-CX: guards of the control plane, and functions that need another', (t) => {
  const acl = ['access-list ip K', '    10 permit any 10.20.0.0/255.255.255.0 any', 'ssh server vrf mgmt'];
  const six = ['access-list ipv6 K6', '    10 permit any 2001:db8::/64 any', 'ssh server vrf mgmt'];
  t.like(plane('aruba-aoscx', 'ssh', ...acl, 'apply access-list ip K control-plane vrf mgmt'), {
    restricted: true,
    acl: 'K',
  });
  t.is(plane('aruba-aoscx', 'ssh', ...six, 'apply access-list ipv6 K6 control-plane vrf mgmt')?.restricted, false);
  const lines = told('aruba-aoscx', 'deviceAccess', ['session-timeout 0']).lines;
  t.is(lines[0]?.idleTimeoutSeconds, 0);
  const block = [
    'interface 1/1/1',
    '    no shutdown',
    '    spanning-tree bpdu-guard',
    '    port-access port-security',
    '        enable',
  ];
  const dot1x = ['    aaa authentication port-access dot1x authenticator', '        enable'];
  t.like(port('aruba-aoscx', '1/1/1', ...block, ...dot1x), {bpduGuard: false, portSecurity: false, dot1x: false});
  const globals = [
    ...['spanning-tree', 'port-access port-security', '    enable'],
    ...['aaa authentication port-access dot1x authenticator', '    enable'],
  ];
  t.like(port('aruba-aoscx', '1/1/1', ...globals, ...block, ...dot1x), {
    bpduGuard: true,
    portSecurity: true,
    dot1x: true,
  });
  t.false(ports('aruba-aoscx', 'dhcpv4-snooping').dhcpSnooping);
  t.false(ports('aruba-aoscx', 'vlan 20', '    arp inspection').arpInspection);
  t.deepEqual(told('aruba-aoscx', 'deviceLogging', ['logging 10.20.0.8 disable']).servers, []);
  t.deepEqual(told('aruba-aoscx', 'deviceTime', ['ntp server 10.20.0.7', 'ntp disable']).servers, []);
});

test('lines that switch something off are understood', (t) => {
  const down = fact('aruba-aoscx', 'devicePorts', ['interface 1/1/1', '    no shutdown']);
  const plain = fact('allied-awplus', 'deviceUsers', [
    'no service password-encryption',
    'username a privilege 15 password 8 $6$ab$cd',
  ]);
  const stopped = fact('allied-awplus', 'deviceSnmp', ['no snmp-server']);
  for (const found of [down, plain, stopped]) t.true(found?.state === 'known' && found.complete, JSON.stringify(found));
});

test('AOS-CX: the length of passwords stands in a block whose name is redacted', (t) => {
  const users = told('aruba-aoscx', 'deviceUsers', ['password complexity', '    minimum-length 14']);
  t.is(users.minLength, 14);
});

test('ProCurve: who may manage it', (t) => {
  const masked = 'ip authorized-managers 10.20.0.0 0.0.0.0 access manager';
  t.is(plane('hpe-procurve', 'ssh', masked)?.restricted, false);
  t.is(plane('hpe-procurve', 'ssh', masked.replace(' 0.0.0.0 ', ' 255.255.255.0 '))?.restricted, true);
  t.is(plane('hpe-procurve', 'ssh', 'ip authorized-managers 10.20.0.5')?.restricted, true);
  const login = (...lines: string[]) => told('hpe-procurve', 'deviceAccess', lines).lines[0]?.login;
  t.is(login('hostname "a"'), null);
  t.is(login('password operator'), null);
  t.is(login('aaa authentication console login local'), null);
  t.is(login('password manager'), 'local');
  t.is(login('password manager user-name "kanri"'), 'local');
  t.is(
    told('hpe-procurve', 'deviceAccess', ['console idle-timeout 300', 'console idle-timeout serial-usb 0']).lines[0]
      ?.idleTimeoutSeconds,
    0,
  );
  const users = fact('hpe-procurve', 'deviceUsers', ['include-credentials', 'hostname "a"']);
  t.false(users?.state === 'known' && users.complete);
  const snmp = fact('hpe-procurve', 'deviceSnmp', ['hostname "a"']);
  t.false(snmp?.state === 'known' && snmp.complete);
});

test('ProCurve: functions of ports', (t) => {
  const active = ['aaa port-access authenticator 1-2', 'aaa port-access authenticator active'];
  const whole = fact('hpe-procurve', 'devicePorts', [...active, 'loop-protect 1', 'loop-protect trap loop-detected']);
  t.true(whole?.state === 'known' && whole.complete);
  t.is(port('hpe-procurve', '1', ...active)?.dot1x, true);
  t.is(port('hpe-procurve', '1', ...active, 'aaa port-access authenticator 1 control authorized')?.dot1x, false);
  t.is(port('hpe-procurve', '1', 'spanning-tree 1 bpdu-protection')?.bpduGuard, false);
  t.is(port('hpe-procurve', '1', 'spanning-tree', 'spanning-tree 1 bpdu-protection')?.bpduGuard, true);
  t.false(ports('hpe-procurve', 'dhcp-snooping').dhcpSnooping);
  t.true(ports('hpe-procurve', 'arp-protect', 'arp-protect vlan 20').arpInspection);
});

test('Comware: accounts, locks and lengths', (t) => {
  const users = (...lines: string[]): DeviceUsers => told('hpe-comware', 'deviceUsers', lines);
  const roles = (...names: string[]): boolean | null | undefined =>
    users('local-user kanri class manage', ...names.map((name) => ` authorization-attribute user-role ${name}`))
      .users[0]?.administrator;
  t.is(roles('network-admin', 'network-operator'), true);
  t.is(roles('network-operator'), false);
  t.is(roles('suido'), null);
  const control = [' password-control enable', ' password-control length 12'];
  t.is(users(...control, ' password-control login-attempt 3 exceed unlock').lockoutAttempts, 0);
  t.is(users(...control, ' password-control login-attempt 3 exceed lock-time 10').lockoutAttempts, 3);
  t.is(users(...control, ' undo password-control length enable').minLength, null);
});

test('Comware: lines take after their class, and domains may ask nobody', (t) => {
  const lines = (...text: string[]) => told('hpe-comware', 'deviceAccess', text).lines;
  const vty = [
    'line class vty',
    ' authentication-mode scheme',
    ' idle-timeout 0 0',
    '#',
    'line vty 0 63',
    ' user-role network-operator',
  ];
  t.like(lines(...vty)[0], {idleTimeoutSeconds: 0, login: 'local'});
  t.is(lines(...vty, '#', 'domain system', ' authentication default none')[0]?.login, null);
  t.is(lines(...vty, '#', 'domain system', ' authentication login ldap-scheme a')[0]?.login, 'aaa');
  const old = factsFrom('hpe-comware', {
    'display current-configuration':
      '#\n version 5.20, Release 1513P95\n#\nuser-interface vty 0 4\n authentication-mode scheme\n#\nreturn',
  })['deviceAccess'];
  t.true(old?.state === 'known' && !(old.value as DeviceAccess).planes.some(({protocol}) => protocol === 'telnet'));
});

test('Comware: functions of ports that do nothing', (t) => {
  const of = (globals: readonly string[], ...lines: string[]) =>
    port('hpe-comware', 'G1', ...globals, '#', 'interface G1', ...lines.map((line) => ` ${line}`));
  t.is(of([' stp bpdu-protection'], 'stp edged-port')?.bpduGuard, true);
  t.is(of([' stp bpdu-protection'], 'stp edged-port disable')?.bpduGuard, false);
  t.is(of([' stp bpdu-protection', ' undo stp global enable'], 'stp edged-port')?.bpduGuard, false);
  t.is(of([' stp bpdu-protection'], 'stp edged-port', 'undo stp enable')?.bpduGuard, false);
  t.is(of([' dot1x'], 'dot1x', 'dot1x port-control authorized-force')?.dot1x, false);
  t.is(of([' dot1x'], 'dot1x')?.dot1x, true);
  t.is(of([' port-security enable'], 'port-security port-mode noRestrictions')?.portSecurity, false);
  t.is(of([], 'broadcast-suppression 100')?.stormControl, false);
  t.is(of([], 'broadcast-suppression 10')?.stormControl, true);
});

test('FRRouting: accounts of the system below are not seen', (t) => {
  const users = fact('frr', 'deviceUsers', ['password zebra']);
  t.true(users?.state === 'known' && !users.complete);
});

test('IX: everything under another name, and a list for each version of IP', (t) => {
  const server = ['ssh-server ip enable', 'ssh-server ip access-list kanri'];
  const list = (source: string): string => `ip access-list kanri permit ip src ${source} dest any`;
  t.is(plane('nec-ix', 'ssh', list('0.0.0.0/0'), ...server)?.restricted, false);
  t.is(plane('nec-ix', 'ssh', list('10.20.0.0/24'), ...server)?.restricted, true);
  t.is(plane('nec-ix', 'ssh', list('10.20.0.0/24'), ...server, 'ssh-server ipv6 enable')?.restricted, false);
});

test('IX: a list of methods that asks nobody', (t) => {
  const login = (methods: string) =>
    told('nec-ix', 'deviceAccess', ['username a password hash x', `aaa authentication login default ${methods}`])
      .lines[0]?.login;
  t.is(login('none'), 'none');
  t.is(login('radius local'), 'aaa');
});

test('Si-R: everybody under another name, and servers that answer to IPv6', (t) => {
  const server = [
    'serverinfo ssh ip on',
    'serverinfo ssh filter 0 accept acl 10',
    'serverinfo ssh filter default reject',
  ];
  t.is(plane('fujitsu-sir', 'ssh', ...server, 'acl 10 ip 0.0.0.0/0 any any any')?.restricted, false);
  t.is(plane('fujitsu-sir', 'ssh', ...server, 'acl 10 ip 10.20.0.0/24 any any any')?.restricted, true);
  t.is(plane('fujitsu-sir', 'telnet', 'serverinfo telnet ip off')?.enabled, false);
  t.is(plane('fujitsu-sir', 'telnet', 'serverinfo telnet ip off', 'serverinfo telnet ip6 on')?.enabled, true);
  t.is(plane('fujitsu-sir', 'telnet', 'serverinfo telnet ip off', 'lan 0 ip6 use on'), undefined);
  t.is(
    plane('fujitsu-sir', 'telnet', 'serverinfo telnet ip off', 'serverinfo telnet ip6 off', 'lan 0 ip6 use on')
      ?.enabled,
    false,
  );
});

test('Yamaha: a set of filters that is not there', (t) => {
  const acls = fact('yamaha-rt', 'deviceAcls', ['ip lan2 secure filter name soto']);
  t.true(acls?.state === 'known' && !acls.complete);
  t.deepEqual(told('yamaha-rt', 'deviceAcls', ['ip lan2 secure filter name soto']).acls[0]?.unread, [
    'ip lan2 secure filter name soto',
  ]);
});

test('a configuration of which a part is missing does not say that SNMP is off', (t) => {
  for (const id of ['allied-awplus', 'hpe-comware'] as const) {
    const [ask, head] = heads[id];
    t.is(cutFacts(platform(id), {[ask]: head})['deviceSnmp']?.state, 'gap', id);
  }
  const started = cutFacts(platform('allied-awplus'), {'show running-config': heads['allied-awplus'][1]});
  const {deviceUsers: users} = started;
  t.true(users?.state === 'known' && (users.value as DeviceUsers).lockoutAttempts === null);
  const snmp = fact('yamaha-rt', 'deviceSnmp', []);
  t.true(snmp?.state === 'known' && !(snmp.value as DeviceSnmp).enabled);
});
