import test from 'ava';
import {Workshop} from '../scan/support.ts';
import type {Daemon} from '../support/daemon.ts';
import {look, type View} from './support.ts';
import {carefulNginx, carelessNginx, startApache, startBusyboxHttpd, startNginx} from './web-servers.ts';

const shop = new Workshop();
const good = '127.0.13.1';
const bad = '127.0.13.2';
const daemons: Daemon[] = [];
let view: View;

test.before(async () => {
  daemons.push(await startNginx(good, [10_080, 10_443], carefulNginx(good)));
  daemons.push(await startNginx(bad, [10_080, 10_081, 10_082, 10_084, 10_443], carelessNginx(bad)));
  daemons.push(await startApache(bad, 10_083));
  daemons.push(await startBusyboxHttpd(bad, 10_085));
  view = await look(shop, {
    good: {address: good, services: ['http/10080', 'https/10443']},
    bad: {address: bad, services: [80, 81, 82, 83, 84, 85].map((port) => `http/100${port}`).concat('https/10443')},
    router: {address: bad, kind: 'network-device', services: ['http/10085']},
  });
});
test.after.always(async () => {
  for (const daemon of daemons) await daemon.stop();
  shop.remove();
});

test('x', (t) => {
  for (const a of ['good', 'bad', 'router'])
    for (const f of ['httpServers']) t.log(JSON.stringify(view.fact(a, f), null, 1));
  t.pass();
});
