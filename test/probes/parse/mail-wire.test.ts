import test from 'ava';
import {versionsIn} from '../../../src/probes/parse/banner.ts';
import {readImap, readPop3} from '../../../src/probes/parse/mailbox.ts';
import {readRelay} from '../../../src/probes/parse/smtp-relay.ts';
import {readSmtp} from '../../../src/probes/parse/smtp.ts';
import {serverIn, transcript} from './outside-support.ts';

const ehlo = (greeting: string, offered = '250 mx.example\\r\\n') => readSmtp(transcript([greeting, offered, '']));

test('what a greeting tells of product and version', (t) => {
  const told = (greeting: string) => {
    const server = serverIn(ehlo(greeting));
    return typeof server === 'string' ? server : [server.namesProduct, server.versions];
  };
  t.deepEqual(told('220 mx.example ESMTP\\r\\n'), [false, []]);
  t.deepEqual(told('220 mx.example ESMTP Postfix (Debian/GNU)\\r\\n'), [true, []]);
  t.deepEqual(told('220 mx.example ESMTP Exim 4.96 Thu, 26 Nov 2026 20:51:19 +0900\\r\\n'), [true, ['4.96']]);
  t.deepEqual(told('220 mx.example ESMTP Sendmail 8.17.1/8.17.1; Thu, 26 Nov 2026\\r\\n'), [true, ['8.17.1/8.17.1']]);
  t.deepEqual(told('220 mx.example Microsoft ESMTP MAIL Service, Version: 10.0.17763.1697 ready\\r\\n'), [
    true,
    ['10.0.17763.1697'],
  ]);
  t.deepEqual(told('220 4.2nd.example ESMTP from [192.0.2.1]\\r\\n'), [false, []]);
  t.deepEqual(told('220-mx.example ESMTP\\r\\n220 Foo-2.1 ready\\r\\n'), [true, ['Foo-2.1']]);
});

test('a time or an address is no version', (t) => {
  t.deepEqual(versionsIn('ready at 20:51:19, 192.0.2.1, [2001:db8::1] v2.10.3 ProFTPD-1.3.5'), [
    'v2.10.3',
    'ProFTPD-1.3.5',
  ]);
});

test('what is offered is read in any case, and old ways to write AUTH count', (t) => {
  const offered =
    '250-mx.example\\r\\n250-starttls\\r\\n250-AUTH=LOGIN\\r\\n250-AUTH PLAIN LOGIN \\x01\\r\\n250 VRFY\\r\\n';
  const server = serverIn(ehlo('220 mx.example ESMTP\\r\\n', offered));
  t.like(server, {startTls: true, authMethods: ['LOGIN', 'PLAIN'], vrfy: true, expn: false});
});

test('a mail server that is busy or knows no EHLO, something else, and silence are told apart', (t) => {
  const state = (received: readonly string[], ending: Parameters<typeof transcript>[1] = 'mismatch') =>
    readSmtp(transcript(received, ending)).state;
  t.is(state(['421 too busy\\r\\n']), 'unclear');
  t.is(state(['554 no SMTP service here\\r\\n']), 'unclear');
  t.is(state(['220 mx ESMTP\\r\\n', '502 not implemented\\r\\n']), 'speaks');
  t.is(state(['220 ftp.example FTP ready\\r\\n', '500 what\\r\\n']), 'other');
  t.is(state(['220 ready\\r\\n', '500 what\\r\\n']), 'unclear');
  t.is(state(['220 mx ESMTP\\r\\n', '250-mx\\r\\n'], 'silence'), 'unclear');
  t.is(state(['SSH-2.0-OpenSSH_9.2\\r\\n'], 'closed'), 'other');
  t.is(state([''], 'silence'), 'unclear');
  t.is(state([''], 'closed'), 'unclear');
  t.is(state([], 'tls-failed'), 'unclear');
});

const from = '250 2.1.0 Ok\\r\\n';
const reset = '250 2.0.0 Ok\\r\\n';
/** Answers to each RCPT, in the order of the forms: plain, no sender, own sender, route, percent, local. */
const relay = (rcpts: readonly string[], mails: readonly string[] = []) =>
  readRelay(
    transcript([
      '220 mx ESMTP\\r\\n',
      '250 mx\\r\\n',
      ...rcpts.flatMap((rcpt, at) => [mails[at] ?? from, rcpt, reset]),
    ]),
  );
const denied = '454 4.7.1 <mizumori@example.com>: Relay access denied\\r\\n';
const unknown = '550 5.1.1 <x>: Recipient address rejected: User unknown\\r\\n';
const taken = '250 2.1.5 Ok\\r\\n';
const nowhere = '450 4.1.8 <mizumori@mizumori.invalid>: Sender address rejected: Domain not found\\r\\n';

test('a relay is one that takes mail from strangers to strangers', (t) => {
  const {server, because} = relay([taken, taken, taken, taken, denied, unknown]);
  t.deepEqual(server.accepted, ['plain', 'no-sender', 'own-sender', 'route']);
  t.is(because, null);
  t.deepEqual(relay([denied, denied, taken, denied, denied, unknown]).server.accepted, ['own-sender']);
  t.deepEqual(
    relay([denied, '251 user not local; will forward\\r\\n', ...Array<string>(4).fill(denied)]).server.accepted,
    ['no-sender'],
  );
});

test('a disguised address counts only where the server knows its own mailboxes', (t) => {
  t.deepEqual(relay([denied, denied, denied, denied, taken, unknown]).server.accepted, ['percent']);
  t.deepEqual(relay([denied, denied, denied, denied, taken, taken]).server.accepted, []);
});

test('a refusal counts where its reason is the relaying; others alone decide nothing', (t) => {
  t.is(relay([denied, denied, denied, denied, unknown, unknown]).because, null);
  t.is(relay([nowhere, denied, denied, denied, unknown, unknown]).because, null);
  t.is(relay(Array<string>(6).fill('450 4.2.0 Greylisted\\r\\n')).because, 'unsupported');
  t.is(relay(Array<string>(6).fill('550 5.7.1 Client host blocked using a list\\r\\n')).because, 'unsupported');
  t.is(
    relay(Array<string>(6).fill('503 5.5.1 need MAIL\\r\\n'), Array<string>(6).fill(nowhere)).because,
    'unsupported',
  );
});

const refusals = [
  '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain',
  '553 sorry, that domain is not in my list of allowed rcpthosts (#5.7.1)',
  '550 relay not permitted',
  '550 5.7.1 <x>... Relaying denied',
  '530 5.7.0 Authentication required',
  '551 User not local; please try <x>',
];
for (const text of refusals) {
  test(`known as a refusal to relay: ${text}`, (t) => {
    const {server, because} = relay(Array<string>(6).fill(`${text}\\r\\n`));
    t.deepEqual(server, {accepted: [], refused: ['plain', 'no-sender', 'own-sender', 'route', 'percent']});
    t.is(because, null);
  });
}

test('a conversation that ends early decides nothing, but what was taken before counts', (t) => {
  t.is(relay([denied]).because, 'unsupported');
  t.is(relay([]).because, 'unsupported');
  t.deepEqual(relay([taken]), {server: {accepted: ['plain'], refused: []}, because: null});
});

const capa = (lines: string) => readPop3(transcript(['+OK ready\\r\\n', `+OK\\r\\n${lines}.\\r\\n`]));
const capability = (words: string) =>
  readImap(transcript(['* OK ready\\r\\n', `* CAPABILITY ${words}\\r\\na OK done\\r\\n`]));

test('logins of mailboxes that show the password', (t) => {
  t.like(serverIn(capa('USER\\r\\nSASL PLAIN CRAM-MD5\\r\\nSTLS\\r\\n')), {
    clearTextLogins: ['PLAIN', 'USER'],
    startTls: true,
  });
  t.like(serverIn(capa('SASL\\r\\n')), {clearTextLogins: [], startTls: false});
  t.like(serverIn(capability('IMAP4rev1 LOGINDISABLED STARTTLS')), {clearTextLogins: [], startTls: true});
  t.like(serverIn(capability('IMAP4rev1 AUTH=PLAIN')), {clearTextLogins: ['LOGIN', 'PLAIN'], startTls: false});
});

test('a mailbox server that does not tell what it can is unclear, and others are not one', (t) => {
  t.is(readPop3(transcript(['+OK ready\\r\\n', '-ERR unknown\\r\\n'])).state, 'unclear');
  t.is(readPop3(transcript(['+OK ready\\r\\n', '+OK\\r\\nUSER\\r\\n'], 'silence')).state, 'unclear');
  t.is(readPop3(transcript(['-ERR go away\\r\\n'], 'mismatch')).state, 'unclear');
  t.is(readPop3(transcript(['* OK ready\\r\\n'], 'closed')).state, 'other');
  t.is(readImap(transcript(['* BYE full\\r\\n'], 'mismatch')).state, 'unclear');
  t.is(readImap(transcript(['* OK ready\\r\\n', 'a BAD what\\r\\n'])).state, 'unclear');
  t.is(readImap(transcript(['+OK ready\\r\\n'], 'closed')).state, 'other');
});

test('text of a server is bounded and on one line', (t) => {
  const server = serverIn(ehlo(`220 mx ESMTP ${'\\xf0\\x9f\\x98\\x80'.repeat(2000)}\\x1b[2J\\r\\n`));
  if (typeof server === 'string') throw new Error(server);
  t.true(server.greeting.length <= 300);
  t.is(Buffer.from(server.greeting).toString(), server.greeting);
  t.notRegex(server.greeting, /\p{Cc}/u);
});
