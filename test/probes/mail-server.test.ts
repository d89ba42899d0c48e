import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import {mailServer} from '../../src/probes/mail-server.ts';
import {loginOnlyWithTls} from '../../src/probes/parse/dovecot.ts';
import {postfixSettings} from '../../src/probes/parse/postfix-services.ts';
import {sendmailSettings} from '../../src/probes/parse/sendmail.ts';
import {exchangesOf, loadRecording} from '../support/recording.ts';

const smtp = 'smtp inet n - y - - smtpd\n';

for (const [text, expected] of [
  ['', false],
  ['mynetworks = 0.0.0.0/0', true],
  ['smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit_mynetworks', true],
  ['smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit_mynetworks,\n  reject_unauth_destination', false],
  ['mynetworks = 0.0.0.0/1 128.0.0.0/1', true],
  ['mynetworks = [2000::]/3', true],
  ['mynetworks = 10.0.0.0/8 [fc00::]/7', false],
  ['net = 0.0.0.0/0\nmynetworks = 127.0.0.0/8 $net', true],
  ['mynetworks = hash:/etc/postfix/networks', null],
  ['mynetworks = $config_directory/networks', null],
  ['smtpd_recipient_restrictions = permit_mynetworks', null],
  ['smtpd_relay_restrictions = check_client_access hash:/x, reject', null],
  ['smtpd_relay_restrictions = permit', true],
  ['smtpd_relay_restrictions = permit\nsmtpd_recipient_restrictions = reject_unauth_destination', false],
  ['smtpd_relay_restrictions = $mine', null],
  ['smtpd_relay_restrictions = ${x?reject}', null],
  ['smtpd_relay_restrictions = permit_mynetworks, warn_if_reject reject_unauth_destination', true],
  ['smtpd_relay_restrictions = PERMIT, reject_unauth_destination', true],
  ['smtpd_relay_restrictions = hash:/etc/postfix/clients, reject_unauth_destination', null],
  ['smtpd_restriction_classes = ours\nsmtpd_relay_restrictions = ours, reject_unauth_destination', null],
  ['smtpd_relay_restrictions = reject_rbl_client zen.example.jp=127.0.0.[2..11], reject_unauth_destination', false],
  ['n = 0.0.0.0/0\nmynetworks = $(n)', true],
  ['mynetworks = cidr:{{0.0.0.0/0 OK}}', null],
  ['mynetworks = 10.0.0.0/8 !10.1.2.3 [::1]/128 mail.example.jp', false],
  ['relay_domains = static:all', true],
  ['relay_domains = pcre:/etc/postfix/domains', null],
  ['relay_domains = hash:/etc/postfix/domains', false],
] as const) {
  test(`Postfix is ${expected === null ? 'not known to be' : expected ? '' : 'not'} an open relay: ${JSON.stringify(text)}`, (t) => {
    t.is(postfixSettings(text, smtp).openRelay, expected);
  });
}

const good = 'smtpd_tls_security_level = may\nsmtpd_tls_cert_file = /c.pem\ndisable_vrfy_command = yes\n';
for (const [name, main, master, expected] of [
  ['an override on its own line', good, `${smtp}  -o disable_vrfy_command=no\n`, {vrfyDisabled: false}],
  ['an override on the same line', good, `smtp inet n - y - - smtpd -o smtpd_tls_security_level=none`, {tlsIn: 'none'}],
  ['an override in braces', good, `${smtp} -o { smtpd_relay_restrictions = permit }`, {openRelay: true}],
  ['an override after a comment', good, `${smtp}# -o x=y\n\n  -o mynetworks=0.0.0.0/0`, {openRelay: true}],
  ['a comment', good, `${smtp}#  -o mynetworks=0.0.0.0/0`, {openRelay: false}],
  [
    'login in clear on one service',
    good,
    `${smtp}submission inet n - y - - smtpd -o smtpd_sasl_auth_enable=yes`,
    {loginOffered: true, loginOnlyWithTls: false},
  ],
  [
    'login under TLS on all services that offer it',
    good,
    `${smtp}submission inet n - y - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_security_level=encrypt\nsmtps inet n - y - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_wrappermode=yes`,
    {loginOffered: true, loginOnlyWithTls: true, tlsIn: 'may'},
  ],
  [
    'a filter on loopback',
    good,
    `${smtp}127.0.0.1:10025 inet n - n - - smtpd -o mynetworks=0.0.0.0/0`,
    {openRelay: false},
  ],
  ['no service that takes mail', good, 'pickup unix n - y 60 1 pickup', {listensRemotely: false, openRelay: false}],
  ['TLS without a certificate', 'smtpd_tls_security_level = may', smtp, {tlsIn: 'none'}],
  [
    'an address of its own for a service',
    'inet_interfaces = loopback-only',
    `${smtp}192.168.1.1:2525 inet n - y - - smtpd`,
    {listensRemotely: true},
  ],
  [
    'an address of main.cf that master.cf does not change',
    '',
    `${smtp} -o inet_interfaces=loopback-only`,
    {listensRemotely: true},
  ],
  ['a login that depends on a condition', 'x = 1\nsmtpd_sasl_auth_enable = ${x?yes}', smtp, {loginOffered: null}],
  ['more than is read', `#${'a'.repeat(50_000)}`, smtp.repeat(90), {openRelay: null, listensRemotely: null}],
  [
    'postscreen before it',
    '',
    'smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd',
    {listensRemotely: true, vrfyDisabled: false},
  ],
  [
    'a login that a parameter nobody set decides',
    good,
    `${smtp}  -o smtpd_sasl_auth_enable=$mua\n`,
    {loginOffered: null},
  ],
  [
    'such a login beside one that is sure',
    good,
    `${smtp}  -o smtpd_sasl_auth_enable=$mua\nsmtps inet n - y - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_wrappermode=yes`,
    {loginOffered: true, loginOnlyWithTls: null},
  ],
  [
    'TLS that such a parameter decides',
    good,
    `${smtp}  -o smtpd_sasl_auth_enable=yes -o smtpd_tls_security_level=$mua`,
    {loginOnlyWithTls: null},
  ],
  [
    'TLS for logins that such a parameter decides',
    `smtpd_tls_auth_only = $mua\ndisable_vrfy_command = $mua`,
    `${smtp}  -o smtpd_sasl_auth_enable=yes`,
    {loginOnlyWithTls: null, vrfyDisabled: null},
  ],
  ['networks that are listed', 'mynetworks = 10.0.0.0/8\nmynetworks_style = class', smtp, {networkStyle: 'listed'}],
  ['nothing on networks, as before 3.0', '', smtp, {networkStyle: 'subnet'}],
  ['nothing on networks since 3.0', 'compatibility_level = 3.6', smtp, {networkStyle: 'host'}],
  ['nothing on networks, in the old way', 'compatibility_level = 0', smtp, {networkStyle: 'subnet'}],
  ['networks by class', 'compatibility_level = 2\nmynetworks_style = class', smtp, {networkStyle: 'class'}],
  ['networks by a parameter nobody set', 'mynetworks_style = $mine', smtp, {networkStyle: null}],
] as const) {
  test(`Postfix with ${name}`, (t) => {
    t.like(postfixSettings(main, master), expected);
  });
}

test('references of Postfix upon references are bounded', (t) => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const text = names.map((name, at) => `${name} = ${`$${names[at + 1] ?? 'z'}`.repeat(2000)}`).join('\n');
  t.is(postfixSettings(`${text}\nmynetworks = $a`, smtp).openRelay, null);
});

test('sendmail: where it listens, what it tells, what it encrypts', (t) => {
  t.like(
    sendmailSettings(
      'O PrivacyOptions=authwarnings,novrfy,noexpn\nO DaemonPortOptions=Port=smtp,Addr=127.0.0.1, Name=MTA\nO ServerCertFile=/c\nO ServerKeyFile=/k\nO SmtpGreetingMessage=$j',
    ),
    {vrfyDisabled: true, listensRemotely: false, tlsIn: 'may', versionShown: false, openRelay: null},
  );
  t.like(sendmailSettings('O DaemonPortOptions=Family=inet, Port=smtp\nO PrivacyOptions=goaway,restrictqrun'), {
    ...{vrfyDisabled: true, listensRemotely: true, tlsIn: 'none', versionShown: true, loginOffered: null},
  });
  t.like(sendmailSettings('#O PrivacyOptions=novrfy'), {vrfyDisabled: false, listens: ['*']});
});

const dovecotMain = '/etc/dovecot/dovecot.conf';
const dovecot = (text: string, more: Readonly<Record<string, string>> = {}): boolean | null =>
  loginOnlyWithTls(
    {
      files: new Map(Object.entries({[dovecotMain]: text, ...more})),
      patterns: ['/etc/dovecot/local.conf', '/etc/dovecot/conf.d/*.conf'],
    },
    dovecotMain,
  );
const part = '/etc/dovecot/conf.d/10-auth.conf';
for (const [text, more, expected] of [
  ['protocols = imap', {}, true],
  ['disable_plaintext_auth = no', {}, false],
  ['disable_plaintext_auth = no\nssl = required # all', {}, true],
  ['auth_allow_cleartext = yes', {}, false],
  ['disable_plaintext_auth = "no" # for now', {}, false],
  ['disable_plaintext_auth = \\\n no', {}, false],
  ['!include conf.d/*.conf', {[part]: 'disable_plaintext_auth = no'}, false],
  ['!include conf.d/*.conf\ndisable_plaintext_auth = yes', {[part]: 'disable_plaintext_auth = no'}, true],
  ['', {[part]: 'disable_plaintext_auth = no'}, true],
  ['!include_try local.conf', {}, true],
  ['!include_try /srv/local.conf', {}, null],
  ['!include dovecot.conf', {}, null],
  ['remote 10.0.0.0/8 {\n disable_plaintext_auth = no\n}', {}, null],
  ['protocol imap {\n mail_plugins = $mail_plugins x\n}\nauth_allow_cleartext = no', {}, true],
  ['login_trusted_networks = 10.0.0.0/8', {}, null],
] as const) {
  test(`Dovecot takes passwords ${expected === null ? 'nobody knows how' : expected ? 'over TLS alone' : 'in clear'}: ${JSON.stringify([text, ...Object.values(more)])}`, (t) => {
    t.is(dovecot(text, more), expected);
  });
}

/** The Debian host without its Postfix, with these programs and processes, and these files. */
function host(
  programs: readonly string[],
  running: readonly string[],
  files: Readonly<Record<string, string | null>> = {},
) {
  const recording = loadRecording('linux/debian-12_servers-default');
  const processes = ['init', ...running].map((name) => `Name:\t${name}\nPid:\t1`);
  const fact = factsOf(
    [mailServer],
    exchangesOf({
      ...recording,
      commands: {processes: ['= programs', ...programs, '= processes', ...processes, '.'].join('\n')},
      files: {...recording.files, '/etc/exim4/exim4.conf': null, ...files},
    }),
    'linux',
    null,
  )['mailServer'];
  return fact?.state === 'known' ? {complete: fact.complete, ...mailServer.schema.parse(fact.value)} : fact;
}

const sendmailCf = 'O PrivacyOptions=goaway\nO DaemonPortOptions=Name=MTA';
const exim = {'/etc/exim4/update-exim4.conf.conf': "dc_local_interfaces='127.0.0.1'"};
for (const [name, found, expected] of [
  [
    'sendmail',
    host(['/usr/sbin/sendmail'], ['sendmail'], {'/etc/mail/sendmail.cf': sendmailCf}),
    {kind: 'sendmail', complete: false, openRelay: null, listensRemotely: true, vrfyDisabled: true},
  ],
  [
    'sendmail without its file',
    host(['/usr/sbin/sendmail'], ['sendmail'], {'/etc/mail/sendmail.cf': null}),
    {kind: 'sendmail', complete: false, openRelay: null, listensRemotely: null},
  ],
  [
    'exim',
    host(['/usr/sbin/exim4'], ['exim4'], exim),
    {kind: 'exim', complete: false, openRelay: null, listensRemotely: false},
  ],
  [
    'exim with a file of its own',
    host(['/usr/sbin/exim4'], ['exim4'], {...exim, '/etc/exim4/exim4.conf': ''}),
    {kind: 'exim', complete: false, listensRemotely: null},
  ],
  [
    'Postfix beside exim',
    host(['/usr/sbin/postfix'], ['exim4']),
    {kind: 'postfix', complete: false, openRelay: null, vrfyDisabled: null, loginOffered: null},
  ],
  [
    'Postfix with a second instance',
    host(['/usr/sbin/postfix'], ['master'], {'/etc/postfix/main.cf': 'multi_instance_directories = /etc/postfix-out'}),
    {kind: 'postfix', complete: false, openRelay: null, vrfyDisabled: null},
  ],
  [
    'Postfix without services',
    host(['/usr/sbin/postfix'], ['master'], {'/etc/postfix/master.cf': null}),
    {kind: 'postfix', complete: false, openRelay: null},
  ],
  ['qmail', host([], ['qmail-send']), {state: 'gap'}],
  ['OpenSMTPD', host([], ['smtpd']), {state: 'gap'}],
  [
    'Postfix whose login is not known',
    host(['/usr/sbin/postfix'], ['master'], {
      '/etc/postfix/main.cf': 'smtpd_sasl_auth_enable = $mua\nmynetworks = 127.0.0.0/8',
    }),
    {kind: 'postfix', complete: false, loginOffered: null, openRelay: false},
  ],
  [
    'Dovecot that is not read',
    host([], ['dovecot'], {[dovecotMain]: null}),
    {kind: 'none', complete: false, mailboxServer: 'dovecot', mailboxLoginOnlyWithTls: null},
  ],
  ['Cyrus', host([], ['cyrmaster']), {kind: 'none', complete: false, mailboxServer: null}],
  ['no mail', host([], []), {kind: 'none', complete: true, mailboxServer: 'none'}],
] as const) {
  test(`a host with ${name}`, (t) => {
    t.like(found, expected);
  });
}
