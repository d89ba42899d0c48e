import test from 'ava';
import fc from 'fast-check';
import {readCertificateList} from '../../../../src/probes/parse/tls/certificate-list.ts';
import {readFlight} from '../../../../src/probes/parse/tls/flight.ts';
import {readGroup} from '../../../../src/probes/parse/tls/key-exchange.ts';
import {readOldHello} from '../../../../src/probes/parse/tls/old-hello.ts';
import {readServerHello} from '../../../../src/probes/parse/tls/server-hello.ts';
import {alertRecord, flightOf, oldFlightOf} from '../../../support/old-tls-server.ts';

const der = Buffer.alloc(700, 0x5a);
const flight = flightOf(0x0303, 0xc02f, der);

const record = (type: number, body: Buffer): Buffer => {
  const head = Buffer.from([type, 3, 3, 0, 0]);
  head.writeUInt16BE(body.length, 3);
  return Buffer.concat([head, body]);
};

function helloMessage(version: number, suite: number, extensions: string): Buffer {
  const body = Buffer.concat([Buffer.alloc(35), Buffer.alloc(3), Buffer.from(extensions, 'hex')]);
  body.writeUInt16BE(version, 0);
  body.writeUInt16BE(suite, 35);
  const head = Buffer.from([2, 0, 0, body.length]);
  return Buffer.concat([head, body]);
}

test('messages are put together however records cut them', (t) => {
  const messages = Buffer.concat([helloMessage(0x0303, 0x002f, ''), Buffer.from([14, 0, 0, 0])]);
  for (const size of [1, 3, 40, 4000]) {
    const records: Buffer[] = [];
    for (let at = 0; at < messages.length; at += size) records.push(record(0x16, messages.subarray(at, at + size)));
    const read = readFlight(Buffer.concat(records));
    t.deepEqual(
      read?.messages.map(({type, whole}) => [type, whole]),
      [
        [2, true],
        [14, true],
      ],
    );
  }
});

test('what is cut off is known not to be whole', (t) => {
  const read = readFlight(flight.subarray(0, 200));
  t.deepEqual(
    read?.messages.map(({type, whole}) => [type, whole]),
    [
      [2, true],
      [11, false],
    ],
  );
});

test('alerts, and what is under encryption, end it', (t) => {
  t.deepEqual(readFlight(alertRecord(0x0301, 2, 70)), {messages: [], alert: 70});
  const both = readFlight(Buffer.concat([alertRecord(0x0303, 1, 112), flight]));
  t.is(both?.messages[0]?.type, 2);
  const encrypted = Buffer.concat([
    record(0x16, helloMessage(0x0303, 0x1301, '')),
    record(0x17, Buffer.from([14, 0, 0, 0])),
  ]);
  t.is(readFlight(encrypted)?.messages.length, 1);
});

test('what is no TLS is told from it', (t) => {
  for (const text of ['', 'H', 'HTTP/1.1 400 Bad Request\r\n\r\n', '220 mx ESMTP\r\n', '\x16', '\x16\x04\x00\x00\x01a'])
    t.is(readFlight(Buffer.from(text, 'latin1')), null, text);
  t.is(readFlight(Buffer.from('1603034801', 'hex')), null, 'no record is as long');
});

const readHello = (extensions: string, suite = 0x002f) => {
  const message = readFlight(record(0x16, helloMessage(0x0303, suite, extensions)))?.messages[0];
  return message === undefined ? null : readServerHello(message);
};

test('the version of TLS 1.3 stands in an extension, and so does its group', (t) => {
  t.deepEqual(readHello('0010' + '002b00020304' + '003300020017' + '0000', 0x1301)?.version, undefined, 'damaged');
  t.like(readHello('000c' + '002b00020304' + '003300020017', 0x1301), {
    version: 'TLSv1.3',
    suite: 'TLS_AES_128_GCM_SHA256',
    group: 'secp256r1',
    secureRenegotiation: null,
  });
});

test('secure renegotiation is known only where all of the hello is', (t) => {
  t.is(readHello('0005' + 'ff01000100')?.secureRenegotiation, true);
  t.is(readHello('')?.secureRenegotiation, false);
  const [message] = readFlight(flight.subarray(0, 47))?.messages ?? [];
  t.is(message === undefined ? undefined : readServerHello({...message, whole: false})?.secureRenegotiation, null);
});

test('versions that are none stay numbers', (t) => {
  t.is(readHello('0006' + '002b00027f1c')?.version, '0x7f1c');
});

test('groups of the key exchange', (t) => {
  const dh = (bytes: number, first: number): Buffer => {
    const prime = Buffer.alloc(bytes, 0xff);
    prime[0] = first;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes);
    return Buffer.concat([length, prime, Buffer.from([0, 1, 2, 0, 1, 9])]);
  };
  t.is(readGroup('TLS_DHE_RSA_WITH_AES_128_CBC_SHA', dh(128, 0x80)), 'dh-1024');
  t.is(readGroup('TLS_DHE_RSA_WITH_AES_128_CBC_SHA', dh(129, 0x00)), 'dh-1024', 'zeros in front do not count');
  t.is(readGroup('TLS_DH_anon_WITH_AES_128_CBC_SHA', dh(64, 0x01)), 'dh-505');
  t.is(readGroup('TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', Buffer.from([3, 0, 0x18, 1])), 'secp384r1');
  t.is(readGroup('TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', Buffer.from([3, 0x01, 0x00, 1])), '0x0100');
  t.is(readGroup('TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', Buffer.from([1, 0, 0x18, 1])), null, 'an explicit curve');
  t.is(readGroup('TLS_DHE_RSA_WITH_AES_128_CBC_SHA', Buffer.from([1, 0, 1])), null, 'cut');
  t.is(readGroup('TLS_RSA_WITH_AES_128_CBC_SHA', dh(128, 0x80)), null);
});

test('SSL 2.0', (t) => {
  t.deepEqual(readOldHello(oldFlightOf(der)), {
    suites: ['SSL2_DES_64_CBC_WITH_MD5', 'SSL2_RC4_128_WITH_MD5'],
    certificate: der,
  });
  t.is(readOldHello(oldFlightOf(der).subarray(0, 400)), null);
  t.is(readOldHello(flight), null);
});

test('no chain is as long as a hostile one', (t) => {
  const one = Buffer.concat([Buffer.from([0, 0, 3]), Buffer.from('abc')]);
  const many = Buffer.concat(Array.from({length: 500}, () => one));
  const head = Buffer.from([0, 0, 0]);
  head.writeUIntBE(many.length, 0, 3);
  t.is(readCertificateList(Buffer.concat([head, many]))?.length, 10);
  t.is(readCertificateList(Buffer.concat([head, many.subarray(1)])), null);
});

test('whatever comes, nothing is thrown', (t) => {
  const seeds = [flight, oldFlightOf(der), record(0x16, helloMessage(0x0303, 0x1301, '000c002b00020304003300020017'))];
  const spoilt = fc
    .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(900), fc.nat(255)), {maxLength: 8}), fc.nat(900))
    .map(([seed, changes, end]) => {
      const bytes = Buffer.from(seed);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return bytes.subarray(0, end);
    });
  const anything = fc.uint8Array({maxLength: 600}).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(fc.oneof(spoilt, anything), (bytes) => {
      const read = readFlight(bytes);
      for (const message of read?.messages ?? []) {
        readServerHello(message);
        readCertificateList(message.body);
        readGroup('TLS_DHE_RSA_WITH_AES_128_CBC_SHA', message.body);
      }
      readOldHello(bytes);
      return (read?.messages.length ?? 0) <= 16;
    }),
    {numRuns: 3000},
  );
  t.pass();
});
