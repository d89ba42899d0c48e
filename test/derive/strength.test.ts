import test from 'ava';
import {assetFacts} from '../../src/derive/index.ts';
import {loadReferenceData} from '../../src/derive/data.ts';
import {strengthOf} from '../../src/derive/strength.ts';
import {deriveAssetFacts} from '../../src/derived.ts';
import {cryptoKinds, type CryptoAlgorithm} from '../../src/model/data.ts';
import {known, type Facts} from '../../src/model/fact.ts';
import {suites} from '../../src/probes/parse/tls/suites.ts';
import {assetOf} from '../support/asset.ts';

const data = loadReferenceData();
const {crypto} = data;

const entry = (name: string, kind: CryptoAlgorithm['class'], bits: number | null = null): CryptoAlgorithm => ({
  name,
  bits,
  prefix: null,
  class: kind,
  sources: [],
  why: {en: '', ja: ''},
});

test('a star stands for anything, the first that fits counts, and what fits nowhere has no class', (t) => {
  const list = [entry('*_NULL_*', 'forbidden'), entry('TLS_*_CBC_*', 'acceptable'), entry('TLS_RSA', 'deprecated')];
  t.is(strengthOf(list, 'TLS_RSA_WITH_NULL_SHA'), 'forbidden');
  t.is(strengthOf(list, 'TLS_NULL_CBC_SHA'), 'forbidden');
  t.is(strengthOf(list, 'TLS_A_CBC_SHA'), 'acceptable');
  t.is(strengthOf(list, 'TLS_CBC_'), 'unlisted', 'the parts may not share a letter');
  t.is(strengthOf(list, 'TLS_RSA_'), 'unlisted');
  t.is(strengthOf(list, `TLS_${'_CB'.repeat(50_000)}`), 'unlisted');
});

test('a length decides where the class depends on one', (t) => {
  const list = [entry('RSA', 'recommended', 3072), entry('RSA', 'forbidden', 0), entry('Ed25519', 'recommended')];
  t.is(strengthOf(list, 'RSA', 3072), 'recommended');
  t.is(strengthOf(list, 'RSA', 3071), 'forbidden');
  t.is(strengthOf(list, 'RSA'), 'unlisted', 'it is not known');
  t.is(strengthOf(list, 'Ed25519', 256), 'recommended');
});

test('no entry of the data is hidden by one before it', (t) => {
  for (const kind of cryptoKinds) {
    for (const {name, bits, class: own} of crypto[kind]) {
      if (name.includes('*')) continue;
      t.is(strengthOf(crypto[kind], name, bits), own, `${kind} ${name} ${bits ?? ''}`);
    }
  }
});

test('every suite that a hello offers has a class', (t) => {
  for (const name of suites.values()) t.not(strengthOf(crypto.tlsSuite, name), 'unlisted', name);
  const classed = (name: string): string => strengthOf(crypto.tlsSuite, name);
  t.is(classed('TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'), 'recommended');
  t.is(classed('TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8'), 'acceptable');
  t.is(classed('TLS_DHE_RSA_WITH_AES_128_CBC_SHA'), 'acceptable');
  t.is(classed('TLS_RSA_WITH_AES_128_GCM_SHA256'), 'deprecated');
  t.is(classed('TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'), 'deprecated');
  t.is(classed('TLS_DHE_RSA_WITH_DES_CBC_SHA'), 'forbidden');
  t.is(classed('TLS_ECDH_anon_WITH_AES_128_CBC_SHA'), 'forbidden');
});

const from = {transport: 'nmap', privilege: 'user', seq: [7], observedAt: null} as const;
const key = {subject: 'CN=a', keyType: 'RSA', keyBits: 2048, signature: 'sha256WithRSAEncryption', selfSigned: false};
const endpoint = {
  port: 443,
  versions: ['TLSv1.2', '0x7f1c'],
  suites: ['TLS_RSA_WITH_RC4_128_SHA'],
  groups: ['dh-1024', 'x25519', 'secp192r1'],
  certificates: [
    {
      ...key,
      issuers: [
        {...key, keyBits: null},
        {...key, keyBits: 4096, signature: 'sha1WithRSAEncryption', selfSigned: true},
      ],
    },
  ],
};

const derive = (facts: Facts): Facts => deriveAssetFacts(assetFacts, facts, data, assetOf('a'));

test('TLS: classes of what is accepted', (t) => {
  const {tlsStrength} = derive({tlsEndpoints: known({endpoints: [endpoint]}, from)});
  t.like(tlsStrength, {state: 'known', complete: true});
  t.deepEqual(tlsStrength?.state === 'known' ? tlsStrength.value : null, {
    endpoints: [
      {
        port: 443,
        versions: [
          {name: 'TLSv1.2', class: 'recommended'},
          {name: '0x7f1c', class: 'unlisted'},
        ],
        suites: [{name: 'TLS_RSA_WITH_RC4_128_SHA', class: 'forbidden'}],
        groups: [
          {name: 'dh-1024', class: 'forbidden'},
          {name: 'x25519', class: 'recommended'},
          {name: 'secp192r1', class: 'forbidden'},
        ],
        keys: [
          {name: 'RSA', class: 'unlisted'},
          {name: 'RSA 2048', class: 'acceptable'},
          {name: 'RSA 4096', class: 'recommended'},
        ],
        // The signature of a root says nothing.
        signatures: [{name: 'sha256WithRSAEncryption', class: 'recommended'}],
      },
    ],
  });
});

test('SSH: classes of what is offered', (t) => {
  const server = {port: 22, kex: ['diffie-hellman-group1-sha1'], hostKeys: [], ciphers: ['new@example'], macs: []};
  const {sshStrength} = derive({sshServers: known({servers: [server]}, from, false)});
  t.like(sshStrength, {state: 'known', complete: false});
  t.deepEqual(sshStrength?.state === 'known' ? sshStrength.value : null, {
    servers: [
      {
        port: 22,
        kex: [{name: 'diffie-hellman-group1-sha1', class: 'forbidden'}],
        hostKeys: [],
        ciphers: [{name: 'new@example', class: 'unlisted'}],
        macs: [],
      },
    ],
  });
});
