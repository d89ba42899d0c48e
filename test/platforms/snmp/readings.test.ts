import test from 'ava';
import {factsOf} from '../../../src/facts.ts';
import type {Fact} from '../../../src/model/fact.ts';
import {readSnmpText} from '../../../src/model/snmp-text.ts';
import {probes} from '../../../src/probes/index.ts';
import {walkExchanges} from '../../../src/recording.ts';

const at = '2026-11-26T03:00:00.000Z';

function factOf(name: string, walk: string): Fact | undefined {
  const {varbinds} = readSnmpText(walk);
  return factsOf(probes, walkExchanges(varbinds, 'unknown', at), 'unknown', null)[name];
}

const value = (name: string, walk: string): unknown => {
  const fact = factOf(name, walk);
  return fact?.state === 'known' ? fact.value : fact?.state;
};

const date = (octets: string): string => `.1.3.6.1.2.1.25.1.2.0 = Hex-STRING: ${octets}`;

const clocks: readonly (readonly [string, string, unknown])[] = [
  ['west of Greenwich', '07 EA 0B 19 16 00 00 00 2D 05 00', {low: 0, zone: '-0500'}],
  ['half hours', '07 EA 0B 1A 08 1E 00 05 2B 05 1E', {low: 500, zone: '+0530'}],
  ['no zone', '07 EA 0B 1A 0C 00 00 00', 'gap'],
  ['no month', '07 EA 0D 1A 0C 00 00 00 2B 09 00', 'gap'],
  ['no sign', '07 EA 0B 1A 0C 00 00 00 00 09 00', 'gap'],
  ['no octets', '', 'gap'],
];
for (const [name, octets, expected] of clocks) {
  test(`clock: ${name}`, (t) => {
    const found = value('clock', date(octets)) as {offsetLowMs: number; utcOffset: string} | string;
    t.deepEqual(typeof found === 'string' ? found : {low: found.offsetLowMs, zone: found.utcOffset}, expected);
  });
}

function route(protocol: number, type: number): string {
  const index = '10.0.0.0.255.0.0.0.0.192.0.2.1';
  return [5, 6, 7]
    .map((column, at) => `.1.3.6.1.2.1.4.24.4.1.${column}.${index} = INTEGER: ${[1, type, protocol][at] ?? 0}`)
    .join('\n');
}

for (const [protocol, type, origin, nextHop] of [
  [2, 3, 'connected', null],
  [2, 4, 'other', '192.0.2.1'],
  [3, 4, 'static', '192.0.2.1'],
  [13, 4, 'dynamic', '192.0.2.1'],
  [1, 4, 'other', '192.0.2.1'],
] as const) {
  test(`a route of protocol ${protocol} and type ${type} is ${origin}`, (t) => {
    const routes = [{destination: '10.0.0.0/8', nextHop, interface: null, protocol: origin}];
    t.deepEqual(value('deviceRoutes', route(protocol, type)), {routes});
  });
}

test('routes that lead nowhere are none, and one that is not understood makes the list incomplete', (t) => {
  t.deepEqual(value('deviceRoutes', route(3, 2)), {routes: []});
  const fact = factOf('deviceRoutes', '.1.3.6.1.2.1.4.21.1.2.10.0.0.0 = INTEGER: 1');
  t.true(fact?.state === 'known' && !fact.complete);
});

const table = '1.3.6.1.2.1.17.4.3.1';
const entry = `.${table}.2.0.17.34.170.187.204 = INTEGER: 5\n.${table}.3.0.17.34.170.187.204 = INTEGER: 3`;

const port = '.1.3.6.1.2.1.17.1.4.1.2.5 = INTEGER: 105\n.1.3.6.1.2.1.31.1.1.1.1.105 = STRING: "1/5"';

test('the forwarding table of a Cisco device is that of one VLAN', (t) => {
  const of = (objectId: string): Fact | undefined =>
    factOf('bridgeTable', `.1.3.6.1.2.1.1.2.0 = OID: .${objectId}\n${port}\n${entry}`);
  const [cisco, other] = [of('1.3.6.1.4.1.9.1.1208'), of('1.3.6.1.4.1.248.14.10.4')];
  t.true(cisco?.state === 'known' && !cisco.complete);
  t.true(other?.state === 'known' && other.complete);
  const nameless = factOf('bridgeTable', `.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.248.14.10.4\n${entry}`);
  t.true(nameless?.state === 'known' && !nameless.complete);
  t.deepEqual(value('bridgeTable', entry), {
    entries: [{mac: '00:11:22:aa:bb:cc', vlan: null, port: 'port 5', learnt: true}],
  });
});

test('neighbours: a MIB without rows is an empty list, no MIB is a gap', (t) => {
  t.deepEqual(value('deviceNeighbors', '.1.0.8802.1.1.2.1.1.1.0 = INTEGER: 30'), {neighbors: []});
  t.is(value('deviceNeighbors', '.1.3.6.1.2.1.1.5.0 = STRING: "x"'), 'gap');
});

test('CDP: address, platform and version', (t) => {
  const cache = '.1.3.6.1.4.1.9.9.23.1.2.1.1';
  const told = [
    `${cache}.3.10.1 = INTEGER: 1`,
    `${cache}.4.10.1 = Hex-STRING: C0 00 02 01`,
    `${cache}.6.10.1 = STRING: "core"`,
    `${cache}.7.10.1 = STRING: "Gi0/1"`,
    `${cache}.8.10.1 = STRING: "cisco C9300"`,
    '.1.3.6.1.2.1.31.1.1.1.1.10 = STRING: "Gi1/0/24"',
  ].join('\n');
  const neighbors = [
    {
      ...{protocol: 'cdp', localPort: 'Gi1/0/24', name: 'core', addresses: ['192.0.2.1'], mac: null},
      ...{port: 'Gi0/1', description: 'cisco C9300'},
    },
  ];
  t.deepEqual(value('deviceNeighbors', told), {neighbors});
});

test('UPS: what the maker tells stands before what the standard MIB does, and no number of a year is a time', (t) => {
  const found = value(
    'upsState',
    [
      '.1.3.6.1.2.1.33.1.2.1.0 = INTEGER: 2',
      '.1.3.6.1.2.1.33.1.2.3.0 = INTEGER: 2147483647',
      '.1.3.6.1.2.1.33.1.4.1.0 = INTEGER: 3',
      '.1.3.6.1.2.1.33.1.6.1.0 = Gauge32: 1',
      '.1.3.6.1.2.1.33.1.6.2.1.2.1 = OID: .1.3.6.1.2.1.33.1.6.3.1',
      '.1.3.6.1.4.1.534.1.4.5.0 = INTEGER: 5',
    ].join('\n'),
  ) as Record<string, unknown>;
  t.like(found, {
    battery: 'normal',
    onBattery: true,
    onBypass: false,
    replaceBattery: true,
    minutesRemaining: null,
    alarms: 1,
  });
});

test('UPS: an alarm that is not listed may be any', (t) => {
  const walk = '.1.3.6.1.2.1.33.1.2.1.0 = INTEGER: 2\n.1.3.6.1.2.1.33.1.6.1.0 = Gauge32: 1';
  t.like(value('upsState', walk), {replaceBattery: null, alarms: 1});
});

test('time since the start is told only where the engine agrees with the ticks', (t) => {
  const up = (ticks: number, seconds: number): unknown =>
    (
      value(
        'device',
        `.1.3.6.1.2.1.1.1.0 = STRING: "x"\n.1.3.6.1.2.1.1.3.0 = Timeticks: ${ticks}\n.1.3.6.1.6.3.10.2.1.3.0 = INTEGER: ${seconds}`,
      ) as {
        uptimeSeconds: number | null;
      }
    ).uptimeSeconds;
  t.is(up(360_000, 3600), 3600);
  t.is(up(5_032_704, 43_000_000), 43_000_000);
  t.is(up(360_000, 90_000), null);
});

test('UPS of APC: a battery with a fault is no good one, whatever the standard MIB says', (t) => {
  const walk = [
    ...['.1.3.6.1.4.1.318.1.1.1.2.1.1.0 = INTEGER: 4', '.1.3.6.1.4.1.318.1.1.1.2.2.4.0 = INTEGER: 1'],
    ...['.1.3.6.1.4.1.318.1.1.1.4.1.1.0 = INTEGER: 16', '.1.3.6.1.2.1.33.1.2.1.0 = INTEGER: 2'],
  ].join('\n');
  t.like(value('upsState', walk), {battery: 'unknown', replaceBattery: true, onBypass: true, onBattery: false});
});
