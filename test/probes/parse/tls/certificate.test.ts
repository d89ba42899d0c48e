import test from 'ava';
import fc from 'fast-check';
import {readTranscript} from '../../../../src/model/transcript.ts';
import {loadRecording} from '../../../../src/recording.ts';
import {readCertificate} from '../../../../src/probes/parse/tls/certificate.ts';
import {readChain} from '../../../../src/probes/parse/tls/chain.ts';
import {derValues, oidText} from '../../../../src/probes/parse/tls/der.ts';
import {readExtensions} from '../../../../src/probes/parse/tls/x509-extensions.ts';

/** The chain that a recording holds, as Node told it. */
function chainOf(recording: string, ask: string): readonly Buffer[] {
  const told = loadRecording(recording).commands[ask];
  return typeof told === 'string' ? (readTranscript(told.trimEnd()).tls?.certificates ?? []) : [];
}

const [leaf = Buffer.alloc(0), issuer = Buffer.alloc(0)] = chainOf('outside/tls-good', 'tls-handshake@tcp/8443');
const [weak = Buffer.alloc(0)] = chainOf('outside/tls-weak', 'tls-handshake@tcp/8443');

test('what a certificate tells', (t) => {
  t.like(readCertificate(leaf)?.facts, {
    subject: 'O=Mizumori test, CN=www.example',
    issuer: 'O=Mizumori test, CN=Example Issuing CA',
    names: ['www.example', '*.lan.example'],
    addresses: ['192.0.2.10'],
    keyType: 'RSA',
    keyBits: 2048,
    signature: 'sha256WithRSAEncryption',
    selfSigned: false,
    publicCa: false,
  });
  t.like(readCertificate(weak)?.facts, {
    names: [],
    keyBits: 1024,
    signature: 'sha1WithRSAEncryption',
    selfSigned: true,
  });
});

test('chains: linked, out of order, alone, self-signed, and one with what is no certificate in it', (t) => {
  t.is(readChain([leaf, issuer])?.chain, 'linked');
  t.is(readChain([leaf])?.chain, 'alone');
  t.is(readChain([issuer, leaf])?.chain, 'broken');
  t.is(readChain([leaf, weak])?.chain, 'broken');
  t.is(readChain([weak])?.chain, 'self-signed');
  t.is(readChain([leaf, issuer, Buffer.from('junk')])?.chain, 'broken');
  t.is(readChain([Buffer.from('junk'), leaf]), null);
  t.is(readChain([]), null);
});

test('a name that is right does not make an issuer: the signature must be its', (t) => {
  const forged = Buffer.from(issuer);
  // Within the modulus: the name stays, the key is another one.
  const at = forged.indexOf(Buffer.from('02820101', 'hex'));
  t.true(at > 0);
  forged.writeUInt8(forged.readUInt8(at + 40) ^ 0xff, at + 40);
  t.is(readChain([leaf, forged])?.chain, 'broken');
});

test('object identifiers', (t) => {
  t.is(oidText(Buffer.from('2a864886f70d01010b', 'hex')), '1.2.840.113549.1.1.11');
  t.is(oidText(Buffer.from('551d11', 'hex')), '2.5.29.17');
  t.is(oidText(Buffer.from('8837', 'hex')), '2.999');
  t.is(oidText(Buffer.from('ff', 'hex')), '0.0', 'one that does not end');
});

test('lengths that lead nowhere are refused', (t) => {
  for (const hex of ['30', '3005', '3084ffffffff00', '308200', '3080'])
    t.throws(() => derValues(Buffer.from(hex, 'hex')), {name: 'Gap'}, hex);
  t.throws(() => readExtensions(leaf.subarray(0, 300)), {name: 'Gap'});
});

test('a spoilt certificate is read, or is none; nothing is thrown, and no text is long', (t) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(leaf.length - 1), fc.nat(255)), {minLength: 1, maxLength: 6}), (changes) => {
      const spoilt = Buffer.from(leaf);
      for (const [at, value] of changes) spoilt[at] = value;
      const read = readChain([spoilt, issuer]);
      if (read === null) return true;
      const texts = [read.subject, read.issuer, read.signature, ...read.names, ...read.addresses];
      return texts.every((text) => text.length <= 256 && !/[\x00-\x1f]/.test(text));
    }),
    {numRuns: 1500},
  );
  t.pass();
});
