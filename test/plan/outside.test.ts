import test from 'ava';
import fc from 'fast-check';
import {loadReferenceData} from '../../src/derive/data.ts';
import {controlProtocols, type Access, type Asset, type JumpHost, type Zone} from '../../src/model/asset.ts';
import type {DialogueClass, WireAsk} from '../../src/model/outside.ts';
import type {Plan} from '../../src/model/plan.ts';
import {portsOf} from '../../src/model/port-list.ts';
import {buildPlan} from '../../src/plan/index.ts';
import {linux} from '../../src/platforms/linux.ts';
import {controlDialogues} from '../../src/probes/dialogues/control.ts';
import {assetOf} from '../support/asset.ts';

const data = loadReferenceData();
const forbidden = new Set(data.controlPorts.flatMap(({from, to}) => portsOf(`${from}-${to}`)));
const today = '2026-11-26';
const leave = {by: '浄水課長', until: '2027-03-31', document: '承諾書7号'};

const dialogue = (id: string, kind: DialogueClass, transport: 'tcp' | 'udp', ports: readonly number[]) => ({
  id,
  class: kind,
  transport,
  service: id,
  ports,
  steps: [{do: 'send', bytes: 'x'} as const],
  seconds: 1,
  limit: 1,
});
/** Some of them are expected at ports that belong to control protocols. */
const dialogues = [
  {...dialogue('http', 'read', 'tcp', [80, 9100]), also: ['https']},
  dialogue('ntp', 'read', 'udp', [123, 2222]),
  dialogue('ftp', 'trial', 'tcp', [21, 102]),
  ...controlDialogues,
];
const probe = {ask: {}, cost: 'cheap', outside: {dialogues}} as never;

const zones: readonly Zone[] = [
  {id: 'office', policy: 'office', window: null, manager: null},
  {id: 'trying', policy: 'office', window: null, manager: null, trials: leave},
  {id: 'control', policy: 'control', window: null, manager: null, trials: leave},
];
const gate: JumpHost = {name: 'gate', address: '192.0.2.200', port: 22, credential: 'ops', legacy: []};
const nmap = (ports: string | null, services: readonly string[] = []): Access => ({
  via: 'nmap',
  ports,
  tool: 'connect',
  services,
});
const ssh: Extract<Access, {via: 'ssh'}> = {
  via: 'ssh',
  port: 22,
  credential: 'ops',
  jump: [],
  legacy: [],
  enable: null,
};

interface Settings {
  readonly approved?: boolean;
  readonly today?: string;
  readonly jumpHosts?: readonly JumpHost[];
}

function planOf(assets: readonly Asset[], settings: Settings = {}): Plan {
  return buildPlan({
    inventory: {
      site: {name: 'test', timezone: 'Asia/Tokyo'},
      zones,
      credentials: [],
      jumpHosts: settings.jumpHosts ?? [gate],
      assets,
      digest: 'inventory',
    },
    probes: [probe],
    platforms: [linux],
    policies: data.zonePolicies,
    forbiddenPorts: forbidden,
    only: null,
    approved: settings.approved ?? true,
    today: settings.today ?? today,
  });
}

const at = (id: string, more: Partial<Asset> = {}): Asset => assetOf(id, {address: '192.0.2.10', ...more});
const plc = (more: Partial<Asset> = {}): Asset => at('plc', {kind: 'controller', zone: 'control', access: [], ...more});
const given = (...read: readonly (typeof controlProtocols)[number][]) => ({controlProtocols: {...leave, read}});

const asksOf = ({entries}: Plan) => entries.flatMap((entry) => (entry.talk === 'outside' ? entry.asks : []));
const wires = (plan: Plan): WireAsk[] => asksOf(plan).filter((ask): ask is WireAsk => ask.kind === 'wire');
const ids = (plan: Plan): string[] => wires(plan).map(({id}) => id);
const connected = (plan: Plan): string[] => asksOf(plan).flatMap((ask) => (ask.kind === 'ports' ? [ask.ports] : []));
const codes = ({refusals}: Plan): string[] => refusals.map(({code}) => code);

test('every port of a control dialogue is one that everything else refuses', (t) => {
  for (const {id, ports} of controlDialogues)
    t.true(
      ports.every((port) => forbidden.has(port)),
      id,
    );
});

test('what any client says is said at its ports, but never at one of a control protocol', (t) => {
  const plan = planOf([at('srv', {access: [nmap('22,80,102,502,9100')]})]);
  t.deepEqual(connected(plan), ['22,80']);
  t.deepEqual(ids(plan), ['http@tcp/80', 'ntp@udp/123']);
});

test('a dialogue is held wherever one of the services runs that speak it', (t) => {
  const plan = planOf([at('srv', {access: [nmap('22', ['http/8080', 'https/8443', 'ssh/2201', 'https/502'])]})]);
  t.deepEqual(connected(plan), ['22,8080,8443']);
  t.deepEqual(ids(plan), ['http@tcp/8080', 'http@tcp/8443', 'ntp@udp/123']);
});

test('that the inventory declares a service there does not help', (t) => {
  const plan = planOf([at('srv', {access: [nmap('22', ['http/502', 'http/8080', 'ntp/2222', 'ntp/44818'])]})]);
  t.deepEqual(connected(plan), ['22,8080']);
  t.deepEqual(ids(plan), ['http@tcp/8080', 'ntp@udp/123']);
});

test('in a control zone only ports are touched that the access itself names', (t) => {
  const of = (access: Access): Plan => planOf([at('hmi', {zone: 'control', kind: 'control-pc', access: [access]})]);
  t.deepEqual([connected(of(nmap(null))), codes(of(nmap(null)))], [[], ['no-port']]);
  t.deepEqual([connected(of(nmap('102,502,44818'))), codes(of(nmap('102,502,44818')))], [[], ['no-port']]);
  t.deepEqual([connected(of(nmap('80,502'))), ids(of(nmap('80,502')))], [['80'], ['http@tcp/80']]);
  t.deepEqual(ids(of(nmap('22', ['ntp/123']))), ['ntp@udp/123'], 'a datagram only where it is declared');
});

test('what should not be allowed is tried only where the zone opted in, by the leave of whom, and to its last day', (t) => {
  const of = (zone: string, day = today): WireAsk[] =>
    wires(planOf([at('srv', {zone, access: [nmap('21,102')]})], {today: day})).filter(
      ({class: kind}) => kind === 'trial',
    );
  t.deepEqual(of('office'), []);
  t.deepEqual(of('control'), [], 'a policy that takes no trials');
  t.deepEqual(
    of('trying').map(({id, leave: by}) => [id, by]),
    [['ftp@tcp/21', leave]],
  );
  t.is(of('trying', leave.until).length, 1);
  t.deepEqual(of('trying', '2027-04-01'), []);
});

test('a controller is asked by the protocols of its leave, and its declared ways are not taken', (t) => {
  const plan = planOf([plc({access: [nmap('80'), ssh], ...given('modbus', 's7')})]);
  t.deepEqual(ids(plan), ['modbus@tcp/502', 's7@tcp/102']);
  t.deepEqual(connected(plan), []);
  t.deepEqual(
    plan.entries.map(({key}) => key),
    ['plc/nmap/control'],
  );
  t.true(wires(plan).every(({leave: by}) => by?.document === leave.document && by.until === leave.until));
});

const refused: Readonly<Record<string, readonly [Asset, string, Settings?]>> = {
  'without leave': [plc({access: [nmap('80')]}), 'controller'],
  'after the last day of its leave': [plc(given('modbus')), 'leave-ended', {today: '2027-04-01'}],
  'without an approved plan where the zone requires one': [plc(given('modbus')), 'no-approval', {approved: false}],
  'whose vendor declined': [
    plc({...given('modbus'), consent: {status: 'declined', by: null, until: null, document: '12号'}}),
    'declined',
  ],
};
for (const [which, [asset, code, settings]] of Object.entries(refused)) {
  test(`a controller ${which} is not touched`, (t) => {
    const plan = planOf([asset], settings);
    t.deepEqual([plan.entries, codes(plan)], [[], [code]]);
  });
}

test('a control PC is asked by the protocols of its leave, whatever other ways there are into it', (t) => {
  const plan = planOf([
    at('hmi', {kind: 'control-pc', zone: 'control', platform: 'linux', access: [ssh], ...given('opcua')}),
  ]);
  t.deepEqual(ids(plan), ['opcua@tcp/4840']);
  const ended = planOf([at('hmi', {access: [nmap('80')], ...given('opcua')})], {today: '2027-04-01'});
  t.deepEqual([ids(ended), codes(ended)], [['http@tcp/80', 'ntp@udp/123'], ['leave-ended']]);
});

test('the address of a controller is not touched under another name', (t) => {
  const of = (address: string, twin: string): string[] =>
    codes(planOf([plc({address}), at('twin', {address: twin, access: [nmap('80'), ssh, {via: 'kit'}]})]));
  const both = ['controller', 'controller-address', 'controller-address', 'by-kit'];
  t.deepEqual(of('192.0.2.10', '192.0.2.10'), both);
  t.deepEqual(of('2001:db8::1', '2001:DB8:0:0::1'), both);
  t.deepEqual(of('192.0.2.10', '::ffff:192.0.2.10'), both);
  t.deepEqual(of('plc.example.jp', 'PLC.example.jp.'), both);
});

test('nobody jumps over a controller, nor over a port of a control protocol', (t) => {
  const jumping = at('srv', {platform: 'linux', access: [{...ssh, jump: ['gate']}]});
  t.deepEqual(codes(planOf([jumping, plc({address: '192.0.2.200'})])), ['controller-address', 'controller']);
  t.deepEqual(codes(planOf([jumping], {jumpHosts: [{...gate, port: 102}]})), ['control-port']);
  t.deepEqual(codes(planOf([jumping])), []);
});

const port = fc.constantFrom(21, 22, 80, 102, 123, 502, 2222, 4840, 8080, 9100, 20_000, 47_808);
const access = fc.oneof(
  fc
    .record({
      ports: fc.option(fc.array(port, {minLength: 1, maxLength: 5}).map((list) => list.join(','))),
      services: fc.array(
        fc.tuple(fc.constantFrom('http', 'ntp', 'ftp', 'modbus', 's7'), port).map(([name, at]) => `${name}/${at}`),
        {maxLength: 3},
      ),
    })
    .map(({ports, services}) => nmap(ports, services)),
  port.map((at): Access => ({...ssh, port: at})),
);
const someAsset = fc.record({
  kind: fc.constantFrom('server' as const, 'control-pc' as const, 'controller' as const),
  zone: fc.constantFrom('office', 'trying', 'control'),
  access: fc.array(access, {maxLength: 3}),
  address: fc.constantFrom('192.0.2.10', '192.0.2.11', '192.0.2.12'),
  read: fc.option(fc.subarray([...controlProtocols], {minLength: 1})),
  until: fc.constantFrom('2026-11-25', '2026-11-26', '2027-03-31'),
  platform: fc.constantFrom('auto', 'linux'),
});

test('whatever an inventory says: a port of a control protocol, and a controller, are touched by leave alone', (t) => {
  fc.assert(
    fc.property(fc.array(someAsset, {maxLength: 5}), fc.boolean(), (list, approved) => {
      const assets = list.map(({read, until, ...more}, index) =>
        assetOf(`a-${index}`, {...more, ...(read === null ? {} : {controlProtocols: {...leave, until, read}})}),
      );
      const plan = planOf(assets, {approved});
      for (const entry of plan.entries) {
        const asset = assets.find(({id}) => id === entry.asset);
        if (asset === undefined || entry.endpoint.via === 'local') throw new Error(entry.key);
        const asks = entry.talk === 'outside' ? entry.asks : [];
        const controlled = asks.length > 0 && asks.every((ask) => ask.kind === 'wire' && ask.class === 'control');
        const {controlProtocols: by} = asset;
        if (controlled) {
          const isGiven = asks.every((ask) => by?.read.some((name) => ask.id.startsWith(`${name}@`)));
          if (!isGiven || (by?.until ?? '') < today) throw new Error(`${entry.key} without leave`);
          continue;
        }
        const sameAddress = assets.filter(({address}) => address === asset.address);
        if (sameAddress.some(({kind}) => kind === 'controller')) throw new Error(`${entry.key} touches a controller`);
        const touched = asks.flatMap((ask) =>
          ask.kind === 'ports' ? portsOf(ask.ports) : ask.kind === 'wire' ? [ask.port] : [],
        );
        const login = 'port' in entry.endpoint ? [entry.endpoint.port] : [];
        if ([...touched, ...login].some((each) => forbidden.has(each)))
          throw new Error(`${entry.key} at ${touched.join()}`);
      }
      if (!approved && plan.entries.some(({zone}) => zone === 'control')) throw new Error('without an approved plan');
    }),
    {numRuns: 500},
  );
  t.pass();
});
