import {readFileSync, statSync, writeFileSync} from 'node:fs';
import test from 'ava';
import {until, Workshop, type Running} from '../../scan/support.ts';
import {capture, type Packet} from '../../support/capture.ts';
import {startFrom} from '../../support/control-site.ts';
import {layCable} from '../../support/namespace.ts';
import {startReplay, type ReplayEvent} from '../../support/replay.ts';

const [scanner, server] = ['192.0.2.1', '192.0.2.10'];
const ports = Array.from({length: 40}, (_, index) => 18_001 + index);
const parts = ['220 test ESMTP\\r\\n', '250 test\\r\\n', '221 bye\\r\\n'];

/** A request is what begins a connection, or says something over one. */
const isRequest = ({from, syn, payload}: Packet): boolean => from === scanner && (syn || payload.length > 0);

/** The clock by which files are stamped stands still for as long as a tick of the kernel. */
const tickMs = 10;

const moments: Readonly<Record<string, (events: readonly ReplayEvent[]) => boolean>> = {
  'a port scan': (events) => events.filter(({event}) => event === 'open').length >= 12,
  'a row of dialogues': (events) => events.filter(({event}) => event === 'data').length >= 5,
};

/** How a scan is stopped, and when that was. */
const stops: Readonly<Record<string, (shop: Workshop, scan: Running) => number>> = {
  'a file named STOP': (shop) => {
    writeFileSync(shop.path('run', 'STOP'), '');
    return statSync(shop.path('run', 'STOP')).mtimeMs + tickMs;
  },
  'Ctrl-C': (_, {child}) => {
    child.kill('SIGINT');
    return Date.now();
  },
};

for (const [during, isReached] of Object.entries(moments)) {
  for (const [what, stop] of Object.entries(stops)) {
    test(`${what} in the middle of ${during}: at most one more request, and every connection is closed in full`, async (t) => {
      const cable = await layCable(1);
      t.teardown(() => cable.stop());
      const served = ports.map((port) => ({transport: 'tcp' as const, port, parts, greets: true}));
      const replay = await startReplay({address: server, sessions: null, ports: served}, cable.plant.within);
      t.teardown(() => replay.stop());
      const shop = new Workshop();
      t.teardown(() => shop.remove());
      const policies = shop.path('checks/data/zone-policies.yaml');
      const slower = readFileSync(policies, 'utf8')
        .replace('connectsPerSecond: 100', 'connectsPerSecond: 20')
        // Datagrams to ports of which the inventory says nothing would keep it from the dialogues for long.
        .replace('declaredPortsOnly: false', 'declaredPortsOnly: true');
      writeFileSync(policies, slower);
      const services = ports.map((port) => `smtp/${port}`);
      const access = [{via: 'nmap', ports: ports.join(','), services}];
      shop.writeInventory({assets: [{id: 'srv', kind: 'server', zone: 'office', address: server, access}]});
      const seen = await capture(cable.plant, shop.path('packets'));
      const scan = startFrom(cable.scanner, shop, ['scan', shop.inventory, '--out', shop.path('run')]);
      await until(() => isReached(replay.events()), during);
      const stopped = stop(shop, scan);
      const ended = await scan.ended;
      t.is(ended.code, 3, ended.stderr);

      const packets = await seen.packets();
      const requests = packets.filter(isRequest);
      t.true(
        requests.some(({at}) => at < stopped),
        'it was under way',
      );
      t.true(requests.filter(({at}) => at > stopped).length <= 1, 'after it was stopped');
      const begun = requests.filter(({syn}) => syn);
      t.true(begun.length < 2 * ports.length, 'it was not at its end');
      t.is(packets.filter(({from, fin}) => from === scanner && fin).length, begun.length);
      t.false(packets.some(({reset}) => reset));
      t.is(
        replay.events().filter(({event}) => event === 'open').length,
        replay.events().filter(({event}) => event === 'end').length,
      );
    });
  }
}
