import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {bytesOf, octets} from '../../src/model/snmp-octets.ts';
import type {Varbind} from '../../src/model/snmp-table.ts';
import {readSnmpText, writeSnmpText} from '../../src/model/snmp-text.ts';
import {corpusFolder} from '../corpus/run.ts';
import {fastest, parameters} from '../fuzz/support.ts';
import {codePoint} from '../support/code-point.ts';

/** What `snmpwalk -On` prints after ` = `, and what is read from it. */
const printed: readonly (readonly [string, string, string])[] = [
  ['INTEGER: 7', 'INTEGER', '7'],
  ['INTEGER: -2147483648', 'INTEGER', '-2147483648'],
  ['INTEGER: up(1)', 'INTEGER', '1'],
  ['INTEGER: 1500 octets', 'INTEGER', '1500'],
  ['Timeticks: (12345) 0:02:03.45', 'Timeticks', '12345'],
  ['Timeticks: (865432100) 100 days, 3:58:41.00', 'Timeticks', '865432100'],
  ['Timeticks: 12345', 'Timeticks', '12345'],
  ['STRING: "a \\"quoted\\" \\\\ text"', 'STRING', 'a "quoted" \\ text'],
  ['STRING: GigabitEthernet0/1', 'STRING', 'GigabitEthernet0/1'],
  ['STRING: ""', 'STRING', ''],
  ['STRING: ', 'STRING', ''],
  ['""', 'STRING', ''],
  ['STRING: "浄水場"', 'STRING', '浄水場'],
  ['Hex-STRING: 00 1A 2B 3C 4D 5E ', 'Hex-STRING', '00 1A 2B 3C 4D 5E'],
  ['Hex-STRING: 41 42 43', 'STRING', 'ABC'],
  ['OID: .1.3.6.1.4.1.9.1.1', 'OID', '1.3.6.1.4.1.9.1.1'],
  ['OID: .0.0', 'OID', '0.0'],
  ['IpAddress: 192.0.2.1', 'IpAddress', '192.0.2.1'],
  ['Network Address: C0:00:02:01', 'IpAddress', '192.0.2.1'],
  ['Counter32: 4294967295', 'Counter32', '4294967295'],
  ['Counter64: 18446744073709551615', 'Counter64', '18446744073709551615'],
  ['Gauge32: 1000000000', 'Gauge32', '1000000000'],
  ['UInteger32: 5', 'Gauge32', '5'],
  ['BITS: C0 0 1', 'Hex-STRING', 'C0'],
  ['BITS: 80 00 dot3(0) ', 'Hex-STRING', '80 00'],
  ['BITS: 00 20 10', 'Hex-STRING', '00 20'],
  ['BITS: 00', 'Hex-STRING', '00'],
  ['Opaque: Float: 0.500000', 'Opaque', '9F 78 04 3F 00 00 00'],
  ['Opaque: 9F 78 04 3F 00 00 00', 'Opaque', '9F 78 04 3F 00 00 00'],
  ['NULL', 'NULL', ''],
  ['Wrong Type (should be INTEGER): Gauge32: 3', 'Gauge32', '3'],
];

for (const [text, type, value] of printed) {
  test(`snmpwalk: ${text}`, (t) => {
    for (const end of ['', '\n', '\r\n']) {
      const read = readSnmpText(`.1.3.6.1.2.1.1.1.0 = ${text}${end}`);
      t.deepEqual(read, {varbinds: [{oid: '1.3.6.1.2.1.1.1.0', type, value} as Varbind], unread: 0});
    }
  });
}

const nothing = [
  'No Such Object available on this agent at this OID',
  'No Such Instance currently exists at this OID',
  'No more variables left in this MIB View (It is past the end of the MIB tree)',
];

test('what an agent says in place of an instance is none', (t) => {
  for (const text of nothing) t.deepEqual(readSnmpText(`.1.3.6 = ${text}`), {varbinds: [], unread: 0});
});

const unread = [
  '.1.3.6 = INTEGER: 2147483648',
  '.1.3.6 = INTEGER: 1.5',
  '.1.3.6 = INTEGER: 007',
  '.1.3.6 = Counter32: -1',
  '.1.3.6 = Counter64: 18446744073709551616',
  '.1.3.6 = IpAddress: 1.2.3',
  '.1.3.6 = IpAddress: 1.2.3.256',
  '.1.3.6 = OID: iso.3',
  '.1.3.6 = Hex-STRING: 1',
  '.1.3.6 = Hex-STRING: <secret kind=key>',
  '.1.3.6 = BITS: 80 0 1',
  '.1.3.6 = Something: 3',
  '.1.3.6 = 121722922',
  '.1.3.06 = INTEGER: 1',
  '.1.3.6 = STRING: "never closed',
  '.1.3.6 = Opaque: Float: 1e5',
  'SNMPv2-MIB::sysDescr.0 = STRING: x',
  'Timeout: No Response from 192.0.2.1',
  'snmpwalk: Unknown host',
];
for (const line of unread) {
  test(`counted and not guessed: ${line}`, (t) => {
    const good = '.1.3.7 = INTEGER: 1';
    t.deepEqual(readSnmpText(`${good}\n${line}`), {varbinds: [{oid: '1.3.7', type: 'INTEGER', value: '1'}], unread: 1});
  });
}

test('values of several lines', (t) => {
  const text = [
    '.1.3.6.1 = STRING: "first',
    '.1.3.6.9 = INTEGER: 5',
    'ends with an escaped quote \\"',
    'last"',
    '.1.3.6.2 = STRING: Cisco IOS Software\r',
    'Technical Support: http://www.example.com\r',
    '',
    'Copyright',
    '',
    '.1.3.6.3 = Hex-STRING: 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F ',
    '10 11 ',
    '.1.3.6.4 = INTEGER: 1',
    'FF',
    '',
  ].join('\n');
  t.deepEqual(readSnmpText(text), {
    varbinds: [
      {oid: '1.3.6.1', type: 'STRING', value: 'first\n.1.3.6.9 = INTEGER: 5\nends with an escaped quote "\nlast'},
      {
        oid: '1.3.6.2',
        type: 'STRING',
        value: 'Cisco IOS Software\r\nTechnical Support: http://www.example.com\r\n\nCopyright',
      },
      {oid: '1.3.6.3', type: 'Hex-STRING', value: '00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11'},
      {oid: '1.3.6.4', type: 'INTEGER', value: '1'},
    ],
    unread: 1,
  });
});

const oid = fc
  .array(fc.integer({min: 0, max: 4_294_967_295}), {minLength: 1, maxLength: 20})
  .map((arcs) => ['1', '3', ...arcs].join('.'));
const bytes = fc.oneof(
  fc.uint8Array({maxLength: 40}),
  fc.string({unit: codePoint, maxLength: 40}).map((text) => Buffer.from(text)),
  fc
    .string({unit: fc.constantFrom('\n', '\r', '\t', '"', '\\', 'n', '.', ' = ', '水'), maxLength: 20})
    .map((text) => Buffer.from(text)),
);
const number = (
  type: 'INTEGER' | 'Counter32' | 'Counter64',
  min: bigint,
  max: bigint,
): fc.Arbitrary<Omit<Varbind, 'oid'>> => fc.bigInt({min, max}).map((value) => ({type, value: String(value)}));
const value = fc.oneof<fc.Arbitrary<Omit<Varbind, 'oid'>>[]>(
  bytes.map(octets),
  number('INTEGER', -2_147_483_648n, 2_147_483_647n),
  number('Counter32', 0n, 4_294_967_295n),
  number('Counter64', 0n, 18_446_744_073_709_551_615n),
  oid.map((name) => ({type: 'OID', value: name})),
  fc.ipV4().map((address) => ({type: 'IpAddress', value: address})),
  fc.constant({type: 'NULL', value: ''}),
);
const varbinds = fc.array(
  fc.tuple(oid, value).map(([name, rest]): Varbind => ({oid: name, ...rest})),
  {maxLength: 8},
);

test('fuzz: what is written is read, one line an instance', (t) => {
  fc.assert(
    fc.property(varbinds, (all) => {
      const text = writeSnmpText(all);
      t.deepEqual(readSnmpText(text), {varbinds: all, unread: 0});
      t.is(text === '' ? 0 : text.split('\n').length, all.length);
    }),
    parameters(),
  );
});

test('fuzz: every octet is kept, whichever way it is told', (t) => {
  fc.assert(
    fc.property(bytes, (given) => {
      const told = octets(given);
      t.deepEqual(Buffer.from(bytesOf({oid: '1.3', ...told}) ?? []), Buffer.from(given));
    }),
    parameters(),
  );
});

test('a MAC address that happens to be printable keeps its octets', (t) => {
  const mac = Buffer.from('4142434d4e4f', 'hex');
  t.deepEqual(octets(mac), {type: 'STRING', value: 'ABCMNO'});
  t.deepEqual(bytesOf({oid: '1.3', ...octets(mac)}), mac);
  t.is(bytesOf({oid: '1.3', type: 'INTEGER', value: '1'}), null);
  t.is(bytesOf({oid: '1.3', type: 'Hex-STRING', value: '<secret>'}), null);
});

test('fuzz: any text is read without an exception', (t) => {
  const piece = fc.constantFrom(
    '.1.3.6',
    ' = ',
    'STRING: ',
    '"',
    '\\',
    '\n',
    'Hex-STRING: ',
    'FF ',
    'INTEGER: ',
    '1',
    '\r',
    'BITS: ',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, {maxLength: 60}).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (given) => {
      t.true(readSnmpText(given).unread <= given.split('\n').length);
    }),
    parameters(5),
  );
});

test('long hostile text takes time in proportion', (t) => {
  const long = 200_000;
  const texts = [
    `.1.3.6 = STRING: "${'\\'.repeat(long)}`,
    '.1.3.6 = STRING: "\n'.repeat(long / 20),
    '.1.3.6 = STRING: a\n'.repeat(long / 20),
    `.1.3.6 = INTEGER: ${'9'.repeat(long)}`,
    `.1.3.6 = BITS: ${'80 '.repeat(long / 3)}`,
    `.${'1.'.repeat(long)} = `,
    `.1.3.6 = Hex-STRING: ${'00 '.repeat(long / 3)}x`,
    '.1.3.6 = Hex-STRING: 00\nFF FF FF FF FF FF FF FF FF x\n'.repeat(long / 50),
  ];
  for (const text of texts) t.true(fastest(500, () => readSnmpText(text)) < 500, text.slice(0, 40));
});

test('walks of the corpus', (t) => {
  if (!existsSync(corpusFolder)) {
    t.log(`the corpus is absent: no folder ${corpusFolder}; nothing was read`);
    t.pass();
    return;
  }
  const folder = join(corpusFolder, 'snmpsim/foreignformats');
  for (const [name, least, most] of [
    ['linux.snmpwalk', 3670, 40],
    ['winxp1.snmpwalk', 2030, 10],
  ] as const) {
    const read = readSnmpText(readFileSync(join(folder, name), 'utf8'));
    t.log(`${name}: ${read.varbinds.length} instances, ${read.unread} lines unread`);
    t.true(read.varbinds.length >= least && read.unread <= most);
  }
});
