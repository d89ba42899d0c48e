import test from 'ava';
import {zoneRules} from '../../src/derive/zone-rules.ts';
import type {AclEntry, DeviceAcls} from '../../src/model/device/index.ts';
import {Gap, known, type Fact, type Facts} from '../../src/model/fact.ts';
import {assetOf} from '../support/asset.ts';
import {fold, from, hostOf, interfaceOf, linkOf, routerOf, rule, type Member} from '../support/members.ts';

type List = DeviceAcls['acls'][number];
type Binding = DeviceAcls['bindings'][number];

const office = hostOf('pc', [linkOf('eth0', '192.0.2.20/24')], {zone: 'office'});
const control = hostOf('hmi', [linkOf('eth0', '198.51.100.20/24')], {zone: 'control'});
const legs = ['192.0.2.1/24', '198.51.100.1/24'];

const list = (name: string, entries: readonly AclEntry[], more: Partial<List> = {}): List => ({
  ...{name, family: 'ipv4', defaultAction: 'deny', entries: [...entries], unread: []},
  ...more,
});
const at = (acl: string, place: string, direction: Binding['direction'] = 'in'): Binding => ({acl, place, direction});
const acls = (lists: readonly List[], bindings: readonly Binding[], complete = true): Facts => ({
  deviceAcls: known({acls: lists, bindings}, from, complete),
});

const web = rule('10', {protocol: 'tcp', destinationPorts: ['443']});
const narrow = list('NARROW', [web]);

/** What a router says that filters both ways, but for what a list does at the side of the office. */
const guarded = (own: List, bindings = [at(own.name, 'ge0')], more: readonly List[] = []): Facts =>
  acls([own, narrow, ...more], [...bindings, at('NARROW', 'ge1')]);

const told = (facts: Facts, others: readonly Member[] = []) =>
  fold(zoneRules, [office, control, routerOf('fw', legs, facts), ...others]);
const ways = ({unfiltered}: ReturnType<typeof told>['value']) =>
  unfiltered.map(({asset, from: a, to}) => `${asset} ${a} ${to}`);
const rules = ({openRules}: ReturnType<typeof told>['value']) =>
  openRules.map((open) => `${open.asset} ${open.acl} ${open.rule} ${open.from} ${open.to}`);

/** `[open rules, unfiltered ways]` where only lists make the difference: the fact is whole only without ways. */
const between = (facts: Facts) => {
  const {value, complete} = told(facts);
  return {open: rules(value), ways: ways(value), whole: complete};
};
const closed = {open: [], ways: [], whole: true};
const unclear = {open: [], ways: ['fw office control'], whole: false};
const open = (acl: string, position: string) => ({
  ...{open: [`fw ${acl} ${position} office control`], ways: [], whole: true},
});

test('where a device was read that filters each way, no zone is open to another', (t) => {
  const {value, complete} = told(guarded(list('A', [web])));
  t.true(complete);
  t.deepEqual(value, {
    ...{zones: ['control', 'office'], openRules: [], unfiltered: [], unread: [], apart: [], unknownAssets: 0},
  });
});

test('a rule that lets everything from one zone into another is told', (t) => {
  const [a, b] = ['192.0.2.0/24', '198.51.100.0/24'];
  for (const own of [{}, {sources: [a], destinations: [b]}, {sources: ['object:x', a]}, {sources: ['192.0.0.0/16']}])
    t.deepEqual(between(guarded(list('A', [web, rule('20', own)]))), open('A', '20'));
  for (const own of [
    {sources: ['192.0.2.0/25']},
    {destinations: ['198.51.100.20/32']},
    {sources: ['2001:db8::/32']},
    {protocol: 'icmp'},
    {enabled: false},
    {established: true},
    {sourcePorts: ['53']},
    {destinationPorts: ['443']},
  ])
    t.deepEqual(between(guarded(list('A', [web, rule('20', own)]))), closed, JSON.stringify(own));
});

test('a rule that lets all of TCP or UDP through names no service', (t) => {
  for (const protocol of ['tcp', 'udp', '6', '17']) {
    const odd = rule('20', {protocol});
    t.deepEqual(between(guarded(list('A', [web, odd]))), open('A', '20'), protocol);
    t.deepEqual(between(guarded(list('A', [rule('10', {action: 'deny', protocol}), odd]))), closed, protocol);
    t.deepEqual(between(guarded(list('A', [rule('10', {action: 'deny'}), odd]))), closed, protocol);
    const other = rule('10', {action: 'deny', protocol: ['tcp', '6'].includes(protocol) ? 'udp' : 'tcp'});
    t.deepEqual(between(guarded(list('A', [other, odd]))), open('A', '20'), protocol);
    const part = {...odd, destinationPorts: ['1-1023']};
    t.deepEqual(between(guarded(list('A', [part, {...odd, established: true}]))), closed, protocol);
  }
  const one = list('A', [rule('1', {protocol: 'tcp'})]);
  const two = list('B', [rule('2', {protocol: 'udp'})]);
  t.deepEqual(
    between(guarded(one, [at('A', 'ge0'), at('B', 'ge1', 'out')], [two])),
    closed,
    'one lets TCP in, one UDP out',
  );
});

test('a list that has sources alone is about every destination', (t) => {
  t.deepEqual(
    between(guarded(list('10', [rule('1', {sources: ['192.0.2.0/24'], destinations: []})]))),
    open('10', '1'),
  );
});

test('where a list lets through what no rule matches, that is as open as a rule', (t) => {
  const permit = {defaultAction: 'permit'} as const;
  t.deepEqual(between(guarded(list('A', [web], permit))), open('A', 'default'));
  t.deepEqual(between(guarded(list('A', [], permit))), open('A', 'default'));
  t.deepEqual(between(guarded(list('A', [web, rule('99', {action: 'deny'})], permit))), closed);
});

test('what is denied before is not let through', (t) => {
  const deny = (more: Partial<AclEntry>) => [rule('10', {action: 'deny', ...more}), rule('20')];
  t.deepEqual(between(guarded(list('A', deny({})))), closed);
  t.deepEqual(between(guarded(list('A', deny({destinations: ['198.51.100.0/24']})))), closed);
  t.deepEqual(between(guarded(list('A', deny({destinations: ['198.51.100.20/32']})))), open('A', '20'));
  t.deepEqual(between(guarded(list('A', deny({sources: ['203.0.113.0/24']})))), open('A', '20'));
  t.deepEqual(between(guarded(list('A', [rule('10'), rule('20', {action: 'deny'})]))), open('A', '10'));
});

test('a rule with objects that are not known may let everything through, or stop it', (t) => {
  const odd = {sources: ['object:x']};
  const deny = {action: 'deny'} as const;
  t.deepEqual(between(guarded(list('A', [rule('10', odd)]))), unclear);
  t.deepEqual(between(guarded(list('A', [rule('10', {...odd, ...deny}), rule('20')]))), unclear);
  t.deepEqual(between(guarded(list('A', [rule('10', odd), rule('20', deny)]))), unclear);
  t.deepEqual(between(guarded(list('A', [rule('10', odd), rule('20')]))), open('A', '20'));
  t.deepEqual(between(guarded(list('A', [rule('10', {...odd, ...deny}), rule('20', deny)]))), closed);
  t.deepEqual(between(guarded(list('A', [rule('10', {...odd, destinations: ['203.0.113.0/24']})]))), closed);
});

test('a list with lines that were not understood, or with none, stops nothing for sure', (t) => {
  for (const own of [list('A', [web], {unread: ['?']}), list('A', [rule('1')], {unread: ['?']}), list('A', [])])
    t.deepEqual(between(guarded(own)), unclear);
  t.deepEqual(between(guarded(list('A', [rule('1', {action: 'deny', enabled: false})]))), unclear);
  const others = Array.from({length: 1000}, (_, index) => rule(`${index}`, {sources: ['203.0.113.1/32']}));
  t.deepEqual(between(guarded(list('A', [...others, rule('last')]))), unclear, 'more than is kept');
});

test('lists of other families filter no IPv4, and let none through', (t) => {
  for (const family of ['ipv6', 'mac'] as const) {
    t.deepEqual(between(guarded(list('A', [rule('1')], {family}))), unclear);
    t.deepEqual(between(guarded(list('A', [web], {family}))), unclear);
    t.deepEqual(
      between(guarded(list('A', [web]), [at('A', 'ge0'), at('B', 'ge0')], [list('B', [rule('1')], {family})])),
      closed,
    );
  }
  t.deepEqual(between(guarded(list('A', [web]), [at('A', 'ge0')], [list('A', [web], {family: 'ipv6'})])), unclear);
});

test('a list holds for its interface and its direction alone', (t) => {
  const all = list('A', [rule('1')]);
  for (const place of ['line vty 0 4', 'control-plane', 'Loopback0', 'lo0.0', 'ge7', 'wan'])
    t.deepEqual(between(guarded(all, [at('A', place)])), unclear, place);
  t.deepEqual(between(guarded(list('A', [web]), [at('A', 'ge0', 'out')])), unclear);
  t.deepEqual(between(guarded(all, [at('A', 'ge1', 'out')])), open('A', '1'));
  t.deepEqual(between(guarded(list('A', [web]), [at('A', 'ge1', 'out')])), closed);
  t.deepEqual(between(guarded(list('A', [web]), [at('A', 'ge0', 'both')])), closed);
  t.deepEqual(between(guarded(all, [])), unclear);
  t.deepEqual(between(guarded(all, [at('GONE', 'ge0')])), unclear);
  for (const place of ['global', 'all ports']) {
    t.deepEqual(between(acls([list('A', [web])], [at('A', place)])), closed);
    t.is(between(acls([all], [at('A', place)])).open.length, 2);
  }
});

test('what one list stops does not pass, whatever another lets through', (t) => {
  const all = list('A', [rule('1')]);
  t.deepEqual(between(guarded(all, [at('A', 'ge0'), at('B', 'ge1', 'out')], [list('B', [web])])), closed);
  const both = between(guarded(all, [at('A', 'ge0'), at('B', 'ge1', 'out')], [list('B', [rule('7')])]));
  t.deepEqual(both.open, ['fw A 1 office control', 'fw B 7 office control']);
});

test('of several lists at one place it is not known which one holds', (t) => {
  const two = (second: List): Facts => guarded(list('A', [web]), [at('A', 'ge0'), at('B', 'ge0')], [second]);
  t.deepEqual(between(two(list('B', [rule('1')]))), unclear);
  t.deepEqual(between(two(list('B', [web]))), closed);
});

test('a list that may stand in the way, for all that is known, makes a rule no open one', (t) => {
  const all = list('A', [rule('1')]);
  const there = [at('A', 'ge0'), at('B', 'inside')];
  t.deepEqual(between(guarded(all, there, [list('B', [web])])), unclear);
  t.deepEqual(between(guarded(all, there, [list('B', [rule('1')])])), open('A', '1'));
  t.deepEqual(between(guarded(all, [at('A', 'ge0')], [list('policy filter', [], {unread: ['?']})])), unclear);
  t.deepEqual(between(guarded(all, [at('A', 'ge0'), at('B', 'line vty')], [list('B', [web])])), open('A', '1'));
  t.deepEqual(between(guarded(all, [at('A', 'ge0')], [list('NAT', [web], {unread: ['?']})])), open('A', '1'));
});

test('a policy between interfaces holds for these, and one between zones of an unknown name may hold for any', (t) => {
  const policy = (entries: readonly AclEntry[], more: Partial<List> = {}) =>
    between(acls([list('policy', entries, {family: 'any', ...more})], []));
  const [out, back] = [
    {fromZone: ['ge0'], toZone: ['ge1']},
    {fromZone: ['ge1'], toZone: ['ge0']},
  ];
  t.deepEqual(policy([{...web, ...out}]), closed);
  t.deepEqual(policy([rule('1', out)]), open('policy', '1'));
  t.deepEqual(policy([rule('1', back)]).open, ['fw policy 1 control office']);
  t.is(policy([rule('1', {fromZone: ['any'], toZone: ['any']})]).open.length, 2);
  t.deepEqual(policy([rule('1', {fromZone: ['lan'], toZone: ['ge1']})]), unclear);
  t.deepEqual(policy([rule('1', {action: 'deny', fromZone: ['lan'], toZone: ['wan']}), rule('2', out)]), unclear);
  t.is(policy([{...web, ...out}], {defaultAction: 'permit'}).ways.length, 2);
  t.is(policy([{...web, fromZone: ['ge0']}]).ways.length, 2, 'what names no zone to go to guards the device');
});

test('an interface without an address is one, and a rule for it is for no other', (t) => {
  const entries = [rule('1', {fromZone: ['ge0'], toZone: ['wan']}), {...web, toZone: ['ge1']}];
  const wan = {...interfaceOf('wan', '', null), addresses: []};
  const interfaces = [...legs.map((address, index) => interfaceOf(`ge${index}`, address, null)), wan];
  const facts = acls([list('policy', entries, {family: 'any'})], []);
  t.deepEqual(between({...facts, deviceInterfaces: known({interfaces}, from)}), closed);
});

test('the policy of one part of a device may be that of none of the zones', (t) => {
  const part = (name: string, entry: AclEntry) => list(name, [{...entry, toZone: ['any']}], {family: 'any'});
  t.is(between(acls([part('a', rule('1')), part('b', web)], [])).ways.length, 2);
  t.deepEqual(between(acls([part('a', web), part('b', web)], [])), closed);
});

test('zones of which the networks overlap are not known to be divided', (t) => {
  const wide = hostOf('hmi-w', [linkOf('eth0', '192.0.0.9/16')], {zone: 'control'});
  const {value, complete} = told(guarded(list('A', [web])), [wide]);
  t.deepEqual([complete, value.apart], [false, ['control', 'office']]);
});

test('without a network device that was read, nothing is known', (t) => {
  const {value, complete} = fold(zoneRules, [office, control]);
  t.deepEqual([complete, value.apart, value.unread], [false, ['control', 'office'], []]);
  const mute: Member = [assetOf('fw', {kind: 'network-device', address: '192.0.2.1'}), {}];
  t.like(fold(zoneRules, [office, control, mute]), {complete: false, value: {unread: ['fw']}});
  const lost: Member = [assetOf('fw', {kind: 'network-device', address: 'fw.example.jp'}), {}];
  t.like(fold(zoneRules, [office, control, lost]), {complete: false, value: {unread: ['fw'], unknownAssets: 0}});
});

test('a device between zones counts as read where its lists and interfaces are known wholly', (t) => {
  const gap: Fact = {state: 'gap', reason: 'timeout', detail: '', from};
  const whole = guarded(list('A', [web]));
  for (const cut of [
    {deviceAcls: gap},
    {deviceAcls: {...whole['deviceAcls'], complete: false}},
    {deviceInterfaces: known({interfaces: legs.map((each, i) => interfaceOf(`ge${i}`, each, null))}, from, false)},
  ])
    t.like(told({...whole, ...cut} as Facts), {
      ...{complete: false, value: {unread: ['fw'], apart: ['control', 'office'], unfiltered: []}},
    });
  t.deepEqual(rules(told(acls([list('A', [rule('1')])], [at('A', 'ge0')], false)).value), ['fw A 1 office control']);
});

test('a device that stands in one zone alone lets nothing from one into another', (t) => {
  const whole = guarded(list('A', [web]));
  const edge = routerOf(
    'edge',
    ['192.0.2.2/24', '203.0.113.2/29'],
    acls([list('OUT', [rule('1')])], [at('OUT', 'ge0')]),
  );
  t.deepEqual(told(whole, [edge, routerOf('switch', ['192.0.2.3/24'])]), told(whole));
  t.deepEqual(fold(zoneRules, [office, control, edge]).value.apart, ['control', 'office']);
  const [asset, facts] = routerOf('switch', ['192.0.2.3/24']);
  const cut = {...(facts['deviceInterfaces'] as object), complete: false} as Fact;
  t.like(told(whole, [[asset, {deviceInterfaces: cut}]]), {complete: false, value: {unread: ['switch'], apart: []}});
  const media = routerOf('media', ['203.0.113.3/29']);
  t.deepEqual(told(whole, [routerOf('edge', ['192.0.2.2/24', '203.0.113.2/29']), media]), told(whole));
});

test('an interface that is shut down leads nowhere', (t) => {
  const [asset, facts] = routerOf('fw', legs);
  const {interfaces} = (facts['deviceInterfaces'] as {value: {interfaces: ReturnType<typeof interfaceOf>[]}}).value;
  const down = known({interfaces: interfaces.map((one, i) => ({...one, adminUp: i === 0}))}, from);
  const {value} = fold(zoneRules, [office, control, [asset, {...facts, deviceInterfaces: down}]]);
  t.deepEqual([value.unfiltered, value.unread, value.apart], [[], [], ['control', 'office']]);
});

test('an interface is known by its name in the configuration, whatever its state calls it', (t) => {
  const ports = legs.map((address, index) => ({
    ...{name: `GigabitEthernet${index}`, description: null, shutdown: false, mode: 'routed', dynamicTrunk: null},
    ...{accessVlan: null, trunkVlans: null, nativeVlan: null, addresses: [address], aclIn: null, aclOut: null},
    ...{dot1x: null, macAuth: null, portSecurity: null, bpduGuard: null, stormControl: null, loopGuard: null},
  }));
  const rest = {dot1x: null, dhcpSnooping: null, arpInspection: null};
  const devicePorts = known({...rest, ports}, from);
  const bound = ports.map(({name}) => at('NARROW', name));
  t.deepEqual(between({...acls([narrow], bound), devicePorts}), closed);
  const shut = {...rest, ports: ports.map((port, index) => ({...port, shutdown: index > 0}))};
  t.deepEqual(told({...acls([narrow], bound), devicePorts: known(shut, from)}).value.apart, ['control', 'office']);
});

const [transit, core] = ['203.0.113.0/30', '203.0.113.1/30'];
const inner = (facts: Facts): Member => routerOf('inner', ['203.0.113.2/30', '198.51.100.1/24'], facts);
const outer = (facts: Facts): Member => routerOf('outer', ['192.0.2.1/24', core], facts);
const everyWay = acls([narrow], [at('NARROW', 'ge0'), at('NARROW', 'ge1')]);
const chain = (first: Facts, second: Facts) => {
  const {value, complete} = fold(zoneRules, [office, control, outer(first), inner(second)]);
  return {open: rules(value), ways: ways(value), whole: complete && value.apart.length === 0};
};

test('of two devices one after the other, one that filters is enough', (t) => {
  t.deepEqual(chain(everyWay, everyWay), closed);
  t.deepEqual(chain(acls([], []), everyWay), closed);
  t.deepEqual(chain(everyWay, acls([], [])), closed);
  t.deepEqual(chain(acls([], []), acls([], [])), {
    open: [],
    ways: ['outer control office', 'outer office control', 'inner control office', 'inner office control'],
    whole: false,
  });
  t.deepEqual(chain(acls([narrow], [at('NARROW', 'ge0')]), acls([], [])).ways, [
    'outer control office',
    'inner control office',
  ]);
});

test('a rule on a network that lies behind another device is seen, and so is one on what that device stands for', (t) => {
  const letting = (sources: readonly string[]) =>
    acls(
      [list('A', [rule('1', {sources: [...sources], destinations: ['198.51.100.0/24']})]), narrow],
      [at('A', 'ge0'), at('NARROW', 'ge1')],
    );
  const both = {open: [], ways: ['outer office control', 'inner office control'], whole: false};
  const bare = acls([narrow], [at('NARROW', 'ge1')]);
  t.deepEqual(chain(bare, letting(['192.0.2.0/24'])), both);
  t.deepEqual(chain(bare, letting([transit])), both);
  t.deepEqual(chain(bare, letting(['192.0.2.0/25'])), closed);
  t.like(chain({}, everyWay), {ways: [], whole: false});
});

test('what lies behind others comes over interfaces where there are others, and leaves over another one', (t) => {
  const dmz = hostOf('relay', [linkOf('eth0', '203.0.113.65/26')], {zone: 'dmz'});
  const vendor = routerOf('vendor', ['198.51.100.9/24', '203.0.113.129/25'], everyWay);
  const letting = list('A', [rule('1', {sources: ['192.0.2.0/24'], destinations: ['198.51.100.0/24']})]);
  const facts = acls(
    [narrow, letting, list('B', [rule('1')])],
    [...[at('NARROW', 'ge0', 'both'), at('B', 'ge1'), at('A', 'ge2'), at('NARROW', 'ge2', 'out')]],
  );
  const core3 = routerOf('inner', ['203.0.113.2/30', '198.51.100.1/24', '203.0.113.66/26'], facts);
  const {value} = fold(zoneRules, [office, control, dmz, outer(acls([], [])), core3, vendor]);
  t.deepEqual([rules(value), ways(value)], [[], []]);
});

test('a device that stands in all zones needs no filter to others that do not', (t) => {
  const edge = routerOf('edge', [core, '203.0.113.129/25'], acls([], []));
  const facts = guarded(list('A', [web]));
  const fw = routerOf('fw', [...legs, '203.0.113.2/30'], facts);
  t.deepEqual(fold(zoneRules, [office, control, fw, edge]), told(facts));
});

test('what one zone may do from its own network is not put down to the zones behind it', (t) => {
  const dmz = hostOf('relay', [linkOf('eth0', '203.0.113.65/26')], {zone: 'dmz'});
  const first = routerOf('outer', ['192.0.2.1/24', '203.0.113.67/26'], acls([], []));
  const own = list('A', [rule('1', {sources: ['203.0.113.64/26']})]);
  const second = acls([narrow, own], [at('A', 'ge0'), at('NARROW', 'ge1')]);
  const inside = routerOf('inner', ['203.0.113.66/26', '198.51.100.1/24'], second);
  const {value} = fold(zoneRules, [office, control, dmz, first, inside]);
  t.deepEqual(rules(value), ['inner A 1 dmz control']);
  t.deepEqual(ways(value), ['outer dmz office', 'outer office dmz']);
});

test('each network of a zone counts, at the interface that leads there', (t) => {
  const second = hostOf('srv', [linkOf('eth0', '192.0.3.20/24')], {zone: 'office'});
  const facts = acls(
    [list('A', [rule('1', {sources: ['192.0.2.0/24']})]), narrow],
    [at('NARROW', 'ge0'), at('NARROW', 'ge1'), at('A', 'ge2')],
  );
  const with3 = (own: Facts, more: readonly string[] = []) =>
    rules(fold(zoneRules, [office, control, second, routerOf('fw', [...legs, '192.0.3.1/24', ...more], own)]).value);
  t.deepEqual(with3(facts), []);
  const opened = acls(
    [list('A', [rule('1', {sources: ['192.0.3.0/24']})]), narrow],
    [at('A', 'ge2'), at('NARROW', 'ge1')],
  );
  t.deepEqual(with3(opened), ['fw A 1 office control']);
});

test('zones that share a network are not divided by a device', (t) => {
  const historian = hostOf('historian', [linkOf('eth0', '192.0.2.30/24')], {zone: 'control'});
  const {value, complete} = told(guarded(list('A', [web])), [historian]);
  t.deepEqual([complete, value.apart], [false, ['control', 'office']]);
  const edge = fold(zoneRules, [office, historian, routerOf('edge', ['192.0.2.3/24'], acls([], []))]);
  t.deepEqual([edge.complete, edge.value.apart, ways(edge.value)], [false, ['control', 'office'], []]);
});

test('a computer that joins two zones makes none of their networks shared', (t) => {
  const both = hostOf('historian', [linkOf('eth0', '192.0.2.30/24'), linkOf('eth1', '198.51.100.30/24')], {
    zone: 'control',
  });
  t.deepEqual(told(guarded(list('A', [web])), [both]), told(guarded(list('A', [web]))));
});

test('an asset of which no network is known may stand in any; one that is not asked stands where its address is', (t) => {
  const whole = guarded(list('A', [web]));
  const asset = (address: string): Member => [assetOf('plc', {kind: 'controller', zone: 'control', address}), {}];
  t.like(told(whole, [asset('plc.example.jp')]), {complete: false, value: {unknownAssets: 1}});
  t.deepEqual(told(whole, [asset('198.51.100.50')]), told(whole));
});

test('one zone needs no device, and no network is none to tell of', (t) => {
  t.like(fold(zoneRules, [office]), {complete: true, value: {zones: ['office'], apart: []}});
  t.throws(() => fold(zoneRules, [[assetOf('a', {address: 'a.example.jp'}), {}]]), {instanceOf: Gap});
});

test('a device with more ways and rules than can be held against one another is not judged, and soon', (t) => {
  const numbers = Array.from({length: 900}, (_, index) => `${index >> 8}.${index & 255}`);
  const [near, far] = [1, 2].map((second) => numbers.map((number) => `10.${second}${number}.1/24`));
  const host = (zone: string, addresses: readonly string[] = []) => {
    const links = addresses.map((address, index) => linkOf(`eth${index}`, address));
    return hostOf(zone, links, {zone});
  };
  const others = numbers.map((number) => `172.16.${number}/32`);
  const bindings = [...numbers, ...numbers].map((_, index) => at('FULL', `ge${index}`));
  for (const entries of [others.map((source) => rule('1', {sources: [source]})), [rule('1', {sources: others})]]) {
    const fw = routerOf('fw', [...(near ?? []), ...(far ?? [])], acls([list('FULL', entries)], bindings));
    const start = performance.now();
    const {value} = fold(zoneRules, [host('office', near), host('control', far), fw]);
    t.deepEqual(ways(value), ['fw control office', 'fw office control']);
    t.true(performance.now() - start < 20_000);
  }
});
