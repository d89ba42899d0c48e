import test from 'ava';
import {alliedAwplus} from '../../src/platforms/allied-awplus.ts';
import {configOf, testCommands, testFacts, testHostileDevice, testSecrets} from '../support/device.ts';
import {factsFrom, valueOf} from '../support/device-facts.ts';

const recordings = ['allied-awplus/hardened', 'allied-awplus/weak'];

testFacts(recordings);
testCommands(alliedAwplus);
testHostileDevice(alliedAwplus, recordings);

testSecrets(alliedAwplus, configOf('allied-awplus/hardened'), {
  gone: [
    'letmein',
    'Qk3p9ZxLr0TnV5',
    'Nms-Auth#2026x',
    'Nms-Priv#2026x',
    'Rad-Shared#77',
    'Ntp-Key#4471',
    'Ospf-Key#9',
  ],
  kept: [
    'password 8 $6$',
    'kanri privilege 15',
    'auth sha',
    'priv aes',
    'ntp server 10.20.0.7 key 1',
    'version 3 priv nms',
  ],
});
testSecrets(alliedAwplus, configOf('allied-awplus/weak'), {
  gone: ['Q1w2E3r4T5y6U7i8O9p0A.', 'password friend', 'community public', 'version 2c public', 'community private'],
  kept: ['password 8 $1$', 'class=default', '> ro', '> rw 99', 'snmp-server host 10.30.0.5 version 2c'],
});
testSecrets(
  alliedAwplus,
  [
    'radius-server key Shared-One',
    'tacacs-server host 10.0.0.9 timeout 5 key 8 Enc-Two==',
    'snmp-server host 10.0.0.5 traps Comm-Three',
    'snmp-server community "Comm Four" view atview',
    'snmp-server user u g encrypted auth md5 0xAABBCCDD0011 priv des 0x99887766AABB',
    ' neighbor 10.0.0.2 password Bgp-Five',
    ' ip rip authentication string Rip-Six',
    ' area 1 virtual-link 10.0.0.3 authentication-key Ospf-Seven',
    'crypto isakmp key Psk-Eight address 203.0.113.1',
    ' key-string Key-Nine',
    'enable password level 7 Enable-Ten',
  ].join('\n'),
  {
    gone: [
      ...[
        'Shared-One',
        'Enc-Two',
        'Comm-Three',
        'Comm Four',
        '0xAABBCCDD0011',
        '0x99887766AABB',
        'Bgp-Five',
        'Rip-Six',
      ],
      ...['Ospf-Seven', 'Psk-Eight', 'Key-Nine', 'Enable-Ten'],
    ],
    kept: ['10.0.0.9 timeout 5 key 8', 'view atview', 'auth md5', 'priv des', 'address 203.0.113.1', 'level 7'],
  },
);

const head =
  'service password-encryption\nusername manager privilege 15 password 8 $1$bJoVec4D$Q1w2E3r4T5y6U7i8O9p0A.\n';

test('what is not understood makes a fact incomplete', (t) => {
  const facts = factsFrom(alliedAwplus, {
    'show running-config': `${head}snmp-server\nsnmp-server community public ro somewhere\nlog host 10.0.0.1 level loud\nend`,
  });
  for (const name of ['deviceSnmp', 'deviceLogging']) {
    const fact = facts[name];
    t.true(fact?.state === 'known' && !fact.complete, name);
  }
});

test('a configuration without its end tells nothing for certain', (t) => {
  const fact = factsFrom(alliedAwplus, {'show running-config': head})['deviceUsers'];
  t.true(fact?.state === 'known' && !fact.complete);
});

test('what stands in a banner is no configuration', (t) => {
  const facts = factsFrom(alliedAwplus, {
    'show running-config': `banner login\nservice telnet\nusername evil privilege 15 password x\n!\n${head}end`,
  });
  t.deepEqual(
    (valueOf(facts['deviceUsers']) as {users: {name: string}[]}).users.map(({name}) => name),
    ['manager'],
  );
});

for (const [hash, grade] of [
  ['$1$bJoVec4D$JwOJGPr7YqoExA0GVasdE0', 'default'],
  ['$1$bJoVec4D$Q1w2E3r4T5y6U7i8O9p0A.', null],
] as const) {
  test(`a hash ${grade === null ? 'of nobody knows what' : 'as the maker delivers it'}: ${hash}`, (t) => {
    const config = `service password-encryption\nusername manager privilege 15 password 8 ${hash}\n!\nend`;
    const fact = factsFrom(alliedAwplus, {'show running-config': config})['deviceUsers'];
    t.like(valueOf(fact), {users: [{name: 'manager', scheme: 'md5-crypt', grade}]});
  });
}
