import test from 'ava';
import fc from 'fast-check';
import type {Ending} from '../../../src/model/transcript.ts';
import {readIdentification} from '../../../src/probes/parse/ssh/identification.ts';
import {readGroupBits, readKexInit, readRsaBits} from '../../../src/probes/parse/ssh/packets.ts';
import {readSsh} from '../../../src/probes/parse/ssh/server.ts';
import {groupOf, kexInitOf, oldOffer, replyOf, sshPacket} from '../../support/old-ssh-server.ts';

const identified = (text: string) => readIdentification(Buffer.from(text, 'latin1'));

test('identifications', (t) => {
  t.deepEqual(identified('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'), {
    banner: 'SSH-2.0-OpenSSH_9.2p1 Debian-2',
    software: 'OpenSSH_9.2p1',
    protocols: ['2'],
  });
  t.deepEqual(identified('SSH-1.99-Cisco-1.25\n')?.protocols, ['1', '2']);
  t.deepEqual(identified('SSH-1.5-1.2.27\n')?.protocols, ['1']);
  t.is(identified('Authorised use only\r\nSSH-2.0-x\r\n')?.software, 'x', 'lines may come before it');
  t.is(identified('SSH-2.0-\r\n')?.software, '');
});

test('what identifies no SSH server', (t) => {
  for (const text of ['', '220 mx ESMTP\r\n', 'SSH-', 'SSH-x.y-z\r\n', 'xSSH-2.0-x\r\n', 'SSH-20.0-x\r\n'])
    t.is(identified(text), null, text);
});

test('text of a server is bounded, and printable', (t) => {
  const {banner = '', software = ''} = identified(`SSH-2.0-\x1b[31m${'a'.repeat(9000)}\r\n`) ?? {};
  t.true(banner.length <= 255 && software.startsWith('?[31m'));
});

test('what a server offers, of both directions together', (t) => {
  t.deepEqual(readKexInit(kexInitOf(oldOffer)), {
    kex: [...oldOffer.kex],
    hostKeys: [...oldOffer.hostKeys],
    ciphers: [...oldOffer.ciphers],
    macs: [...oldOffer.macs],
    compression: [...oldOffer.compression],
  });
  t.is(readKexInit(kexInitOf(oldOffer).subarray(0, 80)), null);
  t.is(readKexInit(sshPacket(Buffer.from([1]))), null, 'a disconnect');
  t.is(readKexInit(Buffer.from('Protocol mismatch.\n')), null);
});

test('lengths of keys and groups', (t) => {
  for (const bits of [768, 1024, 2048, 3072]) {
    t.is(readRsaBits(replyOf(bits)), bits);
    t.is(readGroupBits(groupOf(bits)), bits);
  }
  t.is(readRsaBits(kexInitOf(oldOffer)), null);
  t.is(readRsaBits(replyOf(1024).subarray(0, 60)), null);
});

const state = (ending: Ending, ...received: readonly (string | Buffer)[]): string =>
  readSsh({received: received.map((part) => Buffer.from(part as Buffer)), tls: null, ending}).state;

test('speaks, something else, and not enough are told apart', (t) => {
  t.is(state('done', 'SSH-2.0-x\r\n', kexInitOf(oldOffer)), 'speaks');
  t.is(state('closed', 'SSH-1.5-x\r\n', ''), 'speaks');
  t.is(state('closed', 'SSH-2.0-x\r\n', ''), 'unclear');
  t.is(state('mismatch', '220 mx ESMTP\r\n'), 'other');
  t.is(state('silence', ''), 'unclear');
  t.is(state('closed', ''), 'unclear', 'it may have been refused to us alone');
});

test('whatever a server sends, nothing is thrown', (t) => {
  const seeds = [kexInitOf(oldOffer), replyOf(1024), groupOf(1024)];
  const change = fc.tuple(fc.nat(900), fc.nat(255));
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(change, {maxLength: 8}), fc.nat(900), (seed, changes, end) => {
      const bytes = Buffer.from(seed);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      const cut = bytes.subarray(0, end);
      const names = Object.values(readKexInit(cut) ?? {}).flat() as string[];
      readRsaBits(cut);
      readGroupBits(cut);
      return names.every((name) => name.length <= 128 && !/[^\x21-\x7e]/.test(name));
    }),
    {numRuns: 3000},
  );
  t.pass();
});
