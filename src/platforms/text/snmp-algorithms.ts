import type {DeviceSnmp} from '../../model/device/index.ts';

type Auth = DeviceSnmp['users'][number]['auth'];
type Priv = DeviceSnmp['users'][number]['priv'];

const auths: ReadonlyMap<string, Auth> = new Map([
  ['md5', 'md5'],
  ['sha', 'sha1'],
  ['sha1', 'sha1'],
  ['sha224', 'sha224'],
  ['sha256', 'sha256'],
  ['sha384', 'sha384'],
  ['sha512', 'sha512'],
  ['none', 'none'],
  ['no', 'none'],
]);

const privs: ReadonlyMap<string, Priv> = new Map([
  ['des', 'des'],
  ['des56', 'des'],
  ['descbc', 'des'],
  ['3des', '3des'],
  ['aes', 'aes128'],
  ['aes128', 'aes128'],
  ['aes128cfb', 'aes128'],
  ['aes192', 'aes192'],
  ['aes256', 'aes256'],
  ['aes256cfb', 'aes256'],
  // With Cisco's way to make the key longer.
  ['aes256cisco', 'aes256'],
  ['none', 'none'],
  ['no', 'none'],
  ['-', 'none'],
]);

const plain = (word: string): string => word.toLowerCase().replaceAll(/(?<=[a-z\d])[-_ ](?=[a-z\d])/g, '');

/** How an SNMPv3 user shows who it is; without a word there is no authentication. RFC 3414, RFC 7860. */
export function snmpAuth(word: string | undefined): Auth {
  return word === undefined ? 'none' : (auths.get(plain(word)) ?? 'unknown');
}

/** How its messages are encrypted; `aes` alone means 128 bits. RFC 3414, RFC 3826. */
export function snmpPriv(word: string | undefined): Priv {
  return word === undefined ? 'none' : (privs.get(plain(word)) ?? 'unknown');
}
