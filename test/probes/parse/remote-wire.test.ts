import test from 'ava';
import {readFinger} from '../../../src/probes/parse/finger.ts';
import {readAnonymous, readFtp} from '../../../src/probes/parse/ftp.ts';
import {readRemoteShell} from '../../../src/probes/parse/remote-shell.ts';
import {readTelnet} from '../../../src/probes/parse/telnet.ts';
import {readVnc} from '../../../src/probes/parse/vnc.ts';
import {readX11, readX11Open} from '../../../src/probes/parse/x11.ts';
import {serverIn, transcript} from './outside-support.ts';

test('Telnet is told by its commands, or by a question for a login', (t) => {
  const telnet = (text: string) => serverIn(readTelnet(transcript([text])));
  t.deepEqual(telnet('\\xff\\xfd\\x18\\xff\\xfd \\r\\nlogin: '), {greeting: 'login:'});
  t.deepEqual(telnet('\\xff\\xfa\\x18\\x01\\xff\\xf0Welcome'), {greeting: 'Welcome'});
  t.deepEqual(telnet('\\r\\nUser Access Verification\\r\\n\\r\\nPassword: '), {
    greeting: 'User Access Verification Password:',
  });
  t.deepEqual(telnet('\\xe3\\x83\\x91\\xe3\\x82\\xb9\\xe3\\x83\\xaf\\xe3\\x83\\xbc\\xe3\\x83\\x89: '), {
    greeting: 'パスワード:',
  });
});

test('what else speaks at the port of Telnet is left out, what tells too little is not clear', (t) => {
  t.is(readTelnet(transcript(['SSH-2.0-OpenSSH_9.2\\r\\n'])).state, 'other');
  t.is(readTelnet(transcript(['220 mx ESMTP\\r\\n'])).state, 'other');
  t.is(readTelnet(transcript(['\\x15\\x03\\x01\\x00\\x02'])).state, 'other');
  t.is(readTelnet(transcript(['Menu\\r\\n1) Status'])).state, 'unclear');
  t.is(readTelnet(transcript([''], 'silence')).state, 'unclear');
  t.is(readTelnet(transcript([''])).state, 'unclear');
  t.is(readTelnet(transcript(['\\xff'])).state, 'unclear');
});

test('a negotiation without an end is read to its end', (t) => {
  t.deepEqual(serverIn(readTelnet(transcript(['\\xff\\xfa\\x18']))), {greeting: ''});
  t.deepEqual(serverIn(readTelnet(transcript(['\\xff\\xfd']))), {greeting: ''});
});

test('rlogin says no by a byte of 1; silence and hanging up tell nothing', (t) => {
  t.deepEqual(serverIn(readRemoteShell(transcript(['\\x01rlogind: Permission denied.\\r\\n']))), {
    said: 'rlogind: Permission denied.',
  });
  t.is(readRemoteShell(transcript([''], 'silence')).state, 'unclear');
  t.is(readRemoteShell(transcript([''])).state, 'unclear');
  t.is(readRemoteShell(transcript(['HTTP/1.1 400 Bad Request\\r\\n'])).state, 'other');
  t.is(readRemoteShell(transcript(['\\x07Zugang verweigert.\\r\\n'])).state, 'unclear', 'in other words');
});

test('finger tells of a user that is not there', (t) => {
  t.deepEqual(serverIn(readFinger(transcript(['finger: mizumori.invalid: no such user.\\r\\n']))), {
    said: 'finger: mizumori.invalid: no such user.',
  });
  t.is(readFinger(transcript(['\\r\\n    Line       User       Host(s)\\r\\n'])).state, 'speaks');
  t.is(readFinger(transcript(['HTTP/1.1 400 Bad Request\\r\\n'])).state, 'other');
  t.is(readFinger(transcript(['Utilisateur inconnu.\\r\\n'])).state, 'unclear', 'in other words');
  t.is(readFinger(transcript([''])).state, 'unclear');
});

test('file servers: TLS is offered, is not, or is not told before a login', (t) => {
  const offers = (feat: string) => {
    const server = serverIn(readFtp(transcript(['220 Ready\\r\\n', feat, ''])));
    return typeof server === 'string' ? server : server.authTls;
  };
  t.true(offers('211-Features:\\r\\n AUTH TLS\\r\\n211 End\\r\\n'));
  t.true(offers('211-Extensions\\r\\n AUTH TLS-C;SSL;TLS-P;\\r\\n211 End\\r\\n'));
  t.false(offers('211-Features:\\r\\n MDTM\\r\\n211 End\\r\\n'));
  t.false(offers('500 Unknown command\\r\\n'));
  t.is(offers('530 Please log in\\r\\n'), null);
  t.is(offers('211-Features:\\r\\n'), 'unclear');
});

test('a mail server that greets with the same number is no file server', (t) => {
  t.is(readFtp(transcript(['220 mx ESMTP\\r\\n', '502 no\\r\\n'])).state, 'other');
  t.is(readFtp(transcript(['421 too many\\r\\n'], 'mismatch')).state, 'unclear');
  t.is(readFtp(transcript(['SSH-2.0-x\\r\\n'], 'closed')).state, 'other');
});

test('anonymous logins are let in, refused, or neither', (t) => {
  const anonymous = (user: string, password: string) =>
    serverIn(readAnonymous(transcript(['220 Ready\\r\\n', user, password, ''])));
  t.deepEqual(anonymous('331 name ok\\r\\n', '230 in\\r\\n'), {allowed: true});
  t.deepEqual(anonymous('230 in\\r\\n', '503 already\\r\\n'), {allowed: true});
  t.deepEqual(anonymous('331 name ok\\r\\n', '530 Login incorrect\\r\\n'), {allowed: false});
  t.deepEqual(anonymous('530 Permission denied\\r\\n', '503 USER first\\r\\n'), {allowed: false});
  t.is(anonymous('331 name ok\\r\\n', '530 Sorry, the maximum number of clients\\r\\n'), 'unclear');
  t.is(anonymous('530 Please use TLS\\r\\n', '503 no\\r\\n'), 'unclear');
  t.is(anonymous('331 name ok\\r\\n', '421 timeout\\r\\n'), 'unclear');
  t.is(anonymous('331 name ok\\r\\n', ''), 'unclear');
});

test('screens: the types that are offered, by name', (t) => {
  const vnc = (received: readonly string[], ending: Parameters<typeof transcript>[1] = 'done') =>
    serverIn(readVnc(transcript(received, ending)));
  t.deepEqual(vnc(['RFB 003.008\\n', '\\x03\\x01\\x02\\x13']), {
    version: '3.8',
    securityTypes: ['None', 'VNC Authentication', 'VeNCrypt'],
  });
  t.deepEqual(vnc(['RFB 003.889\\n', '\\x01\\xc8']), {version: '3.889', securityTypes: ['type 200']});
  t.deepEqual(vnc(['RFB 003.003\\n'], 'mismatch'), {version: '3.3', securityTypes: null});
  t.deepEqual(vnc(['RFB 003.008\\n', '\\x00']), {version: '3.8', securityTypes: null});
  t.deepEqual(vnc(['RFB 003.008\\n', '\\x05\\x01'], 'closed'), {version: '3.8', securityTypes: null});
  const within = (...list: readonly string[]) => vnc(['RFB 003.008\\n', '\\x02\\x13\\x02', '\\x00\\x02', ...list]);
  t.like(within('\\x00\\x02', '\\x00\\x00\\x01\\x01\\x00\\x00\\x01\\x02'), {
    securityTypes: ['VeNCrypt TLSNone', 'VeNCrypt TLSVnc', 'VNC Authentication'],
  });
  for (const list of [[], ['\\x00\\x02'], ['\\x00\\x02', '\\x00\\x00\\x01\\x01']])
    t.like(within(...list), {securityTypes: ['VeNCrypt', 'VNC Authentication']}, 'a list that is not whole');
  t.is(vnc(['HTTP/1.1 400'], 'mismatch'), 'other');
  t.is(vnc(['RFB 003'], 'silence'), 'unclear');
});

test('a display says its version to a client of a version that there is not', (t) => {
  const no = '\\x00\\x19\\x0b\\x00\\x00\\x00\\x07\\x00';
  const yes = '\\x01\\x00\\x0b\\x00\\x00\\x00U\\t';
  t.deepEqual(serverIn(readX11(transcript([no]))), {version: '11.0'});
  t.deepEqual(serverIn(readX11Open(transcript([no]))), {open: false});
  t.deepEqual(serverIn(readX11Open(transcript([yes]))), {open: true});
  t.deepEqual(serverIn(readX11Open(transcript(['\\x02\\x00\\x0b\\x00\\x00\\x00U\\t']))), {open: false});
  t.is(readX11(transcript(['HTTP/1.1'])).state, 'other');
  t.is(readX11(transcript(['\\x00\\x19\\x0b'], 'silence')).state, 'unclear');
  t.is(readX11Open(transcript([''], 'closed')).state, 'unclear');
});
