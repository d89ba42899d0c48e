import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {lookFromOutside, wholeValue, type Looked} from '../support/outside-scan.ts';
import {oldServer} from '../support/old-tls-server.ts';
import {temporaryFolder} from '../support/sshd.ts';
import {issue, type Issued} from '../support/tls-pki.ts';
import {freePort} from '../support/free-port.ts';
import {shortGroup, startNginx, startOpenssl, startScripted, type Started} from '../support/tls-servers.ts';

interface Endpoint {
  readonly port: number;
  readonly begins: string;
  readonly versions: readonly string[];
  readonly suites: readonly string[];
  readonly groups: readonly string[];
  readonly compression: boolean | null;
  readonly secureRenegotiation: boolean | null;
  readonly certificates: readonly Readonly<Record<string, unknown>>[];
}

const ports: Record<string, number> = {};
let looked: Looked;

const endpoint = (name: string): Endpoint => {
  const {endpoints} = wholeValue(looked.facts, 'tlsEndpoints') as {endpoints: readonly Endpoint[]};
  const found = endpoints.find(({port}) => port === ports[name]);
  if (found === undefined) throw new Error(`no TLS at the port of ${name}`);
  return found;
};
const outcome = (check: string, name: string): string | undefined =>
  looked.outcomes.get(`${check} tcp/${ports[name] ?? 0}`);

function together(folder: string, name: string, key: string, ...certificates: readonly Issued[]): Issued {
  const file = join(folder, `${name}.pem`);
  writeFileSync(file, certificates.map(({certificate}) => readFileSync(certificate, 'utf8')).join(''));
  return {certificate: file, key};
}

const tls = ({certificate, key}: Issued, more: string): string =>
  `ssl_certificate ${certificate};\nssl_certificate_key ${key};\n${more}`;

const everything = 'ALL:COMPLEMENTOFALL:@SECLEVEL=0';

const {path, remove} = temporaryFolder();
const stops: (() => Promise<void>)[] = [];

async function start(name: string, server: Promise<Started>): Promise<void> {
  const {port, stop} = await server;
  stops.push(stop);
  ports[name] = port;
}

test.after.always(async () => {
  await Promise.all(stops.map((stop) => stop()));
  remove();
});

test.before(async () => {
  const ca = {from: -100, until: 1000, isCa: true, key: 'ec:prime256v1'};
  const root = issue(path, {...ca, name: 'root', issuer: null});
  const middle = issue(path, {...ca, name: 'middle', issuer: root});
  const leaf = issue(path, {
    name: 'www.example',
    key: 'ec:prime256v1',
    from: -1,
    until: 99,
    altNames: 'DNS:www.example,DNS:*.Lan.example,IP:127.0.0.1,IP:2001:db8::1',
    issuer: middle,
  });
  const old = issue(path, {name: 'old', key: 'rsa:1024', from: -900, until: -9, digest: 'sha1', issuer: null});
  const publicOne = issue(path, {
    name: 'portal.example',
    key: 'rsa:2048',
    from: -70,
    until: 20,
    altNames: 'DNS:portal.example',
    publicPolicy: true,
    issuer: middle,
  });
  const good = together(path, 'good', leaf.key, leaf, middle);
  const shuffled = together(path, 'shuffled', leaf.key, leaf, root, middle);
  const nginx = await startNginx(path, [
    tls(good, 'ssl_protocols TLSv1.2 TLSv1.3;\nssl_ciphers ECDHE+AESGCM;'),
    tls(old, `ssl_protocols TLSv1 TLSv1.1 TLSv1.2;\nssl_ciphers ${everything};\nssl_dhparam ${shortGroup(path)};`),
  ]);
  stops.push(nginx.stop);
  [ports['nginx-good'], ports['nginx-weak']] = [nginx.ports[0] ?? 0, nginx.ports[1] ?? 0];
  await start('only-1.3', startOpenssl(publicOne, ['-tls1_3']));
  await start('shuffled', startOpenssl(shuffled, ['-tls1_2', '-cert_chain', shuffled.certificate]));
  await start('anonymous', startOpenssl(null, ['-no_tls1_3', '-cipher', 'aNULL:@SECLEVEL=0']));
  await start('rsa-only', startOpenssl(old, ['-tls1_2', '-cipher', 'AES256-SHA:@SECLEVEL=0']));
  await start('old', startScripted(oldServer(old.certificate)));
  await start(
    'web',
    startScripted(() => Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n')),
  );
  await start(
    'mute',
    startScripted(() => null),
  );
  looked = await lookFromOutside(Object.values(ports).map((port) => `https/${port}`));
});

test('a web server as it should be', (t) => {
  const {begins, versions, suites, groups, compression, secureRenegotiation, certificates} = endpoint('nginx-good');
  t.deepEqual([begins, compression, secureRenegotiation], ['at-once', false, true]);
  t.deepEqual(versions, ['TLSv1.2', 'TLSv1.3']);
  t.true(suites.length >= 2 && suites.every((suite) => /GCM|CHACHA20/.test(suite)), suites.join());
  t.deepEqual(groups, ['x25519']);
  t.is(certificates.length, 1);
  t.like(certificates[0], {
    subject: 'O=Mizumori test, CN=www.example',
    issuer: 'O=Mizumori test, CN=middle',
    names: ['www.example', '*.lan.example'],
    addresses: ['127.0.0.1', '2001:db8::1'],
    keyType: 'ECDSA',
    keyBits: 256,
    signature: 'ecdsa-with-SHA256',
    selfSigned: false,
    publicCa: false,
    chain: 'linked',
  });
  const failed = [...looked.outcomes].filter(
    ([name, status]) => name.endsWith(` tcp/${ports['nginx-good'] ?? 0}`) && status !== 'pass',
  );
  // Declared as a service, but not in services.allow.
  t.deepEqual(
    failed.map(([name]) => name.split(' ')[0]).filter((check) => /^(?:tls|certificate)-/.test(check ?? '')),
    [],
  );
});

test('a web server that takes whatever its library knows', (t) => {
  const {versions, suites, groups, certificates} = endpoint('nginx-weak');
  t.deepEqual(versions, ['TLSv1.0', 'TLSv1.1', 'TLSv1.2']);
  t.true(
    suites.some((suite) => suite.includes('_NULL_')) && suites.some((suite) => suite.startsWith('TLS_RSA_WITH_AES')),
  );
  t.deepEqual(groups, ['dh-1024', 'x25519']);
  t.like(certificates[0], {keyBits: 1024, signature: 'sha1WithRSAEncryption', selfSigned: true, chain: 'self-signed'});
  for (const check of [
    'tls-old-versions',
    'tls-unprotected-suites',
    'tls-forward-secrecy',
    'tls-group-strength',
    'certificate-valid',
    'certificate-self-signed',
    'certificate-key-size',
    'certificate-signature',
  ])
    t.is(outcome(check, 'nginx-weak'), 'fail', check);
  for (const check of ['tls-current-version', 'tls-compression', 'tls-triple-des', 'certificate-chain'])
    t.is(outcome(check, 'nginx-weak'), 'pass', check);
});

test('TLS 1.3 alone hides its certificate from who does not finish the handshake', (t) => {
  const {versions, secureRenegotiation, certificates} = endpoint('only-1.3');
  t.deepEqual([versions, secureRenegotiation], [['TLSv1.3'], null]);
  t.like(certificates[0], {names: ['portal.example'], chain: 'alone', publicCa: true});
  t.is(outcome('certificate-chain', 'only-1.3'), 'fail');
  t.is(outcome('certificate-expiring', 'only-1.3'), 'fail');
  t.is(outcome('tls-secure-renegotiation', 'only-1.3'), 'pass');
});

test('a chain out of order is one that does not link up', (t) => {
  t.like(endpoint('shuffled').certificates[0], {chain: 'broken'});
  t.is(outcome('certificate-chain', 'shuffled'), 'fail');
});

test('anonymous suites, without any certificate', (t) => {
  const {suites, certificates} = endpoint('anonymous');
  t.true(suites.length > 0 && suites.every((suite) => suite.includes('_anon_')), suites.join());
  t.deepEqual(certificates, []);
  t.is(outcome('tls-unprotected-suites', 'anonymous'), 'fail');
});

test('static RSA alone', (t) => {
  const {versions, suites, groups} = endpoint('rsa-only');
  t.deepEqual([versions, suites, groups], [['TLSv1.2'], ['TLS_RSA_WITH_AES_256_CBC_SHA'], []]);
  t.is(outcome('tls-forward-secrecy', 'rsa-only'), 'fail');
  t.is(outcome('tls-broken-suites', 'rsa-only'), 'pass');
});

test('what no library speaks any more', (t) => {
  const {versions, suites, compression, secureRenegotiation} = endpoint('old');
  t.deepEqual(versions, ['SSLv2', 'SSLv3', 'TLSv1.0']);
  t.deepEqual(suites, [
    'SSL2_DES_64_CBC_WITH_MD5',
    'SSL2_RC4_128_WITH_MD5',
    'TLS_RSA_EXPORT_WITH_RC4_40_MD5',
    'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
    'TLS_RSA_WITH_RC4_128_MD5',
  ]);
  t.deepEqual([compression, secureRenegotiation], [true, false]);
  for (const check of [
    'tls-old-versions',
    'tls-current-version',
    'tls-broken-suites',
    'tls-triple-des',
    'tls-compression',
    'tls-secure-renegotiation',
  ])
    t.is(outcome(check, 'old'), 'fail', check);
});

test('a server that answers to its name alone is called by it', async (t) => {
  const named = issue(path, {
    name: 'localhost',
    key: 'ec:prime256v1',
    from: -1,
    until: 99,
    altNames: 'DNS:localhost',
    issuer: null,
  });
  const pair = `ssl_certificate ${named.certificate};\nssl_certificate_key ${named.key};`;
  const protocols = 'ssl_protocols TLSv1.2 TLSv1.3;';
  const port = await freePort();
  const folder = join(path, 'named');
  mkdirSync(folder);
  const {stop} = await startNginx(folder, [
    `listen 127.0.0.1:${port} ssl default_server;\n${protocols}\nssl_reject_handshake on;\n}\nserver {
listen 127.0.0.1:${port} ssl;\nserver_name localhost;\n${pair}\n${protocols}`,
  ]);
  t.teardown(stop);
  const byName = await lookFromOutside([`https/${port}`], {address: 'localhost'});
  const {endpoints} = wholeValue(byName.facts, 'tlsEndpoints') as {endpoints: readonly Endpoint[]};
  t.deepEqual(endpoints[0]?.versions, ['TLSv1.2', 'TLSv1.3']);
  t.is(byName.outcomes.get(`certificate-name tcp/${port}`), 'pass');
});

test('what speaks no TLS is no TLS server', (t) => {
  const {endpoints} = wholeValue(looked.facts, 'tlsEndpoints') as {endpoints: readonly Endpoint[]};
  const seen = endpoints.map(({port}) => port);
  for (const name of ['web', 'mute']) t.false(seen.includes(ports[name] ?? 0), name);
});
