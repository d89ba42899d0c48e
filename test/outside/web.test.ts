import {readFileSync} from 'node:fs';
import test from 'ava';
import {Workshop} from '../scan/support.ts';
import type {Daemon} from '../support/daemon.ts';
import {freePort} from '../support/free-port.ts';
import {look, type View} from './support.ts';
import {carefulNginx, carelessNginx, startBusyboxHttpd, startNginx, type Careless} from './web-servers.ts';

const shop = new Workshop();
const good = '127.0.13.1';
const bad = '127.0.13.2';
const daemons: Daemon[] = [];
let view: View;
let careful: {readonly http: number; readonly https: number};
let careless: Readonly<Record<Careless | 'device', number>>;

test.before(async () => {
  careful = {http: await freePort(good), https: await freePort(good)};
  const taken: number[] = [];
  for (let each = 0; each < 6; each += 1) taken.push(await freePort(bad));
  const [listing = 0, fresh = 0, console = 0, basic = 0, tls = 0, device = 0] = taken;
  careless = {listing, fresh, console, basic, tls, device};
  daemons.push(await startNginx(good, Object.values(careful), carefulNginx(good, careful)));
  daemons.push(await startNginx(bad, [listing, fresh, console, basic, tls], carelessNginx(bad, careless)));
  daemons.push(await startBusyboxHttpd(bad, device));
  const plain = [listing, fresh, console, basic, device].map((port) => `http/${port}`);
  view = await look(shop, {
    good: {address: good, services: [`http/${careful.http}`, `https/${careful.https}`]},
    bad: {address: bad, services: [...plain, `https/${tls}`]},
    router: {address: bad, kind: 'network-device', services: [`http/${device}`]},
  });
});
test.after.always(async () => {
  for (const daemon of daemons) await daemon.stop();
  shop.remove();
});

const at = (outcome: string, ...ports: readonly number[]): Record<string, string> =>
  Object.fromEntries(ports.map((port) => [`tcp/${port}`, outcome]));

test('a server set up with care passes', (t) => {
  const {http, https} = careful;
  const tls = ['http-strict-transport-security', 'http-framing', 'http-content-type-options', 'http-referrer-policy'];
  for (const check of [...tls, 'http-cookie-flags'])
    t.deepEqual(view.outcomes('good', check), at('pass', https), check);
  t.deepEqual(view.outcomes('good', 'http-redirect-https'), at('pass', http));
  const all = ['http-version-shown', 'http-trace-method', 'http-directory-listing', 'http-default-page'];
  for (const check of all) t.deepEqual(view.outcomes('good', check), at('pass', http, https), check);
  for (const check of ['http-login-clear-text', 'http-admin-console']) {
    t.deepEqual(view.outcomes('good', check), {'-': 'not-applicable'}, check);
  }
});

test('a server without care fails where it gives something away', (t) => {
  const {listing, fresh, console, basic, tls, device} = careless;
  const failing = (check: string): Record<string, string> =>
    Object.fromEntries(Object.entries(view.outcomes('bad', check)).filter(([, outcome]) => outcome === 'fail'));
  t.deepEqual(failing('http-directory-listing'), at('fail', listing));
  t.deepEqual(failing('http-default-page'), at('fail', fresh));
  t.deepEqual(failing('http-trace-method'), {});
  t.deepEqual(failing('http-cookie-flags'), at('fail', console, tls));
  t.deepEqual(failing('http-login-clear-text'), at('fail', console, basic, device));
  t.deepEqual(failing('http-strict-transport-security'), at('fail', tls));
  t.deepEqual(failing('http-version-shown'), at('fail', listing, fresh, console, basic, tls));
  t.deepEqual(failing('http-redirect-https'), at('fail', listing, fresh, console, basic, device));
  t.deepEqual(view.outcomes('bad', 'http-admin-console'), at('manual', console));
});

test('what a device without TLS shows is judged as well', (t) => {
  t.deepEqual(view.outcomes('router', 'http-login-clear-text'), at('fail', careless.device));
  t.deepEqual(view.outcomes('router', 'http-version-shown'), at('pass', careless.device));
});

test('no session that a server opened is kept', (t) => {
  const evidence = readFileSync(shop.path('run/evidence/bad.jsonl'), 'utf8');
  t.true(evidence.includes('JSESSIONID=<secret kind=session len=16>'));
  t.false(evidence.includes('0123456789abcdef;'));
});
