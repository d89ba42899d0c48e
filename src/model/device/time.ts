import {z} from 'zod';
import {field} from '../probe.ts';

/** Time synchronisation of a device, configured and actual. */
export const DeviceTime = z.object({
  servers: field(
    z.array(
      z.object({
        address: field(z.string(), 'Address', 'アドレス'),
        authenticated: field(z.boolean().nullable(), 'Authenticated', '認証'),
      }),
    ),
    'Time servers',
    '時刻サーバ',
  ),
  protocol: field(z.enum(['ntp', 'sntp', 'ptp', 'rdate']).nullable(), 'Protocol', 'プロトコル'),
  authentication: field(z.boolean().nullable(), 'Servers are authenticated', '時刻サーバの認証'),
  synchronised: field(z.boolean().nullable(), 'Synchronised', '同期状態', {
    values: {
      true: {en: 'synchronised', ja: '同期済み'},
      false: {en: 'not synchronised', ja: '未同期'},
      null: {en: 'unknown', ja: '不明'},
    },
  }),
  source: field(z.string().nullable(), 'Source', '同期元'),
  stratum: field(z.int().nullable(), 'Stratum', '階層（stratum）'),
  offsetMs: field(z.number().nullable(), 'Offset that the device itself tells', '機器が示す時刻差', {
    unit: {en: 'ms', ja: 'ミリ秒'},
  }),
  timezone: field(z.string().nullable(), 'Time zone', 'タイムゾーン'),
  serves: field(z.boolean().nullable(), 'Serves time to others', '他の機器への時刻配信'),
});
export type DeviceTime = z.infer<typeof DeviceTime>;
