import test from 'ava';
import {readHttp, readTrace} from '../../../src/probes/parse/http.ts';
import {serverIn, transcript} from './outside-support.ts';

const headOf = (...lines: string[]): string => [...lines, '', ''].join('\\r\\n');
const http = (lines: readonly string[], body = '') => {
  const server = serverIn(readHttp(transcript([headOf(...lines), body])));
  if (typeof server === 'string') throw new Error(server);
  return server;
};
const ok = 'HTTP/1.1 200 OK';

test('versions in headers, whatever brings them', (t) => {
  const lines = [
    ok,
    'Server: Apache/2.4.57 (Debian) OpenSSL/3.0.11',
    'X-Powered-By: PHP/8.2.7',
    'X-AspNet-Version: 4.0.30319',
  ];
  t.deepEqual(http(lines).versions, ['4.0.30319', 'Apache/2.4.57', 'OpenSSL/3.0.11', 'PHP/8.2.7']);
  t.deepEqual(http([ok, 'Server: nginx', 'X-Powered-By: Express']).versions, []);
  t.deepEqual(http([ok, 'Server: gw 192.0.2.1:8080']).versions, []);
});

test('only a redirect to https is one to HTTPS', (t) => {
  const to = (location: string, status = '301 Moved') =>
    http([`HTTP/1.1 ${status}`, `Location: ${location}`]).redirectsToHttps;
  t.true(to('https://example.lg.jp/'));
  t.true(to('HTTPS://example.lg.jp/'));
  t.false(to('http://example.lg.jp/?to=https://example.lg.jp/'));
  t.false(to('/https://'));
  t.false(to('https://example.lg.jp/', '200 OK'));
  t.is(
    http(['HTTP/1.1 302 Found', 'Location: https://a.example/x;jsessionid=4711?token=4712']).redirect,
    'https://a.example/x',
  );
});

test('HSTS as RFC 6797 writes it', (t) => {
  const seconds = (value: string) => http([ok, `Strict-Transport-Security: ${value}`]).hstsSeconds;
  t.is(seconds('max-age=31536000; includeSubDomains'), 31_536_000);
  t.is(seconds('includeSubDomains ; Max-Age="60"'), 60);
  t.is(seconds('max-age=0'), 0);
  t.is(seconds('preload'), null);
  t.is(seconds('x-max-age=5'), null);
  t.is(http([ok]).hstsSeconds, null);
});

test('framing is limited by either header, and not by one that lets all', (t) => {
  const limited = (...lines: string[]) => http([ok, ...lines]).framingLimited;
  t.true(limited('X-Frame-Options: sameorigin'));
  t.false(limited('X-Frame-Options: ALLOWALL'));
  t.true(limited("Content-Security-Policy: default-src 'self'; frame-ancestors 'none'"));
  t.true(limited('content-security-policy: frame-ancestors https://a.example'));
  t.false(limited('Content-Security-Policy: frame-ancestors *'));
  t.false(limited('Content-Security-Policy: frame-ancestors https:'));
  t.false(limited("Content-Security-Policy-Report-Only: frame-ancestors 'none'"));
});

test('cookies by name, with what keeps them', (t) => {
  const {cookies} = http([
    ok,
    'Set-Cookie: sid=<secret kind=session len=16>; Path=/; Secure; HttpOnly',
    'Set-Cookie: lang=ja; secure=1',
    'set-cookie: bare',
  ]);
  t.deepEqual(cookies, [
    {name: 'bare', secure: false, httpOnly: false},
    {name: 'lang', secure: false, httpOnly: false},
    {name: 'sid', secure: true, httpOnly: true},
  ]);
});

test('ways to log in, also several in one header, and none that a quoted text makes up', (t) => {
  const schemes = (...values: string[]) =>
    http(['HTTP/1.1 401 Unauthorized', ...values.map((value) => `WWW-Authenticate: ${value}`)]).loginSchemes;
  t.deepEqual(schemes('Basic realm="a, Digest"'), ['basic']);
  t.deepEqual(schemes('Negotiate', 'NTLM', 'basic'), ['basic', 'negotiate', 'ntlm']);
  t.deepEqual(schemes('Digest realm="a", nonce="b", qop="auth", Basic realm="c"'), ['basic', 'digest']);
  t.deepEqual(schemes(''), []);
});

const page = (body: string, ...lines: string[]) => http([ok, 'Content-Type: text/html; charset=utf-8', ...lines], body);

test('lists of folders, pages that came with a product, and pages to administer', (t) => {
  t.true(page('<title>Index of /</title>').directoryListing);
  t.true(page('<title>Directory listing for /</title>').directoryListing);
  t.true(page('<A HREF="/">[To Parent Directory]</A>').directoryListing);
  t.is(page('<title>IIS Windows Server</title>').defaultPage, 'IIS');
  t.is(page('<h1>It works!</h1>').defaultPage, 'Apache');
  t.is(page('<title>Grafana</title>').console, 'Grafana');
  t.is(page('<title>\\xe7\\xae\\xa1\\xe7\\x90\\x86\\xe7\\x94\\xbb\\xe9\\x9d\\xa2</title>').console, 'administration');
  const plain = page('<title>Water</title><p>Grafana phpMyAdmin</p>');
  t.like(plain, {directoryListing: false, defaultPage: null, console: null, asksPassword: false, html: true});
});

test('a field for a password, however it is written', (t) => {
  t.true(page("<INPUT name=p TYPE = 'password'>").asksPassword);
  t.true(page('<input\\ntype=password>').asksPassword);
  t.false(page('<input type="text" placeholder="type=x password">').asksPassword);
});

test('what is no web server, or one that wants TLS, is left out; one that stops short is not clear', (t) => {
  const state = (received: readonly string[], ending: Parameters<typeof transcript>[1], tls = false) =>
    readHttp(transcript(received, ending, tls)).state;
  const wants = 'The plain HTTP request was sent to HTTPS port';
  t.is(state(['SSH-2.0-OpenSSH_9.2\\r\\n'], 'closed'), 'other');
  t.is(state(['\\x15\\x03\\x01\\x00\\x02\\x02F'], 'closed'), 'other');
  t.is(state([headOf('HTTP/1.1 400 Bad Request'), wants], 'done'), 'other');
  t.is(state([headOf('HTTP/1.1 400 Bad Request'), wants], 'done', true), 'speaks');
  t.is(state([headOf('RTSP/1.0 400 Bad Request')], 'mismatch'), 'other');
  t.is(state([''], 'silence'), 'unclear');
  t.is(state(['HTTP/1.1 200 OK\\r\\nServer: x\\r\\n'], 'silence'), 'unclear');
  t.is(state(['HTTP/1.1 200 OK\\r\\nServer: x\\r\\n'], 'closed'), 'unclear');
  t.is(state([], 'tls-failed'), 'unclear');
  t.is(state([headOf(ok)], 'limit'), 'unclear');
});

test('TRACE is answered where what was sent comes back', (t) => {
  const sent = 'TRACE / HTTP/1.1\\r\\nX-Mizumori: trace\\r\\n';
  t.true(readTrace(transcript([headOf(ok), sent], 'closed')));
  t.false(readTrace(transcript([headOf(ok), '<html></html>'], 'closed')));
  t.false(readTrace(transcript([headOf('HTTP/1.1 405 Not Allowed'), sent], 'closed')));
  t.false(readTrace(transcript([''], 'closed')));
  t.is(readTrace(transcript([''], 'silence')), null);
});

test('thousands of headers and long values end', (t) => {
  const many = Array.from({length: 5000}, (_, at) => `Set-Cookie: c${at}=1`);
  t.true(http([ok, ...many]).cookies.length <= 50);
  const long = http([ok, `Server: ${'x'.repeat(20_000)}`, `WWW-Authenticate: ${'a '.repeat(9000)}`]);
  t.true((long.product ?? '').length <= 200);
});
