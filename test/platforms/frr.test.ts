import test from 'ava';
import {frr} from '../../src/platforms/frr.ts';
import {configOf, testCommands, testFacts, testHostileDevice, testSecrets} from '../support/device.ts';
import {factsFrom, valueOf} from '../support/device-facts.ts';

const recordings = ['frr/hardened', 'frr/weak'];

testFacts(recordings);
testCommands(frr);
testHostileDevice(frr, recordings);

testSecrets(frr, configOf('frr/hardened'), {
  gone: ['0aqZCzDjV22aE', 'K2mJNmWxuLrmE', 'OspfKey9', 'BgpKey5'],
  kept: ['password 8 <secret', 'enable password 8 <secret', 'message-digest-key 1 md5', 'neighbor 10.20.0.2 password'],
});
testSecrets(
  frr,
  [
    'password zebra9',
    'enable password zebra8',
    ' ipv6 ospf6 authentication key-id 1 hash-algo hmac-sha-256 key Ospf6Key',
    ' isis password md5 IsisKey',
    ' area-password clear AreaKey',
    ' ip rip authentication string RipKey',
    '  key-string ChainKey',
    ' area 1 virtual-link 10.0.0.3 message-digest-key 1 md5 LinkKey',
  ].join('\n'),
  {
    gone: ['zebra9', 'zebra8', 'Ospf6Key', 'IsisKey', 'AreaKey', 'RipKey', 'ChainKey', 'LinkKey'],
    kept: ['hash-algo hmac-sha-256', 'isis password md5'],
  },
);

const config = (lines: string): string => `frr version 8.4.4\n${lines}\nend`;

test('neighbours are authenticated by their group, areas by their interfaces', (t) => {
  const lines = [
    'router bgp 1',
    ' neighbor G peer-group',
    ' neighbor G remote-as 2',
    ' neighbor G password x',
    ' neighbor 10.0.0.2 peer-group G',
    ' neighbor 10.0.0.3 remote-as 3',
    'interface eth0',
    ' ip ospf authentication',
    ' ip ospf area 0',
    'router ospf',
  ];
  const facts = factsFrom(frr, {'show running-config': config(lines.join('\n'))});
  t.deepEqual(valueOf(facts['deviceRouting']), {
    protocols: [
      {protocol: 'bgp', scope: '10.0.0.2', authentication: 'md5'},
      {protocol: 'bgp', scope: '10.0.0.3', authentication: 'none'},
      {protocol: 'ospf', scope: 'area 0', authentication: 'unknown'},
      {protocol: 'ospf', scope: 'eth0', authentication: 'plain'},
    ],
  });
});

test('what is not understood makes a fact incomplete', (t) => {
  for (const [name, lines] of [
    ['deviceAcls', 'access-list X seq 5 permit 10.0.0.0/8 exact-match'],
    ['deviceRouting', 'router isis A'],
    ['deviceUsers', 'enable strange'],
  ] as const) {
    const fact = factsFrom(frr, {'show running-config': config(lines)})[name];
    t.true(fact?.state === 'known' && !fact.complete, name);
  }
});
