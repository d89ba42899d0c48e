import test, {type ExecutionContext} from 'ava';
import type {Facts} from '../../src/model/fact.ts';
import {factsOfRecording, loadRecording} from '../../src/recording.ts';
import {factsFrom, platform, sendsOnlyReadings, standsHostileText, wholeFact} from './routers-support.ts';

const saved = factsOfRecording('fitelnet/f220_saved').facts;
const unsaved = factsOfRecording('fitelnet/f70_unsaved').facts;

/** The value of a fact that is known, but not whole. */
function partFact(t: ExecutionContext, facts: Facts, name: string): Record<string, unknown> {
  const fact = facts[name];
  t.true(fact?.state === 'known' && !fact.complete, `${name}: ${JSON.stringify(fact)}`);
  return fact?.state === 'known' ? (fact.value as Record<string, unknown>) : {};
}

test('the device, of the side that runs', (t) => {
  const value = (facts: Facts): unknown => (facts['device']?.state === 'known' ? facts['device'].value : null);
  t.like(value(saved), {
    ...{vendor: 'Furukawa Electric', os: 'fitelnet', model: 'F220 EX', version: 'T10.02(00)[0]00.00.0'},
    hostname: 'haisui-f220',
  });
  t.like(value(unsaved), {model: 'F70', version: '01.06(00)[0]00.00.0', hostname: null});
});

test('users', (t) => {
  const common = {role: null, enabled: true, grade: null};
  t.deepEqual(partFact(t, saved, 'deviceUsers')['users'], [
    {name: 'kanri', privilege: 15, administrator: true, scheme: 'md5-crypt', ...common},
    {name: 'etsuran', privilege: 1, administrator: false, scheme: 'md5-crypt', ...common},
  ]);
  t.like(partFact(t, unsaved, 'deviceUsers')['users'], [
    {name: 'user', scheme: 'plain', grade: 'default'},
    {name: 'guest', scheme: 'none', grade: null},
  ]);
  const heading = '!  LAST EDIT    14:15:56 2026/11/08 by user\n';
  const stored = factsFrom('fitelnet', {'show current.cfg': `${heading}username kanri password 7 $x9$aaaa\n`});
  t.like(partFact(t, stored, 'deviceUsers')['users'], [{name: 'kanri', scheme: null, grade: null}]);
});

test('logins', (t) => {
  t.deepEqual(wholeFact(t, saved, 'deviceAaa'), {
    enabled: true,
    methods: [
      {service: 'login', list: 'default', methods: ['local']},
      {service: 'authorization', list: 'default', methods: ['local']},
    ],
    servers: [],
  });
  t.like(wholeFact(t, unsaved, 'deviceAaa'), {methods: [{methods: ['local', 'login']}]});
  t.like(partFact(t, saved, 'deviceAccess'), {
    planes: [],
    lines: [{name: 'ssh', idleTimeoutSeconds: null, login: 'aaa', transports: ['ssh']}],
  });
  t.like(partFact(t, unsaved, 'deviceAccess'), {
    lines: [{name: 'telnet', kind: 'remote', idleTimeoutSeconds: 0, transports: ['telnet']}],
  });
  const heading = '!  LAST EDIT    14:15:56 2026/11/08 by user\n';
  const remote = factsFrom('fitelnet', {'show current.cfg': `${heading}aaa authentication login default radius\n`});
  t.like(partFact(t, remote, 'deviceAaa'), {methods: [{methods: ['radius']}]});
});

test('VPN', (t) => {
  t.like(wholeFact(t, saved, 'deviceVpn'), {
    proposals: [
      {
        ...{name: 'isakmp-policy', phase: 'ike', version: 'ikev2', encryption: ['aes256'], integrity: ['sha256']},
        ...{dhGroups: [14], aggressive: false, keyGrade: 'ok'},
      },
      {name: 'ipsec-policy', phase: 'ipsec', encryption: ['aes256'], integrity: ['sha256'], dhGroups: [14]},
    ],
  });
  t.like(wholeFact(t, unsaved, 'deviceVpn'), {
    proposals: [
      {version: 'ikev1', encryption: ['des'], integrity: ['md5'], dhGroups: [2], aggressive: true, keyGrade: 'default'},
      {encryption: ['3des'], integrity: ['md5'], dhGroups: []},
    ],
  });
});

test('interfaces; an address of a port-channel is not told again under its members', (t) => {
  t.like(wholeFact(t, saved, 'deviceInterfaces')['interfaces'], [
    {name: 'Loopback 0', type: 'loopback', addresses: ['127.0.0.1/8', '::1/128']},
    {name: 'Port-channel 1080000', type: 'aggregate', description: 'kanri', addresses: ['192.168.10.222/24']},
    {
      ...{name: 'GigaEthernet 1/8', type: 'physical', description: null, addresses: [], operUp: true},
      ...{mac: '00:80:bd:00:00:a3', speedMbps: 1000, inErrors: 3, outErrors: 0},
    },
    {name: 'GigaEthernet 2/1.1', type: 'vlan', operUp: false, speedMbps: null, inErrors: null},
  ]);
});

test('the configuration, and whether it was saved', (t) => {
  const {lines, saved: state} = wholeFact(t, saved, 'deviceConfig') as {lines: string[]; saved: boolean | null};
  t.true(state);
  t.false(lines.some((line) => line.includes('LAST')));
  t.true(lines.includes('hostname haisui-f220'));
  t.false(wholeFact(t, unsaved, 'deviceConfig')['saved']);
  const edited = '!  LAST EDIT    14:15:59 2026/11/08 by user\n!  LAST REFRESH 14:15:58 2026/11/08 by user\n';
  const facts = factsFrom('fitelnet', {'show current.cfg': `${edited}!  LAST SAVE    18:53:04 2026/11/09 by user\n`});
  t.is(wholeFact(t, facts, 'deviceConfig')['saved'], null);
});

test('a text of something else tells nothing', (t) => {
  for (const text of ['', 'hostname sw1\nip ssh version 2', '<ERROR> Unrecognized command'])
    for (const fact of Object.values(
      factsFrom('fitelnet', {
        ...{'show current.cfg': text, 'show running.cfg': text, 'show version': text, 'show interface': text},
      }),
    ))
      t.is(fact.state, 'gap');
});

test('only what reads is sent', (t) => sendsOnlyReadings(t, platform('fitelnet')));

test('hostile text', (t) => {
  const {commands} = loadRecording('fitelnet/f70_unsaved');
  const texts = Object.entries(commands).map(([name, text]) => [name, typeof text === 'string' ? text : ''] as const);
  standsHostileText(t, 'fitelnet', Object.fromEntries(texts));
});
