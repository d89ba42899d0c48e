import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {escapeBytes} from '../../../src/model/escaped.ts';
import type {Dialogue, WireAsk} from '../../../src/model/outside.ts';
import {packageRoot} from '../../../src/model/paths.ts';
import {unpackPlan, type PlanFile} from '../../../src/model/plan-file.ts';
import type {Plan} from '../../../src/model/plan.ts';
import {portsOf} from '../../../src/model/port-list.ts';
import {readTranscript} from '../../../src/model/transcript.ts';
import {probes} from '../../../src/probes/index.ts';
import {loadRecording} from '../../../src/recording.ts';
import {Workshop} from '../../scan/support.ts';
import {capture, streamOf, type Packet} from '../../support/capture.ts';
import {approve, controller, controlZone, leave, runFrom} from '../../support/control-site.ts';
import {controllerPorts} from '../../support/controllers.ts';
import {layCable} from '../../support/namespace.ts';
import {startReplay, type ReplayPort} from '../../support/replay.ts';
import {datagramPatterns, streamPattern} from '../../support/sent-pattern.ts';

const [scanner, server, host, plc] = ['192.0.2.1', '192.0.2.10', '192.0.2.11', '192.0.2.12'];
/** One over datagrams, one of a single message, one of several. */
const protocols = ['bacnet', 'modbus', 's7'] as const;
const dialogues = probes.flatMap(({outside}) => outside?.dialogues ?? []).filter(({class: kind}) => kind !== 'control');

/** What recorded servers said, by dialogue: the longest of each. */
function recorded(): ReadonlyMap<string, readonly string[]> {
  const said = new Map<string, readonly string[]>();
  for (const file of readdirSync(join(packageRoot, 'test/fixtures/recordings/outside'))) {
    const {commands} = loadRecording(`outside/${file.replace(/\.yaml$/, '')}`);
    for (const [ask, body] of Object.entries(commands)) {
      const [dialogue = '', port] = ask.split('@');
      if (port === undefined || typeof body !== 'string') continue;
      const parts = readTranscript(body).received.map(escapeBytes);
      if (parts.length > (said.get(dialogue)?.length ?? 0)) said.set(dialogue, parts);
    }
  }
  return said;
}

/** Servers at the first port of every dialogue; where several are held, it says what one of the first of them was told. */
function serversFor(all: readonly Dialogue[]): ReplayPort[] {
  const said = recorded();
  const places = new Map<string, ReplayPort>();
  for (const {id, transport, ports, steps} of all) {
    const [port = 0] = ports;
    const key = `${transport}/${port}`;
    const parts = said.get(id) ?? ['hello\\r\\n'];
    if (!places.has(key)) places.set(key, {transport, port, parts, greets: steps[0]?.do === 'read', ends: true});
  }
  return [...places.values()];
}

/** What the plan says of one address: ports that may be connected to, what may be said at them, and ports without a word of it. */
function allowedAt({entries}: Plan, address: string) {
  const there = entries.filter(({endpoint}) => 'address' in endpoint && endpoint.address === address);
  const asks = there.flatMap((entry) => (entry.talk === 'outside' ? entry.asks : []));
  const wires = asks.filter((ask): ask is WireAsk => ask.kind === 'wire');
  const scanned = asks.flatMap((ask) => (ask.kind === 'ports' ? portsOf(ask.ports) : []));
  const logins = (via: 'ssh' | 'snmp'): number[] =>
    there.flatMap(({endpoint}) => (endpoint.via === via ? [endpoint.port] : []));
  const at = (transport: 'tcp' | 'udp', port: number): WireAsk[] =>
    wires.filter((ask) => ask.transport === transport && ask.port === port);
  return {scanned: new Set(scanned), ssh: logins('ssh'), snmp: logins('snmp'), at};
}

const place = ({to, toPort, fromPort}: Packet): string => `${to} ${toPort} ${fromPort}`;

test('what the wire saw is what the plan said: every address, port and byte', async (t) => {
  const cable = await layCable(3);
  t.teardown(() => cable.stop());
  const shop = new Workshop();
  t.teardown(() => shop.remove());
  const servers = serversFor(dialogues);
  for (const [address, ports] of [
    [server, servers],
    [
      host,
      [
        {
          transport: 'tcp',
          port: 22,
          parts: ['SSH-2.0-test\\r\\n', '\\x00\\x00\\x00\\x00no packet at all'],
          greets: true,
        },
      ],
    ],
    [plc, controllerPorts(protocols)],
  ] as const) {
    const replay = await startReplay({address, sessions: null, ports}, cable.plant.within);
    t.teardown(() => replay.stop());
  }
  const ports = [...new Set(servers.filter(({transport}) => transport === 'tcp').map(({port}) => port)), 9, 102, 502];
  shop.writeInventory({
    zones: [{id: 'office', policy: 'office', trials: leave}, controlZone],
    credentials: {
      ops: {user: 'scan', password: 'env:PASSWORD'},
      ro: {snmp: {version: '2c', community: 'env:COMMUNITY'}},
    },
    assets: [
      {id: 'srv', kind: 'server', zone: 'office', address: server, access: [{via: 'nmap', ports: ports.join(',')}]},
      {
        id: 'host',
        kind: 'server',
        zone: 'office',
        address: host,
        platform: 'linux',
        access: [
          {via: 'ssh', credential: 'ops'},
          {via: 'snmp', credential: 'ro'},
        ],
      },
      controller(plc, {controlProtocols: {...leave, read: protocols}}),
    ],
  });
  const seen = await capture(cable.plant, shop.path('packets'));
  const plan = await approve(shop);
  const args = ['scan', shop.inventory, '--plan', plan, '--out', shop.path('run')];
  const ended = await runFrom(cable.scanner, shop, args, {PASSWORD: 'correct-horse', COMMUNITY: 'readonly'});
  t.false([2, 4].includes(ended.code ?? 4), ended.stderr);
  const packets = (await seen.packets()).filter(({from, protocol}) => from === scanner && protocol !== 'arp');
  const kept = unpackPlan(JSON.parse(readFileSync(shop.path('run', 'plan.json'), 'utf8')) as PlanFile);

  t.deepEqual(
    packets.filter(({protocol}) => protocol === 'other'),
    [],
    'neither TCP nor UDP',
  );
  const overTcp = packets.filter(({protocol}) => protocol === 'tcp');
  let spoken = 0;
  for (const where of new Set(overTcp.map(place))) {
    const list = overTcp.filter((packet) => place(packet) === where);
    const [{to, toPort} = {to: '', toPort: 0}] = list;
    const {scanned, ssh, at} = allowedAt(kept, to);
    const wires = at('tcp', toPort);
    t.true(
      list.some(({syn}) => syn),
      where,
    );
    t.true(scanned.has(toPort) || ssh.includes(toPort) || wires.length > 0, `connected to ${where}`);
    if (ssh.includes(toPort)) continue;
    const stream = streamOf(list).toString('latin1');
    if (stream === '') continue;
    spoken += 1;
    t.true(
      wires.some((ask) => streamPattern(ask, to).test(stream)),
      `said at ${where}: ${escapeBytes(Buffer.from(stream, 'latin1'))}`,
    );
  }
  for (const {to, toPort, payload} of packets.filter(({protocol}) => protocol === 'udp')) {
    const {snmp, at} = allowedAt(kept, to);
    const said = payload.toString('latin1');
    const isPlanned = at('udp', toPort).some((ask) => datagramPatterns(ask, to).some((pattern) => pattern.test(said)));
    t.true(snmp.includes(toPort) || isPlanned, `datagram to ${to} ${toPort}: ${escapeBytes(payload)}`);
  }

  const reached = new Set(packets.map(({to, toPort, protocol}) => `${protocol} ${to} ${toPort}`));
  t.true(reached.has(`tcp ${host} 22`) && reached.has(`udp ${host} 161`));
  t.true(reached.has(`tcp ${server} 9`), 'a closed port');
  t.false(reached.has(`tcp ${server} 102`) || reached.has(`tcp ${server} 502`), 'ports of control protocols');
  t.true(reached.has(`tcp ${plc} 502`) && reached.has(`udp ${plc} 47808`));
  t.true(spoken >= protocols.length, 'the protocols over TCP, and others');
});
