import test from 'ava';
import {factsOf} from '../../src/facts.ts';
import type {Exchange} from '../../src/model/evidence.ts';
import type {Ending, Transcript} from '../../src/model/transcript.ts';
import {communityDialogues} from '../../src/probes/dialogues/snmp.ts';
import {probes} from '../../src/probes/index.ts';
import {readBson} from '../../src/probes/parse/data/bson.ts';
import {readAmqp, tryMqtt, tryPostgresql} from '../../src/probes/parse/data/frames.ts';
import {readMemcached, readRedis} from '../../src/probes/parse/data/key-value.ts';
import {
  readDocker,
  readElasticsearch,
  tryCouchdb,
  tryEtcd,
  tryInfluxdb,
  tryKubelet,
} from '../../src/probes/parse/data/over-http.ts';
import {readMysql, readPostgresql, readSqlServer} from '../../src/probes/parse/data/sql.ts';
import {readDns} from '../../src/probes/parse/dns-wire.ts';
import {readIpmi} from '../../src/probes/parse/ipmi.ts';
import {readLdap, readLdapAnonymous} from '../../src/probes/parse/ldap-wire.ts';
import {readMonitorList, readNtpTime, readNtpVariables} from '../../src/probes/parse/ntp-wire.ts';
import {readRdp} from '../../src/probes/parse/rdp.ts';
import {readRpc} from '../../src/probes/parse/rpc.ts';
import {readRsync} from '../../src/probes/parse/rsync.ts';
import {readSmb1, readSmb2, readSmbAnonymous} from '../../src/probes/parse/smb.ts';
import {readCommunities, readEngine} from '../../src/probes/parse/snmp-wire.ts';
import {exchangesOf, loadRecording} from '../../src/recording.ts';

const said = (parts: readonly (Buffer | string)[], ending: Ending = 'done'): Transcript => ({
  received: parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  tls: null,
  ending,
});
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

const readers = {
  ...{readRedis, readMemcached, readPostgresql, readMysql, readSqlServer, readAmqp, tryMqtt, tryPostgresql},
  ...{readElasticsearch, readDocker, tryKubelet, readDns, readIpmi, readLdap, readLdapAnonymous, readNtpTime},
  ...{readNtpVariables, readMonitorList, readRdp, readRpc, readRsync, readSmb1, readSmbAnonymous},
  ...{readCommunities, readEngine, readSmb2: (told: Transcript) => readSmb2(told, 0x0311)},
};

for (const [name, read] of Object.entries(readers)) {
  test(`${name}: who keeps silent is no clear case, who speaks of other things is another`, (t) => {
    t.is(read(said([''], 'silence')).state, 'unclear');
    const others = [
      'HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<html>',
      'SSH-2.0-OpenSSH_9.2\r\n',
      '220 mail ESMTP\r\n',
    ];
    for (const text of [...others, '\0'.repeat(100), '\xff'.repeat(100)])
      t.true(['other', 'closed', 'unclear'].includes(read(said([text], 'closed')).state), JSON.stringify(text));
    t.true(['other', 'closed'].includes(read(said([others[1] ?? ''], 'closed')).state));
  });
}

/** Every answer of the recordings, cut at every byte, must be taken for no more than the whole of it. */
const recorded = [
  'samba-hardened',
  'samba-smb1',
  'slapd-open',
  'data-open',
  'named-recursive',
  'snmpd-public',
  'rpcbind',
];
for (const name of recorded) {
  test(`${name}: an answer that stops anywhere makes no fault`, (t) => {
    const recording = loadRecording(`outside/${name}`);
    for (const exchange of exchangesOf(recording)) {
      const {answer} = exchange;
      if (!answer.ok || exchange.ask === 'tcp-ports' || answer.body === '') continue;
      const at = answer.body.indexOf('\n< ') + 1;
      const line = answer.body.slice(at).split('\n')[0] ?? '';
      for (let length = 2; length < line.length; length += 7) {
        const cut = line.slice(0, length).replace(/\\(?:x[0-9a-f]?)?$/, '');
        const told: Exchange = {...exchange, answer: {...answer, body: `${cut}\n. closed`}};
        const facts = factsOf(probes, [told], 'auto', null);
        t.false(
          Object.values(facts).some(({state}) => state === 'fault'),
          `${exchange.ask}: ${cut}`,
        );
      }
    }
    t.pass();
  });
}

test('a server of before 2008 takes remote desktops by its own encryption without saying so', (t) => {
  t.deepEqual(readRdp(said([hex('0300000b06d00000123400')])), {
    state: 'speaks',
    server: {selected: 'standard', demands: null},
  });
  t.deepEqual(readRdp(said([hex('0300001 30ed000001234000300080002000000')])), {
    state: 'speaks',
    server: {selected: null, demands: null},
  });
  t.is(readRdp(said([hex('030000130ed00000123400020008004000000 0')])).state, 'unclear');
});

test('an SMB server that names contexts beyond its message offers no encryption, and is read to the end', (t) => {
  const body = Buffer.alloc(136);
  body.write('\xfeSMB', 4, 'latin1');
  body.writeUInt16LE(65, 68);
  body.writeUInt16LE(0x0311, 72);
  body.writeUInt16LE(0xffff, 74);
  for (const offset of [0, 64, 0xffff_ffff]) {
    body.writeUInt32LE(offset, 128);
    t.deepEqual(readSmb2(said([body]), 0x0311), {state: 'taken', offer: {signing: 'none', encryption: false}});
  }
});

test('a time server that says “not now” or “not to you” tells nothing of its clock; 2036 is no end', (t) => {
  const packet = Buffer.alloc(48);
  packet[0] = 0xe4;
  packet.write('RATE', 12);
  packet.write('mizumori', 24);
  t.is(readNtpTime(said([packet])).state, 'unclear');
  packet[0] = 0x24;
  packet[1] = 2;
  packet.writeUInt32BE(1, 40);
  const told = readNtpTime(said([packet]));
  t.is(told.state === 'speaks' ? new Date(told.server.answeredAt).toISOString() : '', '2036-02-07T06:28:17.000Z');
  packet.write('somebody', 24);
  t.is(readNtpTime(said([packet])).state, 'other');
});

test('names in answers of DNS that lead nowhere or in circles are given up', (t) => {
  const head = hex('6d7a 8180 0001 0001 0000 0000');
  const question = Buffer.concat([hex('0776657273696f6e0462696e6400'), hex('0010 0003')]);
  const record = (name: string): Buffer =>
    Buffer.concat([hex(name), hex('0010 0003 00000000 0003 02'), Buffer.from('9a')]);
  const software = (answer: Buffer): unknown => {
    const told = readDns(said([head, Buffer.concat([head, question, answer])]));
    return told.state === 'speaks' ? told.server.software : told.state;
  };
  t.is(software(record('c00c')), '9a');
  t.is(software(record('ffff')), '9a', 'where a reference leads is of no interest');
  t.is(software(hex('3f')), null);
  t.is(software(Buffer.alloc(400, 1)), null);
  t.is(software(Buffer.alloc(0)), null);
});

test('an agent may take a community and show nothing, or say that it does not take it', (t) => {
  const answer = (error: string, value: string): Buffer => {
    const binding = hex(`06082b06010201010100${value}`);
    const list = Buffer.concat([
      hex('30'),
      Buffer.from([binding.length + 2]),
      hex('30'),
      Buffer.from([binding.length]),
      binding,
    ]);
    const pdu = Buffer.concat([hex(`02026d7b0201${error}020100`), list]);
    const body = Buffer.concat([hex('02010104026161a2'), Buffer.from([pdu.length]), pdu]);
    return Buffer.concat([hex('30'), Buffer.from([body.length]), body]);
  };
  const answersOf = (...parts: Buffer[]): unknown => {
    const told = readCommunities(said([Buffer.concat(parts)]));
    return told.state === 'speaks' ? [...told.server.answers] : told.state;
  };
  t.deepEqual(answersOf(answer('02', '0500')), [[0x6d7b, '']]);
  t.deepEqual(answersOf(answer('10', '0500')), []);
  t.deepEqual(answersOf(answer('00', '04056869207e07'), answer('00', '0401 61')), [[0x6d7b, 'a']]);
  t.deepEqual(answersOf(answer('00', '0500'), hex('30ff')), [[0x6d7b, '']]);
  t.is(answersOf(hex('30ff')), 'other');
  t.true(communityDialogues.every(({requests}) => requests.size <= 6));
});

test('a directory that refers elsewhere shows nothing, and has not refused either', (t) => {
  const bound = hex('300c02010161070a010004000400');
  const entry = Buffer.concat([hex('3011020102640c04003008 3006 0402 6161 3100')]);
  const done = (code: string): Buffer => hex(`300c02010365070a01${code}04000400`);
  const last = (part: Buffer): string => {
    const told = readLdapAnonymous(said([bound, entry, hex('300c02010265070a010004000400'), part]));
    return told.state === 'speaks' ? `reads: ${told.server.reads}` : told.state;
  };
  t.is(last(hex('3007 020103 6402 0400')), 'reads: true');
  for (const code of ['00', '01', '08', '20', '32']) t.is(last(done(code)), 'reads: false', code);
  for (const code of ['03', '0a', '33']) t.is(last(done(code)), 'unclear', code);
  t.is(last(hex('3009 020103 7304 04026161')), 'unclear');
});

test('documents that lie of their length are none', (t) => {
  t.deepEqual([...(readBson(hex('0c000000 10 6100 01000000 00'), 0) ?? [])], [['a', 1]]);
  for (const wrong of [
    '0d000000 10 6100 01000000 00',
    'ffffffff 00',
    '04000000',
    '0c000000 02 6100 ffffff7f 00',
    '08000000 7f 6100 00',
  ])
    t.is(readBson(hex(wrong), 0), null, wrong);
});

test('nothing that a server says comes to a report whole or raw', (t) => {
  const long = `VERSION ${'9'.repeat(40)}\r\n`;
  t.like(readMemcached(said([long])), {state: 'speaks'});
  t.is(readMemcached(said([`VERSION ${'9'.repeat(41)}\r\n`])).state, 'other');
  const page = `HTTP/1.0 200 OK\r\nAPI-Version: 1\r\nServer: Docker/${'x'.repeat(500)}\r\n\r\nOK`;
  const told = readDocker(said([page]));
  t.true(told.state === 'speaks' && (told.server.version ?? '').length <= 60);
});

test('a server of HTTP that shows neither data nor a question for a login may show its data elsewhere', (t) => {
  const found = 'HTTP/1.0 404 Not Found\r\n\r\n404 page not found\n';
  for (const read of [tryCouchdb, tryEtcd, tryInfluxdb, tryKubelet]) t.is(read(said([found])).state, 'unclear');
});

test('PostgreSQL: what is found after a login says that it went well, what is said before none says nothing', (t) => {
  const error = (state: string): string => {
    const fields = `SFATAL\0C${state}\0Mno pg_hba.conf entry for host "192.0.2.1", no encryption\0\0`;
    return `E\0\0\0${String.fromCharCode(fields.length + 4)}${fields}`;
  };
  t.like(tryPostgresql(said([error('3D000')])), {state: 'speaks', server: {open: true}});
  t.is(tryPostgresql(said([error('28000')])).state, 'unclear');
  t.like(tryPostgresql(said(['R\0\0\0\x17\0\0\0\x0aSCRAM-SHA-256\0\0'])), {state: 'speaks', server: {open: false}});
});

const port = (text: string): readonly [string, {readonly sentAt: string; readonly receivedAt: string}] => [
  text,
  {sentAt: '2026-11-26T22:00:00.000Z', receivedAt: '2026-11-26T22:00:02.000Z'},
];

const exchange = (ask: string, body: string): Exchange => ({
  ...{seq: 1, ask, request: ask, via: 'nmap', privilege: 'user', ...port('')[1]},
  answer: {ok: true, body, encoding: 'utf8', exitCode: null, absent: false, cut: false, redactions: 0},
});

function ntpFact(ports: string) {
  const silent = ['ntp-time', 'ntp-variables'].map((id) => exchange(`${id}@udp/123`, '> x\n< \n. silence'));
  return factsOf(probes, [exchange('tcp-ports', ports), ...silent], 'auto', null)['ntpServers'];
}

test('ports of which none answers, or nearly all take connections, tell nothing of the host', (t) => {
  const told = (scanned: string, open: string, filtered: string, unreachable = '') => {
    const lists = [`scanned ${scanned}`, `open ${open}`, `filtered ${filtered}`, `unreachable ${unreachable}`];
    const body = ['mizumori connect', ...lists.map((line) => line.trim())].join('\n');
    return factsOf(probes, [exchange('tcp-ports', body)], 'auto', null)['openPorts'];
  };
  t.like(told('22,80', '', '22,80'), {state: 'gap', reason: 'timeout'});
  t.like(told('22,80', '', '22', '80'), {state: 'gap', reason: 'timeout'});
  t.like(told('22,80', '', '22'), {state: 'known', complete: true});
  t.like(told('22,80', '22,80', ''), {state: 'known', complete: true});
  t.like(told('1-200', '1-200', ''), {state: 'gap', reason: 'unsupported'});
  t.like(told('1-200', '1-134,136-200', '135'), {state: 'gap', reason: 'unsupported'});
  t.like(told('1-200', '1-150', '151-200'), {state: 'known', complete: true, value: {scanned: '1-200'}});
});

test('silence to datagrams tells that nothing answers, but of a host that is there', (t) => {
  const scan = (open: string, filtered: string): string =>
    `mizumori connect\nscanned 22,80\nopen ${open}\nfiltered ${filtered}\nunreachable`.replaceAll(/ $/gm, '');
  for (const [open, filtered] of [
    ['22', '80'],
    ['', '80'],
    ['', ''],
  ] as const)
    t.like(ntpFact(scan(open, filtered)), {state: 'known', complete: true, value: {servers: []}});
  t.like(ntpFact(scan('', '22,80')), {state: 'known', complete: false, because: 'timeout'});
  t.like(ntpFact('nonsense'), {state: 'known', complete: false});
});
