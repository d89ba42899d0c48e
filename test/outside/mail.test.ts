import {join} from 'node:path';
import test from 'ava';
import {Workshop} from '../scan/support.ts';
import type {Daemon} from '../support/daemon.ts';
import {startDovecot, startPostfix} from './mail-servers.ts';
import {look, type View} from './support.ts';

const shop = new Workshop();
const good = '127.0.12.1';
const bad = '127.0.12.2';
const daemons: Daemon[] = [];
let view: View;

test.before(async () => {
  const boxes = {imap: 10_143, pop3: 10_110};
  daemons.push(await startDovecot({...boxes, address: good, secure: true}));
  const careless = await startDovecot({...boxes, address: bad, secure: false});
  daemons.push(careless);
  const careful = ['smtpd_banner=mx.example ESMTP', 'disable_vrfy_command=yes', 'smtpd_tls_auth_only=yes'];
  const login = ['smtpd_sasl_auth_enable=yes'];
  daemons.push(
    await startPostfix(join(careless.folder, 'auth'), [
      {address: good, port: 10_025, settings: [...careful, ...login, 'smtpd_tls_security_level=may']},
      {address: good, port: 10_465, settings: [...careful, ...login, 'smtpd_tls_wrappermode=yes']},
      {address: bad, port: 10_025, settings: ['mynetworks=0.0.0.0/0', 'smtpd_tls_security_level=none', ...login]},
    ]),
  );
  const mailboxes = ['imap/10143', 'pop3/10110'];
  view = await look(shop, {
    good: {address: good, services: ['smtp/10025', 'smtps/10465', ...mailboxes]},
    bad: {address: bad, services: ['smtp/10025', ...mailboxes]},
  });
});
test.after.always(async () => {
  for (const daemon of daemons) await daemon.stop();
  shop.remove();
});

test('x', (t) => {
  for (const a of ['good', 'bad'])
    for (const f of ['openPorts', 'smtpServers', 'smtpRelays', 'mailAccess']) t.log(JSON.stringify(view.fact(a, f)));
  t.log(shop.folder);
  t.pass();
});
