import {z} from 'zod';
import {field} from '../probe.ts';
import {Grade, gradeValues} from './users.ts';

export const snmpAuths = ['none', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'unknown'] as const;
export const snmpPrivs = ['none', 'des', '3des', 'aes128', 'aes192', 'aes256', 'unknown'] as const;

/**
 * The SNMP agent as configured. `enabled` false: no community, no user, no view answers; null: none is known of. Users as their
 * requests are protected at least: one whose group also takes requests without encryption has `priv` none.
 */
export const DeviceSnmp = z.object({
  enabled: field(z.boolean().nullable(), 'Enabled', '有効'),
  versions: field(z.array(z.enum(['1', '2c', '3'])), 'Versions answered', '応答するバージョン'),
  communities: field(
    z.array(
      z.object({
        mark: field(z.string(), 'Mark that stands for the name', '名前の代わりの印'),
        grade: field(Grade.nullable(), 'Name', '名前の強度', {values: gradeValues}),
        access: field(z.enum(['ro', 'rw']).nullable(), 'Access', '権限', {
          values: {ro: {en: 'read', ja: '読み取り'}, rw: {en: 'read and write', ja: '読み書き'}},
        }),
        acl: field(z.string().nullable(), 'Access list', 'アクセスリスト'),
        restricted: field(z.boolean().nullable(), 'Limited to named addresses', '接続元の制限'),
        view: field(z.string().nullable(), 'View', 'ビュー'),
      }),
    ),
    'Communities',
    'コミュニティ',
  ),
  users: field(
    z.array(
      z.object({
        name: field(z.string(), 'User', 'ユーザー'),
        auth: field(z.enum(snmpAuths), 'Authentication', '認証方式'),
        priv: field(z.enum(snmpPrivs), 'Encryption', '暗号方式'),
        group: field(z.string().nullable(), 'Group', 'グループ'),
      }),
    ),
    'SNMPv3 users',
    'SNMPv3ユーザー',
  ),
  traps: field(
    z.array(
      z.object({
        address: field(z.string(), 'Address', '送信先'),
        version: field(z.enum(['1', '2c', '3']).nullable(), 'Version', 'バージョン'),
      }),
    ),
    'Trap receivers',
    'トラップ送信先',
  ),
});
export type DeviceSnmp = z.infer<typeof DeviceSnmp>;
