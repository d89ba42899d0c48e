import test from 'ava';
import {zoneGraph} from '../../src/derive/zone-graph.ts';
import {Gap, known} from '../../src/model/fact.ts';
import {assetOf} from '../support/asset.ts';
import {fold, from, hostOf, interfaceOf, linkOf, routerOf, type Member} from '../support/members.ts';

const office = hostOf('pc', [linkOf('eth0', '192.0.2.20/24')], {zone: 'office'});
const control = hostOf('hmi', [linkOf('eth0', '198.51.100.20/24')], {zone: 'control'});
const gateway = routerOf('fw', ['192.0.2.1/24', '198.51.100.1/24']);

test('networks that zones share, where nobody in them alone joins anything', (t) => {
  const historian = hostOf('historian', [linkOf('eth0', '192.0.2.30/24')], {zone: 'control'});
  const {value, complete} = fold(zoneGraph, [office, control, gateway, historian]);
  t.true(complete);
  t.deepEqual(value.zones, [
    {zone: 'control', networks: ['192.0.2.0/24', '198.51.100.0/24']},
    {zone: 'office', networks: ['192.0.2.0/24']},
  ]);
  t.deepEqual(value.shared, [{network: '192.0.2.0/24', zones: ['control', 'office']}]);
  t.deepEqual(value.joining, []);
});

test('a computer in two zones joins them, by whatever interface; a network device does not', (t) => {
  const second = (kind: string, up = true): Member =>
    hostOf('hmi-2', [linkOf('eth0', '198.51.100.21/24'), linkOf('tun0', '192.0.2.21/24', {kind, up})], {
      zone: 'control',
    });
  for (const kind of ['physical', 'vlan', 'tunnel', 'virtual'])
    t.deepEqual(
      fold(zoneGraph, [office, control, gateway, second(kind)]).value.joining,
      [{asset: 'hmi-2', zones: ['control', 'office']}],
      kind,
    );
  for (const other of [second('physical', false), second('loopback')])
    t.deepEqual(fold(zoneGraph, [office, control, gateway, other]).value.joining, []);
});

test('who stands in a shared network and in another joins zones only where these have none in common', (t) => {
  const historian = hostOf('historian', [linkOf('eth0', '192.0.2.30/24')], {zone: 'control'});
  const relay = hostOf('relay', [linkOf('eth0', '203.0.113.9/24')], {zone: 'dmz'});
  const told = (address: string) => {
    const second = hostOf('pc-2', [linkOf('eth0', '192.0.2.31/24'), linkOf('eth1', address)], {zone: 'office'});
    return fold(zoneGraph, [office, control, historian, relay, second]).value.joining;
  };
  t.deepEqual(told('198.51.100.31/24'), []);
  t.deepEqual(told('203.0.113.31/24'), [{asset: 'pc-2', zones: ['control', 'dmz', 'office']}]);
});

test('networks in which only computers with several stand are of the zones of these', (t) => {
  const pair = ['srv-1', 'srv-2'].map((id, index) =>
    hostOf(id, [linkOf('eth0', `198.51.100.3${index}/24`), linkOf('eth1', `203.0.113.${index}/30`)], {zone: 'control'}),
  );
  const {value, complete} = fold(zoneGraph, [office, control, ...pair]);
  t.deepEqual([complete, value.shared, value.joining], [true, [], []]);
});

test('networks of containers and virtual machines inside of a host are those of no zone', (t) => {
  const inside = ['docker0', 'virbr0', 'br-0123456789ab', 'cni0'].map((name, index) =>
    linkOf(name, `172.${17 + index}.0.1/16`, {kind: 'bridge'}),
  );
  const members = [office, control].map(([asset, facts]): Member => {
    const own = facts['interfaces'] as {value: {list: object[]}};
    return [asset, {interfaces: known({list: [...own.value.list, ...inside]}, from)}];
  });
  const {value, complete} = fold(zoneGraph, members);
  t.deepEqual([complete, value.shared, value.joining], [true, [], []]);
  const agent: Member = [
    assetOf('srv', {zone: 'office', address: '192.0.2.40'}),
    {deviceInterfaces: known({interfaces: [interfaceOf('docker0', '198.51.100.1/24', null)]}, from)},
  ];
  t.deepEqual(fold(zoneGraph, [...members, agent]).value.shared, []);
  const bridge = ['office', 'control'].map((zone) =>
    hostOf(zone, [linkOf('br-lan', '192.0.2.9/24', {kind: 'bridge'})], {zone}),
  );
  t.is(fold(zoneGraph, bridge).value.shared.length, 1, 'a bridge to the outside');
});

test('networks that Windows has for its own virtual machines are those of no zone', (t) => {
  const both = (name: string) =>
    fold(
      zoneGraph,
      [office, control].map(([asset, facts]): Member => {
        const own = facts['interfaces'] as {value: {list: object[]}};
        return [asset, {interfaces: known({list: [...own.value.list, linkOf(name, '192.168.56.1/24')]}, from)}];
      }),
    ).value.shared.length;
  for (const name of [
    ...['VMware Network Adapter VMnet8', 'VirtualBox Host-Only Network', 'VirtualBox Host-Only Network #2'],
    ...[
      'vEthernet (Default Switch)',
      'vEthernet (既定のスイッチ)',
      'vEthernet (WSL (Hyper-V firewall))',
      'vEthernet (nat)',
    ],
  ])
    t.is(both(name), 0, name);
  for (const name of ['vEthernet (外部)', 'vEthernet (native)', 'イーサネット 2']) t.is(both(name), 1, name);
});

test('a host of which not all interfaces were read may stand elsewhere, too', (t) => {
  const [asset, facts] = control;
  const list = (facts['interfaces'] as {value: {list: object[]}}).value;
  t.true(fold(zoneGraph, [office, control]).complete);
  const many = Array.from({length: 2001}, (_, index) => linkOf(`eth${index}`, `10.${index >> 8}.${index & 255}.1/24`));
  const six = linkOf('eth0', '2001:db8::1/64');
  for (const cut of [known(list, from, false), known({list: [six]}, from), known({list: many}, from)].map(
    (interfaces) => ({interfaces}),
  )) {
    const {value, complete} = fold(zoneGraph, [office, [asset, cut]]);
    t.deepEqual([complete, value.unknownAssets], [false, 1]);
  }
  t.false(fold(zoneGraph, [office, [asset, {}]]).complete);
  t.true(fold(zoneGraph, [office, control, [assetOf('sw', {kind: 'network-device'}), {}]]).complete);
});

test('what nobody asks stands in the narrowest network that holds its address', (t) => {
  const plc = (address: string): Member => [assetOf('plc', {kind: 'controller', zone: 'plant', address}), {}];
  const wide = routerOf('core', ['198.51.0.1/16']);
  const told = fold(zoneGraph, [office, control, wide, plc('198.51.100.50')]);
  t.deepEqual(told.value.shared, [{network: '198.51.100.0/24', zones: ['control', 'plant']}]);
  t.false(told.complete);
  t.deepEqual(fold(zoneGraph, [office, control, plc('203.0.113.5')]).value.shared, []);
});

test('of networks of several zones that overlap it is not known whether they are one', (t) => {
  const wide = hostOf('hmi-w', [linkOf('eth0', '192.0.0.9/16')], {zone: 'control'});
  const other = hostOf('hmi-o', [linkOf('eth0', '198.51.0.9/16')], {zone: 'control'});
  const {value, complete} = fold(zoneGraph, [office, wide, other]);
  t.false(complete);
  t.deepEqual(value.overlapping, [{network: '192.0.0.0/16', zones: ['control', 'office']}]);
  t.deepEqual([value.shared, value.joining], [[], []]);
  t.true(fold(zoneGraph, [office, control, other]).complete, 'within networks of the same zone');
});

test('a site of which no network is known has no zones to tell of', (t) => {
  t.throws(() => fold(zoneGraph, [[assetOf('a', {address: 'a.example.jp'}), {}]]), {instanceOf: Gap});
  t.throws(() => fold(zoneGraph, [gateway]), {instanceOf: Gap});
});
