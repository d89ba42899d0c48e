import {z} from 'zod';
import {field} from '../probe.ts';

const state = {
  values: {true: {en: 'good', ja: '正常'}, false: {en: 'failed', ja: '異常'}, null: {en: 'unknown', ja: '不明'}},
};

/** What stands in when a part fails. */
export const DeviceRedundancy = z.object({
  gateways: field(
    z.array(
      z.object({
        protocol: field(z.enum(['vrrp', 'hsrp', 'glbp', 'carp', 'ha']), 'Protocol', '方式'),
        name: field(z.string(), 'Group', 'グループ'),
        state: field(z.string().nullable(), 'State', '状態'),
        authentication: field(z.enum(['none', 'plain', 'md5', 'unknown']).nullable(), 'Authentication', '認証'),
      }),
    ),
    'Redundant gateways and clusters',
    '冗長ゲートウェイ・クラスタ',
  ),
  bundles: field(
    z.array(
      z.object({
        name: field(z.string(), 'Name', '名前'),
        members: field(z.array(z.string()), 'Members', 'メンバー'),
        up: field(z.int().nullable(), 'Members that are up', '稼働中のメンバー数'),
      }),
    ),
    'Link aggregation',
    'リンクアグリゲーション',
  ),
  powerSupplies: field(
    z.array(
      z.object({name: field(z.string(), 'Name', '名前'), good: field(z.boolean().nullable(), 'State', '状態', state)}),
    ),
    'Power supplies',
    '電源',
  ),
  fans: field(
    z.array(
      z.object({name: field(z.string(), 'Name', '名前'), good: field(z.boolean().nullable(), 'State', '状態', state)}),
    ),
    'Fans',
    'ファン',
  ),
});
export type DeviceRedundancy = z.infer<typeof DeviceRedundancy>;

/** An uninterruptible power supply: UPS-MIB (RFC 1628) and its makers' MIBs. */
export const UpsState = z.object({
  battery: field(z.enum(['normal', 'low', 'depleted', 'unknown']), 'Battery', 'バッテリー'),
  replaceBattery: field(z.boolean().nullable(), 'Battery needs replacing', 'バッテリー交換の要否'),
  onBattery: field(z.boolean().nullable(), 'Running on battery', 'バッテリー運転中'),
  onBypass: field(z.boolean().nullable(), 'Running on bypass', 'バイパス運転中'),
  minutesRemaining: field(z.int().nullable(), 'Time it would last', '残り運転時間', {unit: {en: 'min', ja: '分'}}),
  chargePercent: field(z.int().nullable(), 'Charge', '充電率', {unit: {en: '%', ja: '%'}}),
  loadPercent: field(z.int().nullable(), 'Load', '負荷率', {unit: {en: '%', ja: '%'}}),
  lastTest: field(
    z.enum(['passed', 'warning', 'failed', 'aborted', 'never', 'unknown']),
    'Last self-test',
    '最後の自己診断',
  ),
  alarms: field(z.int().nullable(), 'Alarms', '警報数'),
});
export type UpsState = z.infer<typeof UpsState>;
