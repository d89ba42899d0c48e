import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Fact} from '../../src/model/fact.ts';
import {probes} from '../../src/probes/index.ts';
import {exchangesOf, factsOfRecording, loadRecording} from '../support/recording.ts';

type Recording = ReturnType<typeof loadRecording>;
type Commands = Recording['commands'];

const services = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const weak = 'windows/ja-win10-weak.network';
const server = 'windows/ja-server2019-weak.network';
const careful = 'windows/en-server2022.network';
const terminal = 'windows/ja-win11.network';
const control = 'windows/ja-win7-control.network';

function known(found: Fact | undefined): {value: Record<string, unknown>; complete: boolean} {
  if (found?.state !== 'known') throw new Error(JSON.stringify(found));
  return {value: found.value as Record<string, unknown>, complete: found.complete};
}

const factOf = (recording: string, fact: string): ReturnType<typeof known> =>
  known(factsOfRecording(recording).facts[fact]);

/** A fact of a recording of which some answers are others. */
function changed(recording: string, fact: string, commands: Commands): Fact | undefined {
  const loaded = loadRecording(recording);
  const exchanges = exchangesOf({...loaded, commands: {...loaded.commands, ...commands}});
  return factsOf(probes, exchanges, 'windows', null)[fact];
}

function adapterOf(recording: string): string {
  const told = loadRecording(recording).commands['adapters'];
  if (typeof told !== 'string') throw new Error('no adapters');
  return told;
}

interface Case {
  readonly title: string;
  readonly recording: string;
  readonly fact: string;
  readonly holds: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = [
  {
    title: 'the clock lies between the sending of the program and the coming of its first answer',
    ...{recording: terminal, fact: 'clock'},
    holds: {offsetLowMs: -250, offsetHighMs: 1151, utcOffset: '+0900', timezone: 'Tokyo Standard Time'},
  },
  {
    title: 'a domain is a signed source, and the controller followed is named',
    ...{recording: terminal, fact: 'timeSync'},
    holds: {
      ...{daemon: 'w32time', running: true, synchronised: true, stratum: 4, offsetMs: 2.145},
      lastSyncAt: '2026-11-27T00:14:04.876Z',
      servers: [{host: 'dc01.suido.example.lg.jp', kind: 'domain', authenticated: true}],
    },
  },
  {
    title: 'servers by policy go before those set on the computer',
    ...{recording: careful, fact: 'timeSync'},
    holds: {
      ...{synchronised: true, source: '10.40.0.3', offsetMs: -0.421, hostTools: []},
      servers: [
        {host: '10.40.0.3', kind: 'server', authenticated: false},
        {host: '10.40.0.4', kind: 'server', authenticated: false},
      ],
    },
  },
  {
    title: 'its own clock is no source to follow',
    ...{recording: server, fact: 'timeSync'},
    holds: {running: true, synchronised: false, source: 'Local CMOS Clock', stratum: 1},
  },
  {
    title: 'a service that does not run keeps no time',
    ...{recording: weak, fact: 'timeSync'},
    holds: {daemon: 'w32time', running: false, synchronised: false, source: null},
  },
  {
    title: 'DNS servers are of both families, without the stand-ins of Windows',
    ...{recording: careful, fact: 'dns'},
    holds: {servers: ['10.40.0.53', 'fd00:40::53'], search: ['plant.example']},
  },
  {
    title: 'gateways of two connections are two ways out',
    ...{recording: weak, fact: 'routes'},
    holds: {defaultGateways: ['172.20.10.1', '192.168.1.1'], defaultGateways6: []},
  },
  {
    title: 'an isolated PC has no way out',
    ...{recording: control, fact: 'routes'},
    holds: {defaultGateways: [], defaultGateways6: []},
  },
  {
    title: 'communities are known by their class, with who may use them',
    ...{recording: server, fact: 'snmpAgent'},
    holds: {
      communities: [
        {access: 'ro', class: 'default', source: null},
        {access: 'rw', class: 'ok', source: null},
      ],
    },
  },
  {
    title: 'permitted managers limit who may use a community',
    ...{recording: careful, fact: 'snmpAgent'},
    holds: {communities: [{access: 'ro', class: 'ok', source: '10.40.0.90, localhost'}]},
  },
  {
    title: 'a bridge, forwarding and sharing join networks',
    ...{recording: weak, fact: 'windowsNetwork'},
    holds: {ipForwarding: true, bridged: true, connectionSharing: true, routingService: false},
  },
  {
    title: 'a team of adapters is no bridge',
    ...{recording: careful, fact: 'windowsNetwork'},
    holds: {ipForwarding: false, ipEnableRouter: null, bridged: false},
  },
  {
    title: 'proxies are told of WinHTTP, of Local System, and of who is logged on',
    ...{recording: weak, fact: 'windowsProxy'},
    holds: {
      ...{winHttp: '203.0.113.9:3128', machine: null, perUser: true, system: '203.0.113.9:3128'},
      systemScript: 'http://203.0.113.9/proxy.pac',
      users: [{sid: 'S-1-5-21-2000478354-842925246-1606980848-1001', proxy: '192.168.1.200:8080', script: null}],
    },
  },
  {
    title: 'a proxy of all users stands in the policy',
    ...{recording: terminal, fact: 'windowsProxy'},
    holds: {perUser: false, machine: 'proxy.suido.example.lg.jp:8080', winHttp: null},
  },
  {
    title: 'radios are known by numbers, and networks that were joined are counted',
    ...{recording: weak, fact: 'windowsRadios'},
    holds: {
      adapters: [
        {name: 'Wi-Fi', enabled: true, connected: true},
        {name: 'Bluetooth ネットワーク接続', enabled: true, connected: false},
      ],
      ...{wirelessNetworks: 3, mobileNetworks: 1, bluetooth: true},
    },
  },
  {
    title: 'an adapter that is disabled is not up',
    ...{recording: terminal, fact: 'windowsRadios'},
    holds: {adapters: [{name: 'Wi-Fi', enabled: false, connected: false}], bluetooth: false},
  },
];

for (const {title, recording, fact, holds} of cases) {
  test(`${fact}: ${title}`, (t) => {
    const {value, complete} = factOf(recording, fact);
    t.deepEqual(Object.fromEntries(Object.keys(holds).map((key) => [key, value[key]])), holds);
    t.true(complete);
  });
}

test('interfaces: kinds come from drivers, not from names', (t) => {
  const kinds = (recording: string): unknown =>
    (factOf(recording, 'interfaces').value['list'] as {name: string; kind: string}[]).map(({kind}) => kind);
  t.deepEqual(kinds(weak), ['physical', 'wireless', 'wireless', 'bridge']);
  t.deepEqual(kinds(careful), ['physical', 'physical', 'bond']);
});

test('interfaces: without the list of drivers nothing is known to go by wire alone', (t) => {
  t.false(known(changed(weak, 'interfaces', {'adapter-drivers': {gap: 'permission-denied'}})).complete);
});

test('interfaces: a driver of an adapter that has two teams of words is a bridge where there is no team', (t) => {
  const {value} = known(changed(careful, 'interfaces', {'adapter-teams': ''}));
  t.is((value['list'] as {kind: string}[])[2]?.kind, 'bridge');
});

function said(recording: string, ask: string): string {
  const answer = loadRecording(recording).commands[ask];
  if (typeof answer !== 'string') throw new Error(`${recording} has no answer to ${ask}`);
  return answer;
}

for (const [title, status, connections] of [
  ['a cable that is out leaves the settings of its adapter', '7', [{kind: 'physical', dhcp: true, addresses: 0}]],
  ['a connection that is disabled is none', '4', []],
] as const) {
  test(`windowsNetwork: ${title}`, (t) => {
    const settings = said(control, 'adapter-settings')
      .replace('IPEnabled=TRUE', 'IPEnabled=FALSE')
      .replace(/^IPAddress=.*$/mu, 'IPAddress=')
      .replace(/^IPSubnet=.*$/mu, 'IPSubnet=')
      .replace('DHCPEnabled=FALSE', 'DHCPEnabled=TRUE');
    const adapters = said(control, 'adapters').replace(
      'NetConnectionStatus=2\nConfigManagerErrorCode=0',
      `NetConnectionStatus=${status}\nConfigManagerErrorCode=${status === '4' ? '22' : '0'}`,
    );
    const {value} = known(changed(control, 'windowsNetwork', {adapters, 'adapter-settings': settings}));
    t.like({connections: value['connections']}, {connections});
    t.is((value['connections'] as unknown[]).length, connections.length);
  });
}

type Socket = Readonly<Record<string, unknown>>;

const socketAt = (sockets: unknown, port: number): Socket | undefined =>
  (sockets as Socket[]).find((socket) => socket['port'] === port);

test('listeners: processes and services hold them', (t) => {
  const {value, complete} = factOf(server, 'listeners');
  t.true(complete);
  t.like(socketAt(value['sockets'], 21), {protocol: 'tcp', process: 'svchost.exe', unit: 'FTPSVC', pid: 4150});
  t.like(socketAt(value['sockets'], 123), {protocol: 'udp', unit: 'Dhcp, EventLog, RemoteRegistry, W32Time'});
});

test('listeners: who has a peer does not listen, and one on loopback is not exposed', (t) => {
  const {value} = factOf(terminal, 'listeners');
  t.is(socketAt(value['sockets'], 50_122), undefined);
  t.like(socketAt(value['sockets'], 62_001), {loopbackOnly: true});
  t.is(socketAt(value['exposed'], 62_001), undefined);
});

const netstat = (...rows: readonly string[]): Commands => ({'netstat.exe -ano': ['', 'X', '', ...rows].join('\n')});

test('listeners: a state in any words counts by the address at the other end', (t) => {
  const rows = ['  TCP    0.0.0.0:80    0.0.0.0:0    待ち 受け    7', '  TCP    [::]:81    [::]:0    7'];
  const {value, complete} = known(changed(terminal, 'listeners', netstat(...rows)));
  t.deepEqual(
    (value['sockets'] as Socket[]).map(({port, process}) => [port, process]),
    [
      [80, null],
      [81, null],
    ],
  );
  t.true(complete);
});

for (const row of [
  '  TCP    0.0.0.0:99999    0.0.0.0:0    LISTENING    7',
  '  TCP    what    0.0.0.0:0    LISTENING    7',
  '  UDP    0.0.0.0:5    0.0.0.0:7    7',
  '  TCP    0.0.0.0:5    0.0.0.0:0    LISTENING',
]) {
  test(`listeners: a row that is not understood leaves the list open: ${row.trim()}`, (t) => {
    const rows = ['  TCP    0.0.0.0:80    0.0.0.0:0    LISTENING    7', row];
    t.false(known(changed(terminal, 'listeners', netstat(...rows))).complete);
  });
}

test('listeners: an answer without a socket is none', (t) => {
  t.like(changed(terminal, 'listeners', netstat()), {state: 'gap', reason: 'unsupported'});
});

test('listenerOwners: a port whose process has ended has no owner', (t) => {
  t.like(socketAt(factOf(weak, 'listenerOwners').value['sockets'], 49_670), {process: null});
});

test('listenerOwners: without a list of processes no owner is known', (t) => {
  t.like(changed(weak, 'listenerOwners', {processes: {gap: 'permission-denied'}}), {state: 'gap'});
});

interface Service {
  readonly name: string;
  readonly running: boolean | null;
  readonly accountKind: string;
  readonly administrator: boolean | null;
  readonly unquoted: boolean;
  readonly start: string | null;
}

const servicesOf = (fact: Fact | undefined): ReadonlyMap<string, Service> =>
  new Map((known(fact).value['list'] as Service[]).map((service) => [service.name, service]));

test('windowsServices: paths, accounts and state', (t) => {
  const found = servicesOf(factsOfRecording(server).facts['windowsServices']);
  t.like(found.get('RyokinBatch'), {accountKind: 'user', administrator: true, unquoted: true, running: true});
  t.like(found.get('MSSQLSERVER'), {accountKind: 'service', administrator: null, unquoted: false});
  t.like(found.get('RemoteRegistry'), {start: 'automatic-delayed', accountKind: 'service', running: true});
  t.like(found.get('SharedAccess'), {start: 'disabled', running: false});
  t.false(found.has('Tcpip'), 'drivers are no services');
});

test('windowsServices: a managed account is told as one, and paths by variables hold blanks', (t) => {
  t.is(servicesOf(factsOfRecording(careful).facts['windowsServices']).get('Historian')?.accountKind, 'managed');
  t.true(servicesOf(factsOfRecording(weak).facts['windowsServices']).get('OldVnc')?.unquoted);
});

test('windowsServices: a member of a group of the domain may be an administrator', (t) => {
  const other = ['[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services]'];
  const body = [...other, `[${other[0]?.slice(1, -1)}\\A]`, '"Type"=dword:10', '"ObjectName"="SUIDO\\\\svc"'].join(
    '\n',
  );
  const at = (members: string): boolean | null | undefined =>
    servicesOf(changed(server, 'windowsServices', {services: body, 'members S-1-5-32-544': members})).get('A')
      ?.administrator;
  const group = 'Group=RYOKIN01\\Administrators\n\n';
  t.is(at(`${group}Class=Win32_Group\nDomain=SUIDO\nName=Domain Admins`), null);
  t.is(at(`${group}Class=Win32_UserAccount\nDomain=SUIDO\nName=svc`), true);
  t.is(at(`${group}Class=Win32_UserAccount\nDomain=RYOKIN01\nName=svc`), false);
});

test('windowsServices: without WMI it is not known what runs', (t) => {
  const fact = changed(server, 'windowsServices', {'service-states': {gap: 'permission-denied'}});
  t.is(servicesOf(fact).get('SNMP')?.running, null);
  t.false(known(fact).complete);
});

test('windowsProcesses: one whose program is hidden leaves the list open', (t) => {
  t.true(factOf(server, 'windowsProcesses').complete);
  const hidden = {processes: 'ProcessId=9\nName=x.exe\nExecutablePath='};
  t.false(known(changed(server, 'windowsProcesses', hidden)).complete);
});

const status = 'w32tm.exe /query /status /verbose';

test('timeSync: a service that runs and tells nothing may be synchronised or not', (t) => {
  for (const body of ['', 'アクセスが拒否されました。 (0x80070005)', 'a: b\n'.repeat(20)]) {
    const {value, complete} = known(changed(careful, 'timeSync', {[status]: {body, exitCode: 0, cut: false}}));
    t.deepEqual([value['synchronised'], complete], [null, false]);
  }
});

test('clock: a time that a kit brought has no bounds', (t) => {
  const exchanges = exchangesOf(loadRecording(terminal)).map((one) => ({...one, via: 'kit' as const}));
  t.like(factsOf(probes, exchanges, 'windows', null)['clock'], {state: 'gap', reason: 'not-collected'});
});

test('dns: before Windows 8 servers of IPv6 are not told where it is in use', (t) => {
  const {value} = factOf(careful, 'dns');
  t.deepEqual(value['servers'], ['10.40.0.53', 'fd00:40::53']);
  const before = known(changed(careful, 'dns', {'dns-servers': {absent: true}}));
  t.deepEqual([before.value['servers'], before.complete], [['10.40.0.53'], false]);
});

const ipInterface = (index: number, forwarding: number | string): string =>
  `InterfaceIndex=${index}\nAddressFamily=2\nForwarding=${forwarding}\n`;
const second = 'Index=8\nNetConnectionID=b\nNetConnectionStatus=2\nPNPDeviceID=PCI\\VEN_8086\nServiceName=e1cexpress\n';

for (const [title, recording, commands, expected] of [
  ['a connection forwards', careful, {'ip-interfaces': ipInterface(9, 1)}, true],
  ['none does', careful, {'ip-interfaces': `${ipInterface(9, 0)}\n${ipInterface(1, 0)}`}, false],
  ['only what has no address does', careful, {'ip-interfaces': `${ipInterface(77, 1)}\n${ipInterface(9, 0)}`}, false],
  ['of one it is not told', careful, {'ip-interfaces': ipInterface(9, '')}, null],
  ['it is denied', careful, {'ip-interfaces': {gap: 'permission-denied'}}, null],
  ['Windows 7 has one connection', control, {}, false],
  ['Windows 7 has two', control, {adapters: `${adapterOf(control)}\n${second}`}, null],
  ['every one does', weak, {'ip-interfaces': {absent: true}}, true],
] as const) {
  test(`packets are forwarded: ${String(expected)}: ${title}`, (t) => {
    t.is(known(changed(recording, 'windowsNetwork', commands)).value['ipForwarding'], expected);
  });
}

test('windowsProxy: settings that are not understood leave it open, and logins are left out', (t) => {
  const key = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
  const at = (bytes: string): Fact | undefined =>
    changed(weak, 'windowsProxy', {
      'proxy-winhttp': `[${key.replace('HKLM', 'HKEY_LOCAL_MACHINE')}\\Connections]\n"WinHttpSettings"=hex:${bytes}`,
    });
  t.false(known(at('2800000000000000030000000f000000')).complete);
  const proxy = Buffer.from('http=a:b@p:80').toString('hex');
  t.is(known(at(`2800000000000000030000000d000000${proxy}00000000`)).value['winHttp'], 'http=p:80');
});

test('windowsProxy: what nobody who is logged on has set, others may; where users count for nothing it is of no matter', (t) => {
  const nobody =
    '[HKEY_USERS]\n[HKEY_USERS\\.DEFAULT\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings]';
  const someone = nobody.replace('.DEFAULT', 'S-1-5-21-1-2-3-1001');
  const set = '\n"ProxyEnable"=dword:1\n"ProxyServer"="192.168.1.200:8080"';
  const told = (recording: string, body: string): ReturnType<typeof known> =>
    known(changed(recording, 'windowsProxy', {'proxy-users': body}));
  t.like(told(control, nobody), {complete: false, value: {users: []}});
  t.like(told(control, someone), {complete: true, value: {users: []}});
  t.like(told(control, `${nobody}\n[HKEY_USERS\\S-1-5-21-1-2-3-1002\\Software] denied`), {complete: false});
  t.like(told(control, `${someone}${set}`), {value: {users: [{proxy: '192.168.1.200:8080'}]}});
  t.like(told(terminal, `${someone}${set}`), {complete: true, value: {perUser: false, users: []}});
  t.like(told(terminal, nobody), {complete: true});
});

const valid = `${services}\\SNMP\\Parameters\\ValidCommunities`;
const policy = 'HKLM\\SOFTWARE\\Policies\\SNMP\\Parameters\\ValidCommunities';
const head = (key: string): string => `[${key.replace('HKLM', 'HKEY_LOCAL_MACHINE')}]`;

test('snmpAgent: communities by policy go first, and no community is left in the evidence', (t) => {
  const commands = {
    'snmp-communities-policy': `${head(policy)}\n"1"="public"\n"2"="S3cret\\"Zwort"`,
    'snmp-communities': `${head(valid)}\n"a\\"b"=dword:8`,
  };
  const loaded = loadRecording(careful);
  const exchanges = exchangesOf({...loaded, commands: {...loaded.commands, ...commands}});
  const text = JSON.stringify(exchanges);
  for (const secret of ['public', 'S3cret', 'Zwort', 'a\\\\\\"b']) t.false(text.includes(secret), secret);
  const {value} = known(factsOf(probes, exchanges, 'windows', null)['snmpAgent']);
  t.deepEqual(
    (value['communities'] as Socket[]).map((one) => [one['access'], one['class']]),
    [
      ['ro', 'default'],
      ['ro', 'ok'],
    ],
  );
});

test('snmpAgent: rights that let nothing be read are no access', (t) => {
  const body = `${head(valid)}\n"a"=dword:1\n"b"=dword:2\n"c"=dword:10`;
  t.deepEqual(known(changed(server, 'snmpAgent', {'snmp-communities': body})).value['communities'], [
    {access: 'rw', class: 'ok', source: null},
  ]);
});
