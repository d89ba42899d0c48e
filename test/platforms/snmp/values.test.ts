import test from 'ava';
import fc from 'fast-check';
import type {Varbind} from '../../../src/model/snmp-table.ts';
import {addressOf, idOf, inetAddress, macOfInstance, numberOf, textOf} from '../../../src/platforms/snmp/values.ts';
import {codePoint} from '../../support/code-point.ts';

const instance = (type: Varbind['type'], value: string): Varbind => ({oid: '1.3', type, value});

test('octets that are printable stand as text, and are octets nevertheless', (t) => {
  t.is(macOfInstance(instance('STRING', 'ABCDEF')), '41:42:43:44:45:46');
  t.is(macOfInstance(instance('Hex-STRING', '00 11 22 AA BB CC')), '00:11:22:aa:bb:cc');
  t.is(macOfInstance(instance('Hex-STRING', '00 00 00 00 00 00')), null);
  t.is(macOfInstance(instance('STRING', '')), null);
  t.is(macOfInstance(null), null);
});

test('texts in UTF-8 and Shift_JIS, without their padding', (t) => {
  t.is(textOf(instance('Hex-STRING', 'E6 B5 84 E6 B0 B4 00')), '浄水');
  t.is(textOf(instance('Hex-STRING', '8F F2 90 85')), '浄水');
  t.is(textOf(instance('Hex-STRING', 'FF FE 00 81')), null);
  t.is(textOf(instance('STRING', ' a\nb ')), 'a b');
  t.is(textOf(instance('STRING', '')), null);
  t.is(textOf(instance('INTEGER', '5')), null);
});

test('an identifier of octets is an address or nothing', (t) => {
  t.is(idOf(instance('STRING', 'Gi1/0/1')), 'Gi1/0/1');
  t.is(idOf(instance('Hex-STRING', '94 18 65 7F 88 89')), '94:18:65:7f:88:89');
  t.is(idOf(instance('Hex-STRING', '24 71 21 A3')), null);
});

test('numbers are those of the number types', (t) => {
  t.is(numberOf(instance('INTEGER', '-1')), -1);
  t.is(numberOf(instance('Counter64', '12')), 12);
  t.is(numberOf(instance('STRING', '12')), null);
  t.is(numberOf(instance('OID', '1.3.6')), null);
  t.is(numberOf(undefined), null);
});

const six = (text: string): string | null =>
  addressOf(text.split(':').flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]));

test('IPv6 addresses in the form of RFC 5952', (t) => {
  t.is(six('2001:db8:0:0:0:0:0:1'), '2001:db8::1');
  t.is(six('0:0:0:0:0:0:0:0'), '::');
  t.is(six('0:0:0:0:0:0:0:1'), '::1');
  t.is(six('2001:db8:0:1:0:0:0:0'), '2001:db8:0:1::');
  t.is(six('2001:0:0:1:0:0:0:1'), '2001:0:0:1::1');
  t.is(six('2001:db8:0:1:1:1:1:1'), '2001:db8:0:1:1:1:1:1');
  t.is(addressOf([192, 0, 2, 256]), null);
  t.is(addressOf([1, 2, 3]), null);
});

test('addresses in an index', (t) => {
  t.deepEqual(inetAddress([1, 4, 192, 0, 2, 1, 24]), {address: '192.0.2.1', rest: [24]});
  t.deepEqual(inetAddress([4, 20, 0xfe, 0x80, ...Array<number>(13).fill(0), 1, 0, 0, 0, 2]), {
    address: 'fe80::1',
    rest: [],
  });
  t.is(inetAddress([1, 4, 192, 0, 2]), null);
  t.is(inetAddress([16, 3, 1, 2, 3]), null);
  t.is(inetAddress([]), null);
});

test('no instance breaks a reader', (t) => {
  const types = fc.constantFrom<Varbind['type']>(
    'STRING',
    'Hex-STRING',
    'INTEGER',
    'OID',
    'IpAddress',
    'Opaque',
    'NULL',
  );
  fc.assert(
    fc.property(
      types,
      fc.oneof(fc.string({unit: codePoint}), fc.constantFrom('00 1', 'ZZ', '-', '1.')),
      (type, value) => {
        const one = instance(type, value);
        t.notThrows(() => [textOf(one), idOf(one), numberOf(one), macOfInstance(one)]);
      },
    ),
  );
});
