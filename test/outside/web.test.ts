import {readFileSync} from 'node:fs';
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

const everywhere = (outcome: string, ports: readonly number[]): Record<string, string> =>
  Object.fromEntries(ports.map((port) => [`tcp/${port}`, outcome]));

test('a server set up with care passes', (t) => {
  const tls = ['http-strict-transport-security', 'http-framing', 'http-content-type-options', 'http-referrer-policy'];
  for (const check of [...tls, 'http-cookie-flags']) {
    t.deepEqual(view.outcomes('good', check), {'tcp/10443': 'pass'}, check);
  }
  t.deepEqual(view.outcomes('good', 'http-redirect-https'), {'tcp/10080': 'pass'});
  const all = ['http-version-shown', 'http-trace-method', 'http-directory-listing', 'http-default-page'];
  for (const check of all) t.deepEqual(view.outcomes('good', check), everywhere('pass', [10_080, 10_443]), check);
  for (const check of ['http-login-clear-text', 'http-admin-console']) {
    t.deepEqual(view.outcomes('good', check), {'-': 'not-applicable'}, check);
  }
});

test('a server without care fails where it gives something away', (t) => {
  const failing = (check: string): string[] =>
    Object.entries(view.outcomes('bad', check)).flatMap(([subject, outcome]) => (outcome === 'fail' ? [subject] : []));
  t.deepEqual(failing('http-directory-listing'), ['tcp/10080']);
  t.deepEqual(failing('http-default-page'), ['tcp/10081', 'tcp/10083']);
  t.deepEqual(failing('http-trace-method'), ['tcp/10083']);
  t.deepEqual(failing('http-cookie-flags'), ['tcp/10082', 'tcp/10443']);
  t.deepEqual(failing('http-login-clear-text'), ['tcp/10082', 'tcp/10084', 'tcp/10085']);
  t.deepEqual(failing('http-strict-transport-security'), ['tcp/10443']);
  t.deepEqual(failing('http-version-shown').length, 6);
  t.deepEqual(failing('http-redirect-https').length, 6);
  t.deepEqual(view.outcomes('bad', 'http-admin-console'), {'tcp/10082': 'manual'});
});

test('what a device without TLS shows is judged as well', (t) => {
  t.deepEqual(view.outcomes('router', 'http-login-clear-text'), {'tcp/10085': 'fail'});
  t.deepEqual(view.outcomes('router', 'http-version-shown'), {'tcp/10085': 'pass'});
});

test('no session that a server opened is kept', (t) => {
  const evidence = readFileSync(shop.path('run/evidence/bad.jsonl'), 'utf8');
  t.true(evidence.includes('JSESSIONID=<secret kind=session len=16>'));
  t.false(evidence.includes('0123456789abcdef;'));
});
