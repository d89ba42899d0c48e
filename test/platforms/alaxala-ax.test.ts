import test from 'ava';
import {alaxalaAx} from '../../src/platforms/alaxala-ax.ts';
import {configOf, testCommands, testFacts, testHostileDevice, testSecrets} from '../support/device.ts';
import {factsFrom} from '../support/device-facts.ts';

const recordings = ['alaxala-ax/hardened', 'alaxala-ax/weak'];

testFacts(recordings);
testCommands(alaxalaAx);
testHostileDevice(alaxalaAx, recordings);

testSecrets(alaxalaAx, configOf('alaxala-ax/hardened'), {
  gone: ['Nms-Auth#2026', 'Nms-Priv#2026', 'Rad-Shared#77', 'Ntp-Key#4471', 'Vrrp-Tx9'],
  kept: [
    '"nms" "kanshi" v3 auth sha "',
    'priv aes "',
    'host 10.20.0.6 key "',
    'traps "nms" version 3',
    'server 10.20.0.7 key 1',
  ],
});
testSecrets(alaxalaAx, configOf('alaxala-ax/weak'), {
  gone: ['"public"', '"private"', 'key "password"'],
  kept: ['" ro', '" rw "ALL"', 'class=default', 'class=weak', 'version 2c snmp'],
});
testSecrets(
  alaxalaAx,
  [
    'tacacs-server host 10.0.0.9 timeout 5 key "Two Words"',
    '  ip ospf message-digest-key 1 md5 "Ospf-Md5"',
    '  ip ospf authentication-key Ospf-Plain',
    '  neighbor 10.0.0.2 password "Bgp-Key"',
    'username "kanri" password "User-Pw"',
  ].join('\n'),
  {
    gone: ['Two Words', 'Ospf-Md5', 'Ospf-Plain', 'Bgp-Key', 'User-Pw'],
    kept: ['10.0.0.9 timeout 5 key', 'username "kanri"'],
  },
);

const head = '#configuration list for AX2530S-24T\nvlan 1\n  name "VLAN0001"\ninterface vlan 1\n';

function complete(name: string, config: string): boolean {
  const fact = factsFrom(alaxalaAx, {'show running-config': `${head}${config}`})[name];
  return fact?.state === 'known' && fact.complete;
}

test('what is not understood makes a fact incomplete', (t) => {
  t.true(complete('deviceSnmp', 'snmp-server contact x'));
  t.false(complete('deviceSnmp', 'snmp-server mystery'));
  t.false(complete('deviceAcls', 'ip access-list extended "X"\n  10 permit ip any any vlan 3'));
  t.false(complete('deviceAccess', 'line vty 0 1\n  transport input ssh\n  mystery'));
  t.false(complete('devicePorts', 'interface gigabitethernet 0/1\n  mystery'));
});

test('without line vty nobody gets in by the network', (t) => {
  const fact = factsFrom(alaxalaAx, {'show running-config': `${head}ip ssh`})['deviceAccess'];
  const {planes} = fact?.state === 'known' ? (fact.value as {planes: {enabled: boolean}[]}) : {planes: []};
  t.deepEqual(
    planes.map(({enabled}) => enabled),
    [false, false, false],
  );
});
