import {join} from 'node:path';
import test from 'ava';
import {packageRoot} from '../../../src/model/paths.ts';
import {Workshop} from '../../scan/support.ts';
import {controller, controlZone, leave, runFrom, storedFact} from '../../support/control-site.ts';
import {layCable} from '../../support/namespace.ts';
import {startPymodbus} from '../../support/pymodbus.ts';

const address = '192.0.2.10';
const checks = ['--checks', join(packageRoot, 'checks')];

test('a real Modbus server is asked what it is, and held against the register', async (t) => {
  const cable = await layCable(1);
  t.teardown(() => cable.stop());
  const server = await startPymodbus(cable.plant, address, ['Mihon Keiso', 'MK-100', 'V2.1.0']);
  t.teardown(() => server.stop());
  const shop = new Workshop();
  t.teardown(() => shop.remove());
  const register = {vendor: '見本計装', model: 'MK-200', serial: 'MK-0001'};
  shop.writeInventory({
    zones: [controlZone],
    assets: [controller(address, {controlProtocols: {...leave, read: ['modbus']}, ...register})],
  });
  const planned = await shop.run(['plan', shop.inventory, '--json', ...checks]);
  const plan = shop.write('approved.json', planned.stdout);
  const args = ['scan', shop.inventory, '--plan', plan, '--out', shop.path('run'), '--format', 'json', ...checks];
  const ended = await runFrom(cable.scanner, shop, args);
  t.false([null, 2, 4].includes(ended.code), ended.stderr);

  t.like(storedFact(shop, 'run', 'plc-01', 'controlIdentity'), {
    state: 'known',
    complete: true,
    value: {
      asked: ['modbus'],
      endpoints: [
        {
          protocol: 'modbus',
          port: 502,
          vendor: 'Mihon Keiso',
          product: 'MK-100',
          version: 'V2.1.0',
          serial: null,
          station: null,
        },
      ],
    },
  });
  const outcomes = shop
    .findings('run')
    .flatMap(({check, outcome}) => (/^control-/.test(check) ? [[check, outcome.status]] : []));
  t.deepEqual(Object.fromEntries(outcomes), {
    'control-firmware-known': 'not-applicable',
    'control-model-register': 'manual',
    'control-serial-register': 'not-tested',
  });
});
