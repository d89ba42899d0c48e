import test from 'ava';
import {apresia} from '../../src/platforms/apresia.ts';
import {factsOfRecording} from '../support/recording.ts';
import {testCommands, testFacts, testHostileDevice, testSecrets} from '../support/device.ts';
import {valueOf} from '../support/device-facts.ts';

const recordings = ['apresia/np', 'apresia/aeos'];

testFacts(recordings);
testCommands(apresia);
testHostileDevice(apresia, recordings);
testSecrets(
  apresia,
  [
    'username adm privilege 15 password 0 Adm-Pw1',
    'snmp-server community public ro',
    'radius-server host 10.0.0.1 key Rad-Key2',
  ].join('\n'),
  {gone: ['Adm-Pw1', 'community public', 'Rad-Key2'], kept: ['privilege 15', 'class=default', '> ro']},
);

test('the model and the firmware are told, and that there is more', (t) => {
  const {facts} = factsOfRecording('apresia/np');
  t.like(valueOf(facts['device']), {model: 'ApresiaNP2500-24T4X', version: '1.10.02'});
  t.like(valueOf(factsOfRecording('apresia/aeos').facts['device']), {model: 'Apresia5412GT-HRSS', version: '8.43.02'});
  const fact = facts['device'];
  t.true(fact?.state === 'known' && !fact.complete);
});
