import test, {type ExecutionContext} from 'ava';
import {controlProtocols} from '../../../src/model/asset.ts';
import {unescapeBytes} from '../../../src/model/escaped.ts';
import {controlDialogues} from '../../../src/probes/dialogues/control.ts';
import {Workshop} from '../../scan/support.ts';
import {capture, type Packet} from '../../support/capture.ts';
import {approve, controller, controlZone, leave, runFrom, storedFact} from '../../support/control-site.ts';
import {controllerPorts} from '../../support/controllers.ts';
import {layCable} from '../../support/namespace.ts';
import {startReplay, type ReplayEvent} from '../../support/replay.ts';

const hosts = 6;
const address = '192.0.2.10';

interface Seen {
  readonly packets: readonly Packet[];
  readonly events: readonly ReplayEvent[];
  readonly shop: Workshop;
}

/** Scans the zones of controllers of which the first has room for four sessions, and keeps those that were not closed. */
async function watch(
  t: ExecutionContext,
  inventory: Readonly<Record<string, unknown>>,
  approved = true,
): Promise<Seen> {
  const cable = await layCable(hosts);
  t.teardown(() => cable.stop());
  const ports = controllerPorts(controlProtocols);
  const plc = await startReplay({address, sessions: 4, ports}, cable.plant.within);
  t.teardown(() => plc.stop());
  const shop = new Workshop();
  t.teardown(() => shop.remove());
  shop.writeInventory(inventory);
  const seen = await capture(cable.plant, shop.path('packets'));
  const plan = approved ? ['--plan', await approve(shop)] : [];
  const ended = await runFrom(cable.scanner, shop, ['scan', shop.inventory, ...plan, '--out', shop.path('run')]);
  t.not(ended.code, null, ended.stderr);
  t.false([2, 4].includes(ended.code ?? 4), ended.stderr);
  return {packets: await seen.packets(), events: plc.events(), shop};
}

const nobodys = {controlProtocols: undefined};
const office = {...nobodys, zone: 'office'};
const written = [{via: 'nmap', ports: '1-1024'}];
const declined = {status: 'declined', by: '保守会社', until: '2999-01-01', document: '12号'};

/** Controllers that must not be touched, and why, each at an address of its own. */
const untouchable: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'without-leave': nobodys,
  'in-an-office-zone': office,
  'with-ways-written-down': {...office, access: written},
  'after-the-last-day': {controlProtocols: {...leave, until: '2026-01-31', read: 'modbus'}},
  'vendor-declined': {consent: declined},
};

test.serial('controllers without leave, or whose leave has ended: not one packet reaches them', async (t) => {
  const controllers = Object.entries(untouchable).map(([id, more], index) =>
    controller(`192.0.2.${10 + index}`, {id, ...more}),
  );
  const twin = {id: 'twin', kind: 'server', zone: 'office', address: '192.0.2.12', access: written};
  const {packets, events, shop} = await watch(t, {
    zones: [controlZone, {id: 'office', policy: 'office'}],
    assets: [...controllers, twin],
  });
  t.deepEqual([packets, events], [[], []]);
  for (const id of [...Object.keys(untouchable), 'twin'])
    t.like(storedFact(shop, 'run', id, 'controlIdentity'), {state: 'gap'}, id);
});

test.serial(
  'a controller in a zone that requires an approved plan, without one: not one packet reaches it',
  async (t) => {
    const {packets, events, shop} = await watch(t, {zones: [controlZone], assets: [controller(address)]}, false);
    t.deepEqual([packets, events], [[], []]);
    t.like(storedFact(shop, 'run', 'plc-01', 'controlIdentity'), {state: 'gap', reason: 'forbidden-by-zone'});
  },
);

const planned = controlDialogues.flatMap(({ports, steps}) =>
  steps.flatMap((step) => (step.do === 'send' ? [[ports[0], unescapeBytes(step.bytes).toString('hex')]] : [])),
);

test.serial(
  'a controller whose owner gave leave is asked exactly what was planned, and left without an open session',
  async (t) => {
    const {packets, events, shop} = await watch(t, {zones: [controlZone], assets: [controller(address)]});
    const heard = events.filter(({event}) => event === 'data' || event === 'datagram');
    t.deepEqual(
      heard.map(({port, hex}) => [port, hex]),
      planned,
    );
    const of = (kind: ReplayEvent['event']): readonly ReplayEvent[] => events.filter(({event}) => event === kind);
    t.is(of('open').length, controlProtocols.length - 1, 'one connection for each protocol over TCP');
    t.true(
      of('open').every(({sessions}) => sessions === 1),
      'one session at a time',
    );
    t.deepEqual([of('reset'), of('refused')], [[], []]);
    t.is(of('end').at(-1)?.sessions, 0);
    const fromUs = packets.filter(({from, protocol}) => from === '192.0.2.1' && protocol === 'tcp');
    t.false(
      fromUs.some(({reset}) => reset),
      'no connection is thrown away',
    );
    t.is(fromUs.filter(({fin}) => fin).length, controlProtocols.length - 1);
    t.like(storedFact(shop, 'run', 'plc-01', 'controlIdentity'), {state: 'known', complete: true});
  },
);

test.serial('a controller that is full up is not pressed: each protocol asks for one connection, once', async (t) => {
  const cable = await layCable(1);
  t.teardown(() => cable.stop());
  const plc = await startReplay({address, sessions: 0, ports: controllerPorts(controlProtocols)}, cable.plant.within);
  t.teardown(() => plc.stop());
  const shop = new Workshop();
  t.teardown(() => shop.remove());
  shop.writeInventory({
    zones: [controlZone],
    assets: [controller(address, {controlProtocols: {...leave, read: ['modbus', 's7']}})],
  });
  const plan = await approve(shop);
  await runFrom(cable.scanner, shop, ['scan', shop.inventory, '--plan', plan, '--out', shop.path('run')]);
  t.deepEqual(
    plc.events().map(({event, port}) => [event, port]),
    [
      ['refused', 502],
      ['refused', 102],
    ],
  );
  t.like(storedFact(shop, 'run', 'plc-01', 'controlIdentity'), {
    state: 'known',
    complete: false,
    value: {endpoints: []},
  });
});
