import test from 'ava';
import {hpeProcurve} from '../../src/platforms/hpe-procurve.ts';
import {configOf, testCommands, testFacts, testHostileDevice, testSecrets} from '../support/device.ts';
import {factsFrom, valueOf} from '../support/device-facts.ts';

const recordings = ['hpe-procurve/hardened', 'hpe-procurve/weak'];

testFacts(recordings);
testCommands(hpeProcurve);
testHostileDevice(hpeProcurve, recordings);

testSecrets(hpeProcurve, configOf('hpe-procurve/hardened'), {
  gone: ['9f86d081884c7d65', 'NtpKey4471', 'RadKey77', 'TrapCommX'],
  kept: ['password manager user-name "kanri" sha256', 'password minimum-length 12', 'key-id 1', 'host 10.20.0.6 key'],
});
testSecrets(hpeProcurve, configOf('hpe-procurve/weak'), {gone: ['"public"'], kept: ['class=default', 'unrestricted']});
testSecrets(
  hpeProcurve,
  [
    'password manager plaintext "Plain 1"',
    'password operator user-name "op" sha1 "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"',
    'snmpv3 user "u" auth sha "Auth-2" priv aes "Priv-3"',
    'radius-server key "Radius-4"',
    'tacacs-server host 10.0.0.1 encrypted-key "Tacacs5=="',
    'key-chain "c" key 1 key-string "Chain-6"',
  ].join('\n'),
  {
    gone: ['Plain 1', '0a1b2c3d4e5f', 'Auth-2', 'Priv-3', 'Radius-4', 'Tacacs5', 'Chain-6'],
    kept: ['sha1 "', 'auth sha', 'priv aes'],
  },
);

const head = '; JL253A Configuration Editor; Created on release #WC.16.11.0012\n';

test('without credentials in the configuration the accounts are not known in full', (t) => {
  const fact = factsFrom(hpeProcurve, {'show running-config': `${head}password manager`})['deviceUsers'];
  t.true(fact?.state === 'known' && !fact.complete);
});

test('a list of managers that lets everybody in limits nothing', (t) => {
  const config = `${head}ip authorized-managers 0.0.0.0 0.0.0.0 access manager\nvlan 1`;
  const fact = factsFrom(hpeProcurve, {'show running-config': config})['deviceAccess'];
  t.deepEqual(
    (valueOf(fact) as {planes: {restricted: boolean}[]}).planes.map(({restricted}) => restricted),
    [false, false, false, false],
  );
});
