import test from 'ava';
import {arubaAoscx} from '../../src/platforms/aruba-aoscx.ts';
import {configOf, testCommands, testFacts, testHostileDevice, testSecrets} from '../support/device.ts';
import {factsFrom, valueOf} from '../support/device-facts.ts';

const recordings = ['aruba-aoscx/hardened', 'aruba-aoscx/weak'];

testFacts(recordings);
testCommands(arubaAoscx);
testHostileDevice(arubaAoscx, recordings);

testSecrets(arubaAoscx, configOf('aruba-aoscx/hardened'), {
  gone: ['AQBapQ1w2E3r', 'AQBapZ9y8X7', 'AQBapNtpKey', 'AQBapRadius', 'AQBapAuth', 'AQBapPriv', 'AQBapOspf'],
  kept: [
    'kanri group administrators password ciphertext',
    'auth sha auth-pass ciphertext',
    'priv aes',
    'key-id 1',
    'minimum-password-length 12',
  ],
});
testSecrets(arubaAoscx, configOf('aruba-aoscx/weak'), {
  gone: ['AQBapWeak', 'community public'],
  kept: ['class=default', 'access-level rw', 'version v2c community'],
});
testSecrets(
  arubaAoscx,
  [
    'user x group administrators password plaintext Plain-1',
    'radius-server key plaintext Radius-2',
    'tacacs-server host 10.0.0.1 key Tacacs-3',
    '    ip ospf authentication-key plaintext Ospf-4',
    '    neighbor 10.0.0.2 password plaintext Bgp-5',
    'snmpv3 user u auth md5 auth-pass plaintext Auth-6 priv des priv-pass plaintext Priv-7',
  ].join('\n'),
  {gone: ['Plain-1', 'Radius-2', 'Tacacs-3', 'Ospf-4', 'Bgp-5', 'Auth-6', 'Priv-7'], kept: ['auth md5', 'priv des']},
);

test('an agent without a community of its own may still answer to public', (t) => {
  const config = '!Version ArubaOS-CX FL.10.13.1101\nsnmp-server vrf default';
  const fact = factsFrom(arubaAoscx, {'show running-config': config})['deviceSnmp'];
  t.true(fact?.state === 'known' && !fact.complete);
  t.like(valueOf(fact), {enabled: true, communities: []});
});
