import {z} from 'zod';
import {field} from '../probe.ts';

/** Where a device writes what happens. Severities as in RFC 5424: 0 emergency … 7 debug. */
export const DeviceLogging = z.object({
  enabled: field(z.boolean().nullable(), 'Logging', 'ログ記録'),
  servers: field(
    z.array(
      z.object({
        address: field(z.string(), 'Address', '送信先'),
        port: field(z.int().nullable(), 'Port', 'ポート番号'),
        protocol: field(z.enum(['udp', 'tcp', 'tls']).nullable(), 'Protocol', 'プロトコル'),
        severity: field(z.int().nullable(), 'Least grave severity sent', '送信する重大度の下限'),
      }),
    ),
    'Log servers',
    'ログサーバ',
  ),
  bufferSeverity: field(z.int().nullable(), 'Least grave severity kept on the device', '本体に残す重大度の下限'),
  timestamps: field(z.enum(['none', 'uptime', 'datetime']).nullable(), 'Time stamps', 'タイムスタンプ', {
    values: {
      none: {en: 'none', ja: 'なし'},
      uptime: {en: 'time since the start', ja: '起動からの時間'},
      datetime: {en: 'date and time', ja: '日時'},
      null: {en: 'unknown', ja: '不明'},
    },
  }),
  commands: field(z.boolean().nullable(), 'Commands and changes are recorded', '操作・設定変更の記録'),
  logins: field(z.boolean().nullable(), 'Logins are recorded', 'ログインの記録'),
});
export type DeviceLogging = z.infer<typeof DeviceLogging>;
