import test from 'ava';
import fc from 'fast-check';
import {get, walk} from '../../../src/model/ask.ts';
import {BerError} from '../../../src/model/ber.ts';
import {envelope, readCommunityMessage, readSecureMessage} from '../../../src/transports/snmp/message.ts';
import {compareOids, isBelow} from '../../../src/transports/snmp/oid.ts';
import {varbindOf} from '../../../src/transports/snmp/value.ts';
import {fastest, parameters} from '../../fuzz/support.ts';
import {fakeAgent} from '../../support/snmp-agents.ts';
import {community, converse, secureUser} from '../../support/snmp-client.ts';
import {ber, int, octetString, oid, readRequest, respond, varbind, type Request} from '../../support/snmp-packets.ts';

const name = '1.3.6.1.2.1.1.1.0';
const request: Request = {version: 1, community: 'public', type: 0xa0, id: 77, repetitions: 0, oids: [name]};

/** The value of the one instance in an answer. */
function valueOf(value: Buffer): unknown {
  const [instance] = readCommunityMessage(respond(request, {varbinds: [varbind(name, value)]})).pdu.instances;
  return instance === undefined ? null : varbindOf(instance)?.varbind;
}

const values: readonly (readonly [string, Buffer, string, string])[] = [
  ['INTEGER', int(-5), 'INTEGER', '-5'],
  ['INTEGER of one octet', ber(2, 0x80), 'INTEGER', '-128'],
  ['Counter32 with a zero before it', ber(0x41, 0, 0xff, 0xff, 0xff, 0xff), 'Counter32', '4294967295'],
  ['Counter32 without one', ber(0x41, 0xff, 0xff, 0xff, 0xff), 'Counter32', '4294967295'],
  ['Gauge32', ber(0x42, 0), 'Gauge32', '0'],
  ['UInteger32', ber(0x47, 9), 'Gauge32', '9'],
  ['TimeTicks', ber(0x43, 1, 0), 'Timeticks', '256'],
  ['Counter64', ber(0x46, 0, ...Buffer.alloc(8, 0xff)), 'Counter64', '18446744073709551615'],
  ['IpAddress', ber(0x40, 192, 0, 2, 1), 'IpAddress', '192.0.2.1'],
  ['OBJECT IDENTIFIER', oid('1.3.6.1.4.1.4294967295'), 'OID', '1.3.6.1.4.1.4294967295'],
  ['OBJECT IDENTIFIER below 2', ber(6, 0x88, 0x37, 3), 'OID', '2.999.3'],
  ['OBJECT IDENTIFIER of nothing', ber(6), 'OID', '0.0'],
  ['text', octetString('浄水場\r\n\t'), 'STRING', '浄水場\r\n\t'],
  ['a MAC address', ber(4, 0, 0xa0, 0xde, 1, 2, 3), 'Hex-STRING', '00 A0 DE 01 02 03'],
  ['text with a zero at its end', octetString('abc\0'), 'Hex-STRING', '61 62 63 00'],
  ['Opaque', ber(0x44, 0x9f, 0x78), 'Opaque', '9F 78'],
  ['NULL', ber(5), 'NULL', ''],
];
for (const [title, bytes, type, value] of values) {
  test(`a value: ${title}`, (t) => {
    t.deepEqual(valueOf(bytes), {oid: name, type, value});
  });
}

const damaged: Readonly<Record<string, Buffer>> = {
  'an INTEGER without octets': ber(2),
  'an INTEGER of 5 octets': ber(2, 0, 0, 0, 0, 1),
  'a Counter32 of 5 octets': ber(0x41, 1, 0, 0, 0, 0),
  'an IpAddress of 16 octets': ber(0x40, Buffer.alloc(16)),
  'an unknown tag': ber(0x1f, 0),
  'an arc above 32 bits': ber(6, 0x2b, 0x90, 0x80, 0x80, 0x80, 0),
  'an arc without its end': ber(6, 0x2b, 0x86),
  'an arc with leading zeros': ber(6, 0x2b, 0x80, 1),
  'an indefinite length': Buffer.from([4, 0x80, 0, 0]),
  'a length of 5 octets': Buffer.from([4, 0x85, 0, 0, 0, 0, 1, 65]),
  'two values': Buffer.concat([int(1), int(2)]),
};
for (const [title, bytes] of Object.entries(damaged)) {
  test(`not a value: ${title}`, (t) => {
    t.throws(() => valueOf(bytes), {instanceOf: BerError});
  });
}

test('every beginning of an answer is no answer', (t) => {
  const whole = respond(request, {varbinds: [varbind(name, octetString('x'.repeat(200))), varbind(name, int(1))]});
  t.is(readCommunityMessage(whole).pdu.instances.length, 2);
  for (let length = 0; length < whole.length; length += 1) {
    t.throws(() => readCommunityMessage(whole.subarray(0, length)), {instanceOf: BerError});
  }
  t.throws(() => readCommunityMessage(Buffer.concat([whole, Buffer.alloc(1)])), {instanceOf: BerError});
});

test('an envelope holds nothing but whom it answers', (t) => {
  for (const id of [0, -1, 2_147_483_647, -2_147_483_648]) {
    const {version, community: told, pdu} = readCommunityMessage(envelope(1, Buffer.from('public'), id));
    t.deepEqual(
      [version, told.toString(), pdu],
      [1, 'public', {type: 0xa2, requestId: id, status: 0, index: 0, instances: []}],
    );
  }
});

const arcs = fc.array(fc.oneof(fc.integer({min: 0, max: 30}), fc.integer({min: 0, max: 4_294_967_295})), {
  maxLength: 5,
});

test('fuzz: names are in the order of their numbers', (t) => {
  fc.assert(
    fc.property(arcs, arcs, (one, other) => {
      const at = one.findIndex((arc, index) => arc !== other[index]);
      const [a = -1, b = -1] = at < 0 ? [one.length, other.length] : [one[at], other[at]];
      const [left, right] = [one, other].map((each) => ['1', ...each].join('.'));
      t.is(Math.sign(compareOids(left ?? '', right ?? '')), Math.sign(a - b));
      t.is(isBelow(left ?? '', right ?? ''), at < 0 && other.length > one.length);
    }),
    parameters(5),
  );
});

const answer = respond(request, {
  varbinds: [varbind(name, octetString('text')), varbind('1.3.6.1.2.1.1.3.0', int(9, 0x43))],
});

/** An answer with some octets changed, left out or put in. */
const mutated = fc
  .array(fc.tuple(fc.nat(answer.length - 1), fc.nat(255), fc.constantFrom('set', 'drop', 'put')), {
    minLength: 1,
    maxLength: 6,
  })
  .map((changes) => {
    const bytes = [...answer];
    for (const [at, octet, how] of changes) bytes.splice(at, how === 'put' ? 0 : 1, ...(how === 'drop' ? [] : [octet]));
    return Buffer.from(bytes);
  });
const datagram = fc.oneof(
  mutated,
  fc.uint8Array({maxLength: 300}).map((bytes) => Buffer.from(bytes)),
);

test('fuzz: any datagram is read, or is no message', (t) => {
  fc.assert(
    fc.property(datagram, (bytes) => {
      for (const read of [readCommunityMessage, readSecureMessage]) {
        try {
          read(bytes);
        } catch (error) {
          if (!(error instanceof BerError)) throw error;
        }
      }
      t.pass();
    }),
    parameters(20),
  );
});

test('the largest datagram is read in proportion', (t) => {
  const empty = respond(request, {varbinds: Array.from({length: 7000}, () => varbind('1.3', ber(5)))});
  t.true(fastest(200, () => readCommunityMessage(empty)) < 200);
  const long = respond(request, {varbinds: [varbind(name, ber(6, Buffer.alloc(60_000, 1)))]});
  t.throws(() => readCommunityMessage(long), {instanceOf: BerError});
});

test('fuzz: whatever an agent sends, a conversation ends', async (t) => {
  const asks = [get('one', [name]), walk('system', ['1.3.6.1.2.1.1'])];
  const limits = {timeoutMs: 20, retries: 0, totalMs: 3000};
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(datagram), fc.boolean(), async (datagrams, secure) => {
      const agent = await fakeAgent((bytes) => {
        const value = datagrams.next().value as Buffer;
        // As near to a right answer as a stranger comes: the community and the id are right.
        return secure ? value : [value, respond(readRequest(bytes), {varbinds: [value]})];
      });
      const login = secure ? secureUser('user', 'sha1', 'aes128') : community('2c');
      const {answers, error, milliseconds} = await converse({port: agent.port, login}, asks, {limits});
      agent.stop();
      t.true(milliseconds < 4000);
      t.true(error !== null || answers.length === 2);
    }),
    parameters(0.3),
  );
});
