import {join} from 'node:path';
import test from 'ava';
import {Workshop} from '../../scan/support.ts';
import type {Daemon} from '../../support/daemon.ts';
import {startDovecot, startPostfix} from '../mail-servers.ts';
import {look, type View} from '../support.ts';

const shop = new Workshop();
const good = '127.0.12.1';
const bad = '127.0.12.2';
const daemons: Daemon[] = [];
let postfix: Daemon;
let view: View;

test.before(async () => {
  const boxes = {imap: 10_143, pop3: 10_110};
  daemons.push(await startDovecot({...boxes, address: good, secure: true}));
  const careless = await startDovecot({...boxes, address: bad, secure: false});
  daemons.push(careless);
  const careful = ['smtpd_banner=mx.example ESMTP', 'disable_vrfy_command=yes', 'smtpd_tls_auth_only=yes'];
  const login = ['smtpd_sasl_auth_enable=yes'];
  postfix = await startPostfix(join(careless.folder, 'auth'), [
    {address: good, port: 10_025, settings: [...careful, ...login, 'smtpd_tls_security_level=may']},
    {address: good, port: 10_465, settings: [...careful, ...login, 'smtpd_tls_wrappermode=yes']},
    {address: bad, port: 10_025, settings: ['mynetworks=0.0.0.0/0', 'smtpd_tls_security_level=none', ...login]},
  ]);
  daemons.push(postfix);
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

test('a server set up with care gives nothing away, and takes passwords under TLS alone', (t) => {
  const plain = {greeting: 'mx.example ESMTP', namesProduct: false, versions: [], vrfy: false, expn: false};
  t.deepEqual(view.value('good', 'smtpServers'), {
    servers: [
      {...plain, port: 10_025, encrypted: false, startTls: true, authMethods: []},
      {...plain, port: 10_465, encrypted: true, startTls: false, authMethods: ['LOGIN', 'PLAIN']},
    ],
  });
  for (const check of ['smtp-starttls', 'smtp-login-clear-text']) {
    t.deepEqual(view.outcomes('good', check), {'tcp/10025': 'pass'}, check);
  }
  for (const check of ['smtp-banner-details', 'smtp-user-lookup']) {
    t.deepEqual(view.outcomes('good', check), {'tcp/10025': 'pass', 'tcp/10465': 'pass'}, check);
  }
});

test('one without care fails each of them', (t) => {
  const checks = ['smtp-starttls', 'smtp-login-clear-text', 'smtp-banner-details', 'smtp-user-lookup'];
  for (const check of checks) t.deepEqual(view.outcomes('bad', check), {'tcp/10025': 'fail'}, check);
});

test('mailboxes take logins in the clear, or do not', (t) => {
  const ports = {'tcp/10110': 'pass', 'tcp/10143': 'pass'};
  t.deepEqual(view.outcomes('good', 'mailbox-login-clear-text'), ports);
  t.deepEqual(view.outcomes('good', 'mailbox-banner-details'), ports);
  const fails = {'tcp/10110': 'fail', 'tcp/10143': 'fail'};
  t.deepEqual(view.outcomes('bad', 'mailbox-login-clear-text'), fails);
  t.deepEqual(view.outcomes('bad', 'mailbox-banner-details'), fails);
});
