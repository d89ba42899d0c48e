import {z} from 'zod';
import {field} from '../probe.ts';

export const managementProtocols = [
  'telnet',
  'ssh',
  'http',
  'https',
  'ftp',
  'tftp',
  'scp',
  'netconf',
  'restconf',
  'api',
  'remote-setup',
] as const;

/** Ways by which a device is managed. `restricted`: only addresses that are named may use it; null: cannot be told. */
export const DeviceAccess = z.object({
  planes: field(
    z.array(
      z.object({
        protocol: field(z.enum(managementProtocols), 'Protocol', 'プロトコル'),
        enabled: field(z.boolean(), 'Enabled', '有効'),
        port: field(z.int().nullable(), 'Port', 'ポート番号'),
        restricted: field(z.boolean().nullable(), 'Limited to named addresses', '接続元の制限', {
          values: {true: {en: 'limited', ja: '制限あり'}, false: {en: 'not limited', ja: '制限なし'}},
        }),
        acl: field(z.string().nullable(), 'Access list', 'アクセスリスト'),
        interfaces: field(
          z.array(z.string()),
          'Interfaces it is open on (none named: all)',
          '有効なインタフェース（空は全て）',
        ),
      }),
    ),
    'Management protocols',
    '管理用プロトコル',
  ),
  lines: field(
    z.array(
      z.object({
        name: field(z.string(), 'Line', '回線'),
        kind: field(z.enum(['console', 'aux', 'remote']), 'Kind', '種類'),
        idleTimeoutSeconds: field(z.int().nullable(), 'Idle timeout (0: never)', '無操作タイムアウト（0は無期限）', {
          unit: {en: 's', ja: '秒'},
        }),
        login: field(z.enum(['none', 'line-password', 'local', 'aaa']).nullable(), 'Login by', 'ログイン認証', {
          values: {
            none: {en: 'no authentication', ja: '認証なし'},
            'line-password': {en: 'a shared password', ja: '共用パスワード'},
            local: {en: 'local accounts', ja: 'ローカルアカウント'},
            aaa: {en: 'AAA', ja: 'AAA'},
            null: {en: 'unknown', ja: '不明'},
          },
        }),
        grade: field(z.enum(['default', 'weak', 'ok']).nullable(), 'Shared password', '共用パスワードの強度'),
        transports: field(z.array(z.string()), 'Protocols accepted', '受け付けるプロトコル'),
        acl: field(z.string().nullable(), 'Access list', 'アクセスリスト'),
      }),
    ),
    'Lines and sessions',
    '回線・セッション',
  ),
  sshVersion: field(z.enum(['1', '1.99', '2']).nullable(), 'SSH protocol', 'SSHのバージョン'),
  sshCiphers: field(z.array(z.string()).nullable(), 'SSH ciphers configured', 'SSHの暗号方式（設定）'),
  sshMacs: field(z.array(z.string()).nullable(), 'SSH MACs configured', 'SSHのMAC方式（設定）'),
  sshKex: field(z.array(z.string()).nullable(), 'SSH key exchanges configured', 'SSHの鍵交換方式（設定）'),
  sshKeyBits: field(z.int().nullable(), 'RSA host key', 'RSAホスト鍵', {unit: {en: 'bits', ja: 'ビット'}}),
  tlsVersions: field(z.array(z.string()).nullable(), 'TLS versions of the management web', '管理WebのTLSバージョン'),
});
export type DeviceAccess = z.infer<typeof DeviceAccess>;
