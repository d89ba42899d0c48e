import test from 'ava';
import {plainAsset} from '../../src/check/examples.ts';
import fc from 'fast-check';
import {aclLint} from '../../src/derive/acl-lint.ts';
import {covers, networkOf, rangeOf} from '../../src/derive/networks.ts';
import {unknownDevices} from '../../src/derive/unknown-devices.ts';
import {loadReferenceData} from '../../src/derive/data.ts';
import type {Asset} from '../../src/model/asset.ts';
import type {AclEntry} from '../../src/model/device/index.ts';
import {Gap, known, type Facts} from '../../src/model/fact.ts';
import {assetOf} from '../support/asset.ts';
import {fold, from, hostOf, interfaceOf, linkOf, routerOf, rule, type Member} from '../support/members.ts';

function host(id: string, address: string, mac: string, more: Partial<Asset> = {}): Member {
  return hostOf(id, [linkOf('eth0', address, {mac})], more);
}

function router(id: string, interfaces: readonly (readonly [string, string])[], more: Facts = {}): Member {
  const list = interfaces.map(([address, mac], index) => interfaceOf(`ge${index}`, address, mac));
  return routerOf(
    id,
    interfaces.map(([address]) => address),
    {deviceInterfaces: known({interfaces: list}, from), ...more},
  );
}

const arp = (...entries: readonly (readonly [string, string])[]): Facts => ({
  arpTable: known({entries: entries.map(([address, mac]) => ({address, mac, interface: 'vlan10'}))}, from),
});
const bridge = (...macs: readonly string[]): Facts => ({
  bridgeTable: known({entries: macs.map((mac) => ({mac, vlan: 10, port: 'port1.0.1', learnt: true}))}, from),
});

const web = host('web', '192.0.2.10/24', '00:11:22:00:00:10');

test('a device that no asset answers for is unknown, with where it was seen', (t) => {
  const facts = {
    ...arp(['192.0.2.10', '00:11:22:00:00:10'], ['192.0.2.99', '00:11:22:00:00:99']),
    ...bridge('00:11:22:00:00:99'),
  };
  const {value, complete} = fold(unknownDevices, [web, router('gw', [['192.0.2.1/24', '00:11:22:00:00:01']], facts)]);
  t.true(complete);
  t.deepEqual(value.devices, [
    {
      key: '00:11:22:00:00:99',
      addresses: ['192.0.2.99'],
      names: [],
      seenBy: ['gw port1.0.1', 'gw vlan10'],
      randomised: false,
    },
  ]);
  t.deepEqual(value.possible, []);
});

test('devices are known by MAC address, by the address of an asset that was never asked, and by name', (t) => {
  const plc: Member = [assetOf('plc-1', {kind: 'controller', address: '192.0.2.50'}), {}];
  const neighbor = {
    protocol: 'lldp',
    localPort: 'port1.0.24',
    name: 'Core.example.jp',
    addresses: [],
    mac: '00:11:22:00:00:aa',
    port: null,
    description: null,
  };
  const facts = {
    ...arp(['192.0.2.50', '00:11:22:00:00:50'], ['192.0.2.10', '00:11:22:00:00:10']),
    ...bridge('00:00:5e:00:01:0a', '01:00:5e:00:00:fb'),
    deviceNeighbors: known({neighbors: [neighbor]}, from),
  };
  const core: Member = [assetOf('core', {kind: 'network-device', address: '192.0.2.2'}), bridge('00:11:22:00:00:10')];
  const {value} = fold(unknownDevices, [web, plc, core, router('sw', [['192.0.2.3/24', '00:11:22:00:00:03']], facts)]);
  t.deepEqual(value.devices, []);
  t.deepEqual(value.possible, []);
});

test('a bare MAC address is only possibly unknown while an asset has not told all of its own', (t) => {
  const silent: Member = [assetOf('silent', {address: '192.0.2.77'}), {}];
  const {value, complete} = fold(unknownDevices, [
    silent,
    router('sw', [['192.0.2.3/24', '00:11:22:00:00:03']], bridge('02:11:22:00:00:98')),
  ]);
  t.false(complete);
  t.deepEqual(value.devices, []);
  t.like(value.possible[0], {key: '02:11:22:00:00:98', randomised: true});
});

test('a network device without tables makes the fact incomplete, and none at all a gap', (t) => {
  const mute: Member = [assetOf('mute', {kind: 'network-device', address: '192.0.2.4'}), {}];
  const {value, complete} = fold(unknownDevices, [
    web,
    mute,
    router('sw', [['192.0.2.3/24', '00:11:22:00:00:03']], bridge('00:11:22:00:00:10')),
  ]);
  t.false(complete);
  t.deepEqual(value.unread, ['mute']);
  t.throws(() => fold(unknownDevices, [web, mute]), {instanceOf: Gap});
});

test('what a table that was cut, or another one that did not come, would have shown is not known', (t) => {
  const told = (facts: Facts) =>
    fold(unknownDevices, [web, router('sw', [['192.0.2.3/24', '00:11:22:00:00:03']], facts)]).complete;
  const seen = bridge('00:11:22:00:00:10');
  const cut: Facts = {bridgeTable: known({entries: []}, from, false)};
  t.true(told(seen));
  t.false(told(cut));
  t.false(told({...arp(['192.0.2.10', '00:11:22:00:00:10']), ...cut}));
  t.false(told({...seen, arpTable: {state: 'gap', reason: 'timeout', detail: '', from}}));
  t.true(told({...seen, arpTable: {state: 'gap', reason: 'unsupported', detail: '', from}}));
});

const lists = (entries: readonly AclEntry[], bound = true): Facts => ({
  deviceAcls: known(
    {
      acls: [{name: 'OUTSIDE', family: 'ipv4', defaultAction: 'deny', entries, unread: []}],
      bindings: bound ? [{acl: 'OUTSIDE', place: 'ge0', direction: 'in'}] : [],
    },
    from,
  ),
});

function lint(entries: readonly AclEntry[], bound = true) {
  return aclLint.derive(lists(entries, bound), loadReferenceData(), plainAsset).value;
}

test('access lists: what is open, hidden, said twice, never hit, applied nowhere', (t) => {
  const web443 = rule('20', {protocol: 'tcp', destinations: ['192.0.2.10/32'], destinationPorts: ['443']});
  const told = lint(
    [
      rule('10', {action: 'deny', sources: ['198.51.100.0/24']}),
      web443,
      {...web443, position: '30', sources: ['203.0.113.0/24']},
      rule('40', {protocol: 'tcp', sources: ['198.51.100.7/32'], hits: 0}),
      rule('50'),
    ],
    false,
  );
  t.deepEqual(
    told.open.map(({position}) => position),
    ['50'],
  );
  t.deepEqual(
    told.redundant.map(({position, by}) => [position, by]),
    [['30', '20']],
  );
  t.deepEqual(
    told.shadowed.map(({position, by}) => [position, by]),
    [['40', '10']],
  );
  t.deepEqual(
    told.unused.map(({position}) => position),
    ['40'],
  );
  t.deepEqual(told.unbound, ['OUTSIDE']);
  t.deepEqual(told.silentDenials, ['OUTSIDE']);
});

test('a policy whose rules name their zones is applied, though it is bound to no interface', (t) => {
  const [zoned, plain] = [rule('1', {fromZone: ['lan'], toZone: ['wan']}), rule('1')];
  t.deepEqual(lint([zoned], false).unbound, []);
  t.like(lint([zoned], false).open[0], {position: '1', applied: true});
  t.like(lint([plain]).open[0], {applied: true});
  t.like(lint([plain], false).open[0], {applied: false});
});

test('a rule for all of one address family is as open as one for any', (t) => {
  for (const all of ['0.0.0.0/0', '::/0'])
    t.is(lint([rule('1', {sources: [all], destinations: [all]})]).open.length, 1);
  t.is(lint([rule('1', {sources: ['0.0.0.0/1']})]).open.length, 0);
  const hidden = lint([rule('1', {sources: ['0.0.0.0/0']}), rule('2', {action: 'deny', sources: ['2001:db8::/32']})]);
  t.deepEqual(hidden.shadowed, []);
});

test('a rule is hidden by none that is disabled, narrower, of unresolved objects, or for answers only', (t) => {
  const last = rule('99', {protocol: 'tcp', sources: ['192.0.2.0/24']});
  for (const first of [
    rule('1', {enabled: false}),
    rule('1', {established: true}),
    rule('1', {sources: ['192.0.2.0/25']}),
    rule('1', {sources: ['object:branch']}),
    rule('1', {protocol: 'udp'}),
    rule('1', {destinationPorts: ['443']}),
    rule('1', {fromZone: ['trust']}),
  ]) {
    const {shadowed, redundant} = lint([{...first, action: 'deny'}, last]);
    t.deepEqual([...shadowed, ...redundant], [], JSON.stringify(first));
  }
});

test('long lists of addresses cost no time without end, and what was not compared is not known', (t) => {
  const group = Array.from({length: 400}, (_, index) => `10.0.${index >> 8}.${index & 255}/32`);
  const web443 = {protocol: 'tcp', destinationPorts: ['443']};
  const hosts = Array.from({length: 400}, (_, index) => `192.0.2.${index & 255}-192.0.3.${index >> 8}`);
  const told = (sides: (index: number) => Partial<AclEntry>) => {
    const entries = Array.from({length: 400}, (_, index) => rule(String(index), {...web443, ...sides(index)}));
    const start = performance.now();
    const {complete} = aclLint.derive(lists(entries), loadReferenceData(), plainAsset);
    t.true(performance.now() - start < 30_000);
    return complete;
  };
  t.true(told((index) => ({sources: group, destinations: [`192.0.${index >> 8}.${index & 255}/32`]})));
  t.false(told((index) => ({sources: group, destinations: [...group, hosts[index] ?? '']})));
});

test('networks: what is no address is none, and a network covers its addresses', (t) => {
  for (const text of ['', 'any', '300.1.1.1', '192.0.2.1/33', '192.0.2.1-x', '2001:db8::1::2', 'object:x', '1.2.3.4/'])
    t.is(rangeOf(text), null, text);
  t.is(networkOf('192.0.2.77/26'), '192.0.2.64/26');
  t.is(networkOf('127.0.0.1/8'), null);
  t.is(networkOf('192.0.2.1/32'), null);
  const outer = rangeOf('2001:db8::/32');
  const inner = rangeOf('2001:db8:1::7');
  t.true(outer !== null && inner !== null && covers(outer, inner) && !covers(inner, outer));
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({min: 0, max: 32}), (address, length) => {
      const [network, host32] = [rangeOf(`${address}/${length}`), rangeOf(address)];
      return network !== null && host32 !== null && covers(network, host32);
    }),
  );
});

test('what a search of addresses finds is a device that nobody declared, unless an asset has the address', (t) => {
  const hosts = [
    {address: '192.0.2.9', mac: '02:00:00:00:00:09', port: 22},
    {address: '192.0.2.8', mac: null, port: 445},
    {address: '192.0.2.1', mac: null, port: 22},
  ];
  const site: Facts = {sweptHosts: known({ranges: ['192.0.2.0/24'], hosts}, from)};
  const state = unknownDevices.add(unknownDevices.start(), ...host('known', '192.0.2.1/24', '00:00:5e:00:53:01'));
  const {value, complete} = unknownDevices.finish(state, site);
  t.deepEqual(
    value.devices.map(({addresses}) => addresses),
    [['192.0.2.9'], ['192.0.2.8']],
  );
  t.true(complete);
  t.false(unknownDevices.finish(state, {sweptHosts: known({ranges: [], hosts: []}, from, false)}).complete);
  t.throws(() => unknownDevices.finish(unknownDevices.start(), {}), {instanceOf: Gap});
});
