import test from 'ava';
import fc from 'fast-check';
import type {AclEntry} from '../../../src/model/device/index.ts';
import {readAclLine, readAclLines} from '../../../src/platforms/acl/entry.ts';
import type {AclObjects, AclSyntax} from '../../../src/platforms/acl/syntax.ts';

const ios: AclSyntax = {form: 'extended', mask: 'wildcard'};
const standard: AclSyntax = {...ios, form: 'standard'};
const objects: AclObjects = {
  networks: new Map([['SCADA', ['192.0.2.0/28', '192.0.2.64/28']]]),
  services: new Map([
    [
      'MGMT',
      [
        {protocol: 'tcp', sourcePorts: ['any'], destinationPorts: ['22']},
        {protocol: 'icmp', sourcePorts: ['any'], destinationPorts: ['any']},
      ],
    ],
  ]),
  ports: new Map([['WEB', ['80', '443']]]),
};
const asa: AclSyntax = {form: 'extended', mask: 'netmask', objects, deniesAreLogged: true};
const nxos: AclSyntax = {...ios, mask: 'wildcard', objects};
const ipv6: AclSyntax = {form: 'extended', mask: 'prefix'};

/** `action protocol sources:ports destinations:ports flags`, one string an entry. */
function short(entry: AclEntry): string {
  const side = (addresses: string[], ports: string[]): string => `${addresses.join(',')}:${ports.join(',')}`;
  const flags = [
    ...(entry.established ? ['established'] : []),
    ...(entry.log === true ? ['log'] : []),
    ...(entry.enabled ? [] : ['off']),
    ...(entry.hits === null ? [] : [`hits=${entry.hits}`]),
  ];
  const {position, action, protocol, sources, sourcePorts, destinations, destinationPorts} = entry;
  return [position, action, protocol, side(sources, sourcePorts), side(destinations, destinationPorts), ...flags].join(
    ' ',
  );
}

const cases: readonly (readonly [AclSyntax, string, ...string[]])[] = [
  [ios, 'permit ip any any', '1 permit ip any:any any:any'],
  [
    ios,
    '10 permit tcp 10.1.1.7 0.0.0.255 any eq www 443 established',
    '10 permit tcp 10.1.1.0/24:any any:80,443 established',
  ],
  [ios, 'deny udp any gt 1023 host 192.0.2.9 lt 1024 log', '1 deny udp any:1024-65535 192.0.2.9/32:0-1023 log'],
  [ios, 'permit tcp any neq 22 any range ftp-data telnet', '1 permit tcp any:0-21,23-65535 any:20-23'],
  [ios, 'permit icmp any any echo log-input', '1 permit icmp any:any any:type:echo log'],
  [ios, 'deny icmp any any 3 4', '1 deny icmp any:any any:type:3/4'],
  [
    ios,
    '20 permit ip 0.0.0.0 255.255.255.255 host 192.0.2.1 (12 matches)',
    '20 permit ip any:any 192.0.2.1/32:any hits=12',
  ],
  [ios, 'permit 6 any any eq 22', '1 permit tcp any:any any:22'],
  [ios, 'permit tcp any any eq 22 time-range 夜間', '1 permit tcp any:any any:22'],
  [
    standard,
    '10 permit 10.1.0.0, wildcard bits 0.0.255.255 (3 matches)',
    '10 permit ip 10.1.0.0/16:any any:any hits=3',
  ],
  [standard, 'permit 192.0.2.4', '1 permit ip 192.0.2.4/32:any any:any'],
  [standard, 'deny any log', '1 deny ip any:any any:any log'],
  [asa, 'permit tcp 192.0.2.0 255.255.255.0 any4 eq https', '1 permit tcp 192.0.2.0/24:any any:443'],
  [asa, 'deny ip any4 any6', '1 deny ip 0.0.0.0/0:any ::/0:any log'],
  [asa, 'deny ip any any log disable', '1 deny ip any:any any:any'],
  [
    asa,
    'permit ip any any log warnings interval 600 inactive (hitcnt=7) 0x1a2b3c4d',
    '1 permit ip any:any any:any log off hits=7',
  ],
  [
    asa,
    'permit object-group MGMT object-group SCADA any',
    '1 permit tcp 192.0.2.0/28,192.0.2.64/28:any any:22',
    '1 permit icmp 192.0.2.0/28,192.0.2.64/28:any any:any',
  ],
  [asa, 'permit tcp any object SCADA object-group WEB', '1 permit tcp any:any 192.0.2.0/28,192.0.2.64/28:80,443'],
  [asa, 'permit tcp any interface outside eq ssh', '1 permit tcp any:any object:interface outside:22'],
  [
    nxos,
    '30 permit tcp addrgroup SCADA 10.0.0.0/8 portgroup WEB [match=4]',
    '30 permit tcp 192.0.2.0/28,192.0.2.64/28:any 10.0.0.0/8:80,443 hits=4',
  ],
  [
    ipv6,
    'permit tcp 2001:DB8::/32 host 2001:db8::1 eq 22 sequence 10',
    '10 permit tcp 2001:db8::/32:any 2001:db8::1/128:22',
  ],
  [ipv6, 'sequence 20 deny ipv6 any any', '20 deny ip any:any any:any'],
];

for (const [syntax, line, ...expected] of cases) {
  test(`read: ${line}`, (t) => {
    const read = readAclLine(line, syntax, '1');
    t.deepEqual(read.kind === 'entries' ? read.entries.map(short) : read.kind, expected);
  });
}

const notUnderstood: readonly (readonly [AclSyntax, string])[] = [
  [ios, ''],
  [ios, 'permit'],
  [ios, 'permit ip any'],
  [ios, 'permit quic any any'],
  [ios, 'permit ip any any sometimes'],
  [ios, 'permit ip any any eq 22'],
  [ios, 'permit tcp any any eq 99999'],
  [ios, 'permit tcp any any lt 0'],
  [ios, 'permit tcp any any gt 65535'],
  [ios, 'permit tcp any any range 443 80'],
  [ios, 'permit udp any any established'],
  [ios, 'permit ip 10.0.0.0 0.255.0.255 any'],
  [ios, 'permit ip 10.0.0.0 any any'],
  [ios, 'permit ip 10.0.0.300 0.0.0.255 any'],
  [ios, 'permit ip object-group UNKNOWN any'],
  [ios, 'deny ip any any fragments'],
  [ios, 'deny ip any any time-range 夜間'],
  [ios, 'permit tcp any any syn'],
  [ios, 'permit ip any any dscp ef'],
  [ios, 'evaluate 10'],
  [asa, 'permit tcp any object-group UNKNOWN'],
  [asa, 'permit object-group UNKNOWN any any'],
  [asa, 'permit object-group MGMT any any eq 22'],
  [ipv6, 'permit ip 10.0.0.0 0.0.0.255 any'],
  [standard, 'permit 10.0.0.0 0.0.0.255 any'],
];

for (const [syntax, line] of notUnderstood) {
  test(`not understood: ${line}`, (t) => t.deepEqual(readAclLine(line, syntax, '1'), {kind: 'unread'}));
}

test('remarks are no rules, and lines without a number are counted', (t) => {
  const {entries, unread} = readAclLines(
    ['remark 監視用', 'permit tcp any any eq 22', 'reflect x', ' deny ip any any', '10 remark permit ip any any'],
    ios,
  );
  t.deepEqual(entries.map(short), ['1 permit tcp any:any any:22', '3 deny ip any:any any:any']);
  t.deepEqual(unread, ['reflect x']);
  t.is(entries[1]?.text, 'deny ip any any');
});

const words = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text.split('|'));
const entry = fc
  .tuple(
    words('permit|deny|10 permit|remark|evaluate'),
    words('ip|tcp|udp|icmp|object-group MGMT|object-group NONE|__proto__|'),
    words(
      'any|any4|host 192.0.2.1|10.0.0.0 0.0.0.255|10.0.0.0 255.255.255.0|10.0.0.0/8|object-group constructor|::/0|',
    ),
    words('|eq 22|neq 0 65535|gt 65534|range 1 2|lt toString'),
    words('any|any6|host 2001:db8::1|interface outside|object SCADA|host'),
    words('|eq 22 80|object-group WEB|eq|gt 0'),
    words('|log|established|(1 match)|[match=2]|(hitcnt=3) 0x1|time-range x|echo|inactive|log disable|('),
  )
  .map((parts) => parts.join(' '));

test('a line is read in full or not at all', (t) => {
  let seen = 0;
  fc.assert(
    fc.property(entry, fc.constantFrom(ios, standard, asa, nxos, ipv6), (line, syntax) => {
      const read = readAclLine(line, syntax, '1');
      if (read.kind !== 'entries') return;
      seen += 1;
      t.is(readAclLine(`${line} unheard-of`, syntax, '1').kind, 'unread', line);
      for (const {sources, sourcePorts, destinations, destinationPorts} of read.entries) {
        for (const side of [sources, sourcePorts, destinations, destinationPorts]) t.true(side.length > 0);
      }
    }),
    {numRuns: 3000},
  );
  t.true(seen > 20);
});

test('a long group is told by its name, unless everything is in it', (t) => {
  const hosts = Array.from({length: 65}, (_, index) => `192.0.2.${index}/32`);
  const networks = new Map([
    ['LONG', hosts],
    ['ALL', [...hosts, 'any']],
  ]);
  const syntax: AclSyntax = {...asa, objects: {...objects, networks}};
  const {entries} = readAclLines(
    ['permit ip object-group LONG any', 'permit ip object-group ALL host 192.0.2.1', 'deny ip any any'],
    syntax,
  );
  t.deepEqual(
    entries.map(({sources}) => sources),
    [['object:LONG'], ['any'], ['any']],
  );
});

test('lines beyond the most entries of a list are not understood', (t) => {
  const services = Array.from({length: 10_000}, (_, index) => ({
    ...{protocol: 'tcp', sourcePorts: ['any'], destinationPorts: [`${index}`]},
  }));
  const syntax: AclSyntax = {...asa, objects: {...objects, services: new Map([['MANY', services]])}};
  const {entries, unread} = readAclLines(Array<string>(6).fill('permit object-group MANY any any'), syntax);
  t.is(entries.length, 50_000);
  t.deepEqual(unread, ['permit object-group MANY any any']);
});
