import test from 'ava';
import {cursorOf} from '../../../src/probes/parse/cursor.ts';
import {tlsDialogues} from '../../../src/probes/dialogues/tls.ts';
import {hellos, type Hello} from '../../../src/probes/dialogues/tls-hellos.ts';
import {suiteName, suites} from '../../../src/probes/parse/tls/suites.ts';
import {partLength} from '../../../src/transports/outside/part-length.ts';
import {sentBytes} from '../../../src/transports/outside/sent-bytes.ts';
import {alertRecord, flightOf, oldFlightOf} from '../../support/old-tls-server.ts';

function sentOf({steps: [step]}: Hello, address = '192.0.2.1'): Buffer {
  if (step?.do !== 'send') throw new Error('it sends nothing');
  return sentBytes(step.bytes, address);
}

interface Read {
  readonly record: number;
  readonly version: number;
  readonly suites: readonly string[];
  readonly compressions: readonly number[];
  readonly extensions: ReadonlyMap<number, Buffer>;
}

/** Reads a ClientHello strictly: every count must be that of what follows, and nothing may be left over. */
function readHello(bytes: Buffer): Read {
  const outer = cursorOf(bytes);
  if (outer.number(1) !== 0x16) throw new Error('no handshake');
  const record = outer.number(2);
  const message = cursorOf(outer.counted(2));
  if (message.number(1) !== 1) throw new Error('no ClientHello');
  const body = cursorOf(message.counted(3));
  const version = body.number(2);
  body.take(32);
  body.counted(1);
  const codes = cursorOf(body.counted(2));
  const offered: string[] = [];
  while (codes.left() > 0) offered.push(suiteName(codes.number(2)));
  const compressions = [...body.counted(1)];
  const extensions = new Map<number, Buffer>();
  const rest = cursorOf(body.left() === 0 ? Buffer.alloc(0) : body.counted(2));
  while (rest.left() > 0) extensions.set(rest.number(2), rest.counted(2));
  if ([outer, message, body].some((cursor) => cursor.left() > 0)) throw new Error('something is left over');
  return {record, version, suites: offered, compressions, extensions};
}

const greeting = (id: string): Hello => {
  const found = hellos.find((hello) => hello.id === id);
  if (found === undefined) throw new Error(`no hello ${id}`);
  return found;
};
const flights = hellos.filter(({answered}) => answered === 'flight');
const signal = '0x00ff';

test('the codes of suites are those of the registry', (t) => {
  t.is(suites.size, 230);
  t.is(new Set(suites.values()).size, suites.size);
  for (const [code, name] of [
    [0x0005, 'TLS_RSA_WITH_RC4_128_SHA'],
    [0x0016, 'TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA'],
    [0x003c, 'TLS_RSA_WITH_AES_128_CBC_SHA256'],
    [0x006b, 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256'],
    [0x009b, 'TLS_DH_anon_WITH_SEED_CBC_SHA'],
    [0x00a7, 'TLS_DH_anon_WITH_AES_256_GCM_SHA384'],
    [0x1303, 'TLS_CHACHA20_POLY1305_SHA256'],
    [0xc012, 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'],
    [0xc019, 'TLS_ECDH_anon_WITH_AES_256_CBC_SHA'],
    [0xc030, 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'],
    [0xc063, 'TLS_ECDH_RSA_WITH_ARIA_256_GCM_SHA384'],
    [0xc08d, 'TLS_ECDH_RSA_WITH_CAMELLIA_256_GCM_SHA384'],
    [0xc0af, 'TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8'],
    [0xccaa, 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  ] as const)
    t.is(suites.get(code), name);
  t.is(suiteName(0x00c6), '0x00c6', 'what is never offered has no name');
});

for (const hello of flights) {
  test(`${hello.id} is a ClientHello, for an address as for a name, and short enough for old servers`, (t) => {
    const [plain, named] = ['192.0.2.1', 'www.example'].map((address) => readHello(sentOf(hello, address)));
    t.deepEqual(plain?.suites, named?.suites);
    t.false(plain?.extensions.has(0));
    t.is(named?.extensions.has(0), hello.id !== 'ssl-3.0');
    // Some load balancers hang where a hello has between 256 and 511 bytes.
    t.true(sentOf(hello).length < 256, `${sentOf(hello).length} bytes`);
    t.is(new Set(plain?.suites).size, plain?.suites.length ?? 0);
  });
}

test('each hello offers what it is there to find out, and nothing else', (t) => {
  const offered = (id: string): string[] => readHello(sentOf(greeting(id))).suites.filter((name) => name !== signal);
  const only: Readonly<Record<string, RegExp>> = {
    'tls-1.2': /^TLS_ECDHE_.*_(?:GCM|CCM|CHACHA20)/,
    'tls-1.2-cbc': /^TLS_ECDHE_.*_CBC_/,
    'tls-1.2-dhe': /^TLS_DHE_(?!.*(?:_DES_|3DES|RC4|EXPORT))/,
    'tls-1.2-rsa': /^TLS_(?:RSA|DH_DSS|DH_RSA|ECDH_ECDSA|ECDH_RSA)_WITH_(?:AES|CAMELLIA|ARIA|SEED)/,
    'tls-3des': /_(?:3DES|IDEA)_/,
    'tls-rc4': /_RC4_128_/,
    'tls-export': /_EXPORT|_DES_/,
    'tls-null': /_NULL_|_anon_/,
    'tls-1.3': /^TLS_(?:AES|CHACHA20)_/,
    'tls-1.0-weak': /_NULL_|_anon_|_EXPORT|_RC4_|_DES_|_RC2_/,
  };
  for (const [id, like] of Object.entries(only)) {
    t.true(offered(id).length >= 4, id);
    for (const name of offered(id)) t.regex(name, like, id);
  }
  for (const id of ['ssl-3.0', 'tls-1.0', 'tls-1.1']) {
    const names = offered(id);
    for (const name of ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'TLS_RSA_WITH_RC4_128_MD5'])
      t.true(names.includes(name), `${id} ${name}`);
    t.false(
      names.some((name) => /GCM|CCM|SHA256|SHA384/.test(name)),
      id,
    );
  }
});

test('versions and extensions are those of their time', (t) => {
  const of = (id: string): Read => readHello(sentOf(greeting(id)));
  t.deepEqual(
    ['ssl-3.0', 'tls-1.0', 'tls-1.1', 'tls-1.2', 'tls-1.3'].map((id) => [of(id).record, of(id).version]),
    [
      [0x0300, 0x0300],
      [0x0301, 0x0301],
      [0x0301, 0x0302],
      [0x0301, 0x0303],
      [0x0301, 0x0303],
    ],
  );
  t.deepEqual([...of('ssl-3.0').extensions.keys()], []);
  t.deepEqual([...of('tls-1.0').extensions.keys()], [10, 11]);
  t.deepEqual([...of('tls-1.2').extensions.keys()], [10, 11, 13]);
  t.deepEqual([...of('tls-1.3').extensions.keys()], [43, 10, 13, 51]);
  t.is(of('tls-1.3').extensions.get(43)?.toString('hex'), '020304', 'and no version before it');
  t.deepEqual(of('tls-1.3').compressions, [0]);
  t.deepEqual(of('tls-1.2').compressions, [1, 0]);
  t.true(of('tls-1.2').suites.includes(signal));
});

const endOf = (id: string, bytes: Buffer): number | null => {
  const read = greeting(id).steps[1];
  if (read?.do !== 'read') throw new Error('it reads nothing');
  return partLength(read.end, bytes);
};
const flight = flightOf(0x0303, 0x002f, Buffer.alloc(900, 0x5a));

test('an answer ends with what is looked for, however it comes in pieces', (t) => {
  t.is(endOf('tls-1.2', flight), flight.length);
  for (let cut = 1; cut < flight.length; cut += 97) t.is(endOf('tls-1.2', flight.subarray(0, cut)), null, String(cut));
  t.is(endOf('tls-1.2-cbc', flight), 79, 'the certificate is not wanted here');
  const old = oldFlightOf(Buffer.alloc(700));
  t.is(endOf('ssl-2.0', old), old.length);
  t.is(endOf('ssl-2.0', old.subarray(0, 300)), null);
});

test('a refusal, and what is no TLS, ends it at once; a warning does not', (t) => {
  const warning = alertRecord(0x0303, 1, 112);
  for (const id of ['tls-1.2', 'tls-null', 'tls-1.3']) {
    t.is(endOf(id, alertRecord(0x0303, 2, 40)), 7, id);
    t.is(endOf(id, Buffer.from('HTTP/1.1 400 Bad Request\r\n')), 1, id);
    t.is(endOf(id, warning), null, id);
  }
  t.is(endOf('tls-1.2', Buffer.concat([warning, flight])), 7 + flight.length);
  t.is(endOf('ssl-2.0', alertRecord(0x0301, 2, 70)), 2);
});

test('every dialogue has a name of its own, and asks for nothing but TLS', (t) => {
  const ids = tlsDialogues.map(({id}) => id);
  t.is(new Set(ids).size, ids.length);
  t.true(tlsDialogues.every((each) => each.class === 'read' && each.transport === 'tcp'));
});

test('both ways in which directories agree to StartTLS are read, and a refusal', (t) => {
  const [, read] = tlsDialogues.find(({id}) => id === 'ldap-tls-1.3')?.steps ?? [];
  if (read?.do !== 'read') return t.fail('no answer is read');
  const end = (hex: string): number | null => partLength(read.end, Buffer.from(hex, 'hex'));
  const oid = Buffer.from('1.3.6.1.4.1.1466.20037').toString('hex');
  // OpenLDAP, then Active Directory with its long form of lengths and the name of the request.
  t.is(end('300c02010178070a010004000400'), 14);
  t.is(end(`308400000028020101788400 00001f0a010004000400 8a16${oid}`.replaceAll(' ', '')), 46);
  t.is(end('300c02010178070a013404000400'), 10, 'unavailable');
  t.is(end('300c0201017807'), null);
  t.regex(Buffer.from('300c02010178070a010004000400', 'hex').toString('latin1'), new RegExp(read.like ?? ''));
  t.notRegex(Buffer.from('300c02010178070a0134', 'hex').toString('latin1'), new RegExp(read.like ?? ''));
});
