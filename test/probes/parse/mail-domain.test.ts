import {generateKeyPairSync} from 'node:crypto';
import test from 'ava';
import type {LookupTold} from '../../../src/model/probe.ts';
import {readDkim} from '../../../src/probes/parse/dkim.ts';
import {readDmarc} from '../../../src/probes/parse/dmarc.ts';
import {readDnsAnswer} from '../../../src/probes/parse/dns-message.ts';
import {dkimKeysOf, mailDomainOf} from '../../../src/probes/parse/mail-domain.ts';
import {readSpf} from '../../../src/probes/parse/spf.ts';

const number = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const name = (text: string): Buffer =>
  Buffer.concat([...text.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.of(0)]);
const record = (type: number, data: Buffer, owner: Buffer = Buffer.from([0xc0, 12])): Buffer =>
  Buffer.concat([owner, number(type), number(1), number(0), number(60), number(data.length), data]);
const txt = (...parts: string[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from([part.length, ...Buffer.from(part)])));

interface Made {
  readonly flags?: number;
  readonly type?: number;
  readonly asked?: string;
  readonly count?: number;
}

/** An answer of a DNS server. */
function message(
  records: readonly Buffer[],
  {flags = 0x8180, type = 16, asked = 'a.example', count}: Made = {},
): Buffer {
  const counts = [1, count ?? records.length, 0, 0].map(number);
  return Buffer.concat([number(0), number(flags), ...counts, name(asked), number(type), number(1), ...records]);
}

const textsOf = (bytes: Buffer): readonly (string | null)[] | null =>
  readDnsAnswer(bytes)?.map(({text}) => text) ?? null;

test('texts of a record are put together, other types and other names are left out', (t) => {
  t.deepEqual(textsOf(message([record(16, txt('v=spf1 ', '-all')), record(1, Buffer.from([192, 0, 2, 1]))])), [
    'v=spf1 -all',
  ]);
  t.deepEqual(textsOf(message([record(16, txt('x'), name('b.example'))])), []);
  t.deepEqual(textsOf(message([record(16, txt('x'), name('A.EXAMPLE'))])), ['x']);
  t.deepEqual(textsOf(message([record(5, name('b.example')), record(16, txt('x'), name('b.example'))])), ['x']);
});

test('that there is no such name is an answer, that the server does not know is none', (t) => {
  t.deepEqual(textsOf(message([], {flags: 0x8183})), []);
  t.is(textsOf(message([], {flags: 0x8182})), null);
  t.is(textsOf(message([], {flags: 0x8185})), null);
  t.is(textsOf(message([record(16, txt('x'))], {flags: 0x8380})), null);
});

test('a mail server by name, written out or by a pointer; the root is none', (t) => {
  const mail = (data: Buffer) =>
    readDnsAnswer(message([record(15, data)], {type: 15}))?.map((each) => each.mail) ?? null;
  t.deepEqual(mail(Buffer.concat([number(10), Buffer.from([2]), Buffer.from('mx'), Buffer.from([0xc0, 12])])), [
    {preference: 10, host: 'mx.a.example.'},
  ]);
  t.deepEqual(mail(Buffer.concat([number(0), Buffer.from([0])])), [{preference: 0, host: '.'}]);
  t.is(mail(number(10)), null);
});

test('names that lead in circles, forwards or nowhere make no answer', (t) => {
  const self = Buffer.from([0xc0, 27]);
  t.is(textsOf(message([record(16, txt('x'), self)])), null);
  t.is(textsOf(message([record(16, txt('x'), Buffer.from([0xc0, 200]))])), null);
  t.is(textsOf(message([record(16, txt('x'), Buffer.from([0x80]))])), null);
  t.is(textsOf(message([record(16, Buffer.from([9, 65]))])), null);
  t.is(textsOf(message([], {count: 65_535})), null);
  t.is(textsOf(message([record(16, txt('x'))], {count: 3})), null);
  t.is(textsOf(Buffer.alloc(11)), null);
  t.is(textsOf(Buffer.alloc(12)), null);
});

test('every cut of an answer is no answer', (t) => {
  const whole = message([record(5, name('b.example')), record(16, txt('v=spf1 -all'), name('b.example'))]);
  for (let length = 0; length < whole.length; length += 1) t.is(readDnsAnswer(whole.subarray(0, length)), null);
});

test('SPF: what is done with mail from elsewhere, and questions that it takes', (t) => {
  const spf = (...texts: string[]) => {
    const {records, all, redirect, lookups} = readSpf(texts);
    return [records, all, redirect, lookups];
  };
  t.deepEqual(spf('v=spf1 a mx/24 include:a.example ip4:192.0.2.0/24 exists:%{i}.example ptr -all'), [
    1,
    '-all',
    null,
    5,
  ]);
  t.deepEqual(spf('V=SPF1 all'), [1, '+all', null, 0]);
  t.deepEqual(spf('v=spf1 ~ALL include:late.example'), [1, '~all', null, 0]);
  t.deepEqual(spf('v=spf1 redirect=b.example'), [1, null, 'b.example', 1]);
  t.deepEqual(spf('v=spf1 redirect=b.example ?all'), [1, '?all', null, 0]);
  t.deepEqual(spf('v=spf10 -all', 'other'), [0, null, null, 0]);
  t.deepEqual(spf('v=spf1 -all', 'v=spf1 ~all'), [2, null, null, 0]);
});

test('DMARC: what is asked for, of how much, and for domains below', (t) => {
  const dmarc = (...texts: string[]) => {
    const {records, action, belowAction, percent, reports} = readDmarc(texts);
    return [records, action, belowAction, percent, reports];
  };
  t.deepEqual(dmarc('v=DMARC1; p=reject; rua=mailto:a@a.example'), [1, 'reject', 'reject', 100, true]);
  t.deepEqual(dmarc('v=DMARC1;p=Quarantine;sp=none;pct=20'), [1, 'quarantine', 'none', 20, false]);
  t.deepEqual(dmarc('v=DMARC1; sp=reject'), [1, null, 'reject', 100, false]);
  t.deepEqual(dmarc('v=DMARC1; p=none; p=reject'), [1, 'none', 'none', 100, false]);
  t.deepEqual(dmarc('v=dmarc1; p=reject'), [0, null, null, 100, false]);
  t.deepEqual(dmarc('v=DMARC1; p=reject', 'v=DMARC1; p=none'), [2, null, null, 100, false]);
});

const rsa = (bits: number, type: 'spki' | 'pkcs1'): string =>
  generateKeyPairSync('rsa', {modulusLength: bits}).publicKey.export({type, format: 'der'}).toString('base64');

test('DKIM: keys of both forms, withdrawn ones, and what is no key', (t) => {
  t.like(readDkim([`v=DKIM1; k=rsa; p=${rsa(1024, 'spki')}`]), {found: true, algorithm: 'rsa', bits: 1024});
  t.like(readDkim([`p=${rsa(1024, 'pkcs1').replace(/(.{40})/, '$1 ')}; t=y:s`]), {bits: 1024, testing: true});
  t.like(readDkim([`k=ed25519; p=${Buffer.alloc(32).toString('base64')}`]), {algorithm: 'ed25519', bits: 256});
  t.like(readDkim(['v=DKIM1; p=']), {found: true, revoked: true, bits: null});
  t.like(readDkim(['v=DKIM1; p=AAAA']), {found: true, bits: null});
  t.like(readDkim([`p=${'A'.repeat(50_000)}`]), {found: true, bits: null});
  t.like(readDkim(['v=DKIM2; p=AAAA']), {found: false});
  t.like(readDkim(['site-verification']), {found: false});
});

const told = (purpose: LookupTold['purpose'], at: string, bytes: Buffer | null): LookupTold => ({
  purpose,
  domain: 'a.lg.example',
  name: at,
  message: bytes,
});

test('where a domain has no policy that of the nearest above it holds, for domains below it', (t) => {
  const none = (at: string): LookupTold => told('dmarc', at, message([], {flags: 0x8183, asked: at}));
  const above = told(
    'dmarc',
    '_dmarc.lg.example',
    message([record(16, txt('v=DMARC1; p=none; sp=reject'))], {asked: '_dmarc.lg.example'}),
  );
  const own = told(
    'dmarc',
    '_dmarc.a.lg.example',
    message([record(16, txt('v=DMARC1; p=none'))], {asked: '_dmarc.a.lg.example'}),
  );
  t.like(mailDomainOf('a.lg.example', [above, none('_dmarc.a.lg.example')]).dmarc, {
    at: 'lg.example',
    action: 'reject',
  });
  t.like(mailDomainOf('a.lg.example', [above, own]).dmarc, {at: 'a.lg.example', action: 'none'});
  t.like(mailDomainOf('a.lg.example', [none('_dmarc.lg.example'), none('_dmarc.a.lg.example')]).dmarc, {
    records: 0,
    at: null,
  });
  t.is(mailDomainOf('a.lg.example', [above, told('dmarc', '_dmarc.a.lg.example', null)]).dmarc, null);
});

test('what was not answered is not known', (t) => {
  const of = [told('mx', 'a.lg.example', null), told('spf', 'a.lg.example', Buffer.from('x'))];
  t.deepEqual(mailDomainOf('a.lg.example', of), {
    ...{domain: 'a.lg.example', mailServers: null, takesNoMail: null},
    ...{spf: null, dmarc: null},
  });
  t.deepEqual(dkimKeysOf('a.lg.example', [told('dkim', 's.1._domainkey.a.lg.example', null)]), [
    {domain: 'a.lg.example', selector: 's.1', key: null},
  ]);
});
