import test from 'ava';
import {snmpAuth, snmpPriv} from '../../../src/platforms/text/snmp-algorithms.ts';

test('algorithms are known by every way in which makers write them', (t) => {
  const auths = ['md5', 'sha', 'SHA-1', 'SHA-256', 'sha256', 'no', undefined].map(snmpAuth);
  t.deepEqual(auths, ['md5', 'sha1', 'sha1', 'sha256', 'sha256', 'none', 'none']);
  const privs = ['des-cbc', 'AES', 'aes128-cfb', 'AES-256', 'aes256cisco', '-', undefined].map(snmpPriv);
  t.deepEqual(privs, ['des', 'aes128', 'aes128', 'aes256', 'aes256', 'none', 'none']);
});

test('a word that is no algorithm, or only the start of one, is not known', (t) => {
  for (const word of ['', 'aes-', 'sha-3', 'constructor', '__proto__', 'toString']) {
    t.is(snmpAuth(word), 'unknown', word);
    t.is(snmpPriv(word), 'unknown', word);
  }
});
