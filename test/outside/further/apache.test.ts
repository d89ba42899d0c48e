import test from 'ava';
import {Workshop} from '../../scan/support.ts';
import {freePort} from '../../support/free-port.ts';
import {look} from '../support.ts';
import {startApache} from '../web-servers.ts';

test('Apache as it comes shows its page and its version, and answers TRACE', async (t) => {
  const [address, port] = ['127.0.13.3', await freePort('127.0.13.3')];
  const apache = await startApache(address, port);
  t.teardown(apache.stop);
  const shop = new Workshop();
  t.teardown(() => shop.remove());
  const view = await look(shop, {web: {address, services: [`http/${port}`]}});
  for (const check of ['http-default-page', 'http-trace-method', 'http-version-shown', 'http-redirect-https']) {
    t.deepEqual(view.outcomes('web', check), {[`tcp/${port}`]: 'fail'}, check);
  }
});
