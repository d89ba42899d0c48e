import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {Workshop} from '../scan/support.ts';
import type {Daemon} from '../support/daemon.ts';
import {freePort} from '../support/free-port.ts';
import {startPostfix} from './mail-servers.ts';
import {look, type View} from './support.ts';

const shop = new Workshop();
const good = '127.0.16.1';
const bad = '127.0.16.2';
let ports: {readonly good: number; readonly bad: number};
let postfix: Daemon;
let view: View;

test.before(async () => {
  ports = {good: await freePort(good), bad: await freePort(bad)};
  const careful = ['smtpd_banner=mx.example ESMTP', 'disable_vrfy_command=yes', 'smtpd_tls_security_level=may'];
  postfix = await startPostfix('none', [
    {address: good, port: ports.good, settings: careful},
    {address: bad, port: ports.bad, settings: ['mynetworks=0.0.0.0/0', 'smtpd_tls_security_level=none']},
  ]);
  view = await look(shop, {
    good: {address: good, services: [`smtp/${ports.good}`]},
    bad: {address: bad, services: [`smtp/${ports.bad}`]},
  });
});
test.after.always(async () => {
  await postfix.stop();
  shop.remove();
});

test('a relay is told from one that refuses, and no mail is left behind', (t) => {
  const forms = ['plain', 'no-sender', 'own-sender', 'route'];
  t.deepEqual(view.value('good', 'smtpRelays'), {
    servers: [{port: ports.good, accepted: [], refused: [...forms, 'percent']}],
  });
  t.deepEqual(view.value('bad', 'smtpRelays'), {servers: [{port: ports.bad, accepted: forms, refused: []}]});
  t.deepEqual(view.outcomes('good', 'smtp-open-relay'), {[`tcp/${ports.good}`]: 'pass'});
  t.deepEqual(view.outcomes('bad', 'smtp-open-relay'), {[`tcp/${ports.bad}`]: 'fail'});
  t.deepEqual(readdirSync(join(postfix.folder, 'queue/incoming')), []);
  t.regex(readFileSync(join(postfix.folder, 'log'), 'utf8'), /mail=\d+ rcpt=\d+ rset=\d+ quit=1/);
  t.notRegex(readFileSync(join(postfix.folder, 'log'), 'utf8'), / data=/);
});

test('what it gives away is seen, and that it offers TLS', (t) => {
  for (const check of ['smtp-starttls', 'smtp-banner-details', 'smtp-user-lookup']) {
    t.deepEqual(view.outcomes('good', check), {[`tcp/${ports.good}`]: 'pass'}, check);
    t.deepEqual(view.outcomes('bad', check), {[`tcp/${ports.bad}`]: 'fail'}, check);
  }
});
