import {z} from 'zod';
import {field} from '../probe.ts';

/**
 * One rule. Addresses: `any`, `192.0.2.0/24`, `2001:db8::/32`, a range `192.0.2.1-192.0.2.9`, or `object:<name>` where it was not resolved.
 * Several stand as several elements. Ports: `any`, `443`, `1024-65535`.
 */
export const AclEntry = z.object({
  /** Number or name that the device gives it. */
  position: field(z.string(), 'Rule', '規則'),
  action: field(z.enum(['permit', 'deny']), 'Action', '動作', {
    values: {permit: {en: 'permit', ja: '許可'}, deny: {en: 'deny', ja: '拒否'}},
  }),
  /** `ip` (anything), `tcp`, `udp`, `icmp`, a number, or a name of the device for an application. */
  protocol: field(z.string(), 'Protocol', 'プロトコル'),
  sources: field(z.array(z.string()), 'Sources', '送信元'),
  sourcePorts: field(z.array(z.string()), 'Source ports', '送信元ポート'),
  destinations: field(z.array(z.string()), 'Destinations', '宛先'),
  destinationPorts: field(z.array(z.string()), 'Destination ports', '宛先ポート'),
  /** Answers to connections from the other side only. */
  established: field(z.boolean(), 'Established connections only', '確立済み通信のみ'),
  log: field(z.boolean().nullable(), 'Logged', 'ログ出力'),
  enabled: field(z.boolean(), 'Enabled', '有効'),
  hits: field(z.number().nullable(), 'Hits', 'ヒット数'),
  fromZone: field(z.array(z.string()), 'From zones or interfaces', '送信元のゾーン・インタフェース'),
  toZone: field(z.array(z.string()), 'To zones or interfaces', '宛先のゾーン・インタフェース'),
  text: field(z.string(), 'As configured', '設定行'),
});
export type AclEntry = z.infer<typeof AclEntry>;

/**
 * Access lists and firewall policies. An unread line stands in `unread` and makes the fact incomplete. What no rule
 * matches is denied unless `defaultAction` says otherwise.
 */
export const DeviceAcls = z.object({
  acls: field(
    z.array(
      z.object({
        name: field(z.string(), 'Name', '名前'),
        family: field(z.enum(['ipv4', 'ipv6', 'mac', 'any']), 'Family', '種別'),
        defaultAction: field(z.enum(['permit', 'deny']), 'Without a match', '不一致時の動作'),
        entries: field(z.array(AclEntry), 'Rules', '規則'),
        unread: field(z.array(z.string()), 'Lines that were not understood', '解釈できない行'),
      }),
    ),
    'Access lists',
    'アクセスリスト',
  ),
  bindings: field(
    z.array(
      z.object({
        acl: field(z.string(), 'Access list', 'アクセスリスト'),
        place: field(z.string(), 'Applied to', '適用先'),
        direction: field(z.enum(['in', 'out', 'both']), 'Direction', '方向'),
      }),
    ),
    'Where they apply',
    '適用先',
  ),
});
export type DeviceAcls = z.infer<typeof DeviceAcls>;
