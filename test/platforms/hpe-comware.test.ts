import test from 'ava';
import {hpeComware} from '../../src/platforms/hpe-comware.ts';
import {configOf, testCommands, testFacts, testHostileDevice, testSecrets} from '../support/device.ts';
import {factsFrom} from '../support/device-facts.ts';

const recordings = ['hpe-comware/hardened', 'hpe-comware/weak'];
const command = 'display current-configuration';

testFacts(recordings);
testCommands(hpeComware);
testHostileDevice(hpeComware, recordings);

testSecrets(hpeComware, configOf('hpe-comware/hardened', command), {
  gone: ['AuthAuthAuth', 'PrivPrivPriv', 'NtpNtpNtp', 'RadRadRad', 'HashHashHash', 'SaltSaltSalt'],
  kept: [
    'password hash',
    'authentication-mode sha',
    'privacy-mode aes128',
    'key cipher',
    'securityname nms v3',
    'authentication-keyid 1',
  ],
});
testSecrets(hpeComware, configOf('hpe-comware/weak', command), {
  gone: ['SuperSuper', 'simple admin', 'read public', 'write private', 'securityname public'],
  kept: ['password simple', 'class=default', 'acl 2001', 'v2c'],
});
testSecrets(
  hpeComware,
  [
    ' ospf authentication-mode md5 1 cipher $c$3$OspfOspf',
    ' ospf authentication-mode md5 1 plain OspfPlain',
    ' pre-shared-key address 203.0.113.1 key simple IkePsk',
    ' peer 10.0.0.2 password simple BgpKey',
    ' set authentication password cipher $c$3$LineLine',
    ' snmp-agent usm-user v3 u g authentication-mode md5 AuthOld privacy-mode des56 PrivOld',
    ' key authentication simple RadiusKey',
  ].join('\n'),
  {
    gone: ['OspfOspf', 'OspfPlain', 'IkePsk', 'BgpKey', 'LineLine', 'AuthOld', 'PrivOld', 'RadiusKey'],
    kept: ['authentication-mode md5 1', 'des56'],
  },
);

test('what is not understood makes a fact incomplete', (t) => {
  const config =
    '#\n version 7.1.070, Release 3507P02\n#\n snmp-agent\n snmp-agent mystery\n#\nacl advanced 3000\n rule 0 permit tcp fragment\n#\nreturn';
  const facts = factsFrom(hpeComware, {[command]: config});
  for (const name of ['deviceSnmp', 'deviceAcls']) {
    const fact = facts[name];
    t.true(fact?.state === 'known' && !fact.complete, name);
  }
});
